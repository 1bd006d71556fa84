"""Where is Gmail, and who signs in? From the settings to a mailbox (gmail-api 4.6)."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from google.oauth2.credentials import Credentials
from google_auth_httplib2 import AuthorizedHttp
from googleapiclient.discovery import build_from_document
from googleapiclient.discovery_cache import get_static_doc

from replydue.gmail.calls import WITH_GOOGLE, WITH_LOOPBACK, Calls, Patience
from replydue.gmail.client import Gmail
from replydue.gmail.credentials import kept
from replydue.gmail.quota import Budget
from replydue.gmail.transport import Transport
from replydue.settings import Settings
from replydue.values import is_loopback

_GOOGLE = "https://gmail.googleapis.com"


def connect(
    settings: Settings,
    *,
    credentials: Credentials | None = None,
    stop: threading.Event | None = None,
    sleep: Callable[[float], object] | None = None,
    patience: Patience | None = None,
) -> Gmail:
    """The mailbox of the configured account; nothing is asked of it yet. A set `stop` ends every wait; `sleep` is what waits (see Calls).

    `credentials` are those of a sign-in that is not kept yet; else the kept ones. Raises SignInError where there is none.
    """
    endpoint = settings.gmail.endpoint or _GOOGLE  # never plain HTTP to another computer: the settings see to that
    host = urlsplit(endpoint).hostname or ""
    loopback = is_loopback(host)
    calls = Calls(
        "Gmail" if endpoint == _GOOGLE else urlsplit(endpoint).netloc,
        Budget(limited=not loopback),
        patience or (WITH_LOOPBACK if loopback else WITH_GOOGLE),
        stop=stop,
        sleep=sleep,
    )
    transport = Transport(loopback=loopback)
    signed = AuthorizedHttp(credentials or kept(settings, loopback=loopback), http=transport)
    return Gmail(build_from_document(_described(endpoint), http=signed), calls, f"{endpoint}/batch/gmail/v1", transport)


def _described(endpoint: str) -> dict[str, Any]:
    """Google's description of Gmail that comes with its client, pointed at the endpoint in all its addresses."""
    document: dict[str, Any] = json.loads(get_static_doc("gmail", "v1"))
    document["rootUrl"] = f"{endpoint}/"
    document["batchPath"] = "batch/gmail/v1"
    document.pop("mtlsRootUrl", None)
    return document
