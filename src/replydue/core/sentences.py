"""Where one sentence ends and the next begins, in mail as people write it: wrapped lines, lists, abbreviations, missing stops."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import islice

from replydue.core.phrases.language import table_of

_Ends = Mapping[str, frozenset[str]]

_LONGEST = 1_000  # characters; what runs on longer is cut
_MOST = 150  # sentences; the longest letters have a hundred
_LONGEST_TEXT = 20_000  # characters; nobody promises anything behind them
_BULLET = re.compile(r"\s*(?:[-*•·‣▪–—>+]|\(?\d{1,2}[.)]|[a-z][.)])\s+")
_NUMBER = re.compile(r"\s*\d{1,2}\.\s")
_STOP = re.compile(r"[.!?…]+[\"'”’)\]]*\s+|(?<=\S)\s+[-–—]{2,}\s+")
_SHORT_LINE = 45  # below it a line was ended by hand, not wrapped
_FIRST_WORD = re.compile(r"\w+")
_WORD_BEFORE = re.compile(r"[\w.]+$")


@lru_cache(maxsize=64)
def sentences(text: str, language: str = "en") -> tuple[str, ...]:
    """The sentences of a text in order, white space folded. Linear in the text's length, of which 20,000 characters and 150 sentences count.

    Kept, for the same letter is read for its promises and for what else it says.
    """
    ends = _ends_of(language)
    blocks = _blocks(unicodedata.normalize("NFC", text[:_LONGEST_TEXT]).replace("\r\n", "\n"), ends)
    return tuple(islice((piece for block in blocks for sentence in _split(block, ends) for piece in _pieces(sentence)), _MOST))


@cache
def _ends_of(code: str) -> _Ends:
    """The words that tell where a sentence ends: titles, shortened, unfinished, before_day, greetings, pronouns, after_ordinal."""
    table = (table_of("promises", code) or {}).get("sentences", {})
    return {name: frozenset(table.get(name, ())) for name in ("titles", "shortened", "unfinished", "before_day", "greetings", "pronouns", "after_ordinal")}


def _pieces(sentence: str) -> list[str]:
    return [sentence[at : at + _LONGEST] for at in range(0, len(sentence), _LONGEST)]


def _blocks(text: str, ends: _Ends) -> Iterator[str]:
    """Lines that belong together: a wrapped paragraph, an item of a list, a line ended by hand."""
    block: list[str] = []
    for line in text.split("\n"):
        goes_on = bool(block) and _goes_on_with_a_day(block[-1], line, ends)
        if block and not goes_on and _begins_anew(block[-1], line, ends):
            yield " ".join(block)
            block = []
        folded = " ".join((line if goes_on else _without_bullet(line)).split())
        if folded:
            block.append(folded)
    if block:
        yield " ".join(block)


def _goes_on_with_a_day(before: str, line: str, ends: _Ends) -> bool:
    """Whether a line that looks like an item of a list is the rest of a wrapped one: "on hold until March / 15. After that", "bis zum / 4. Dezember"."""
    last = before.rsplit(" ", 1)[-1].lower()
    return bool(_NUMBER.match(line)) and (last in ends["unfinished"] or last in ends["before_day"])


def _without_bullet(line: str) -> str:
    bullet = _BULLET.match(line)
    return line[bullet.end() :] if bullet else line


def _begins_anew(before: str, line: str, ends: _Ends) -> bool:
    stripped = line.strip()
    if not stripped or _BULLET.match(line) or before.endswith((":", "!", "?")):
        return True
    if before.endswith(","):
        return len(before) < _SHORT_LINE and before.split(" ", 1)[0].lower().rstrip(",") in ends["greetings"]
    return len(before) < _SHORT_LINE and stripped[0].isupper() and before.rsplit(" ", 1)[-1].lower() not in ends["unfinished"]


def _split(block: str, ends: _Ends) -> Iterator[str]:
    start = 0
    for stop in _STOP.finditer(block):
        if _ends_here(block, stop, ends):
            yield from filter(None, (block[start : stop.end()].strip(),))
            start = stop.end()
    yield from filter(None, (block[start:].strip(),))


def _ends_here(block: str, stop: re.Match[str], ends: _Ends) -> bool:
    following = block[stop.end() : stop.end() + 1]
    if not stop[0].startswith(".") or stop[0].startswith(".."):
        return True
    match = _WORD_BEFORE.search(block, max(0, stop.start() - 12), stop.start())
    word = match[0].lower() if match else ""
    if word in ends["titles"] or (len(word) == 1 and word.isalpha() and word not in ends["pronouns"]):
        return False
    if ends["after_ordinal"] and word[-1:].isdigit():
        return not (following.islower() or following.isdigit() or _first_word(block, stop.end()) in ends["after_ordinal"])
    return not (word in ends["shortened"] and (not following.isupper() or block.isupper()))


def _first_word(block: str, place: int) -> str:
    match = _FIRST_WORD.match(block, place)
    return match[0].lower() if match else ""
