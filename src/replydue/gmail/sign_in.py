"""How does the user sign in, and out? Google's flow for programs on the user's own computer (gmail-api 5)."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from google_auth_oauthlib.flow import InstalledAppFlow, WSGITimeoutError
from oauthlib.oauth2 import OAuth2Error

from replydue.errors import SignInError
from replydue.gmail.credentials import load, save
from replydue.gmail.refusals import FAILURES, translated
from replydue.gmail.transport import Transport
from replydue.settings import Settings, expanded

SCOPE = "https://www.googleapis.com/auth/gmail.modify"  # covers all that is called; one alone leaves nothing to untick
_REVOKE = "https://oauth2.googleapis.com/revoke"
_MINUTES = 10
_AGAIN = "run `replydue auth` again"


def sign_in(settings: Settings, paste: Callable[[str], str] | None = None) -> None:
    """Signs in, and keeps the sign-in in the token file.

    Without `paste` the browser of this computer is opened. Else `paste` is given the address to open in a browser anywhere,
    and returns the address at which that browser ended. Raises SignInError, GmailUnreachable.
    """
    os.environ["OAUTHLIB_RELAX_TOKEN_SCOPE"] = "1"  # noqa: S105  no password; without it a permission that was not given is a builtin Warning, raised
    flow = _flow(expanded(settings.account.client_secret))
    try:
        credentials = _pasted(flow, paste) if paste else flow.run_local_server(port=0, timeout_seconds=_MINUTES * 60)
    except WSGITimeoutError:
        raise SignInError(f"nobody signed in within {_MINUTES} minutes", _AGAIN) from None
    except OAuth2Error as error:
        raise SignInError(f"the sign-in was not completed ({error.error})", _AGAIN) from None
    except FAILURES as error:
        raise translated(error, "Google") from error
    if SCOPE not in (credentials.granted_scopes or credentials.scopes or ()):
        raise SignInError("the permission for Gmail was not given", f"{_AGAIN} and tick the box for Gmail")
    save(expanded(settings.account.token), credentials.to_json())


def sign_out(settings: Settings) -> None:
    """Ends the sign-in at Google and removes the token file. Raises SignInError where there is none, GmailUnreachable."""
    file = expanded(settings.account.token)
    credentials = load(file, refreshable=True)
    body = urlencode({"token": credentials.refresh_token or credentials.token})
    try:
        answer, _ = Transport(loopback=False).request(_REVOKE, "POST", body=body, headers={"content-type": "application/x-www-form-urlencoded"})
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


def _pasted(flow: Any, paste: Callable[[str], str]) -> Any:
    flow.redirect_uri = "http://127.0.0.1:1/"  # nothing listens there: the browser shows an error, and the address that is to be pasted
    address, _ = flow.authorization_url(prompt="consent", access_type="offline")
    answer = paste(address).strip()
    if "code=" not in answer and "error=" not in answer:
        raise SignInError("that is not the address at which the browser ended", _AGAIN)
    # oauthlib takes only https for safe; this address never travels.
    flow.fetch_token(authorization_response=answer.replace("http://", "https://", 1))
    return flow.credentials
