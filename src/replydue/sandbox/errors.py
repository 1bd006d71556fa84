"""How does Gmail say no? Google's error bodies, word for word where they were seen on a real account."""

from collections.abc import Mapping
from typing import Any

STATUS_WORDS = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    409: "ABORTED",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    502: "UNAVAILABLE",
    503: "UNAVAILABLE",
    504: "DEADLINE_EXCEEDED",
}
MESSAGES = {
    "backendError": "The service is currently unavailable.",
    "rateLimitExceeded": "Resource has been exhausted (e.g. check quota).",
    "userRateLimitExceeded": "User Rate Limit Exceeded",
    "dailyLimitExceeded": "Daily Limit Exceeded",
    "failedPrecondition": "Precondition check failed.",
    "insufficientPermissions": "Insufficient Permission",
    "domainPolicy": "The domain administrators have disabled Gmail apps.",
    "authError": "Invalid Credentials",
    "notFound": "Requested entity was not found.",
}
USAGE_REASONS = frozenset({"userRateLimitExceeded", "dailyLimitExceeded", "accessNotConfigured"})
OVER_QUOTA = (
    "Quota exceeded for quota metric 'Total Query Cost' and limit 'Units per minute per user' "
    "of service 'gmail.googleapis.com' for consumer 'project_number:1'."
)


class Refusal(Exception):
    """One refused call: the HTTP status and what Google's envelope says about it."""

    def __init__(
        self,
        status: int,
        reason: str,
        message: str = "",
        *,
        domain: str = "",
        word: str = "",
        extra: Mapping[str, str] | None = None,
        details: list[dict[str, Any]] | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.reason = reason
        self.message = message or MESSAGES.get(reason, "Backend Error")
        self.domain = domain or ("usageLimits" if reason in USAGE_REASONS or (status, reason) == (403, "rateLimitExceeded") else "global")
        self.word = word or ("FAILED_PRECONDITION" if reason == "failedPrecondition" else STATUS_WORDS.get(status, "UNKNOWN"))
        self.extra = dict(extra or {})
        self.details = details or []

    def body(self) -> dict[str, Any]:
        """The envelope: `{"error": {"code", "message", "errors": [...], "status"}}`."""
        one = {"message": self.message, "domain": self.domain, "reason": self.reason, **self.extra}
        error: dict[str, Any] = {"code": self.status, "message": self.message, "errors": [one], "status": self.word}
        if self.details:
            error["details"] = self.details
        return {"error": error}


def not_found() -> Refusal:
    """No such message, thread, draft or label, or a history id that is too old or not reached yet."""
    return Refusal(404, "notFound")


def bad_argument(message: str) -> Refusal:
    """A value that Gmail does not take."""
    return Refusal(400, "invalidArgument", message)


def bad_value(field: str, kind: str, value: str) -> Refusal:
    """A value of the wrong type, as Google's request parser words it."""
    message = f"Invalid value at '{field}' ({kind}), \"{value}\""
    violation = {"field": field, "description": message}
    details = [{"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": [violation]}]
    return Refusal(400, "invalid", message, details=details)


def not_signed_in(*, given: bool) -> Refusal:
    """No token at all, or one that is no longer good."""
    reason, message = ("authError", "Invalid Credentials") if given else ("required", "Login Required.")
    return Refusal(401, reason, message, extra={"location": "Authorization", "locationType": "header"})


def over_quota() -> Refusal:
    """More units in a minute than the user has. 403, not 429: seen so on a real account."""
    return Refusal(403, "rateLimitExceeded", OVER_QUOTA)
