"""What stands in a mail's header? A quick, forgiving reading of raw bytes: a mailbox of 50,000 mails is threaded by it in seconds."""

import re
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.utils import getaddresses, parsedate_to_datetime
from typing import TypeAlias

_END_OF_HEAD = re.compile(rb"\r?\n\r?\n")
_FIELD = re.compile(rb"^([!-9;-~]+)[ \t]*:[ \t]*(.*(?:\r?\n[ \t]+.*)*)", re.MULTILINE)
_FOLD = re.compile(r"\r?\n[ \t]+|[\r\n]+")
_ENCODED = re.compile(r"=\?[^?\s]+\?[bBqQ]\?")
_MESSAGE_ID = re.compile(r"<[^<>\s]+>")
_REPLY_PREFIX = re.compile(r"^(?:\s*(?:re|r|aw|wg|antw|sv|vs|fwd?|tr|rv|res|rif)\s*(?:\[\d+\])?\s*:)+\s*", re.IGNORECASE)

Fields: TypeAlias = tuple[tuple[str, str], ...]


def split(raw: bytes) -> tuple[bytes, bytes]:
    """The header and the body; the blank line between them belongs to neither."""
    if raw[:1] == b"\n" or raw[:2] == b"\r\n":
        return b"", raw.lstrip(b"\r\n")
    end = _END_OF_HEAD.search(raw)
    return (raw[: end.start()], raw[end.end() :]) if end else (raw, b"")


def text_of(value: bytes) -> str:
    """Bytes as text: UTF-8 where they are, else one character a byte."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def fields(raw: bytes) -> Fields:
    """All header fields in their order, unfolded, still encoded: (name as written, value)."""
    found = _FIELD.findall(split(raw)[0])
    return tuple((name.decode("ascii"), _unfolded(text_of(value)).strip()) for name, value in found)


def _unfolded(value: str) -> str:
    return _FOLD.sub(" ", value) if "\n" in value or "\r" in value else value


def first(found: Fields, name: str) -> str:
    """The value of the first field of this name, or ""."""
    return next((value for key, value in found if key.lower() == name), "")


def decoded(value: str) -> str:
    """RFC 2047 words decoded. A word that cannot be decoded stays as it is."""
    if not _ENCODED.search(value):
        return value
    try:
        return writable("".join(_piece(piece, charset) for piece, charset in decode_header(value)))
    except (HeaderParseError, ValueError):
        return value


def writable(text: str) -> str:
    """The text without halves of surrogate pairs: some charsets (UTF-7) can spell them, UTF-8 and so JSON cannot."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _piece(piece: bytes | str, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    try:
        # decode_header() hands the unencoded stretches between encoded words over in this codec.
        return piece.decode(charset or "raw-unicode-escape", "replace")
    except LookupError:
        return text_of(piece)


def addresses(found: Fields, *names: str) -> tuple[tuple[str, str], ...]:
    """The (name, address) pairs of these fields, decoded, addresses in lower case."""
    values = [value for key, value in found if key.lower() in names]
    return tuple((decoded(name), address.lower()) for name, address in getaddresses(values) if address)


def message_id(found: Fields) -> str:
    """The mail's own id with its angle brackets, or ""."""
    return next(iter(_MESSAGE_ID.findall(first(found, "message-id"))), "")


def answered_ids(found: Fields) -> tuple[str, ...]:
    """The mails this one answers, the nearest first: In-Reply-To, then References from its end."""
    named = _MESSAGE_ID.findall(first(found, "in-reply-to"))
    return tuple(dict.fromkeys([*named, *reversed(_MESSAGE_ID.findall(first(found, "references")))]))


def thread_subject(subject: str) -> str:
    """The subject as Gmail compares it within a thread: without Re: and Fwd:, spaces and case."""
    return " ".join(_REPLY_PREFIX.sub("", decoded(subject)).split()).casefold()


def sent_at(found: Fields) -> datetime | None:
    """When the mail came in (the topmost Received), else when it says it was written (Date), in UTC. None if neither can be read."""
    stamps = (first(found, "received").rpartition(";")[2], first(found, "date"))
    return next((at for at in map(_moment, stamps) if at), None)


def _moment(stamp: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(stamp.strip())
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def replaced(raw: bytes, changes: dict[str, str | None]) -> bytes:
    """The mail with these fields set anew at the top (None: taken out). Its body stays byte for byte."""
    header, body = split(raw)
    gone = b"|".join(re.escape(name.encode()) for name in changes)
    kept = re.sub(rb"(?im)^(?:" + gone + rb")[ \t]*:.*(?:\r?\n[ \t]+.*)*(?:\r?\n|\Z)", b"", header).rstrip(b"\r\n")
    fresh = [f"{name}: {value}".encode() for name, value in changes.items() if value is not None]
    end = b"\r\n" if b"\r\n" in raw else b"\n"
    return end.join([*fresh, *([kept] if kept else []), b"", body])
