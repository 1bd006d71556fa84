"""Gmail's JSON as a tree of parts, and so as a message: the same reader goes on from there as for saved mail."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.message import Message as Mime
from typing import Any

from replydue.core.message import read
from replydue.core.mime import Part, one_line
from replydue.core.model import Message

Fetch = Callable[[str, str], bytes]
"""Fetches an attachment by message id and attachment id."""

_FETCHED = ("text/calendar", "application/ics", "message/delivery-status")
_LONGEST_TEXT = 1_000_000


def message_of(resource: Mapping[str, Any], fetch: Fetch | None = None) -> Message:
    """The message of a resource in format `full` or `metadata`. Small parts that Gmail keeps apart are fetched where the judgement needs them."""
    id = str(resource.get("id", ""))
    part = _part(resource.get("payload") or {}, id, fetch)
    return read(
        part,
        id=id,
        thread_id=str(resource.get("threadId", "")),
        labels=frozenset(resource.get("labelIds") or ()),
        received=_moment(resource.get("internalDate")),
    )


def decoded(data: str) -> bytes:
    """base64url with or without its padding (gmail-api, 1.3); empty where it is broken."""
    try:
        return base64.urlsafe_b64decode(data + "=" * (-len(data) % 4))
    except (ValueError, binascii.Error):
        return b""


def encoded(raw: bytes) -> str:
    """base64url, as Gmail takes a mail."""
    return base64.urlsafe_b64encode(raw).decode("ascii")


def _part(payload: Mapping[str, Any], message_id: str, fetch: Fetch | None) -> Part:
    headers = tuple((str(h.get("name", "")).lower(), one_line(str(h.get("value", "")))) for h in payload.get("headers") or ())
    content_type = str(payload.get("mimeType") or "text/plain").lower()
    filename = one_line(str(payload.get("filename") or ""))
    body = payload.get("body") or {}
    data = decoded(str(body.get("data") or ""))
    if not data and body.get("attachmentId") and content_type in _FETCHED and fetch is not None:
        data = fetch(message_id, str(body["attachmentId"]))
    # Text is UTF-8 already, whatever charset the header still names (gmail-api, 1.3).
    text = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\x00", "") if content_type.startswith("text/") else ""
    inner = () if filename and content_type != "message/rfc822" and not payload.get("parts") else payload.get("parts") or ()
    return Part(
        headers=headers,
        content_type=content_type,
        params=_params(dict(headers).get("content-type", "")),
        filename=filename,
        text=text[:_LONGEST_TEXT],
        data=b"" if text else data,
        parts=tuple(_part(child, message_id, fetch) for child in inner),
        truncated=len(text) > _LONGEST_TEXT,
    )


def _params(content_type: str) -> tuple[tuple[str, str], ...]:
    if not content_type:
        return ()
    mime = Mime()
    mime["content-type"] = content_type
    try:
        found = mime.get_params(unquote=True) or []
    except (ValueError, LookupError):
        return ()
    return tuple((name.lower(), value if isinstance(value, str) else str(value[2])) for name, value in found[1:])


def _moment(internal_date: object) -> datetime | None:
    """Gmail's internalDate: milliseconds since 1970, as a text."""
    try:
        return datetime.fromtimestamp(int(str(internal_date)) / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None
