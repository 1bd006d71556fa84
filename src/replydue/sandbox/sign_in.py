"""Who is let in, to what, and for how long? Google's sign-in for desktop apps: codes with PKCE, tokens, refresh, revocation.

As developers.google.com/identity/protocols/oauth2/native-app describes it. Every moment is the sandbox's.
"""

import base64
import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from replydue.sandbox.clock import Clock
from replydue.sandbox.errors import Refusal, not_signed_in

CLIENT_ID, CLIENT_SECRET = "sandbox.apps.googleusercontent.com", "GOCSPX-sandbox"
ISSUED = "ya29."  # how access tokens begin that were issued here; any other token is good, so that nobody has to sign in to a sandbox
_HOUR = timedelta(seconds=3599)
_CODE_LIVES = timedelta(minutes=10)
_TESTING_LIVES = timedelta(seconds=604_799)
_ALL = frozenset({"https://www.googleapis.com/auth/gmail.modify", "https://mail.google.com/"})
_READING = _ALL | {"https://www.googleapis.com/auth/gmail.readonly"}


class SignInRefused(Exception):
    """What the sign-in server answers instead of a token: RFC 6749, 5.2, in Google's words."""

    def __init__(self, error: str, description: str, status: int = 400) -> None:
        super().__init__(error)
        self.status = status
        self.body = {"error": error, "error_description": description}


@dataclass(frozen=True)
class Consent:
    """What a program asked for in the browser, and what the user gave. `challenge`: PKCE's, S256; `lasting`: it wants a refresh token."""

    redirect_uri: str
    scopes: tuple[str, ...]
    challenge: str
    lasting: bool


@dataclass
class _Grant:
    """One sign-in: the permissions it has, and until when it can be refreshed (None: until it is revoked)."""

    scopes: tuple[str, ...]
    ends: datetime | None
    revoked: bool = False


class SignIns:
    """All sign-ins to one account, through the one client that is known. `testing`: new ones end after seven days, as those of an unpublished client."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self.testing = False
        self.others = True  # whether tokens that were not issued here are good
        self._codes: dict[str, tuple[Consent, datetime]] = {}
        self._refresh: dict[str, _Grant] = {}
        self._access: dict[str, tuple[_Grant, datetime]] = {}

    def allow(self, consent: Consent) -> str:
        """The user agrees; gives the code that the browser takes back to the program."""
        code = f"4/0{secrets.token_urlsafe(24)}"
        self._codes[code] = consent, self._clock.now() + _CODE_LIVES
        return code

    def token(self, form: dict[str, str]) -> dict[str, Any]:
        """What the token endpoint answers to a form. Raises SignInRefused."""
        if form.get("client_id") != CLIENT_ID:
            raise SignInRefused("invalid_client", "The OAuth client was not found.", 401)
        if form.get("client_secret") != CLIENT_SECRET:
            raise SignInRefused("invalid_client", "Unauthorized", 401)
        kind = form.get("grant_type", "")
        if kind == "authorization_code":
            return self._exchanged(form)
        if kind == "refresh_token":
            return self._access_token(self._alive(form.get("refresh_token", "")))
        raise SignInRefused("unsupported_grant_type", f"Invalid grant_type: {kind}")

    def revoke(self, token: str) -> None:
        """The program signs out, by either of its tokens. Raises SignInRefused where there is none such."""
        grant = self._refresh.get(token) or next((grant for known, (grant, _) in self._access.items() if known == token), None)
        if grant is None or grant.revoked:
            raise SignInRefused("invalid_token", "Token expired or revoked")
        self.revoke_all()  # all the permissions of the client end with one of its tokens

    def revoke_all(self) -> None:
        """The user removes the program at myaccount.google.com/connections."""
        for grant in self._refresh.values():
            grant.revoked = True
        for grant, _ in self._access.values():
            grant.revoked = True

    def check(self, token: str, http: str) -> None:
        """Raises Refusal where this access token does not open the mailbox to a request of this HTTP method. Those not issued here may do all."""
        if not token.startswith(ISSUED):
            if not token or not self.others:
                raise not_signed_in(given=bool(token))
            return
        grant, until = self._access.get(token, (_Grant((), None, revoked=True), self._clock.now()))
        if grant.revoked or self._clock.now() > until:
            raise not_signed_in(given=True)
        if not (_READING if http == "GET" else _ALL).intersection(grant.scopes):
            raise _scope_insufficient()

    def _exchanged(self, form: dict[str, str]) -> dict[str, Any]:
        """A code is good once."""
        consent, until = self._codes.pop(form.get("code", ""), (None, None))
        if consent is None or until is None or self._clock.now() > until:
            raise SignInRefused("invalid_grant", "Malformed auth code.")
        if form.get("redirect_uri") != consent.redirect_uri:
            raise SignInRefused("redirect_uri_mismatch", "Bad Request")
        if consent.challenge and not form.get("code_verifier"):
            raise SignInRefused("invalid_grant", "Missing code verifier.")
        if consent.challenge and _s256(form["code_verifier"]) != consent.challenge:
            raise SignInRefused("invalid_grant", "Invalid code verifier.")
        grant = _Grant(consent.scopes, self._clock.now() + _TESTING_LIVES if self.testing else None)
        return self._access_token(grant) | (self._refresh_token(grant) if consent.lasting else {})

    def _access_token(self, grant: _Grant) -> dict[str, Any]:
        token = f"{ISSUED}{secrets.token_urlsafe(24)}"
        self._access[token] = grant, self._clock.now() + _HOUR
        return {"access_token": token, "expires_in": int(_HOUR.total_seconds()), "scope": " ".join(grant.scopes), "token_type": "Bearer"}

    def _refresh_token(self, grant: _Grant) -> dict[str, Any]:
        token = f"1//0{secrets.token_urlsafe(32)}"
        self._refresh[token] = grant
        return {"refresh_token": token} | ({"refresh_token_expires_in": int(_TESTING_LIVES.total_seconds())} if grant.ends else {})

    def _alive(self, refresh_token: str) -> _Grant:
        grant = self._refresh.get(refresh_token)
        if grant is None or grant.revoked or (grant.ends and self._clock.now() > grant.ends):
            raise SignInRefused("invalid_grant", "Token has been expired or revoked.")
        return grant


def _s256(verifier: str) -> str:
    """RFC 7636, 4.2."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode("ascii", "replace")).digest()).rstrip(b"=").decode()


def _scope_insufficient() -> Refusal:
    details = [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "ACCESS_TOKEN_SCOPE_INSUFFICIENT", "domain": "googleapis.com"}]
    return Refusal(403, "insufficientPermissions", "Request had insufficient authentication scopes.", details=details)
