"""The life of a follow-up: declared once, drawn from there, and no other turn is made."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from replydue.core.life import LIFE, LIVE, TAKEN, Phase, advanced, diagram

from .people import follow_up, on

DRAWN = Path(__file__).parents[2] / "docs" / "follow-ups.md"
LATER = on(25, "09:00")


@pytest.mark.parametrize(("phase", "then"), [(phase, then) for phase in Phase for then in Phase])
def test_a_follow_up_takes_only_the_turns_of_its_life(phase: Phase, then: Phase) -> None:
    held = follow_up(phase)
    if then in LIFE.get(phase, {}):
        assert advanced(held, then, LATER, sent_id="s1") == replace(held, phase=then, changed=LATER, sent_id="s1")
    else:
        with pytest.raises(ValueError, match=f"{phase} does not become {then}"):
            advanced(held, then, LATER)


def test_every_phase_can_be_reached_and_every_live_one_can_end() -> None:
    reached = {then for turns in LIFE.values() for then in turns}
    assert reached == set(Phase)
    for phase in LIVE:
        ends = {phase}
        while more := {then for each in ends & LIVE for then in LIFE[each]} - ends:
            ends |= more
        assert ends - LIVE


def test_what_counts_as_a_step_is_over() -> None:
    assert not TAKEN & LIVE


def test_the_drawing_in_the_docs_is_of_this_life() -> None:
    assert f"```mermaid\n{diagram()}\n```" in DRAWN.read_text(encoding="utf-8"), (
        "draw it anew: python -c 'from replydue.core.life import diagram; print(diagram())'"
    )
