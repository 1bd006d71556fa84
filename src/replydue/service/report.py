"""What has happened in each conversation, and what is coming? Lanes of marks in time, made of the store alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum

from replydue.core.conversation import NOT_OF_THE_CONVERSATION
from replydue.core.life import Phase
from replydue.core.mail import Message, Nature
from replydue.core.model import Standing
from replydue.core.sender import nature
from replydue.service.views import StatusRow, status_rows
from replydue.store import Store

_COMING, _AHEAD = timedelta(days=28), timedelta(days=63)  # at least and at most: one promise for next year must not press all others together
_MARGIN = timedelta(days=2)


class Kind(StrEnum):
    """What a mark stands for."""

    THEIRS = "theirs"
    PROMISED = "promised"
    YOURS = "yours"
    AUTOMATIC = "automatic"
    EXPECTED = "expected"
    DRAFTED = "drafted"
    SENT = "sent"
    SKIPPED = "skipped"
    COMING = "coming"


# What a follow-up's phases show as; the others are passing or concern nobody.
_PHASES = {
    Phase.DRAFTED: (Kind.DRAFTED, "draft put up"),
    Phase.SENT: (Kind.SENT, "follow-up sent"),
    Phase.SKIPPED: (Kind.SKIPPED, "follow-up skipped"),
    Phase.WITHDRAWN: (Kind.SKIPPED, "draft withdrawn: an answer came"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """Something at a moment. `said` tells it in words; `at` is in the user's zone."""

    at: datetime
    kind: Kind
    said: str


@dataclass(frozen=True, slots=True)
class Lane:
    """A conversation in time, its marks oldest first."""

    row: StatusRow
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All lanes, and the time that is drawn; `first` and `last` are days of the user's zone. What comes later still is a mark of its lane."""

    lanes: tuple[Lane, ...]
    first: date
    last: date
    now: datetime


def report(store: Store, now: datetime) -> Report:
    """The followed conversations; `now` is in the user's zone."""
    lanes = tuple(_lane(store, row, now) for row in status_rows(store, untracked=False) if row.standing is not Standing.UNTRACKED)
    days = [mark.at.date() for lane in lanes for mark in lane.marks] + [now.date()]
    last = min(max(*days, (now + _COMING).date()), (now + _AHEAD).date())
    return Report(lanes, min(days) - _MARGIN, last + _MARGIN, now)


def _lane(store: Store, row: StatusRow, now: datetime) -> Lane:
    zone = now.tzinfo
    says_when = row.expectation.evidence.message_id if row.expectation and row.expectation.evidence else ""
    marks = [_of_message(message, says_when, zone) for message in store.messages_of(row.thread_id) if not message.labels & NOT_OF_THE_CONVERSATION]
    for number, phase, at, _ in store.history_of(row.thread_id):
        if Phase(phase) in _PHASES:
            kind, said = _PHASES[Phase(phase)]
            marks.append(Mark(at.astimezone(zone), kind, f"{said} ({number})"))
    if row.expectation:
        marks.append(Mark(_noon(row.expectation.by, zone), Kind.EXPECTED, "a reply is expected by this day"))
    if row.next_step and not row.phase:
        what = "a call is due" if row.next_step.do == "call" else f"follow-up {row.next_step.number} is due"
        marks.append(Mark(max(row.next_step.at, now).astimezone(zone), Kind.COMING, what))
    return Lane(row, tuple(sorted(marks, key=lambda mark: mark.at)))


def _of_message(message: Message, says_when: str, zone: tzinfo | None) -> Mark:
    """`says_when` is the Message-ID of the mail with the sentence that the expected day rests on, "" if there is none."""
    at, who = message.date.astimezone(zone), message.sender.name or message.sender.address
    if "SENT" in message.labels:
        return Mark(at, Kind.YOURS, "you wrote")
    if says_when and message.message_id == says_when:
        return Mark(at, Kind.PROMISED, f"{who} wrote by when")
    if nature(message) is Nature.HUMAN:
        return Mark(at, Kind.THEIRS, f"{who} wrote")
    return Mark(at, Kind.AUTOMATIC, "automatic mail")


def _noon(day: date, zone: tzinfo | None) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=zone)
