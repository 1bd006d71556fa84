"""What does Gmail make of a mail's bytes? The tree of parts that `format=full` shows."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.utils import formataddr, getaddresses

from replydue.sandbox import head

_DEEPEST = 60  # levels of parts within parts; no program writes more than a handful
_ADDRESS_FIELDS = frozenset({"from", "to", "cc", "bcc", "reply-to", "sender"})
_DROPPED = re.compile(r"(?is)<(script|style|head)\b.*?</\1\s*>|<!--.*?-->|<[^>]*>")


@dataclass(frozen=True)
class Payload:
    """One part. `data` is the body with its transfer encoding undone; text is in UTF-8 whatever the header says, and `size` is the size before that."""

    part_id: str
    mime_type: str
    filename: str
    headers: tuple[tuple[str, str], ...]
    data: bytes
    size: int
    parts: tuple["Payload", ...] = ()

    @property
    def is_inline(self) -> bool:
        """Gmail hands text without a file name out with the message; all else has to be fetched as an attachment."""
        return self.mime_type.startswith("text/") and not self.filename

    @property
    def is_container(self) -> bool:
        """Holds parts only."""
        return self.mime_type.startswith("multipart/")


def read_payload(raw: bytes) -> Payload:
    """The mail's tree. Never raises: what cannot be read is shown as it is."""
    try:
        return _part(message_from_bytes(raw), "", 0)
    except RecursionError:  # hundreds of parts within parts: the parser of the standard library gives up
        header, body = head.split(raw)
        return Payload("", "text/plain", "", tuple((name, shown(name, value)) for name, value in head.fields(header)), head.text_of(body).encode(), len(body))


def walk(payload: Payload) -> Iterator[Payload]:
    """The part and all below it."""
    yield payload
    for part in payload.parts:
        yield from walk(part)


def plain_words(payload: Payload) -> str:
    """The readable words of the mail's own text, in one line."""
    texts = [part for part in walk(payload) if part.is_inline]
    plain = [part for part in texts if part.mime_type == "text/plain"]
    found = " ".join(_readable(part) for part in plain or texts)
    return " ".join(found.split())


def _readable(part: Payload) -> str:
    text = part.data.decode("utf-8", "replace")
    return html.unescape(_DROPPED.sub(" ", text)) if part.mime_type == "text/html" else text


def _part(message: "Message[str, str]", part_id: str, depth: int) -> Payload:
    mime_type = message.get_content_type()
    children = message.get_payload() if message.is_multipart() and depth < _DEEPEST else []
    below = [child for child in children if isinstance(child, Message)] if isinstance(children, list) else []
    prefix = f"{part_id}." if part_id else ""
    parts = tuple(_part(child, f"{prefix}{number}", depth + 1) for number, child in enumerate(below))
    data, size = (b"", 0) if parts and mime_type.startswith("multipart/") else _body(message, mime_type)
    return Payload(part_id, mime_type, _filename(message, mime_type), _headers(message), data, size, parts)


def _body(message: "Message[str, str]", mime_type: str) -> tuple[bytes, int]:
    if mime_type == "message/rfc822" and message.is_multipart():
        inner = message.get_payload(0)
        data = _whole(inner) if isinstance(inner, Message) else b""
        return data, len(data)
    found = message.get_payload(decode=True)
    data = found if isinstance(found, bytes) else b""
    if mime_type.startswith("text/"):
        return _in_utf8(data, message.get_content_charset() or "utf-8"), len(data)
    return data, len(data)


def _whole(inner: "Message[str, str]") -> bytes:
    try:
        return inner.as_bytes()
    except UnicodeError:  # the standard library cannot write all that it has read, such as base64 that is none
        return inner.as_string().encode("utf-8", "replace")


def _in_utf8(data: bytes, charset: str) -> bytes:
    try:
        return data.decode(charset).encode("utf-8", "replace")
    except (LookupError, ValueError):
        return head.text_of(data).encode()


def _filename(message: "Message[str, str]", mime_type: str) -> str:
    """Gmail names an invitation without a name itself, and then no longer shows it inline."""
    try:
        named = head.writable(head.decoded(message.get_filename() or ""))
    except (LookupError, ValueError):
        named = "noname"
    return named or ("invite.ics" if mime_type == "text/calendar" else "")


def _headers(message: "Message[str, str]") -> tuple[tuple[str, str], ...]:
    return tuple((name, shown(name, str(value))) for name, value in message.raw_items())


def shown(name: str, value: str) -> str:
    """A header value as `format=full` shows it: unfolded, decoded, a decoded name in quotes."""
    flat = " ".join(head.text_of(value.encode("utf-8", "surrogateescape")).splitlines())
    flat = re.sub(r"[ \t]{2,}", " ", flat).strip()
    if "=?" not in flat:
        return flat
    if name.lower() not in _ADDRESS_FIELDS:
        return head.decoded(flat)
    return ", ".join(_address(head.decoded(person), address) for person, address in getaddresses([flat]))


def _address(person: str, address: str) -> str:
    if person and not person.isascii():
        escaped = person.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}" <{address}>'
    return formataddr((person, address))
