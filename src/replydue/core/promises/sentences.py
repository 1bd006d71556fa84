"""Where one sentence ends and the next begins, in mail as people write it: wrapped lines, lists, abbreviations, missing stops."""

from __future__ import annotations

import re

_LONGEST = 1_000  # characters; what runs on longer is cut
_LONGEST_TEXT = 50_000
_BULLET = re.compile(r"\s*(?:[-*•·‣▪–—>+]|\(?\d{1,2}[.)]|[a-z][.)])\s+")
_STOP = re.compile(r"[.!?…]+[\"'”’)\]]*\s+|(?<=\S)\s+[-–—]{2,}\s+")
_TITLES = frozenset("mr mrs ms dr prof st no approx ca vs e.g i.e eg ie etc inc ltd co corp dept ext fig sr jr est tel".split())  # noqa: SIM905 - a word list reads better
_SHORTENED = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed weds thu thur thurs fri sat sun a.m p.m am pm e.o.d c.o.b wk".split())  # noqa: SIM905
_UNFINISHED = frozenset("by on in the a an of to and or at for from until before after next this within early late is will we i our no than".split())  # noqa: SIM905
_SHORT_LINE = 45  # below it a line was ended by hand, not wrapped
_WORD_BEFORE = re.compile(r"[\w.]+$")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text in order, white space folded. Linear in the text's length, of which the first 50,000 characters count."""
    found: list[str] = []
    for block in _blocks(text[:_LONGEST_TEXT].replace("\r\n", "\n")):
        found.extend(piece for sentence in _split(block) for piece in _pieces(sentence))
    return tuple(found)


def _pieces(sentence: str) -> list[str]:
    return [sentence[at : at + _LONGEST] for at in range(0, len(sentence), _LONGEST)]


def _blocks(text: str) -> list[str]:
    """Lines that belong together: a wrapped paragraph, an item of a list, a line ended by hand."""
    blocks: list[list[str]] = [[]]
    for line in text.split("\n"):
        if blocks[-1] and _begins_anew(blocks[-1][-1], line):
            blocks.append([])
        folded = " ".join(_without_bullet(line).split())
        if folded:
            blocks[-1].append(folded)
    return [" ".join(lines) for lines in blocks if lines]


def _without_bullet(line: str) -> str:
    bullet = _BULLET.match(line)
    return line[bullet.end() :] if bullet else line


def _begins_anew(before: str, line: str) -> bool:
    stripped = line.strip()
    if not stripped or _BULLET.match(line) or before.endswith((":", "!", "?")):
        return True
    if before.endswith(","):
        return len(before) < _SHORT_LINE and before.split(" ", 1)[0].lower() in ("hi", "hello", "dear", "hey", "thanks", "best", "regards", "cheers", "good")
    return len(before) < _SHORT_LINE and stripped[0].isupper() and not _wants_more(before)


def _wants_more(line: str) -> bool:
    return line.rsplit(" ", 1)[-1].lower() in _UNFINISHED


def _split(block: str) -> list[str]:
    parts: list[str] = []
    start = 0
    for stop in _STOP.finditer(block):
        if _ends_here(block, stop):
            parts.append(block[start : stop.end()].strip())
            start = stop.end()
    parts.append(block[start:].strip())
    return [part for part in parts if part]


def _ends_here(block: str, stop: re.Match[str]) -> bool:
    following = block[stop.end() : stop.end() + 1]
    if not stop[0].startswith(".") or stop[0].startswith(".."):
        return True
    match = _WORD_BEFORE.search(block, max(0, stop.start() - 12), stop.start())
    word = match[0].lower() if match else ""
    if word in _TITLES or (len(word) == 1 and word.isalpha() and word != "i"):
        return False
    return not (word in _SHORTENED and not following.isupper())
