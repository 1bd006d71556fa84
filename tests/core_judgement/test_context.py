"""What a thing is told by besides itself: its place, its neighbours, and what else its letter has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replydue.core.context import Likely, among, before_and_after, others_than_each
from replydue.core.promises.weighing import around_days

ASKS: Likely = {"asks": 0.9, "tells": 0.1}
TELLS: Likely = {"asks": 0.1, "tells": 0.9}
MIXED: Likely = {"asks": 0.45, "tells": 0.55}

things = st.lists(st.builds(lambda share: {"a": share, "b": 1 - share}, st.floats(0, 1)), min_size=1, max_size=30)


def test_a_thing_is_told_by_its_neighbours_and_its_place() -> None:
    first, middle, last = among([ASKS, MIXED, TELLS])
    assert {"-1: none", "-2: none", "from the first: 0", "to the last: 2", "+1: asks 0.3", "+1: tells 0.3", "+2: tells 0.7"} <= first
    assert {"-1: asks 0.3", "-1: asks 0.7", "+1: tells 0.7", "from the first: 1", "to the last: 1", "-2: none", "+2: none"} <= middle
    assert {"-2: asks 0.7", "-1: asks 0.3", "+1: none", "anywhere: asks 0.85", "anywhere: tells 0.3"} <= last
    assert not any(trait.startswith("anywhere: tells 0.6") for trait in last)  # its own shares are those of another question


@pytest.mark.parametrize("alone", [ASKS, {}])
def test_what_stands_alone_has_nothing_around_it(alone: Likely) -> None:
    assert list(among([alone])) == [frozenset()]


@given(things)
def test_the_others_are_those_before_and_those_after(letter: list[Likely]) -> None:
    for place, (others, (before, after)) in enumerate(zip(others_than_each(letter), before_and_after(letter), strict=True)):
        for kind in ("a", "b"):
            assert before.get(kind, 0) == max((each[kind] for each in letter[:place]), default=0)
            assert after.get(kind, 0) == max((each[kind] for each in letter[place + 1 :]), default=0)
            assert others.get(kind, 0) == max(before.get(kind, 0), after.get(kind, 0))


def test_a_day_is_told_by_those_beside_it_those_before_and_those_after() -> None:
    promise, event = {"promise": 0.9, "event": 0.1}, {"promise": 0.1, "event": 0.9}
    first, second, third = around_days([[event], [promise, event], []], [frozenset({"does: appoints 0.5"}), frozenset(), frozenset()])
    assert first == {"does: appoints 0.5", *(f"later day: {kind} {share}" for kind in ("promise", "event") for share in (0.3, 0.6, 0.85))}
    assert {f"earlier day: event {share}" for share in (0.3, 0.6, 0.85)} | {f"day beside: event {share}" for share in (0.3, 0.6, 0.85)} == second
    assert {f"day beside: promise {share}" for share in (0.3, 0.6, 0.85)} <= third
