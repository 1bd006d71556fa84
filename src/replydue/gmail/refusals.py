"""What does this failure mean, and what mends it? Google's errors in our words; no other exception leaves the package."""

from __future__ import annotations

import errno
import json
import re
import socket
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPException

import httplib2
from google.auth.exceptions import GoogleAuthError, RefreshError, TransportError
from googleapiclient.errors import Error as ClientError
from googleapiclient.errors import HttpError
from urllib3.exceptions import NewConnectionError

from replydue.errors import GmailError, GmailUnreachable, NotFound, ReplydueError, SignInError

FAILURES = (ClientError, GoogleAuthError, httplib2.error.HttpLib2Error, HTTPException, OSError)
_NOBODY = frozenset({errno.ENETUNREACH, errno.ENETDOWN, errno.EHOSTUNREACH, errno.EHOSTDOWN})
_RATE = frozenset({"rateLimitExceeded", "userRateLimitExceeded"})
_AGAIN = "run `replydue auth`"
_CLIENT_GONE = (
    "Google does not know your client any more",
    "make one anew in Google's console, give its file to `replydue init --client-secret FILE`, and run `replydue auth`",
)
_NOT_ALLOWED = ("the administrators of your domain do not allow this program", "ask them to allow it, or use another account")
_DEAD_SIGN_IN = {
    "invalid_grant": ("the sign-in to Gmail has ended or was revoked", _AGAIN),
    "invalid_client": _CLIENT_GONE,
    "unauthorized_client": _CLIENT_GONE,
    "deleted_client": _CLIENT_GONE,
    "admin_policy_enforced": _NOT_ALLOWED,
}
_RETRY_AFTER = re.compile(r"Retry after (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)", re.I)


class NotGoogle(HTTPException):
    """Somebody else answered, in a form that is not Google's."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What the server answered instead of doing it."""

    status: int
    reason: str
    message: str
    google: bool  # whether it spoke as Google does, or somebody else answered

    @property
    def rate_limit(self) -> bool:
        """Whether it was too much at a time (gmail-api 4.1)."""
        return self.status == 429 or (self.status == 403 and (self.reason in _RATE or self.reason == "RESOURCE_EXHAUSTED"))

    @property
    def precondition(self) -> bool:
        """Whether it is the refusal of which one in a hundred passes by itself."""
        return self.status == 400 and self.reason in ("failedPrecondition", "FAILED_PRECONDITION") and "not enabled" not in self.message


def refusal(error: HttpError) -> Refusal:
    """Reads the answer; a web page or another server's words count as a refusal without a reason."""
    status = int(error.resp.status)
    try:
        body = json.loads(error.content)["error"]
        inner = (body.get("errors") or [{}])[0]
        return Refusal(status, str(inner.get("reason") or body.get("status") or ""), str(body.get("message") or ""), True)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError):
        return Refusal(status, "", "", False)


def asked_to_wait(error: BaseException, now: datetime) -> float:
    """The seconds after which the server wants to be asked again, by header or in words (gmail-api 0.11); 0 where it did not say."""
    if not isinstance(error, HttpError):
        return 0.0
    header = str(error.resp.get("retry-after", ""))
    if header.isdigit():
        return float(header)
    named = _RETRY_AFTER.search(refusal(error).message)
    if named is None:
        return 0.0
    moment = datetime.fromisoformat(named[1].replace("Z", "+00:00"))
    return max(0.0, (moment.astimezone(UTC) - now).total_seconds())


def dead_sign_in(error: BaseException) -> bool:
    """Whether the sign-in itself is dead. Google's client raises the same class when its token server is merely ill (gmail-api 4.4)."""
    return bool(_death(error))


def _death(error: BaseException) -> str:
    """Google's word for why the sign-in is dead; "" where it is not."""
    if not isinstance(error, RefreshError):
        return ""
    detail = error.args[1] if len(error.args) > 1 and isinstance(error.args[1], dict) else {}
    word = "invalid_grant" if "do not contain the necessary fields" in str(error) else str(detail.get("error", ""))
    return word if word in _DEAD_SIGN_IN else ""


def translated(error: BaseException, where: str) -> ReplydueError:
    """The error as the user reads it. `where` is the server's host. The texts of servers are left out: they may hold anything."""
    if isinstance(error, ReplydueError):
        return error
    error = _cause(error)
    if death := _death(error):
        return SignInError(*_DEAD_SIGN_IN[death])
    if isinstance(error, HttpError):
        return _refused(refusal(error), where)
    if never_reached(error):
        return GmailUnreachable(f"cannot reach {where}", "check the network connection")
    if isinstance(error, ssl.SSLCertVerificationError):
        return GmailUnreachable(f"what answers at {where} cannot prove that it is Google", "check this computer's clock; a sign-in page may stand in between")
    if isinstance(error, NotGoogle):
        return not_gmail(where)
    if isinstance(error, TimeoutError):
        return GmailUnreachable(f"{where} did not answer in time", "it is tried again at the next pass")
    return GmailUnreachable(f"the connection to {where} broke ({type(error).__name__})", "check the network connection")


def never_reached(error: BaseException) -> bool:
    """Whether nobody was there at all: no network, no such name, nothing that listens. Waiting some seconds mends none of them."""
    error = _cause(error)
    if isinstance(error, httplib2.ServerNotFoundError | socket.gaierror | ConnectionRefusedError):
        return True
    if isinstance(error, OSError) and error.errno in _NOBODY:
        return True
    return bool(error.args) and isinstance(getattr(error.args[0], "reason", None), NewConnectionError)  # as requests wraps it


def not_gmail(where: str) -> GmailUnreachable:
    """Something else answered: a hotel's sign-in page, a proxy."""
    return GmailUnreachable(f"what answered at {where} is not Gmail", "check the network connection; a sign-in page may stand in between")


def _cause(error: BaseException) -> BaseException:
    """What Google's library met, where it tells only that it met something."""
    inner = error.args[0] if isinstance(error, TransportError) and error.args else None
    return inner if isinstance(inner, Exception) else error


def _refused(found: Refusal, where: str) -> ReplydueError:
    if found.status >= 500 or found.rate_limit:
        what = "asks for fewer requests" if found.rate_limit else f"is out of order (status {found.status})"
        return GmailUnreachable(f"{where} {what}", "it is tried again at the next pass")
    if found.status == 401:
        return SignInError("Gmail does not accept the sign-in", _AGAIN)
    if found.status == 403:
        return _forbidden(found)
    if found.status == 404:
        return NotFound("Gmail does not know what was asked for", status=404, reason=found.reason)
    if found.status == 400 and "not a draft" in found.message:  # it has been sent meanwhile (gmail-api 3.4)
        return NotFound("the draft is no draft any more", status=400, reason=found.reason)
    if found.status in (400, 409) and "Label name exists" in found.message:  # Gmail answers 409, other servers 400
        return GmailError("there is a label of that name", status=409, reason="aborted")
    if "Mail service not enabled" in found.message:
        return SignInError("this account has no Gmail", "sign in with another account: `replydue auth`")
    return GmailError(f"Gmail refused the request (status {found.status}, {found.reason or 'no reason given'})", status=found.status, reason=found.reason)


def _forbidden(found: Refusal) -> ReplydueError:
    reason, message = found.reason, found.message
    if reason in ("accessNotConfigured", "SERVICE_DISABLED"):
        return SignInError(
            "the Gmail API is not enabled in your Google project", "enable it at https://console.cloud.google.com/apis/library/gmail.googleapis.com"
        )
    if reason == "insufficientPermissions" or "insufficient authentication scopes" in message:
        return SignInError("the sign-in lacks a permission", f"{_AGAIN} and leave the box for Gmail ticked")
    if reason == "domainPolicy":
        return SignInError(*_NOT_ALLOWED)
    if message.startswith("Delegation denied"):
        return SignInError("the sign-in belongs to another account", _AGAIN)
    if reason in ("dailyLimitExceeded", "quotaExceeded"):
        return GmailUnreachable("the day's quota of your Google project is used up", "it is tried again; the quota begins anew tomorrow")
    return GmailError(f"Gmail does not allow it ({reason or 'no reason given'})", status=403, reason=reason)
