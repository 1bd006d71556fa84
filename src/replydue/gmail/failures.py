"""What does a failed call mean? Google's many exceptions as ours, and whether another try can help (Gmail's page on resolving errors)."""

from __future__ import annotations

import json
import re
import ssl
from datetime import UTC, datetime
from http.client import HTTPException
from typing import Any

import httplib2
from google.auth.exceptions import GoogleAuthError, RefreshError, TransportError
from googleapiclient.errors import HttpError

from replydue.errors import GmailError, GmailUnreachable, NotFound, ReplydueError, SignInError

RAISED = (HttpError, GoogleAuthError, httplib2.error.HttpLib2Error, HTTPException, OSError)
"""All that the client lets through."""

_RATE = frozenset({"ratelimitexceeded", "userratelimitexceeded"})
_DEAD_SIGN_IN = frozenset({"invalid_grant", "invalid_client", "unauthorized_client", "admin_policy_enforced", "deleted_client"})
_RETRY_AFTER = re.compile(r"retry after (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z)", re.I)
_LONGEST_WAIT = 300.0  # seconds that a server may make us wait for one try


def can_pass(error: BaseException) -> bool:
    """Whether the same call may succeed a little later: rate limits, server errors, broken connections; never another refusal."""
    if isinstance(error, HttpError):
        status, reason = error.status_code, reason_of(error)
        return status >= 500 or status == 429 or (status == 403 and reason in _RATE) or (status == 400 and _is_passing_precondition(error))
    if isinstance(error, RefreshError):
        return not _is_dead_sign_in(error)
    return isinstance(error, (TransportError, httplib2.error.HttpLib2Error, HTTPException, OSError)) and not isinstance(error, ssl.SSLCertVerificationError)


def answer_was_lost(error: BaseException) -> bool:
    """Whether the call may have been carried out though it failed: the connection broke, or a server behind the first one gave up."""
    if isinstance(error, HttpError):
        return bool(error.status_code >= 500)
    return isinstance(error, (HTTPException, OSError, httplib2.error.HttpLib2Error)) and not isinstance(
        error, (ConnectionRefusedError, httplib2.ServerNotFoundError)
    )


def wait_asked_for(error: BaseException, now: datetime) -> float:
    """The seconds that the server asks to wait: by a Retry-After header, or by the time that some of Gmail's messages name. 0 if it asks for none."""
    if not isinstance(error, HttpError):
        return 0.0
    header = str(error.resp.get("retry-after", ""))
    if header.isdigit():
        return min(float(header), _LONGEST_WAIT)
    named = _RETRY_AFTER.search(str(error.reason or ""))
    if named is None:
        return 0.0
    moment = datetime.fromisoformat(named[1].replace("Z", "+00:00")).astimezone(UTC)
    return min(max((moment - now).total_seconds(), 0.0), _LONGEST_WAIT)


def translated(error: BaseException, what: str) -> ReplydueError:
    """The error in our words, with its mend."""
    if isinstance(error, HttpError):
        return _refused(error, what)
    if isinstance(error, RefreshError) and _is_dead_sign_in(error):
        return SignInError("the sign-in to Gmail is no longer valid", "run `replydue auth`")
    return GmailUnreachable(f"Gmail could not be reached ({type(error).__name__})", "check the network; replydue tries again by itself")


def reason_of(error: HttpError) -> str:
    """Gmail's own word for the refusal, lower-case; "" where the body has none."""
    details = _body(error).get("errors") or [{}]
    return str(details[0].get("reason", "") if isinstance(details[0], dict) else "").lower()


def _refused(error: HttpError, what: str) -> ReplydueError:
    status, reason, said = int(error.status_code), reason_of(error), str(error.reason or "")
    if status == 404:
        return NotFound(f"Gmail does not know what was asked for ({what})", status=404, reason=reason)
    if status == 401:
        return SignInError("Gmail does not accept the sign-in", "run `replydue auth`")
    if status == 403 and ("insufficient" in reason or "insufficient" in said.lower()):
        return SignInError("the sign-in lacks a permission", "run `replydue auth` and leave every box ticked")
    if "accessnotconfigured" in reason or "has not been used in project" in said:
        return SignInError("the Gmail API is not enabled for your Google project", "enable it in Google's console under APIs & Services, then try again")
    if reason == "domainpolicy":
        return SignInError("your organisation does not allow programs to use Gmail", "ask its administrator")
    if "Mail service not enabled" in said:
        return SignInError("this account has no Gmail", "sign in with another account: run `replydue auth`")
    if status >= 500 or status == 429 or reason in _RATE:
        return GmailUnreachable(f"Gmail is not answering (status {status})", "replydue tries again by itself")
    return GmailError(f"Gmail refused {what} (status {status}{', ' + reason if reason else ''})", status=status, reason=reason)


def _is_passing_precondition(error: HttpError) -> bool:
    return reason_of(error) == "failedprecondition" and "Precondition check failed" in str(error.reason or "")


def _is_dead_sign_in(error: RefreshError) -> bool:
    """A refresh that fails for the server's sake raises the same class as a dead token; Google's error word tells them apart."""
    told = error.args[1] if len(error.args) > 1 and isinstance(error.args[1], dict) else {}
    return str(told.get("error", "")) in _DEAD_SIGN_IN or "necessary fields" in str(error.args[0] if error.args else "")


def _body(error: HttpError) -> dict[str, Any]:
    try:
        found = json.loads(error.content).get("error")
    except (ValueError, AttributeError):
        return {}
    return found if isinstance(found, dict) else {}
