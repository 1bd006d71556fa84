"""What are the parts of this mail? From bytes to a tree of decoded parts (RFC 2045, 2047); broken mail is read as far as it goes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from email import message_from_bytes, policy
from email.header import decode_header
from email.message import Message as Mime
from email.utils import getaddresses

_ADDRESS_HEADERS = frozenset({"from", "sender", "reply-to", "to", "cc", "bcc"})
_DEEPEST = 20
_LONGEST_TEXT = 1_000_000  # characters of one part; nobody writes more, machines do
_MOST_PARTS = 200
_ENCODED_WORDS = re.compile(r"=\?[^?\s]+\?[bq]\?[^?]*\?=(?:\s+=\?[^?\s]+\?[bq]\?[^?]*\?=)*", re.I)
_HIDDEN = "_encoded_word_"  # stands for an encoded word while addresses are told apart
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_FOLDS = re.compile(r"[\r\n\t\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class Part:
    """One MIME part, decoded. `text` is filled for text parts, `data` for the others; a container has only `parts`.

    Header names are lower-case; values are decoded, on one line, and free of control characters.
    """

    headers: tuple[tuple[str, str], ...] = ()
    content_type: str = "text/plain"
    params: tuple[tuple[str, str], ...] = ()
    filename: str = ""
    text: str = ""
    data: bytes = b""
    parts: tuple[Part, ...] = ()
    truncated: bool = False

    def header(self, name: str) -> str:
        """The first value of a header, "" if absent. `name` in lower case."""
        return next((value for key, value in self.headers if key == name), "")

    def param(self, name: str) -> str:
        """A parameter of the content type, "" if absent. `name` in lower case."""
        return next((value for key, value in self.params if key == name), "")


def parse(raw: bytes) -> Part:
    """The tree of a mail's parts. Never raises, however broken the mail."""
    if raw.startswith(b"From "):  # an mbox separator left in front
        raw = raw.partition(b"\n")[2]
    return _part(message_from_bytes(raw.replace(b"\x00", b""), policy=policy.compat32), 0, [0])


def decoded_header(value: object) -> str:
    """A header's value with its encoded words decoded (RFC 2047), on one line."""
    text = str(value)
    try:
        pieces = decode_header(text) if "=?" in text else [(text, None)]
    except (ValueError, LookupError):
        pieces = [(text, None)]
    return one_line("".join(piece if isinstance(piece, str) else decoded(piece, charset or "") for piece, charset in pieces))


def decoded_addresses(value: object) -> str:
    """An address header with its display names decoded, each in quotes: what an encoded word hides can never become an address (RFC 2047, section 5)."""
    hidden: list[str] = []

    def hide(match: re.Match[str]) -> str:
        hidden.append(decoded_header(match[0]).replace("\\", "").replace('"', ""))
        return f"{_HIDDEN}{len(hidden) - 1}_"

    shown = []
    for name, address in addresses_in(_ENCODED_WORDS.sub(hide, one_line(str(value)))):
        plain = re.sub(rf"{_HIDDEN}(\d+)_", lambda match: hidden[int(match[1])], name).replace("\\", "").replace('"', "")
        shown.append(f'"{plain}" <{address}>' if plain else address)
    return ", ".join(shown)


def addresses_in(value: str) -> list[tuple[str, str]]:
    """The names and addresses of a header's value, as far as it can be read."""
    try:
        return getaddresses([value], strict=False)
    except TypeError:  # Pythons before the security release of 2024 know no `strict`
        return getaddresses([value])


def one_line(text: str) -> str:
    """The text without line breaks and control characters, so that it can never become a second header."""
    mended = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return " ".join(_FOLDS.sub(" ", mended).split())


def decoded(data: bytes, charset: str) -> str:
    """Bytes as text: by the charset named if it fits, else UTF-8, else Windows-1252, which maps nearly every byte."""
    for candidate in (charset.strip("\"' ").lower(), "utf-8", "cp1252"):
        try:
            return data.decode(candidate)
        except (LookupError, ValueError):
            continue
    return data.decode("latin-1")


def _part(mime: Mime, depth: int, count: list[int]) -> Part:
    count[0] += 1
    headers = tuple((name.lower(), _decoded_by_kind(name.lower(), value)) for name, value in mime.raw_items())
    content_type = mime.get_content_type().lower()
    part = Part(headers, content_type, _params(mime), _filename(mime))
    payload = mime.get_payload()
    if isinstance(payload, list):
        children = tuple(_part(child, depth + 1, count) for child in payload if isinstance(child, Mime) and depth < _DEEPEST and count[0] < _MOST_PARTS)
        return replace(part, parts=children)
    data = _bytes_of(mime)
    if not content_type.startswith("text/"):
        return replace(part, data=data)
    text = _CONTROLS.sub("", decoded(data[: 4 * _LONGEST_TEXT], mime.get_content_charset("") or "")).replace("\r\n", "\n").replace("\r", "\n")
    return replace(part, text=text[:_LONGEST_TEXT], truncated=len(data) > 4 * _LONGEST_TEXT or len(text) > _LONGEST_TEXT)


def _decoded_by_kind(name: str, value: object) -> str:
    return decoded_addresses(value) if name in _ADDRESS_HEADERS else decoded_header(value)


def _bytes_of(mime: Mime) -> bytes:
    try:
        payload = mime.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        payload = str(mime.get_payload()).encode("utf-8", "surrogateescape")
    return payload if isinstance(payload, bytes) else b""


def _params(mime: Mime) -> tuple[tuple[str, str], ...]:
    try:
        found = mime.get_params(unquote=True) or []
    except (ValueError, LookupError):
        return ()
    return tuple((str(name).lower(), one_line(value if isinstance(value, str) else value[2])) for name, value in found[1:])


def _filename(mime: Mime) -> str:
    try:
        return decoded_header(mime.get_filename() or "")
    except (ValueError, LookupError):
        return "unnamed"
