"""What is a figure worth? What was measured, its floor from the same run, what is aimed at, and whether it is reached."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured. `quick` is for looking while one works; the figures of docs/performance.md are those of the full size."""

    quick: bool
    messages: int  # in the mailbox of the first look
    recruiters: int  # threads among them
    newsletters: int
    conversations: int  # in an ordinary store
    many: int  # in a big one
    runs: int  # of what is timed; the middle one counts


FULL = Size(quick=False, messages=50_000, recruiters=300, newsletters=1_000, conversations=300, many=100_000, runs=7)
QUICK = Size(quick=True, messages=5_000, recruiters=60, newsletters=100, conversations=60, many=5_000, runs=3)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table. `floor` None where there is nothing to measure against; `met` None where it is shown for comparison and aims at nothing."""

    name: str
    value: float
    unit: str
    floor: float | None
    goal: str
    met: bool | None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """The figure by its floor."""
        return self.value / self.floor if self.floor else None

    @property
    def verdict(self) -> str:
        """In a word."""
        return "" if self.met is None else "reached" if self.met else "MISSED"

    def as_object(self) -> dict[str, Any]:
        """For the JSON."""
        fields = {name: getattr(self, name) for name in ("name", "value", "unit", "floor", "goal", "met", "note")}
        return {**fields, "ratio": self.ratio}


Bench = Callable[[Size], list[Row]]


def at_most(name: str, value: float, unit: str, floor: float, times: float, note: str = "") -> Row:
    """A figure that may be so many times its floor."""
    return Row(name, value, unit, floor, f"≤ {times:g} ×", value <= floor * times, note)


def below(name: str, value: float, unit: str, most: float, note: str = "") -> Row:
    """A figure with a limit of its own."""
    return Row(name, value, unit, None, f"≤ {most:g} {unit}", value <= most, note)


def beside(name: str, value: float, unit: str, floor: float | None = None, note: str = "") -> Row:
    """A figure that is shown for comparison."""
    return Row(name, value, unit, floor, "", None, note)
