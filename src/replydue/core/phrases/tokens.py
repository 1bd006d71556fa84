"""What a text consists of, for the grammar: words, numbers, ordinals and signs, with their places in the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

_TOKEN = re.compile(r"(?P<number>\d{1,9}(?!\d))|(?P<long>\d+)|(?P<word>[^\W\d_]+(?:['’ʼ`´][^\W\d_]+)*)|(?P<sign>[^\s\w]|_)")
_APOSTROPHES = dict.fromkeys(map(ord, "’ʼ`´"), "'")
_DASHES = dict.fromkeys("‐‑‒–—―−－", "-")
_DROPPED = frozenset("'’‘ʼ`´\"“”„«»*​‌‍﻿⁠­‎‏")


@dataclass(frozen=True, slots=True)
class Spelling:
    """What a language does with apostrophes, ordinals and shortened words.

    `ordinals`: what makes a number an ordinal ("14th": th). `endings`: a shortened word's ending and the word it stands for ("'ll": will).
    `written_out`: a shortened word without its apostrophe and the words it stands for ("dont": do not).
    `elided`: what stands before an apostrophe as a word of its own ("d'ici": d, ici). All other apostrophes are dropped.
    """

    ordinals: frozenset[str] = frozenset()
    endings: Mapping[str, str] = field(default_factory=dict)
    written_out: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    elided: frozenset[str] = frozenset()


class Token(NamedTuple):
    """`text` is lower-case and without accents and apostrophes, dashes made one; words written out share their offsets; `glued`: no white space before it."""

    text: str
    start: int
    end: int
    number: int | None = None
    ordinal: bool = False
    glued: bool = False


@dataclass(slots=True)
class _Cutting:
    spelling: Spelling
    found: list[Token] = field(default_factory=list)
    reached: int = -1

    def take(self, match: re.Match[str]) -> None:
        start, end = match.span()
        written, glued = match[0], start == self.reached
        if written in _DROPPED:
            self.reached = end if glued else self.reached
            return
        self.reached, kind = end, match.lastgroup
        if kind == "word":
            self._word(plain(written), start, end, glued)
        elif kind == "number":
            self.found.append(Token(written, start, end, int(written), False, glued))
        else:
            self.found.append(Token(_DASHES.get(written, written), start, end, None, False, glued))

    def _word(self, word: str, start: int, end: int, glued: bool) -> None:
        found, spelling = self.found, self.spelling
        if glued and word in spelling.ordinals and found and found[-1].number is not None:
            before = found[-1]
            found[-1] = Token(before.text, before.start, end, before.number, ordinal=True, glued=before.glued)
            return
        if "'" in word:
            head, _, rest = word.partition("'")
            if head in spelling.elided:
                found.append(Token(head, start, start + len(head), glued=glued))
                self._word(rest, min(end, start + len(head) + 1), end, True)
                return
            if f"'{rest}" in spelling.endings:
                found.append(Token(head, start, end, glued=glued))
                found.append(Token(spelling.endings[f"'{rest}"], start, end))
                return
            word = word.replace("'", "")
        if word not in spelling.written_out:
            found.append(Token(word, start, end, None, False, glued))
            return
        for i, part in enumerate(spelling.written_out[word]):
            found.append(Token(part, start, end, glued=glued and not i))


def tokens_of(text: str, spelling: Spelling) -> list[Token]:
    """Cuts a text into tokens, in linear time. Quotation marks, asterisks and invisible characters are left out."""
    cutting = _Cutting(spelling)
    for match in _TOKEN.finditer(text):
        cutting.take(match)
    return cutting.found


def plain(written: str) -> str:
    """Lower-case, without accents and with one sort of apostrophe, as the words of grammars are compared."""
    if written.isascii():
        return written.replace("`", "'").lower()
    folded = unicodedata.normalize("NFKD", written).translate(_APOSTROPHES).lower()
    return "".join(letter for letter in folded if not unicodedata.combining(letter))
