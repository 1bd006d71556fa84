"""Where does one of many patterns match? Only those are tried, and ever compiled, that have a word in the text which they cannot do without."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import groupby

from replydue.core.needed_words import LETTERS, needed_words

_STARTS = re.compile(rf"(\w{{1,{LETTERS}}})\w*")


class AnyOf:
    """As `re.compile("one|another")`, with the same matches."""

    def __init__(self, patterns: Iterable[str], flags: int = 0) -> None:
        self.patterns, self.flags = tuple(_runs(patterns, flags)), flags
        needed = [needed_words(pattern, flags) for pattern in self.patterns]
        self._always = frozenset(number for number, sets in enumerate(needed) if not sets)
        self._needed_too = [sets[1:] for sets in needed]
        self._possible_by: dict[str, tuple[int, ...]] = {}
        for number, sets in enumerate(needed):
            for word in sets[0] if sets else ():
                self._possible_by[word] = (*self._possible_by.get(word, ()), number)

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """The first match; of those that begin at one place that of the first pattern."""
        first: re.Match[str] | None = None
        for pattern in self._possible(text):
            match = pattern.search(text, start)
            if match and (first is None or match.start() < first.start()):
                first = match
        return first

    def match(self, text: str) -> re.Match[str] | None:
        """The match at the beginning of the text."""
        return next(filter(None, (pattern.match(text) for pattern in self._possible(text))), None)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The match of the whole text."""
        return next(filter(None, (pattern.fullmatch(text) for pattern in self._possible(text))), None)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """The matches in order, none within another."""
        match = self.search(text)
        while match:
            yield match
            match = self.search(text, max(match.end(), match.start() + 1))

    def _possible(self, text: str) -> Iterable[re.Pattern[str]]:
        words = starts_in(text.lower())
        met = self._possible_by.keys() & words
        if not met and not self._always:
            return ()
        numbers = self._always.union(*(self._possible_by[word] for word in met))
        possible = (number for number in sorted(numbers) if not any(map(words.isdisjoint, self._needed_too[number])))
        return [_compiled(self.patterns[number], self.flags) for number in possible]


def _runs(patterns: Iterable[str], flags: int) -> Iterator[str]:
    """The patterns in order, those that need no words and stand beside each other as one."""
    for needs_none, run in groupby(patterns, lambda pattern: not needed_words(pattern, flags)):
        each = list(run)
        yield from ["|".join(each)] if needs_none else each


@cache
def _compiled(pattern: str, flags: int) -> re.Pattern[str]:
    """Kept, for what is said in English is looked for in every language."""
    return re.compile(pattern, flags)


@lru_cache(maxsize=64)
def starts_in(text: str) -> frozenset[str]:
    """The first letters of the words of a text in small letters; kept, for the same text is looked through for many things."""
    return frozenset[str]().union(*map(_starts_in_line, text.split("\n")))


@lru_cache(maxsize=1_024)
def _starts_in_line(line: str) -> frozenset[str]:
    """Kept too, for a mail's lines stand in its words, in its text, and below its subject."""
    return frozenset(_STARTS.findall(line))
