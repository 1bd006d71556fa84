"""What is it most like? Kinds told apart by their traits, with weights that were learnt from labelled mail.

The weights live in `data/weights_TOPIC_LANGUAGE.tsv`, one trait a line; they are written by `make weights` from the mail in `training/` (docs/learning.md).
A trait is a word, a run of words, or what a rule says, as a string. Where a language has no weights the rules alone decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from math import exp, sqrt

SCALE = 100  # the file's whole numbers are hundredths of a logit
BASE = "*"  # what is added for everything
_EVEN = 144  # traits of a thing of which each counts in full: of fewer each says more, of more each says less
_KINDS = "#"
_BITS = 24  # for each weight of a row; the sum of ten thousand of them has room there
_HALF, _WHOLE = 1 << _BITS - 1, (1 << _BITS) - 1
_WORD = re.compile(r"[^\W\d_]+|\d+|[?!]")


class Weights:
    """The kinds of a topic, and what each trait adds to each kind."""

    def __init__(self, kinds: Sequence[str], table: Mapping[str, Iterable[int]] | Iterable[tuple[str, Iterable[int]]]) -> None:
        """`table`: each trait with one weight a kind. They are kept as one number, so that those of all traits are added up at once, and take little room."""
        self.kinds = tuple(kinds)
        self._rows = {trait: _as_one(row) for trait, row in (table.items() if isinstance(table, Mapping) else table)}

    @property
    def table(self) -> Mapping[str, tuple[int, ...]]:
        """Each trait's weights, one a kind."""
        return {trait: self._apart(row) for trait, row in self._rows.items()}

    def weigh(self, traits: Iterable[str]) -> dict[str, float]:
        """How likely each kind is, 0 to 1; together they are 1. A trait counts once; those never learnt count nothing."""
        held = set(traits)
        each_counts = share(len(held))
        added = self._apart(sum(map(self._rows.__getitem__, held & self._rows.keys())))
        sums = [base + each_counts * more for base, more in zip(self._apart(self._rows[BASE]), added, strict=True)]
        highest = max(sums)
        likely = [exp((each - highest) / SCALE) for each in sums]
        whole = sum(likely)
        return {kind: each / whole for kind, each in zip(self.kinds, likely, strict=True)}

    def _apart(self, row: int) -> tuple[int, ...]:
        found: list[int] = []
        for _ in self.kinds:
            weight = (row + _HALF & _WHOLE) - _HALF
            found.append(weight)
            row = row - weight >> _BITS
        return tuple(found)


def _as_one(row: Iterable[int]) -> int:
    return sum(weight << place * _BITS for place, weight in enumerate(row))


def share(traits: int) -> float:
    """How much each trait of a thing counts that has so many."""
    return sqrt(_EVEN / max(1, traits))


@cache
def weights_of(topic: str, language: str) -> Weights | None:
    """The weights of a topic in a language (two-letter code); None where none were learnt."""
    entry = resources.files("replydue.core") / "data" / f"weights_{topic}_{language}.tsv"
    if not entry.is_file():
        return None
    with entry.open(encoding="utf-8") as lines:
        rows = (line.rstrip("\n").split("\t") for line in lines)
        head = next(rows)
        return Weights(head[1:], ((trait, map(int, columns)) for trait, *columns in rows))


def written(weights: Weights) -> str:
    """The weights as their file holds them."""
    rows = ([trait, *map(str, row)] for trait, row in sorted(weights.table.items()))
    return "".join("\t".join(row) + "\n" for row in ([_KINDS, *weights.kinds], *rows))


def words_in(plain: str) -> list[str]:
    """The words of folded text; a number is `0`, whichever it is."""
    return ["0" if word[0].isdigit() else word for word in _WORD.findall(plain)]


def runs(words: Sequence[str], longest: int, prefix: str = "") -> Iterator[str]:
    """The runs of one to `longest` words, each once, with a prefix that tells where they stand."""
    for length in range(1, longest + 1):
        together = dict.fromkeys(zip(*(words[start:] for start in range(length)), strict=False))
        yield from map(prefix.__add__, map(" ".join, together))
