"""How are Google's servers, or another, reached? The client's service object, built from its own discovery document without any request."""

from __future__ import annotations

import functools
import ipaddress
import json
from typing import Any
from urllib.parse import urlsplit

import httplib2
from google.oauth2.credentials import Credentials
from google_auth_httplib2 import AuthorizedHttp
from googleapiclient.discovery import build_from_document
from googleapiclient.discovery_cache import get_static_doc

from replydue.errors import ConfigError

GOOGLE = "https://gmail.googleapis.com/"
_TIMEOUT = 60  # seconds


class OneTry(httplib2.Http):
    """httplib2, but a request goes out once. By itself it sends a POST again whose connection closed without an answer, and a draft would stand twice."""

    def _conn_request(self, conn: Any, request_uri: str, method: str, body: Any, headers: Any) -> Any:
        if method != "GET":
            conn.close()  # a fresh connection: an idle one that the server has closed meanwhile would look like a lost answer
        tries, httplib2.RETRIES = httplib2.RETRIES, 1 if method != "GET" else httplib2.RETRIES
        try:
            return super()._conn_request(conn, request_uri, method, body, headers)
        finally:
            httplib2.RETRIES = tries


def is_loopback(endpoint: str) -> bool:
    """Whether the address is on this computer."""
    host = urlsplit(endpoint).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def checked(endpoint: str) -> str:
    """The endpoint with a slash at its end. Raises ConfigError for one that is no address, or that is not encrypted and not on this computer (contract 4)."""
    if not endpoint:
        return GOOGLE
    parts = urlsplit(endpoint)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ConfigError(f"gmail.endpoint: {endpoint!r} is no address", "write it like http://127.0.0.1:8025")
    if parts.scheme == "http" and not is_loopback(endpoint):
        raise ConfigError(f"gmail.endpoint: {endpoint!r} is not encrypted", "use https, or an address on this computer")
    return endpoint.rstrip("/") + "/"


@functools.cache
def _document() -> str:
    return str(get_static_doc("gmail", "v1"))


def service(endpoint: str, credentials: Credentials) -> Any:
    """Google's client for an endpoint. The client's own option for that leaves batches going to Google, so the document itself is patched."""
    document = json.loads(_document())
    document.pop("mtlsRootUrl", None)
    document["rootUrl"], document["batchPath"] = endpoint, "batch/gmail/v1"
    http = OneTry(timeout=_TIMEOUT, **({"proxy_info": None} if is_loopback(endpoint) else {}))
    return build_from_document(document, http=AuthorizedHttp(credentials, http=http))
