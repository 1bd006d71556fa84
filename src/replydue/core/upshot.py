"""What does a letter come to? What its sentences likely do, weighed together (topics `letter_ends`, `letter_asks` and their like of core/weights).

A no is often said in three sentences of which none is one by itself, and what looks like a request asks for nothing in a letter that promises an answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from heapq import nlargest

from replydue.core.context import Likely, shares
from replydue.core.weights import weights_of

COMES_TO: Mapping[str, Mapping[str, Sequence[str]]] = {  # what letters can come to, and which acts of their sentences do that
    "theirs": {"letter_ends": ("rejects", "role_closed"), "letter_asks": ("asks",), "letter_holds": ("holds",)},
    "mine": {"letter_withdraws": ("withdraws",)},
}
IT_DOES, IT_DOES_NOT = "does", "does not"
_LEAST = (0.03, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.97)  # from which shares on it is worth telling of a letter's sentences
_MANY = 8  # sentences that are as good as more


def by_the_letter(topic: str, sentences: Sequence[Likely], language: str) -> Sequence[Likely]:
    """How likely each sentence of a letter does each act, seen from the whole: the likeliest to ask is as likely to do so as the letter is, the others less.

    One that stands alone is the whole.
    """
    if len(sentences) < 2:
        return sentences
    told = frozenset(traits(sentences))
    scale: dict[str, tuple[float, float]] = {}
    for upshot, acts in COMES_TO[topic].items():
        weights = weights_of(upshot, language)
        highest = max(sum(likely[act] for act in acts) for likely in sentences)
        if weights and highest:
            scale.update(dict.fromkeys(acts, (highest, weights.weigh(told)[IT_DOES])))
    return [{act: share / scale[act][0] * scale[act][1] if act in scale else share for act, share in likely.items()} for likely in sentences]


def traits(sentences: Sequence[Likely]) -> Iterator[str]:
    """What a letter is told by: the two highest shares of each act, and how long it is."""
    for act in sentences[0]:
        for place, share in zip(("most", "second"), nlargest(2, (likely[act] for likely in sentences)), strict=False):
            yield from shares(place, {act: share}, _LEAST)
    yield f"sentences: {min(len(sentences), _MANY)}"
