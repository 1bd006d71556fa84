"""Which is the shortest story that still ends badly? Events are dropped greedily, the luck of each moment staying the same."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from tests.simulation.oracle import Violation
from tests.simulation.world import Event, live_twice, script


def failure(seed: int, weeks: int, talks: int, events: list[Event]) -> str:
    """How the story violates an invariant; "" where all hold."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            live_twice(Path(folder), seed, weeks, talks, events)
        except Violation as violation:
            return str(violation)
    return ""


def shortest(seed: int, weeks: int, talks: int, *, seconds: float = 60) -> list[Event]:
    """The events that are left when no further part of them can be left out, or the time is over."""
    events, part, until = script(seed, weeks, talks), 0.5, time.monotonic() + seconds
    while events and time.monotonic() < until:
        size = max(1, round(len(events) * part))
        for begin in range(0, len(events), size):
            fewer = events[:begin] + events[begin + size :]
            if time.monotonic() < until and failure(seed, weeks, talks, fewer):
                events = fewer
                break
        else:
            if size == 1:
                break
            part /= 2
    return events
