"""What mail is this resource of Gmail's? From its JSON to the parts and the message of the model (gmail-api 1.3)."""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import Message as Mime
from typing import Any

from replydue.core.mail import Message
from replydue.core.mime import Content, Part, one_line

Fetch = Callable[[str], bytes]  # an attachment by its id
_DEEPEST = 20
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def message_of(resource: dict[str, Any], attachment: Callable[[str, str], bytes]) -> Message:
    """The message that a Gmail resource holds, in whatever format it was asked for. Never raises of itself, however broken the mail.

    `attachment(message_id, attachment_id)` fetches what Gmail keeps apart; its errors pass through.
    """
    from replydue.core.message import read  # takes its time to load, and a quiet mailbox does without

    id = str(resource.get("id", ""))
    payload = resource.get("payload")
    part = part_of(payload, lambda attachment_id: attachment(id, attachment_id)) if isinstance(payload, dict) else Part()
    message = read(
        part,
        id=id,
        thread_id=str(resource.get("threadId", "")),
        labels=frozenset(str(label) for label in resource.get("labelIds") or ()),
        received=received(resource),
    )
    return message if isinstance(payload, dict) else replace(message, oddities=(*message.oddities, "Gmail gave no content for it"))


def received(resource: dict[str, Any]) -> datetime | None:
    """When Gmail took the message in (`internalDate`, milliseconds), aware; None where it does not say."""
    try:
        return _EPOCH + timedelta(milliseconds=int(resource["internalDate"]))
    except (KeyError, ValueError, TypeError, OverflowError):
        return None


def part_of(payload: dict[str, Any], fetch: Fetch, depth: int = 0) -> Part:
    """The part and those below it. A mail or file attached is not entered: its words are another's."""
    headers = tuple((str(header.get("name", "")).lower(), one_line(str(header.get("value", "")))) for header in payload.get("headers") or ())
    params = _params(next((value for name, value in headers if name == "content-type"), ""))
    content_type = str(payload.get("mimeType") or "text/plain").lower()
    filename = one_line(str(payload.get("filename") or ""))
    children = payload.get("parts") or ()
    if children and not filename and content_type != "message/rfc822" and depth < _DEEPEST:
        return Part(headers, content_type, params, filename, below=tuple(part_of(child, fetch, depth + 1) for child in children))
    return Part(headers, content_type, params, filename, _content(payload.get("body") or {}, content_type, fetch))


def _content(body: dict[str, Any], content_type: str, fetch: Fetch) -> Content:
    data = _data(body, content_type, fetch)
    # Gmail has turned every text into UTF-8, whatever charset its header still names.
    return Content(data.decode("utf-8", "replace").replace("\r\n", "\n")) if content_type.startswith("text/") else Content(data=data)


def _data(body: dict[str, Any], content_type: str, fetch: Fetch) -> bytes:
    if body.get("data"):
        return decoded(str(body["data"]))
    # An invitation says only inside whether it invites or cancels; a report, who could not be reached. Other attachments are never looked at.
    if body.get("attachmentId") and content_type in ("text/calendar", "message/delivery-status"):
        return fetch(str(body["attachmentId"]))
    return b""


def decoded(data: str) -> bytes:
    """base64url, padded or not; what is broken gives what can be read of it, if anything."""
    text = data.rstrip("=")
    try:
        return urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return b""


def _params(content_type: str) -> tuple[tuple[str, str], ...]:
    mime = Mime()
    mime["Content-Type"] = content_type
    found = mime.get_params(unquote=True) or []
    return tuple((name.lower(), value if isinstance(value, str) else value[2]) for name, value in found[1:])
