"""The same world as a state machine: Hypothesis chooses who does what and when, and shortens the story of whatever goes wrong."""

from __future__ import annotations

import tempfile
from datetime import datetime, timedelta
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.simulation.fast import remember_readings
from tests.simulation.people import EVENTS, QUIET, ZONE
from tests.simulation.world import TICKS, Event, World

_TALKS = 2
_LOOKS = 15  # between two events of a story at most: five days


class Life(RuleBasedStateMachine):
    """A mailbox with two recruiters. The oracle looks after every pass of the daemon, which meets a fault or a kill in each."""

    @initialize(seed=st.integers(0, 10_000))
    def begin(self, seed: int) -> None:
        """The world of a seed, without its script: that is what is chosen here."""
        self.folder = tempfile.TemporaryDirectory()
        self.world, self.number = World(Path(self.folder.name), seed, _TALKS, harm=True), 0
        self.waiting: list[Event] = []

    @rule(talk=st.integers(0, _TALKS - 1), what=st.sampled_from(sorted({*EVENTS, *QUIET})))
    def people_act(self, talk: int, what: str) -> None:
        """Something that is found at the next look."""
        self.waiting.append(Event(self.number, talk, what))

    @rule(looks=st.integers(1, _LOOKS))
    def time_passes(self, looks: int) -> None:
        """The daemon looks three times a day. Raises Violation where an invariant does not hold."""
        for _ in range(looks):
            day, part = divmod(self.number, len(TICKS))
            self.world.tick(datetime.combine(self.world.first + timedelta(days=day), TICKS[part], ZONE), self.number, self.waiting)
            self.number, self.waiting = self.number + 1, []

    def teardown(self) -> None:
        """Lets go of the world."""
        if hasattr(self, "world"):
            self.world.close()
            self.folder.cleanup()


@pytest.mark.timeout(180)
def test_no_story_violates_an_invariant(monkeypatch: pytest.MonkeyPatch) -> None:
    remember_readings(monkeypatch)
    run_state_machine_as_test(
        Life,
        settings=settings(max_examples=3, stateful_step_count=24, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)),
    )
