"""Which appointments stand in this mail? Its calendar parts (RFC 5545, 5546) as events with aware times."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from icalendar import Calendar

from replydue.core.mime import Part, one_line
from replydue.core.model import Event

_LONGEST = 200_000  # bytes; a calendar part of a mail holds a handful of events


def events_in(leaves: Iterable[Part], problems: list[str]) -> tuple[Event, ...]:
    """All events of the calendar parts, each once; a part that cannot be read adds to `problems`."""
    found: dict[tuple[str, int, datetime], Event] = {}
    for leaf in leaves:
        if leaf.content_type in ("text/calendar", "application/ics"):
            source = leaf.text.encode() or leaf.data
            try:
                for event in _events(source[:_LONGEST], leaf.param("method").upper()):
                    found.setdefault((event.uid, event.sequence, event.start), event)
            except Exception as error:  # noqa: BLE001 - the library raises many kinds on broken input; one bad part must not lose the mail
                problems.append(f"its calendar part cannot be read ({type(error).__name__})")
    return tuple(found.values())


def _events(source: bytes, stated: str) -> Iterator[Event]:
    for calendar in Calendar.from_ical(source, multiple=True):
        method = one_line(str(calendar.get("METHOD", ""))).upper() or stated
        for entry in calendar.walk("VEVENT"):
            if entry.get("DTSTART") is not None:
                yield _event(entry, method)


def _event(entry: Any, method: str) -> Event:
    start = entry["DTSTART"].dt
    return Event(
        method=method,
        uid=one_line(str(entry.get("UID", ""))),
        sequence=int(entry.get("SEQUENCE", 0)),
        start=_aware(start),
        end=_aware(_end(entry, start)),
        summary=one_line(str(entry.get("SUMMARY", ""))),
        organizer=one_line(str(entry.get("ORGANIZER", ""))).lower().removeprefix("mailto:"),
        cancelled=method == "CANCEL" or str(entry.get("STATUS", "")).upper() == "CANCELLED",
    )


def _end(entry: Any, start: date) -> date:
    """DTEND, else DTSTART and DURATION, else the start (for a whole day: its end; RFC 5545, 3.6.1)."""
    if entry.get("DTEND") is not None:
        end: date = entry["DTEND"].dt
        return end
    length = entry.get("DURATION")
    if length is not None:
        return start + timedelta(seconds=length.dt.total_seconds()) if isinstance(start, datetime) else start + length.dt
    return start if isinstance(start, datetime) else start + timedelta(days=1)


def _aware(moment: date) -> datetime:
    """A day is its midnight; a time without a zone is taken as UTC, for want of a better one."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time())
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
