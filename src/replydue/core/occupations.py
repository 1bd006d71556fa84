"""Which occupations does a text name? What people are by trade, from a list for each language (`data/occupations_LANGUAGE.txt`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

from replydue.core.sayings import plainly

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
# The endings of a name for women and for several people, and what stands in their place in the list: Entwicklerinnen, infirmières, enfermera.
_ENDINGS = (
    ("innen", ""), ("in", ""), ("s", ""), ("es", ""), ("e", ""), ("a", ""), ("a", "o"), ("as", "o"),
    ("trice", "teur"), ("euse", "eur"), ("iere", "ier"), ("enne", "en"),
)  # fmt: skip
_COMPOUND = 6  # letters from which a German name may end a longer word: Softwareentwickler, Altenpfleger


def occupations_in(text: str) -> Iterator[re.Match[str]]:
    """The words of a text, made plain, that name an occupation."""
    return (match for match in _WORD.finditer(text) if _names_one(match[0].lower()))


def _names_one(word: str) -> bool:
    return any(_is_listed(name) for name in (word, word.rpartition("-")[2], *_basic_forms(word)))


def _basic_forms(word: str) -> Iterator[str]:
    return (word.removesuffix(ending) + stands_for for ending, stands_for in _ENDINGS if word.endswith(ending))


def _is_listed(name: str) -> bool:
    return (
        name in _named("en")
        or name in _named("fr")
        or name in _named("es")
        or any(name[begin:] in _named("de") for begin in (0, *range(3, len(name) - _COMPOUND + 1)))
    )


@cache
def _named(language: str) -> frozenset[str]:
    text = (resources.files("replydue.core") / "data" / f"occupations_{language}.txt").read_text(encoding="utf-8")
    return frozenset(plainly(word).lower() for line in text.splitlines() if not line.startswith("#") for word in line.split())
