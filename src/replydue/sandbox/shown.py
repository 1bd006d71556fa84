"""How does a message look to the caller? The JSON of messages, threads and parts in each format."""

import secrets
from typing import Any

from replydue.sandbox.asked import in_base64url
from replydue.sandbox.mail import Mail
from replydue.sandbox.mime import Payload


def ids(mail: Mail) -> dict[str, Any]:
    """Message and thread."""
    return {"id": mail.id, "threadId": mail.thread_id}


def short(mail: Mail) -> dict[str, Any]:
    """What a change of a message is answered with. No labels, no key."""
    return {**ids(mail), **({"labelIds": sorted(mail.labels)} if mail.labels else {})}


def message(mail: Mail, form: str, only: list[str] | None = None) -> dict[str, Any]:
    """A message in one of the formats; `only` (metadata) are the header fields wanted, in any case."""
    shown = {
        **short(mail),
        "snippet": mail.snippet,
        "historyId": str(mail.history_id),
        "internalDate": str(mail.received_ms),
        "sizeEstimate": len(mail.raw),
    }
    if form == "raw":
        return {**shown, "raw": in_base64url(mail.raw)}
    if form == "metadata":
        return {**shown, "payload": _top(mail.payload, only or [])}
    if form == "full":
        return {**shown, "payload": _part(mail.payload, mail.id)}
    return shown


def _top(payload: Payload, only: list[str]) -> dict[str, Any]:
    wanted = {name.lower() for name in only}
    headers = [(name, value) for name, value in payload.headers if not wanted or name.lower() in wanted]
    shown: dict[str, Any] = {"mimeType": payload.mime_type}
    return {**shown, "headers": _headers(tuple(headers))} if headers else shown


def _part(part: Payload, message_id: str) -> dict[str, Any]:
    shown: dict[str, Any] = {"partId": part.part_id, "mimeType": part.mime_type, "filename": part.filename}
    if part.headers:
        shown["headers"] = _headers(part.headers)
    shown["body"] = _body(part, message_id)
    if part.parts:
        shown["parts"] = [_part(child, message_id) for child in part.parts]
    return shown


def _headers(headers: tuple[tuple[str, str], ...]) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in headers]


def _body(part: Payload, message_id: str) -> dict[str, Any]:
    if part.is_container or not part.size:
        return {"size": 0}
    if part.is_inline:
        return {"size": part.size, "data": in_base64url(part.data)}
    return {"attachmentId": attachment_id(message_id, part.part_id), "size": part.size}


def attachment_id(message_id: str, part_id: str) -> str:
    """A way to one attachment. Another one at each look, as on real Gmail."""
    return "ANGjdJ" + in_base64url(f"{message_id}/{part_id}/{secrets.token_hex(12)}".encode()).rstrip("=")
