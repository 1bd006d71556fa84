"""Which words can a pattern not do without? By their first letters it is ruled out for most texts, without being tried, or even compiled.

The library's own reading of a pattern is walked along (`re._parser`, which has no public name; tests hold what is made of it).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from replydue.core.language import small_words

LETTERS = 4  # by which a word is known
_KEPT = 3  # sets of words; more would rule out little more
_MOST = 400  # ways in which a word may have begun, that are told apart
_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
_LOOKS = (sre.AT, sre.ASSERT, sre.ASSERT_NOT)
_ENDS = (sre.AT_BOUNDARY, sre.AT_BEGINNING, sre.AT_BEGINNING_STRING, sre.AT_END, sre.AT_END_STRING)
_ONE_OF_A_WORD = [(sre.IN, [(sre.CATEGORY, sre.CATEGORY_WORD)])]
_NEW = frozenset({""})


@cache
def needed_words(pattern: str, flags: int = 0) -> tuple[frozenset[str], ...]:
    """Sets of first letters, small; of each set every text that the pattern is found in has a word. The rarest come first; none where none can be told."""
    walk = _Walk()
    walk.along(parser.parse(pattern, flags))
    walk.lose()
    return tuple(sorted(dict.fromkeys(walk.needed), key=_commonness)[:_KEPT])


@dataclass(slots=True)
class _Walk:
    """On the way through a pattern: how the word that one stands in has begun, and of which words one was found needed each time.

    `begun`: its first letters, as many ways as there are; "" where a word may begin; None where nothing is known. `ended`: the word may be over already.
    """

    begun: frozenset[str] | None = None
    ended: bool = False
    needed: list[frozenset[str]] = field(default_factory=list)

    def along(self, items: Iterable[tuple[Any, Any]]) -> None:
        """Goes on by what the pattern has next."""
        ahead = list(items)
        while ahead:
            kind, what = ahead.pop(0)
            if kind is sre.SUBPATTERN:
                ahead[:0] = what[-1]
            elif kind is sre.BRANCH:
                self._branch(what[1], ahead)
            elif letters := _letters(kind, what):
                self._read(letters)
            elif kind in _REPEATS:
                self._repeat(*what)
            elif kind in _LOOKS:
                self._look(kind, what)
            else:
                self.lose()

    def lose(self) -> None:
        """Goes on to where nothing is known. A word with enough letters is needed, however it goes on."""
        self._settle()
        self.begun, self.ended = None, False

    def _settle(self) -> None:
        if self.begun and all(len(word) == LETTERS for word in self.begun):
            self._need(self.begun)

    def _end(self) -> None:
        """A word is over, and another may begin."""
        if self.begun:
            self._need(self.begun)
        self.begun, self.ended = _NEW, False

    def _need(self, words: frozenset[str]) -> None:
        if "" not in words:
            self.needed.append(words)

    def _read(self, letters: frozenset[str]) -> None:
        of_a_word = {letter.isalnum() or letter == "_" for letter in letters}
        if of_a_word == {False}:
            self._end()
        elif self.begun is None or len(of_a_word) > 1 or len(self.begun) * len(letters) > _MOST:
            self.lose()
        else:
            self._settle()
            begun = self.begun | _NEW if self.ended else self.begun
            self.begun, self.ended = frozenset((word + letter)[:LETTERS] for word in begun for letter in letters), False

    def _branch(self, branches: Iterable[Any], ahead: Sequence[Any]) -> None:
        """`ahead`: what comes next, by which a word that a branch ends with may be over."""
        self._settle()
        walks = [self._after(branch) for branch in branches]
        found = [walk._needed_until_over(ahead) for walk in walks]
        if all(found):
            self._need(frozenset[str]().union(*(min(sets, key=_commonness) for sets in found)))
        self._join(walks)

    def _needed_until_over(self, ahead: Iterable[Any]) -> list[frozenset[str]]:
        walk = _Walk(self.begun, self.ended, [*self.needed])
        for item in ahead:
            if not walk.begun or walk.begun == _NEW:
                break
            walk.along([item])
        walk.lose()
        return walk.needed

    def _repeat(self, least: int, most: int, items: Any) -> None:
        self._settle()
        if not least and self.begun and len(items) == 1 and _is_no_letter(*items[0]):
            self.ended = True  # as in "due,? to"
            return
        once = self._after(items)
        if most > 1 and once._after(items).begun != once.begun:
            once.lose()
        if least:
            self.needed += once.needed
        self._join([once] if least else [_Walk(self.begun, self.ended), once])

    def _after(self, items: Any) -> _Walk:
        walk = _Walk(self.begun, self.ended)
        walk.along(items)
        return walk

    def _join(self, walks: Sequence[_Walk]) -> None:
        """Goes on from where any of several ways may have led."""
        begun = [walk.begun for walk in walks if walk.begun]
        together = frozenset[str]().union(*begun)
        known = len(begun) == len(walks) and len(together) <= _MOST
        self.begun, self.ended = (together, any(walk.ended for walk in walks)) if known else (None, False)

    def _look(self, kind: Any, what: Any) -> None:
        """What is looked at without going on: the ends of words and of the text."""
        if what in _ENDS or (kind is sre.ASSERT_NOT and list(what[1]) == _ONE_OF_A_WORD):
            self._end()
        elif kind is sre.AT:
            self.lose()


def _letters(kind: Any, what: Any) -> frozenset[str]:
    """The letters, small, of which one stands here; none where they are not few."""
    if kind is sre.LITERAL:
        return frozenset({chr(what).lower()})
    if kind is not sre.IN:
        return frozenset()
    singles = [chr(of).lower() if each is sre.LITERAL else " " if of in (sre.CATEGORY_SPACE, sre.CATEGORY_NOT_WORD) else "" for each, of in what]
    return frozenset(singles) if all(singles) else frozenset()


def _is_no_letter(kind: Any, what: Any) -> bool:
    letters = _letters(kind, what)
    return bool(letters) and not any(letter.isalnum() or letter == "_" for letter in letters)


def _commonness(words: frozenset[str]) -> tuple[int, int]:
    return len(words & _common()), len(words)


@cache
def _common() -> frozenset[str]:
    return frozenset(word[:LETTERS] for word in small_words())
