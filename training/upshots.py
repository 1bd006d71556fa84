"""Whole letters, and what each comes to: those of labelled threads by what their sentences are labelled, those of conversations by how they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from replydue.core.context import Likely
from replydue.core.upshot import COMES_TO, IT_DOES, IT_DOES_NOT, traits
from replydue.core.weights import Weights
from training.examples import Example, lines_of
from training.sentences import messages_of, weighed

_SHOWN_BY = {  # the standing, or its reason, that shows of the newest letter that it comes to this, and those that show that it does not
    "letter_ends": (("rejected", "role_closed"), ("your_turn", "on_hold", "waiting", "overdue")),
    "letter_asks": (("your_turn",), ("on_hold", "waiting", "overdue")),
    "letter_holds": (("on_hold",), ("waiting", "overdue")),
    "letter_withdraws": (("withdrawn",), ("waiting", "overdue")),
}


def coded(topic: str, upshot: str, told: Iterable[tuple[Sequence[Example], Sequence[Likely]]]) -> Iterator[Example]:
    """An example for each letter of several sentences, by their codes and by what they likely do."""
    for letter, likely in told:
        if len(letter) > 1:
            does = any(sentence.kind in COMES_TO[topic][upshot] for sentence in letter)
            yield Example(frozenset(traits(likely)), IT_DOES if does else IT_DOES_NOT, "", letter[0].letter)


def told_by_standing(topic: str, upshot: str, files: Iterable[Path], weights: Weights) -> Iterator[Example]:
    """An example for each conversation whose newest letter is of the topic's side, where its standing tells whether that letter comes to this."""
    does, does_not = _SHOWN_BY[upshot]
    for line in (line for file in files for line in lines_of(file)):
        stands = line["expect"].get("reason") or line["expect"].get("standing")
        if stands in (*does, *does_not):
            for message in messages_of(topic, line):
                if message.newest and len(message.said) > 1:
                    yield Example(frozenset(traits([likely for _, likely in weighed(message, weights)])), IT_DOES if stands in does else IT_DOES_NOT)
