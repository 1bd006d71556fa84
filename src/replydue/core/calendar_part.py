"""Which appointments stand in this mail? Its calendar parts (RFC 5545, 5546) as events with aware times."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from threading import Lock
from typing import Any

from replydue.core.mail import Event
from replydue.core.mime import Part, one_line

_LONGEST = 200_000  # characters; a calendar part of a mail holds a handful of events
_ONE_AT_A_TIME = Lock()  # the library keeps the zones it has met for the whole process
_ZONES = re.compile(r"BEGIN:VTIMEZONE\b.*?END:VTIMEZONE[^\n]*\n?", re.S)
_OFFSET = re.compile(r"\b(?:UTC|GMT)\s?([+-])(\d{1,2}):?(\d{2})?")


def events_in(leaves: Iterable[Part], problems: list[str], zone: tzinfo = UTC) -> tuple[Event, ...]:
    """All events of the calendar parts, each once; a part or an event that cannot be read adds to `problems`.

    A time without a zone is taken in the calendar's own, else in `zone`, the sender's (RFC 5545, 3.3.5).
    """
    found: dict[tuple[str, int, datetime], Event] = {}
    for leaf in leaves:
        if leaf.content_type in ("text/calendar", "application/ics"):
            for event in _events(leaf, zone, problems):
                found.setdefault((event.uid, event.sequence, event.start), event)
    return tuple(found.values())


def _events(leaf: Part, zone: tzinfo, problems: list[str]) -> Iterator[Event]:
    for calendar in _calendars(leaf.text or leaf.data.decode("utf-8", "replace"), problems):
        method = one_line(str(calendar.get("METHOD", ""))).upper() or leaf.param("method").upper()
        local = _calendars_zone(calendar) or zone
        for entry in calendar.walk("VEVENT"):
            try:
                if entry.get("DTSTART") is not None:
                    yield _event(entry, method, local)
            except Exception as error:  # noqa: BLE001 - the library raises many kinds on broken input; one bad event must not lose the mail
                problems.append(f"an event of its calendar part cannot be read ({type(error).__name__})")


def _calendars(source: str, problems: list[str]) -> list[Any]:
    """The calendars of a part; of a broken one what remains without text before it, without its zones, and with its ends put right."""
    source = source[:_LONGEST]
    try:
        found = _read(source)
    except Exception as error:  # noqa: BLE001 - as above
        problems.append(f"its calendar part cannot be read as it stands ({type(error).__name__})")
        found = []
    if found or "BEGIN:VEVENT" not in source:
        return found
    begun = _ZONES.sub("", source[max(0, source.find("BEGIN:VCALENDAR")) :]).rstrip()
    ends = [f"END:{name}" for name in ("VEVENT", "VCALENDAR") if begun.count(f"BEGIN:{name}") > begun.count(f"END:{name}")]
    try:
        return _read("\r\n".join([begun, *ends, ""]))
    except Exception as error:  # noqa: BLE001 - as above
        problems.append(f"its calendar part cannot be read ({type(error).__name__})")
        return []


def _read(source: str) -> list[Any]:
    from icalendar import Calendar  # megabytes that most mail does without
    from icalendar.timezone import tzp

    with _ONE_AT_A_TIME, warnings.catch_warnings():
        tzp.use_default()  # forgets the zones of other mails' calendars: many call different ones "Customized Time Zone"
        warnings.simplefilter("ignore")  # the library warns where it guesses what a zone's name means
        return list(Calendar.from_ical(source, multiple=True))


def _event(entry: Any, method: str, zone: tzinfo) -> Event:
    started = _first(entry["DTSTART"])
    start = _aware(started.dt, _zone_of(started) or zone)
    return Event(
        method=method,
        uid=one_line(str(entry.get("UID", ""))),
        sequence=_number(entry.get("SEQUENCE", 0)),
        start=start,
        end=max(start, _end(entry, started.dt, zone)),
        summary=one_line(str(entry.get("SUMMARY", ""))),
        organizer=one_line(str(entry.get("ORGANIZER", ""))).lower().removeprefix("mailto:"),
        cancelled=method == "CANCEL" or str(entry.get("STATUS", "")).upper() == "CANCELLED",
    )


def _end(entry: Any, start: date, zone: tzinfo) -> datetime:
    """DTEND, else DTSTART and DURATION, else the start (for a whole day: its end; RFC 5545, 3.6.1)."""
    here = _zone_of(_first(entry["DTSTART"])) or zone
    ended, length = _first(entry.get("DTEND")), _first(entry.get("DURATION"))
    if isinstance(getattr(ended, "dt", None), date):
        return _aware(ended.dt, _zone_of(ended) or here)
    if isinstance(getattr(length, "dt", None), timedelta):
        lasts: timedelta = length.dt
        return _aware(start, here) + lasts
    return _aware(start, here) + timedelta(days=0 if isinstance(start, datetime) else 1)


def _first(value: Any) -> Any:
    """A property given twice comes as a list."""
    return value[0] if isinstance(value, list) else value


def _number(value: Any) -> int:
    try:
        return int(_first(value))
    except (TypeError, ValueError):
        return 0


def _calendars_zone(calendar: Any) -> tzinfo | None:
    """The zone that the whole calendar is in: stated, or the only one that it defines."""
    stated = str(calendar.get("X-WR-TIMEZONE", "")) or next((str(zone.get("TZID", "")) for zone in calendar.walk("VTIMEZONE")), "")
    return _named(stated)


def _zone_of(moment: Any) -> tzinfo | None:
    """The zone that a moment names, where the library knew none of that name: '(UTC-05:00) Eastern Time (US & Canada)'."""
    return _named(str(getattr(moment, "params", {}).get("TZID", "")))


def _named(name: str) -> tzinfo | None:
    offset = _OFFSET.search(name)
    if offset:
        ahead = timedelta(hours=min(int(offset[2]), 14), minutes=min(int(offset[3] or 0), 59))
        return timezone(ahead if offset[1] == "+" else -ahead)
    from icalendar.timezone import tzp  # loaded by now

    known = tzp.timezone(name) if name else None
    return known if isinstance(known, tzinfo) else None


def _aware(moment: date, zone: tzinfo) -> datetime:
    """A day is its midnight in the zone."""
    exact = moment if isinstance(moment, datetime) else datetime.combine(moment, time())
    return exact if exact.tzinfo else exact.replace(tzinfo=zone)
