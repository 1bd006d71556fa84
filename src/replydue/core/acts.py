"""What does a sentence do: ask, refuse, put off, thank? By the weights of its language, for whose traits what the sayings find in it is one kind among others.

The kinds of the counterpart's sentences (topic `theirs`): `asks`, `courtesy`, `rejects`, `role_closed`, `holds`, `goes_on`, `promises`, `appoints`, `tells`.
The kinds of the user's (topic `mine`): `withdraws`, `asks_status`, `thanks`, `applies`, `repeats`, `answers`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from replydue.core.sayings import pattern
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

_SURE, _RULED = 0.6, 0.2  # how likely an act has to be, where no rule finds it and where one does
_VERY_SURE = 0.8  # … where a letter says something that makes it unlikely


def does(topic: str, acts: tuple[str, ...], plain: str, language: str, *, ruled: bool) -> bool:
    """Whether a sentence, folded and spelled out, does one of the acts: as `ruled` in a language without weights, else by them, which a rule makes easier."""
    likely = likely_acts(topic, plain, language)
    return sum(likely[act] for act in acts) >= (_RULED if ruled else _SURE) if likely else ruled


def plainly_does(topic: str, acts: tuple[str, ...], plain: str, language: str, *, surely: bool = False) -> bool:
    """Whether the weights take a sentence for one of the acts whatever the rules say, `surely`: without a doubt; True in a language without weights."""
    likely = likely_acts(topic, plain, language)
    return not likely or sum(likely[act] for act in acts) >= (_VERY_SURE if surely else _SURE)


@lru_cache(maxsize=1_024)
def likely_acts(topic: str, plain: str, language: str) -> Mapping[str, float]:
    """How likely a sentence, folded and spelled out, does each thing; empty in a language without weights."""
    weights = weights_of(topic, language)
    return weights.weigh(traits(topic, plain, language)) if weights else {}


def traits(topic: str, plain: str, language: str) -> Iterator[str]:
    """What a sentence is told by: its runs of words, the pairs that stand near each other, and what the sayings find."""
    words = words_in(plain)
    yield from runs(["^", *words, "$"], _LONGEST_RUN)
    for farther in range(2, _FARTHEST + 1):
        yield from map(" .. ".join, zip(words, words[farther:], strict=False))
    for about, kinds in _SAID[topic].items():
        yield from (f"said {about} {kind}" for kind in kinds if pattern(about, kind, language).search(plain))
