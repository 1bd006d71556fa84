"""Where is Gmail, and who signs in? From the settings to a mailbox (gmail-api 4.6)."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from google_auth_httplib2 import AuthorizedHttp
from googleapiclient.discovery import build_from_document
from googleapiclient.discovery_cache import get_static_doc

from replydue.errors import ConfigError
from replydue.gmail.calls import WITH_GOOGLE, WITH_LOOPBACK, Calls, Patience
from replydue.gmail.client import Gmail
from replydue.gmail.credentials import load
from replydue.gmail.quota import Budget
from replydue.gmail.transport import Transport
from replydue.settings import Settings, expanded, is_loopback

ENDPOINT_VARIABLE = "REPLYDUE_GMAIL_ENDPOINT"
_GOOGLE = "https://gmail.googleapis.com"


def connect(
    settings: Settings, *, stop: threading.Event | None = None, sleep: Callable[[float], object] | None = None, patience: Patience | None = None
) -> Gmail:
    """The mailbox of the configured account; nothing is asked of it yet. A set `stop` ends every wait; `sleep` is what waits (see Calls).

    Raises ConfigError for an endpoint that would get the sign-in unencrypted, SignInError where there is no sign-in.
    """
    endpoint = _endpoint(settings)
    host = urlsplit(endpoint).hostname or ""
    loopback = is_loopback(host)
    credentials = load(expanded(settings.account.token), refreshable=not loopback)
    calls = Calls(
        "Gmail" if endpoint == _GOOGLE else urlsplit(endpoint).netloc,
        Budget(limited=not loopback),
        patience or (WITH_LOOPBACK if loopback else WITH_GOOGLE),
        stop=stop,
        sleep=sleep,
    )
    transport = Transport(loopback=loopback)
    service = build_from_document(_described(endpoint), http=AuthorizedHttp(credentials, http=transport))
    return Gmail(service, calls, f"{endpoint}/batch/gmail/v1", transport)


def _endpoint(settings: Settings) -> str:
    endpoint = (os.environ.get(ENDPOINT_VARIABLE) or settings.gmail.endpoint or _GOOGLE).rstrip("/")
    try:
        parts = urlsplit(endpoint)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        host, parts = "", urlsplit("")
    if not host or parts.scheme not in ("http", "https"):
        raise ConfigError(f"{endpoint!r} is no address of a server", f"write gmail.endpoint, or {ENDPOINT_VARIABLE}, like http://127.0.0.1:8025")
    if parts.scheme == "http" and not is_loopback(host):
        raise ConfigError(f"{endpoint!r} would send your sign-in unencrypted", "use https, or an address of this computer")
    return endpoint


def _described(endpoint: str) -> dict[str, Any]:
    """Google's description of Gmail that comes with its client, pointed at the endpoint in all its addresses."""
    document: dict[str, Any] = json.loads(get_static_doc("gmail", "v1"))
    document["rootUrl"] = f"{endpoint}/"
    document["batchPath"] = "batch/gmail/v1"
    document.pop("mtlsRootUrl", None)
    return document
