"""Appointments in mail: their moments are aware, whatever way the calendar program names the zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from replydue.core.mail import Nature
from replydue.core.sender import nature
from tests.core_reading.mail import letter, reading

ZONE = (
    "BEGIN:VTIMEZONE\r\nTZID:Ours\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:-0500\r\nTZOFFSETTO:-0500\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)


def invitation(times: str, method: str = "REQUEST", zone: str = "") -> bytes:
    event = f"BEGIN:VEVENT\r\nUID:e1\r\nSEQUENCE:2\r\nDTSTAMP:20261101T000000Z\r\n{times}\r\nSUMMARY:Interview\r\nEND:VEVENT\r\n"
    body = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y\r\nMETHOD:{method}\r\n{zone}{event}END:VCALENDAR\r\n"
    return letter(body, subject="Interview", content_type=f"text/calendar; charset=utf-8; method={method}")


@pytest.mark.parametrize(
    ("times", "zone"),
    [
        ("DTSTART:20261110T150000Z\r\nDTEND:20261110T160000Z", ""),
        ("DTSTART:20261110T150000Z\r\nDURATION:PT1H", ""),
        ("DTSTART;TZID=America/New_York:20261110T100000\r\nDTEND;TZID=America/New_York:20261110T110000", ""),
        ("DTSTART;TZID=Eastern Standard Time:20261110T100000\r\nDTEND;TZID=Eastern Standard Time:20261110T110000", ""),
        ("DTSTART;TZID=Ours:20261110T100000\r\nDTEND;TZID=Ours:20261110T110000", ZONE),
    ],
    ids=["UTC", "duration", "IANA zone", "Windows zone", "own zone"],
)
def test_an_interview_ends_at_the_same_moment_however_it_is_written(times: str, zone: str) -> None:
    (event,) = reading(invitation(times, zone=zone)).events
    assert event.end.astimezone(UTC) == datetime(2026, 11, 10, 16, tzinfo=UTC)
    assert (event.uid, event.sequence, event.method, event.cancelled) == ("e1", 2, "REQUEST", False)


def wrapped(event: str, head: str = "", tail: str = "") -> str:
    return f"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\n{head}BEGIN:VEVENT\r\nUID:e1\r\n{event}\r\nEND:VEVENT\r\n{tail}END:VCALENDAR\r\n"


TEN = "DTSTART:20261110T150000Z"
UNUSUAL = {
    "floating, so in the sender's zone": wrapped("DTSTART:20261110T100000"),
    "floating, in the calendar's zone": wrapped("DTSTART:20261110T160000", "X-WR-TIMEZONE:Europe/Berlin\r\n"),
    "a zone of Outlook's without definition": wrapped('DTSTART;TZID="(UTC-05:00) Eastern Time (US & Canada)":20261110T100000'),
    "a zone by its offset": wrapped("DTSTART;TZID=GMT+0530:20261110T203000"),
    "a zone of unknown name": wrapped("DTSTART;TZID=Customized Time Zone:20261110T100000"),
    "a definition that is broken": wrapped("DTSTART;TZID=Ours:20261110T100000", "BEGIN:VTIMEZONE\r\nTZID:Ours\r\nEND:VTIMEZONE\r\n"),
    "a line that is none": wrapped(f"{TEN}\r\nthis is no line"),
    "a number that is none": wrapped(f"{TEN}\r\nSEQUENCE:two"),
    "a start given twice": wrapped(f"{TEN}\r\nDTSTART:20261111T150000Z"),
    "cut off": wrapped(TEN)[: wrapped(TEN).index("END:VEVENT")],
    "text before it": f"An invitation\r\n\r\n{wrapped(TEN)}",
    "line ends of Unix": wrapped(TEN).replace("\r\n", "\n"),
    "an event before it that is broken": wrapped("DTSTART:never", tail=f"BEGIN:VEVENT\r\nUID:e2\r\n{TEN}\r\nEND:VEVENT\r\n"),
    "an end before the start": wrapped(f"{TEN}\r\nDTEND:20261110T140000Z"),
    "a length below nothing": wrapped(f"{TEN}\r\nDURATION:-PT1H"),
}


@pytest.mark.parametrize("kind", UNUSUAL)
def test_an_unusual_calendar_still_tells_the_moment(kind: str) -> None:
    (event,) = reading(letter(UNUSUAL[kind], content_type="text/calendar; charset=utf-8")).events
    assert event.start == event.end == datetime(2026, 11, 10, 15, tzinfo=UTC)


def test_zones_of_one_name_are_kept_apart_between_mails() -> None:
    times = "DTSTART;TZID=Ours:20261110T100000"
    eastern = reading(invitation(times, zone=ZONE)).events[0]
    indian = reading(invitation(times, zone=ZONE.replace("-0500", "+0530"))).events[0]
    assert (eastern.start.utcoffset(), indian.start.utcoffset()) == (timedelta(hours=-5), timedelta(hours=5, minutes=30))


def test_several_events_and_versions_are_all_told() -> None:
    second = f"BEGIN:VEVENT\r\nUID:e1\r\nSEQUENCE:3\r\n{TEN}\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:e2\r\n{TEN}\r\nEND:VEVENT\r\n"
    events = reading(letter(wrapped(TEN, tail=second), content_type="text/calendar")).events
    assert [(event.uid, event.sequence) for event in events] == [("e1", 0), ("e1", 3), ("e2", 0)]


def test_a_whole_day_ends_at_the_next_midnight() -> None:
    (event,) = reading(invitation("DTSTART;VALUE=DATE:20261110")).events
    assert (event.start.day, event.end.day) == (10, 11)


def test_a_cancellation_says_so() -> None:
    (event,) = reading(invitation("DTSTART:20261110T150000Z", "CANCEL")).events
    assert event.cancelled


@pytest.mark.parametrize("method", ["REQUEST", "REPLY", "CANCEL"])
def test_a_calendar_program_is_no_person(method: str) -> None:
    assert nature(reading(invitation("DTSTART:20261110T150000Z", method))) is Nature.CALENDAR


def test_a_broken_calendar_part_is_named_and_costs_nothing_else() -> None:
    message = reading(letter("BEGIN:VCALENDAR\r\nnonsense", subject="Interview", content_type="text/calendar"))
    assert message.events == ()
    assert message.subject == "Interview"
