"""How does the user sign in, and out? Google's flow for programs on the user's own computer, with PKCE and state (gmail-api 5)."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

from google_auth_oauthlib.flow import InstalledAppFlow
from oauthlib.oauth2 import OAuth2Error

from replydue.errors import GmailUnreachable, SignInError
from replydue.gmail.connecting import connect
from replydue.gmail.credentials import TOKEN_URI
from replydue.gmail.redirect import Redirect
from replydue.gmail.refusals import FAILURES, not_gmail, translated
from replydue.gmail.transport import Transport
from replydue.settings import Settings
from replydue.sign_in_file import AGAIN, Place, client_place, own_place, read, said, save
from replydue.values import is_loopback

SCOPE = "https://www.googleapis.com/auth/gmail.modify"  # covers all that is called (gmail-api 1.2); one alone leaves nothing to untick
PASTED_PORT = 8085  # in the address to be pasted nobody listens; the same port serves those who forward it by ssh
_MINUTES = 10
_TIMEOUT = 60.0  # seconds
_MEND_CLIENT = "make a client anew in Google's console, and give its file to `replydue init --client-secret FILE`"
_REFUSED = {
    "access_denied": ("you did not give the permission", f"{AGAIN} again and press Continue"),
    "invalid_client": ("Google does not know the client of your client file", _MEND_CLIENT),
    "unauthorized_client": ("Google does not let the client of your client file sign in", _MEND_CLIENT),
    "invalid_grant": ("Google does not accept the answer any more", f"{AGAIN} again; an answer is good for a few minutes, and once"),
    "mismatching_state": ("that is the answer to another sign-in", f"{AGAIN} again, and open the address that it shows then"),
}

Way = Callable[[Callable[[str], str]], str]


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Whose mailbox it is. `ends`: when the sign-in will end by itself, as that of a client in testing does after 7 days."""

    address: str
    ends: datetime | None


def sign_in(settings: Settings, way: Way, *, another_mailbox: bool = False, known: str = "") -> SignedIn:
    """Signs in, looks whose mailbox it is, and keeps the sign-in in the token file.

    `way` takes the user to Google and back: `by_redirect`, `by_pasting`. `known`: the mailbox that the store is of. Another one than that, or than that of the
    sign-in before, is refused unless `another_mailbox`. Raises SignInError, GmailUnreachable; nothing is kept then.
    """
    flow = _flow(client_place(settings.account.client_secret))
    with _reading_google(flow):
        flow.fetch_token(authorization_response=way(_asked(flow)), timeout=_TIMEOUT)
    credentials = flow.credentials
    if SCOPE not in (credentials.granted_scopes or ()):
        raise SignInError("the permission for Gmail was not given, without which no mail can be read and no draft put up", f"{AGAIN} again and tick its box")
    if not credentials.refresh_token:
        raise SignInError("Google gave a sign-in for an hour only", f"{AGAIN} again")
    with closing(connect(settings, credentials=credentials)) as gmail:
        address = gmail.profile().address
    file = own_place(settings.account.token)
    _same_mailbox(address, known or _account_of(file), another_mailbox)
    now = datetime.now(UTC)
    ends = _end(flow.oauth2session.token, now)
    held = {"account": address, "scopes": [SCOPE], "signed_in": now.isoformat(timespec="seconds"), "ends": ends and ends.isoformat(timespec="seconds")}
    _keep(file, {**_fields(credentials), **held})
    return SignedIn(address, ends)


def by_redirect(show: Callable[[str], object], port: int = 0) -> Way:
    """The browser comes back to an address of this computer. `show` takes the address to be opened; `port` 0: any that is free."""

    def way(ask: Callable[[str], str]) -> str:
        with Redirect(port) as redirect:
            address = ask(redirect.address)
            show(address)
            answer = redirect.wait(parse_qs(urlsplit(address).query)["state"][0], _MINUTES * 60)
        if not answer:
            raise SignInError(f"nobody signed in within {_MINUTES} minutes", f"{AGAIN} again")
        return answer

    return way


def by_pasting(paste: Callable[[str], str]) -> Way:
    """`paste` takes the address to be opened in a browser anywhere, and gives the address at which that browser ended."""
    return lambda ask: paste(ask(f"http://127.0.0.1:{PASTED_PORT}/"))


def is_answer(address: str) -> bool:
    """Whether this looks like the address at which the browser ended."""
    try:
        fields = parse_qs(urlsplit(address.strip()).query)
    except ValueError:
        return False
    return "state" in fields and ("code" in fields or "error" in fields)


def sign_out(settings: Settings) -> None:
    """Ends the sign-in at Google and removes it here. Raises SignInError where there is none, GmailUnreachable."""
    file = own_place(settings.account.token)
    found = read(file)
    token_uri = str(found.get("token_uri") or TOKEN_URI)
    if found.get("refresh_token"):
        body = urlencode({"token": found["refresh_token"]})
        try:
            transport = Transport(loopback=is_loopback(urlsplit(token_uri).hostname or ""))
            answer, _ = transport.request(urljoin(token_uri, "revoke"), "POST", body=body, headers={"content-type": "application/x-www-form-urlencoded"})
        except FAILURES as error:
            raise translated(error, "Google") from error
        if answer.status not in (200, 400):  # 400: it was dead already
            raise SignInError(f"Google did not end the sign-in (status {answer.status})", "end it at https://myaccount.google.com/connections")
    file.unlink(missing_ok=True)


def _flow(client_secret: Path) -> Any:
    try:
        return InstalledAppFlow.from_client_secrets_file(str(client_secret), [SCOPE])
    except OSError as error:
        raise SignInError(f"the client file {client_secret} cannot be read ({error.strerror})", "run `replydue init`") from None
    except ValueError:
        raise SignInError(f"{client_secret} is no client file of Google's", "run `replydue init`") from None


def _asked(flow: Any) -> Callable[[str], str]:
    """From the address to come back to, to the address to open. Consent is always asked for: without it Google gives no lasting sign-in a second time."""

    def ask(redirect_uri: str) -> str:
        flow.redirect_uri = redirect_uri
        return str(flow.authorization_url(prompt="consent", access_type="offline")[0])

    return ask


@contextmanager
def _reading_google(flow: Any) -> Iterator[None]:
    """oauthlib as this flow needs it, and its errors in our words."""
    loopback = is_loopback(urlsplit(flow.client_config["token_uri"]).hostname or "")
    flow.oauth2session.register_compliance_hook("access_token_response", _well)
    flow.oauth2session.trust_env = not loopback  # no proxy between us and this computer
    # The one: a permission that was not given is else a builtin Warning, raised. The other: the answer comes to this computer by http.
    changed = {"OAUTHLIB_RELAX_TOKEN_SCOPE": "1", "OAUTHLIB_INSECURE_TRANSPORT": "1"}
    if not loopback and not flow.client_config["token_uri"].startswith("https://"):
        raise SignInError("the client file names a sign-in server without encryption", _MEND_CLIENT)
    before = {name: os.environ.get(name) for name in changed}
    os.environ.update(changed)
    try:
        yield
    except OAuth2Error as error:
        raise _in_our_words(str(error.error)) from None
    except FAILURES as error:
        raise translated(error, "Google") from error
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


def _well(answer: Any) -> Any:
    """Lets an answer through, unless the server says that it is ill."""
    if answer.status_code >= 500:
        raise GmailUnreachable(f"Google's sign-in is out of order (status {answer.status_code})", "try again in some minutes")
    return answer


def _in_our_words(error: str) -> SignInError | GmailUnreachable:
    if error == "missing_token":  # no token in the answer, and no word of Google's why not
        return not_gmail("Google's sign-in")
    problem, mend = _REFUSED.get(error, (f"the sign-in was not completed ({error})", f"{AGAIN} again"))
    return SignInError(problem, mend)


def _same_mailbox(address: str, before: str, another: bool) -> None:
    """The new sign-in is not ended at Google: that would end every sign-in of that mailbox through this client, also one that another replydue lives by."""
    if before and address.lower() != before.lower() and not another:
        raise SignInError(f"you signed in to {address}, but what is known is of {before}", "sign in to that one, or say `--another-mailbox`")


def _account_of(file: Place) -> str:
    try:
        return said(file).account
    except SignInError:
        return ""


def _end(token: Mapping[str, Any], now: datetime) -> datetime | None:
    """Google says so of a client in testing only; its documentation names the field for permissions that were given for a time."""
    seconds = str(token.get("refresh_token_expires_in"))
    return now + timedelta(seconds=int(seconds)) if seconds.isdigit() else None


def _fields(credentials: Any) -> dict[str, Any]:
    return dict(json.loads(credentials.to_json()))


def _keep(file: Place, found: dict[str, Any]) -> None:
    try:
        save(file, found)
    except OSError as error:
        raise SignInError(f"the sign-in cannot be kept in {file} ({error.strerror})", "make room or mend the permissions of its folder") from None
