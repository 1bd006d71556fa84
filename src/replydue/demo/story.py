"""What is a story made of? Scenes in time, gathered into plots, each with the ending that the daemon must come to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from inspect import cleandoc

from replydue.core.model import Reason, Standing
from replydue.demo.cast import ZONE, Person
from replydue.demo.mails import Mail

MONDAY = datetime(2026, 9, 7, tzinfo=ZONE)
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Hand(StrEnum):
    """What Alex does in Gmail."""

    SEND = "send"
    EDIT = "edit"
    DISCARD = "discard"
    APPROVE = "approve"
    CALLED = "called"


class Machine(StrEnum):
    """Mail that no person wrote."""

    OUT_OF_OFFICE = "out_of_office"
    BOUNCE = "bounce"
    NEWSLETTER = "newsletter"
    WRECKAGE = "wreckage"


@dataclass(frozen=True)
class Scene:
    """One thing that happens. `text` is what Alex types when editing, or what the machine writes."""

    at: datetime
    act: Mail | Hand | Machine
    text: str = ""


@dataclass(frozen=True)
class Ending:
    """How a thread must stand when the story is over.

    `sent` counts the follow-ups that went out; `draft` says whether one stands in the thread; `label` is one that it bears, below the prefix.
    """

    standing: Standing
    reason: Reason | None = None
    sent: int = 0
    draft: bool = False
    label: str = ""


@dataclass(frozen=True)
class Plot:
    """One thread: with whom, about what, how it must end, and what happens in it."""

    name: str
    person: Person
    subject: str
    ending: Ending
    scenes: tuple[Scene, ...]


def on(week: int, day: str, clock: str) -> datetime:
    """A moment of the story: week 1 starts on Monday, 7 September 2026. Alex's wall clock, also across the end of summer time."""
    return datetime.combine((MONDAY + timedelta(weeks=week - 1, days=_DAYS.index(day))).date(), time.fromisoformat(clock), ZONE)


def writes(person: Person, at: datetime, words: str, *, to: str = "", meeting: datetime | None = None, **oddities: bool) -> Scene:
    """Somebody writes to Alex."""
    return Scene(at, Mail(cleandoc(words), person, to=to, meeting=meeting, **oddities))


def alex(at: datetime, words: str) -> Scene:
    """Alex writes by hand."""
    return Scene(at, Mail(cleandoc(words)))


def hand(at: datetime, what: Hand, text: str = "") -> Scene:
    """Alex does something in Gmail."""
    return Scene(at, what, cleandoc(text))


def machine(at: datetime, what: Machine, text: str = "") -> Scene:
    """A machine writes."""
    return Scene(at, what, cleandoc(text))


def in_order(plots: Iterable[Plot]) -> list[tuple[Plot, Scene]]:
    """All scenes as they happen."""
    return sorted(((plot, scene) for plot in plots for scene in plot.scenes), key=lambda pair: pair[1].at)
