"""Which occupations does a text name? What people are by trade, from a list for each language (`data/occupations_LANGUAGE.txt`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources

from replydue.core.sayings import plainly

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# The endings of a name for women and for several people, and what stands in their place in the list: Entwicklerinnen, infirmières, enfermera.
_ENDINGS = (
    ("innen", ""), ("in", ""), ("s", ""), ("es", ""), ("e", ""), ("a", ""), ("a", "o"), ("as", "o"),
    ("trice", "teur"), ("euse", "eur"), ("iere", "ier"), ("enne", "en"),
)  # fmt: skip
_LANGUAGES = ("en", "fr", "es", "de")
_COMPOUND = 6  # letters from which a German name may end a longer word: Softwareentwickler, Altenpfleger
_BEFORE = 3  # letters at least that stand before it there


def occupations_in(text: str) -> Iterator[re.Match[str]]:
    """The words of a text, made plain, that name an occupation."""
    named = frozenset[str]().union(*map(_named_in, set(text.lower().split())))
    return (match for match in _WORD.finditer(text) if match[0].lower() in named) if named else iter(())


@lru_cache(maxsize=2_048)
def _named_in(unbroken: str) -> frozenset[str]:
    """Those of the words between two blanks that name one. Kept, for mail consists of few words that come again and again."""
    return frozenset(filter(_names_one, _WORD.findall(unbroken)))


def _names_one(word: str) -> bool:
    return any(_is_listed(name) for name in (word, word.rpartition("-")[2], *_basic_forms(word)))


def _basic_forms(word: str) -> Iterator[str]:
    return (word.removesuffix(ending) + stands_for for ending, stands_for in _ENDINGS if word.endswith(ending))


def _is_listed(name: str) -> bool:
    ends = (name[-length:] for length in _lengths() if length + _BEFORE <= len(name))
    return any(name in _named(language) for language in _LANGUAGES) or any(end in _named("de") for end in ends)


@cache
def _lengths() -> tuple[int, ...]:
    """How many letters the German names have that may end a longer word; so many of a word's last letters are looked up, however long it is."""
    return tuple(sorted({len(name) for name in _named("de") if len(name) >= _COMPOUND}))


@cache
def _named(language: str) -> frozenset[str]:
    text = (resources.files("replydue.core") / "data" / f"occupations_{language}.txt").read_text(encoding="utf-8")
    return frozenset(plainly(word).lower() for line in text.splitlines() if not line.startswith("#") for word in line.split())
