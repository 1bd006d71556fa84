"""What are the parts of this mail? From bytes to a tree of decoded parts (RFC 2045, 2047); broken mail is read as far as it goes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message as Mime
from email.parser import BytesHeaderParser
from email.utils import getaddresses
from itertools import islice

from replydue.core.later import Later, known

_ADDRESS_HEADERS = frozenset({"from", "sender", "reply-to", "to", "cc", "bcc"})
_DEEPEST = 20
_LONGEST_TEXT = 1_000_000  # characters of one part; nobody writes more, machines do
_MOST_PARTS = 200
_MOST_HEADERS = 1_000
_LONGEST_HEAD = 250_000  # bytes; a thousand recipients and the traces of twenty servers take a fifth of it
_LONGEST_HEADER = 20_000  # characters; the decoders of the standard library take quadratic time and recurse by character
_NESTING = re.compile(rb"boundary\s*=|message/(?:rfc822|global)", re.I)
_BLANK_LINE = re.compile(rb"(?:\r\n|\n|\r(?!\n)){2}")  # ends the headers
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ENCODED_WORD = re.compile(r"=\?[^?\s]{1,60}\?[bq]\?.{0,500}?\?=", re.I)
_HIDES = "\ue000\ue001"  # private characters that stand for an encoded word while its header is taken apart
_HIDER = re.compile(f"[{_HIDES}]")
_HIDDEN_WORD = re.compile(f"{_HIDES[0]}([0-9]+){_HIDES[1]}")
_FOLDS = re.compile(r"[\r\n\t\x00-\x1f\x7f]+")
_ORDINARY_ADDRESS = re.compile(r'(?:("?)([a-z0-9]+(?: [a-z0-9]+)*)\1 )?<([\w+-]+(?:\.[\w+-]+)*@[\w-]+(?:\.[\w-]+)*)>', re.I | re.A)


Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Content:
    """What a part holds, decoded: `text` is filled for text parts, `data` for the others; a container holds nothing itself.

    `truncated`: the text was so long, or parts were so deep within each other, that not all is here.
    """

    text: str = ""
    data: bytes = b""
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One MIME part. What it holds is decoded, and what lies below a mail's headers taken apart, when it is first asked for.

    Header names are lower-case; values are decoded, on one line, and free of control characters.
    """

    headers: Pairs = ()
    content_type: str = "text/plain"
    params: Pairs | Later[Pairs] = ()
    filename: str = ""
    content: Content | Later[Content] = Content()
    below: tuple[Part, ...] | Later[tuple[Part, ...]] = ()
    long: bool = True  # as it was sent; what is not need not be decoded to know that all of it is here

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of a container."""
        return known(self.below)

    @property
    def text(self) -> str:
        """The text of a text part."""
        return known(self.content).text

    @property
    def data(self) -> bytes:
        """The bytes of any other."""
        return known(self.content).data

    @property
    def truncated(self) -> bool:
        """Whether not all of it is here."""
        return self.long and known(self.content).truncated

    def header(self, name: str) -> str:
        """The first value of a header, "" if absent. `name` in lower case."""
        return next((value for key, value in self.headers if key == name), "")

    def param(self, name: str) -> str:
        """A parameter of the content type, "" if absent. `name` in lower case."""
        return next((value for key, value in known(self.params) if key == name), "")


_Held = tuple[Content | Later[Content], tuple[Part, ...]]


def parse(raw: bytes) -> Part:
    """The tree of a mail's parts; below its headers it is looked at when first asked for. Never raises, however broken the mail."""
    if raw.startswith(b"From "):  # an mbox separator left in front
        raw = raw.partition(b"\n")[2]
    raw = raw.replace(b"\x00", b"")
    blank = _BLANK_LINE.search(raw)
    ends = blank.end() if blank else len(raw)
    above = raw[:ends] if ends <= _LONGEST_HEAD else raw[:_LONGEST_HEAD].rpartition(b"\n")[0]  # no half header, which would begin the body
    head = BytesHeaderParser(policy=policy.compat32).parsebytes(above)
    whole = Later(lambda: _whole(head, raw[ends:]))
    return _with(head, Later(lambda: known(whole.value[0])), Later(lambda: whole.value[1]))


def _whole(head: Mime, below: bytes) -> _Held:
    """What a mail holds: its body, read by the headers that describe it (RFC 2045, section 3). What broke off the head is the beginning of the body."""
    described = "".join(f"{name}: {value}\n" for name, value in head.raw_items() if name.lower().startswith("content-"))
    raw = f"{described}\n{head.get_payload()}".encode("utf-8", "surrogateescape") + below
    if _nests_too_often(raw):  # each level costs the parser a look at every line below it
        return Content(truncated=True), ()
    try:
        return _held(message_from_bytes(raw, policy=policy.compat32), 0, [1])
    except RecursionError:
        return Content(truncated=True), ()


def _nests_too_often(raw: bytes) -> bool:
    small = raw.lower()  # to count words takes a hundredth of what a pattern takes
    if small.count(b"boundary") + small.count(b"message/") <= _MOST_PARTS:
        return False
    return len(list(islice(_NESTING.finditer(raw), _MOST_PARTS + 1))) > _MOST_PARTS


def decoded_header(value: object) -> str:
    """A header's value with its encoded words decoded (RFC 2047), on one line."""
    text = str(value)
    if "=?" not in text or len(text) > _LONGEST_HEADER:
        return one_line(text)
    try:
        pieces = decode_header(text)
    except (ValueError, LookupError, HeaderParseError):
        return one_line(text)
    return one_line("".join(piece if isinstance(piece, str) else decoded(piece, charset or "") for piece, charset in pieces))


def decoded_addresses(value: object) -> str:
    """An address header with its display names decoded, each in quotes: what an encoded word hides can never become an address (RFC 2047, section 5)."""
    encoded: list[str] = []

    def hidden(word: re.Match[str]) -> str:
        encoded.append(word[0])
        return f"{_HIDES[0]}{len(encoded) - 1}{_HIDES[1]}"

    shown = []
    for name, address in addresses_in(_ENCODED_WORD.sub(hidden, _HIDER.sub("", one_line(str(value))))):
        plain = decoded_header(_HIDDEN_WORD.sub(lambda word: encoded[int(word[1])], name)).replace("\\", "").replace('"', "")
        address = _HIDDEN_WORD.sub("", address)
        shown.append(f'"{plain}" <{address}>' if plain else address)
    return ", ".join(shown)


def addresses_in(value: str) -> list[tuple[str, str]]:
    """The names and addresses of a header's value, as far as it can be read. The library's reader goes letter by letter; most values need none of that."""
    ordinary = _ORDINARY_ADDRESS.fullmatch(value)
    if ordinary:
        return [(ordinary[2] or "", ordinary[3])]
    if len(value) > _LONGEST_HEADER:
        value = value[:_LONGEST_HEADER].rpartition(",")[0]  # never half an address
    try:
        return getaddresses([value], strict=False)
    except TypeError:  # Pythons before the security release of 2024 know no `strict`
        return getaddresses([value])
    except RecursionError:  # comments within comments
        return []


def one_line(text: str) -> str:
    """The text without line breaks and control characters, so that it can never become a second header."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
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


def unflowed(text: str, *, joined_without_blank: bool = False) -> str:
    """Text of the form `format=flowed` with its soft line ends taken out (RFC 3676, section 4); `joined_without_blank` is its DelSp=yes."""
    lines: list[list[str]] = []
    depth_above, soft = 0, False
    for line in text.split("\n"):
        content = line.lstrip(">")
        depth = len(line) - len(content)
        content = content.removeprefix(" ")
        if not (soft and depth == depth_above and content != "-- "):
            lines.append([f"{'>' * depth} "] if depth else [])
        soft, depth_above = content.endswith(" ") and content != "-- ", depth
        lines[-1].append(content[:-1] if soft and joined_without_blank else content)
    return "\n".join(map("".join, lines))


def _part(mime: Mime, depth: int, count: list[int]) -> Part:
    count[0] += 1
    content, parts = _held(mime, depth, count)
    return _with(mime, content, parts, long=not parts and len(str(mime.get_payload())) > _LONGEST_TEXT)  # decoded, nothing is longer than it was


def _held(mime: Mime, depth: int, count: list[int]) -> _Held:
    payload = mime.get_payload()
    if not isinstance(payload, list):
        return Later(lambda: _content(mime)), ()
    children = (_part(child, depth + 1, count) for child in payload if isinstance(child, Mime) and depth < _DEEPEST and count[0] < _MOST_PARTS)
    return Content(), tuple(children)


def _with(mime: Mime, content: Content | Later[Content], below: tuple[Part, ...] | Later[tuple[Part, ...]], *, long: bool = True) -> Part:
    return Part(_headers(mime), mime.get_content_type().lower(), Later(lambda: _params(mime)), _filename(mime), content, below, long)


def _content(mime: Mime) -> Content:
    data = _bytes_of(mime)
    if mime.get_content_maintype().lower() != "text":
        return Content(data=data)
    charset = next((value for name, value in _params(mime) if name == "charset"), "")
    text = _CONTROLS.sub("", decoded(data[: 4 * _LONGEST_TEXT], charset)).replace("\r\n", "\n").replace("\r", "\n")
    return Content(text[:_LONGEST_TEXT], truncated=len(data) > 4 * _LONGEST_TEXT or len(text) > _LONGEST_TEXT)


def _headers(mime: Mime) -> Pairs:
    named = ((name.lower(), value) for name, value in islice(mime.raw_items(), _MOST_HEADERS))
    return tuple((name, decoded_addresses(value) if name in _ADDRESS_HEADERS else decoded_header(value)) for name, value in named)


def _bytes_of(mime: Mime) -> bytes:
    try:
        payload = mime.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        payload = str(mime.get_payload()).encode("utf-8", "surrogateescape")
    return payload if isinstance(payload, bytes) else b""


def _params(mime: Mime) -> Pairs:
    try:
        found = mime.get_params(unquote=True) or []
    except (ValueError, LookupError):
        return ()
    return tuple((str(name).lower(), one_line(value if isinstance(value, str) else value[2])) for name, value in found[1:])


def _filename(mime: Mime) -> str:
    if "content-disposition" not in mime and "name" not in str(mime["content-type"]).lower():
        return ""
    try:
        return decoded_header(mime.get_filename() or "")
    except (ValueError, LookupError):
        return "unnamed"
