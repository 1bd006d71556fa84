"""What did the sender write himself? A mail's text without what it quotes, without its signature and without what a machine put under it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from replydue.core.html_text import visible_text
from replydue.core.quoted_text import stretches
from replydue.core.signature import without_signature

_LONGEST = 200_000  # characters; nobody writes more by hand
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff\u1427]")
_BLANKS = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_TAGS = re.compile(r"\s*<(?:!doctype|html|head|body|div|p|table|style|span|meta)\b[^<>]{0,200}>", re.I)
_STYLES = re.compile(r"\s*[.#@]?[\w, .-]{1,60}\{[^}]{0,200}:")
_ELSEWHERE, _LOOK = r"\b(?:html|browser|online|web ?(?:page|version))\b", r"\b(?:view|support|display|see|read|enable|click)"
_STAND_IN = re.compile(f"{_ELSEWHERE}.{{0,200}}{_LOOK}|{_LOOK}.{{0,200}}{_ELSEWHERE}", re.I | re.S)
_SHORT = 400  # characters; a stand-in for the HTML is no longer
_FULLER = 3  # times as many words in the HTML make a short text a stand-in
_SPOKEN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Own:
    """`words` are newly written, `signature` is what stood under them, `text` is the whole body as plain text."""

    words: str
    signature: str
    text: str


def own_words(text: str, html: str) -> Own:
    """Tells what the sender wrote from what the mail carries with it. Never raises; its work grows linearly with the length.

    The plain text is taken where it says as much as the HTML; the HTML bears witness where its marks end the letter earlier.
    """
    if not html.strip() and _TAGS.match(text[:_SHORT]):
        text, html = "", text  # a program that forgot to say so
    plain = _mended(text)
    if not html.strip():
        return _own(plain, plain.strip())
    visible = visible_text(html)
    seen = _own(_mended(visible.text), "", _mended(visible.signature).strip())
    if _stands_in(plain, seen):
        whole = visible if visible.whole else visible_text(html, with_quotes=True)
        return Own(seen.words, seen.signature, _mended(whole.text).strip())
    read = _own(plain, plain.strip())
    if not read.words:
        return Own(seen.words, read.signature or seen.signature, read.text)
    return _as_witnessed(read, seen)


def _own(text: str, whole: str, marked: str = "") -> Own:
    words, signatures = [], []
    parts = [without_signature(stretch) for stretch in stretches(text)]
    signed_below = any(under and not letter for letter, under in parts[1:])
    for letter, under in parts:
        if signed_below and letter and len(under) == 1:  # below the quoted mail stands the signature; this is the name that closes the letter
            letter, under = [*letter, *under], []
        words.append("\n".join(letter).strip())
        signatures.append("\n".join(under).strip())
    return Own("\n\n".join(filter(None, words)), "\n".join(filter(None, [*signatures, marked])), whole)


def _as_witnessed(read: Own, seen: Own) -> Own:
    """Cuts the words where the HTML's end, if they begin with all of these: its tree knows quotes and signatures that no line tells."""
    if not seen.words:
        return read
    place = _end_of(seen.words, read.words)
    if place is None or place >= len(read.words):
        return read
    return Own(read.words[:place].rstrip(), seen.signature or read.signature, read.text)


def _end_of(beginning: str, text: str) -> int | None:
    """Where the text has said what the beginning says, letters and digits compared; None if it begins otherwise."""
    wanted = "".join(_SPOKEN.findall(beginning))
    met = 0
    for run in _SPOKEN.finditer(text):
        rest = min(len(wanted) - met, len(run[0]))
        if not wanted.startswith(run[0][:rest], met):
            return None
        if rest < len(run[0]):
            return run.start() + rest
        met += rest
    return len(text) if met == len(wanted) else None


def _stands_in(plain: str, seen: Own) -> bool:
    """Whether the plain text only stands in for the HTML: empty, raw markup, 'view this mail in a browser', or a first line of it."""
    if not plain.strip() or _TAGS.match(plain[:_SHORT]) or _STYLES.match(plain[:_SHORT]):
        return True
    if len(plain) >= _SHORT or not seen.words:
        return False
    return bool(_STAND_IN.search(plain)) or len(seen.words.split()) > _FULLER * len(plain.split()) + 10


def _mended(text: str) -> str:
    text = _BLANKS.sub(" ", _INVISIBLE.sub("", text[:_LONGEST])).replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(line.rstrip() for line in text.split("\n"))
