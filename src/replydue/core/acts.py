"""What does a sentence do: ask, refuse, put off, thank? By the weights of its language, for whose traits what the sayings find in it is one kind among others.

Each sentence is weighed alone first, then again with what those around it likely do, and at last by what the whole letter comes to. The kinds of the
counterpart's sentences (topic `theirs`): `asks`, `courtesy`, `rejects`, `role_closed`, `holds`, `goes_on`, `promises`, `appoints`, `tells`. The kinds of the
user's (topic `mine`): `withdraws`, `asks_status`, `thanks`, `applies`, `repeats`, `answers`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from replydue.core.context import Likely, among, weighed_twice
from replydue.core.sayings import passages_read, pattern, plain_sentences_of
from replydue.core.upshot import by_the_letter
from replydue.core.weights import runs, weights_of, words_in

_LONGEST_RUN = 3
_FARTHEST = 4  # words from one to another that make a pair
_SAID = {
    "theirs": {
        "asks": ("request", "courtesy", "sure", "rhetorical"),
        "closure": ("role_closed", "rejected", "softly", "going_on", "reopened", "another", "conditional"),
        "due": ("called_off", "application_received", "interviewed"),
    },
    "mine": {
        "asks": ("status",),
        "closure": ("withdrawn", "staying"),
        "due": ("courtesy", "applied", "papers", "accepted"),
    },
}

Least = tuple[float, float]  # how likely an act has to be, where no rule finds it and where one does
_LEAST: Least = (0.5, 0.25)
_VERY_LIKELY = 0.8  # … where a letter says something that makes it unlikely


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a letter as written, folded and spelled out, its language, and how likely it does each thing: nothing in a language without weights."""

    sentence: str
    plain: str
    language: str
    likely: Likely

    def does(self, *acts: str, ruled: bool, least: Least = _LEAST) -> bool:
        """Whether it does one of the acts: as `ruled` in a language without weights, else by them, which a rule makes easier."""
        return self._share(acts) >= least[ruled] if self.likely else ruled

    def plainly_does(self, *acts: str, surely: bool = False) -> bool:
        """Whether the weights take it for one of the acts, `surely`: without a doubt; True in a language without weights."""
        return not self.likely or self._share(acts) >= (_VERY_LIKELY if surely else _LEAST[False])

    def _share(self, acts: Sequence[str]) -> float:
        return sum(self.likely[act] for act in acts)


@lru_cache(maxsize=128)
def acts_in(topic: str, words: str) -> tuple[Said, ...]:
    """The sentences of a letter in order, with what each does, seen from the whole letter."""
    read = [said for language, passage in passages_read(words) for said in acts_of(topic, passage, language)]
    weighed = [said for said in read if said.likely]
    likely = iter(by_the_letter(topic, [said.likely for said in weighed], weighed[0].language) if weighed else ())
    return tuple(replace(said, likely=next(likely)) if said.likely else said for said in read)


@lru_cache(maxsize=128)
def acts_of(topic: str, passage: str, language: str) -> tuple[Said, ...]:
    """The sentences of a passage in one language, with what each does. Kept, for the same letter is asked many things."""
    read = plain_sentences_of(passage, language)
    weights = weights_of(topic, language)
    known = {plain: frozenset(traits(topic, plain, language)) for plain in {plain for _, plain, _ in read}} if weights else {}  # some say one thing often
    likely: Sequence[Likely] = weighed_twice([known[plain] for _, plain, _ in read], among, weights) if weights else [{}] * len(read)
    return tuple(Said(*each, doing) for each, doing in zip(read, likely, strict=True))


def traits(topic: str, plain: str, language: str) -> Iterator[str]:
    """What a sentence alone is told by: its runs of words, the pairs that stand near each other, and what the sayings find."""
    words = words_in(plain)
    yield from runs(["^", *words, "$"], _LONGEST_RUN)
    for farther in range(2, _FARTHEST + 1):
        yield from map(" .. ".join, zip(words, words[farther:], strict=False))
    for about, kinds in _SAID[topic].items():
        yield from (f"said {about} {kind}" for kind in kinds if pattern(about, kind, language).search(plain))
