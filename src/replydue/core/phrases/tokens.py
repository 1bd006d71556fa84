"""What a text consists of, for the grammar: words, numbers, ordinals and signs, with their places in the text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_TOKEN = re.compile(r"(?P<number>\d{1,9}(?!\d))|(?P<long>\d+)|(?P<word>[^\W\d_]+(?:['’ʼ`´][^\W\d_]+)*)|(?P<sign>[^\s\w]|_)")
_APOSTROPHES = dict.fromkeys(map(ord, "'’ʼ`´"), "'")
_DASHES = dict.fromkeys("‐‑‒–—―−－", "-")
_DROPPED = frozenset("'’‘ʼ`´\"“”„«»*​‌‍﻿⁠­‎‏")
_ORDINAL_SUFFIXES = ("st", "nd", "rd", "th")


@dataclass(frozen=True, slots=True)
class Token:
    """`text` is lower-case, dashes made one, apostrophes only in shortened verbs; `glued`: no white space before it."""

    text: str
    start: int
    end: int
    number: int | None = None
    ordinal: bool = False
    glued: bool = False


def tokens_of(text: str) -> list[Token]:
    """Cuts a text into tokens, in linear time. Quotation marks, asterisks and invisible characters are left out."""
    found: list[Token] = []
    reached = -1
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        written = match[0]
        if written in _DROPPED:
            reached = end if start == reached else reached
            continue
        token = _token(match, start == reached)
        reached = end
        if _is_suffix(token, found):
            found[-1] = Token(found[-1].text, found[-1].start, end, found[-1].number, ordinal=True, glued=found[-1].glued)
        else:
            found.append(token)
    return found


def _token(match: re.Match[str], glued: bool) -> Token:
    start, end = match.span()
    if match["number"]:
        return Token(match[0], start, end, number=int(match[0]), glued=glued)
    if match["word"]:
        return Token(_plain(match[0]), start, end, glued=glued)
    return Token(_DASHES.get(match[0], match[0]), start, end, glued=glued)


def _plain(written: str) -> str:
    """Lower-case; the apostrophe stays only where a verb is shortened ("we'd" is not "wed"), not in "week's" and "don't"."""
    plain = unicodedata.normalize("NFKC", written).translate(_APOSTROPHES).lower()
    return plain if plain.endswith(("'ll", "'d", "'ve", "'re", "'m")) else plain.replace("'", "")


def _is_suffix(token: Token, before: list[Token]) -> bool:
    return token.glued and token.text in _ORDINAL_SUFFIXES and bool(before) and before[-1].number is not None
