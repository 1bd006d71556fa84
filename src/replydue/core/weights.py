"""What is it most like? Kinds told apart by their traits, with weights that were learnt from labelled mail.

The weights live in `data/weights_TOPIC_LANGUAGE.tsv`, one trait a line; they are written by `make weights` from the mail in `training/` (docs/learning.md).
A trait is a word, a run of words, or what a rule says, as a string. Where a language has no weights the rules alone decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp, sqrt

SCALE = 100  # the file's whole numbers are hundredths of a logit
BASE = "*"  # what is added for everything
_EVEN = 144  # traits of a thing of which each counts in full: of fewer each says more, of more each says less
_KINDS = "#"
_WORD = re.compile(r"[^\W\d_]+|\d+|[?!]")


@dataclass(frozen=True, slots=True)
class Weights:
    """The kinds of a topic, and what each trait adds to each kind."""

    kinds: tuple[str, ...]
    table: Mapping[str, tuple[int, ...]]

    def weigh(self, traits: Iterable[str]) -> dict[str, float]:
        """How likely each kind is, 0 to 1; together they are 1. A trait counts once; those never learnt count nothing."""
        held = set(traits)
        each_counts = share(len(held))
        sums = list(map(float, self.table[BASE]))
        for trait in held & self.table.keys():
            for place, weight in enumerate(self.table[trait]):
                sums[place] += weight * each_counts
        highest = max(sums)
        likely = [exp((each - highest) / SCALE) for each in sums]
        return {kind: each / sum(likely) for kind, each in zip(self.kinds, likely, strict=True)}


def share(traits: int) -> float:
    """How much each trait of a thing counts that has so many."""
    return sqrt(_EVEN / max(1, traits))


@cache
def weights_of(topic: str, language: str) -> Weights | None:
    """The weights of a topic in a language (two-letter code); None where none were learnt."""
    entry = resources.files("replydue.core") / "data" / f"weights_{topic}_{language}.tsv"
    if not entry.is_file():
        return None
    rows = (line.split("\t") for line in entry.read_text(encoding="utf-8").splitlines())
    head = next(rows)
    return Weights(tuple(head[1:]), {trait: tuple(map(int, columns)) for trait, *columns in rows})


def written(weights: Weights) -> str:
    """The weights as their file holds them."""
    rows = ([trait, *map(str, weights.table[trait])] for trait in sorted(weights.table))
    return "".join("\t".join(row) + "\n" for row in ([_KINDS, *weights.kinds], *rows))


def words_in(plain: str) -> list[str]:
    """The words of folded text; a number is `0`, whichever it is."""
    return ["0" if word[0].isdigit() else word for word in _WORD.findall(plain)]


def runs(words: Sequence[str], longest: int, prefix: str = "") -> Iterator[str]:
    """The runs of one to `longest` words, with a prefix that tells where they stand."""
    for length in range(1, longest + 1):
        for place in range(len(words) - length + 1):
            yield prefix + " ".join(words[place : place + length])
