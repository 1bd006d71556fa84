"""What does it stand among? Traits that a thing has from what the other things of its letter likely are (docs/learning.md).

"Wednesday at two?" asks where it follows "could you come in next week", and "We wish you well" refuses where the letter has done so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate

from replydue.core.weights import Weights

Likely = Mapping[str, float]  # how likely a thing is each kind, 0 to 1

_FARTHEST = 2  # things before and after a thing of which each counts by its place
_NEIGHBOUR = (0.3, 0.7)  # from which shares on a neighbour is worth telling of
ANYWHERE = (0.3, 0.6, 0.85)  # … something anywhere in the letter
_FAR = 6  # places from the beginning or the end that are as good as more


def weighed_twice(alone: Sequence[frozenset[str]], around: Callable[[Sequence[Likely]], Iterable[frozenset[str]]], weights: Weights) -> Sequence[Likely]:
    """How likely each thing of a letter is each kind: by its own traits, and then by what is `around` it as well, where anything is."""
    first = [weights.weigh(own) for own in alone]
    pairs = zip(alone, around(first), first, strict=True)
    return [weights.weigh(own | beside) if beside else likely for own, beside, likely in pairs]


def among(things: Sequence[Likely]) -> Iterator[frozenset[str]]:
    """What each of a letter's things is told by besides itself: where it stands, its neighbours, and what else there is; of one alone, nothing.

    Linear in their number.
    """
    if len(things) == 1:
        yield frozenset()
        return
    for place, others in enumerate(others_than_each(things)):
        yield frozenset((*_placed(place, len(things)), *_neighbours(things, place), *shares("anywhere", others, ANYWHERE)))


def others_than_each(things: Sequence[Likely]) -> Iterator[Likely]:
    """For each thing the highest share of each kind among the others."""
    return (highest(*sides) for sides in before_and_after(things))


def before_and_after(things: Sequence[Likely]) -> Iterator[tuple[Likely, Likely]]:
    """For each thing the highest share of each kind among those before it, and among those after it."""
    nothing: Likely = {}
    before = list(accumulate(things, highest, initial=nothing))
    after = list(accumulate(reversed(things), highest, initial=nothing))
    return zip(before, after[-2::-1], strict=False)


def highest(one: Likely, other: Likely) -> Likely:
    """The higher share of each kind."""
    return {kind: max(one.get(kind, 0.0), other.get(kind, 0.0)) for kind in {**one, **other}}


def shares(name: str, likely: Likely, least: Sequence[float]) -> Iterator[str]:
    """Each kind with each of the shares that it reaches, under a name."""
    yield from (f"{name}: {kind} {each}" for kind, share in likely.items() for each in least if share >= each)


def _placed(place: int, things: int) -> Iterator[str]:
    yield f"from the first: {min(place, _FAR)}"
    yield f"to the last: {min(things - 1 - place, _FAR)}"


def _neighbours(things: Sequence[Likely], place: int) -> Iterator[str]:
    for away in (away for away in range(-_FARTHEST, _FARTHEST + 1) if away):
        there = 0 <= place + away < len(things)
        yield from shares(f"{away:+}", things[place + away], _NEIGHBOUR) if there else (f"{away:+}: none",)
