"""How is it said? Days as people speak of them, and the words for standings, reasons and sources."""

from __future__ import annotations

from datetime import date, datetime

from replydue.core.model import Expectation, NextStep, Source
from replydue.service.views import StatusRow

_SOURCES = {
    Source.PROMISE: "they promised it",
    Source.REPORTED: "you wrote that they had promised it",
    Source.PREFERENCE: "they asked you to nudge them then",
    Source.OUT_OF_OFFICE: "they are out of office",
    Source.INTERVIEW: "the usual wait after an interview",
    Source.CADENCE: "the usual wait; nothing was promised",
    Source.USER: "you said so",
}
_DAYS_TO_COUNT = 20  # what lies further away is told in weeks


def relative(day: date, today: date) -> str:
    """How far away a day is: today, tomorrow, in 4 days, 3 weeks ago."""
    days = (day - today).days
    if abs(days) <= 1:
        return ("yesterday", "today", "tomorrow")[days + 1]
    count, unit = (abs(days), "days") if abs(days) <= _DAYS_TO_COUNT else (abs(days) // 7, "weeks")
    return f"in {count} {unit}" if days > 0 else f"{count} {unit} ago"


def named(day: date, today: date) -> str:
    """A day by its name: Fri 27 Nov; with the year where it is another one."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day:%a} {day.day} {day:%b}{year}"


def dated(day: date, today: date) -> str:
    """A day by its name and how far away it is."""
    return f"{named(day, today)} ({relative(day, today)})"


def expected(expectation: Expectation | None, today: date) -> str:
    """By when a reply is expected."""
    return dated(expectation.by, today) if expectation else ""


def because(expectation: Expectation) -> str:
    """What an expected day rests on."""
    return _SOURCES[expectation.source]


def step(next_step: NextStep | None, now: datetime) -> str:
    """What comes next, and when. `now` is in the user's zone."""
    if next_step is None:
        return ""
    at = next_step.at.astimezone(now.tzinfo)
    return f"{'call' if next_step.do == 'call' else 'e-mail'} on {named(at.date(), now.date())}, {at:%H:%M}"


def coming(row: StatusRow, now: datetime) -> str:
    """What comes next in a conversation: what the user may do now, else when a snooze ends, else the next step."""
    wanted = {"drafted": "send, edit or delete the draft", "calling": "call, then take the label off", "approved": "goes out in the next send window"}
    if row.phase in wanted:
        return wanted[row.phase]
    if row.snoozed_until and row.snoozed_until > now:
        return f"snoozed until {named(row.snoozed_until.astimezone(now.tzinfo).date(), now.date())}"
    return step(row.next_step, now)


def standing(row: StatusRow) -> str:
    """Where a conversation stands: what is wanted of the user first, then the standing and its reason."""
    wanted = {"drafted": "to approve", "approved": "approved", "sending": "being sent", "drafting": "being drafted", "calling": "to call"}
    if row.phase in wanted:
        return wanted[row.phase]
    if is_aside(row):
        return "set aside"
    reason = f" ({row.reason.value.replace('_', ' ')})" if row.reason else ""
    return row.standing.value.replace("_", " ") + reason


def is_aside(row: StatusRow) -> bool:
    """Whether the conversation could not be judged (invariant 8)."""
    return bool(row.problem) and row.standing == "untracked" and row.reason is None


def who(row: StatusRow) -> str:
    """A conversation's name on the screen."""
    return printable(row.name or row.address or row.thread_id)


def printable(text: str) -> str:
    """Text of strangers without signs that would steer the terminal, on one line."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
