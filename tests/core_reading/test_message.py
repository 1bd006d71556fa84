"""What did Gmail hand us? Dates, addresses, charsets and calendar parts, of sound mail and of broken mail."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replydue.core.mail import Mailbox, Message
from replydue.core.message import read
from replydue.core.mime import parse

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def mail(*headers: str, body: str = "Hello", received: datetime | None = None) -> Message:
    return read(parse("\r\n".join((*headers, "", body)).encode()), received=received, now=NOW)


def test_the_date_is_the_senders_wall_clock() -> None:
    message = mail("From: dana@northwind.example", "Date: Fri, 20 Nov 2026 23:30:00 -0800")
    assert (message.date.date().isoformat(), message.date.utcoffset()) == ("2026-11-20", timedelta(hours=-8))
    assert message.problems == ()


@pytest.mark.parametrize(
    ("headers", "day"),
    [
        (("Received: by mx.example; Tue, 3 Nov 2026 10:00:00 +0000", "Received: by a.example; Mon, 2 Nov 2026 10:00:00 +0000"), "2026-11-03"),
        (("Date: Mon, 2 Nov 2037 10:00:00 +0000", "Received: by mx.example; Tue, 3 Nov 2026 10:00:00 +0000"), "2026-11-03"),
        (("Date: whenever",), "2026-11-04"),
        (("Date: Mon, 2 Nov 2037 10:00:00 +0000",), "2026-11-04"),
        (("Date: Thu, 1 Jan 1970 00:00:00 +0000",), "2026-11-04"),
    ],
)
def test_a_date_that_is_missing_or_not_to_be_believed_gives_way_to_received_and_internal_date(headers: tuple[str, ...], day: str) -> None:
    message = mail("From: dana@northwind.example", *headers, received=datetime(2026, 11, 4, 8, tzinfo=UTC))
    assert message.date.date().isoformat() == day
    assert len(message.problems) == 1


@pytest.mark.parametrize(
    "written",
    [
        "Mon, 2 Nov 2026 10:00:00 -0500",
        "2 Nov 2026 10:00 -0500",
        "Mon, 02 Nov 2026 15:00:00 GMT",
        "Mon, 2 Nov 2026 10:00:00 EST",
        "Mon, 2 Nov 2026 10:00:00 -0500 (Eastern Standard Time)",
        "2026-11-02T10:00:00-05:00",
    ],
)
def test_a_date_is_read_in_the_forms_that_programs_write(written: str) -> None:
    assert mail("From: dana@northwind.example", f"Date: {written}").date == datetime(2026, 11, 2, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "name", "address"),
    [
        ("Dana Whitfield <Dana@Northwind.example>", "Dana Whitfield", "dana@northwind.example"),
        ('"Whitfield, Dana" <dana@northwind.example>', "Whitfield, Dana", "dana@northwind.example"),
        ("=?utf-8?q?J=C3=BCrgen_Falk?= <j@rhein.example>", "Jürgen Falk", "j@rhein.example"),
        ("=?utf-8?q?Sam=0D=0ABcc=3A_thief=40evil.example?= <sam@quarry.example>", "Sam Bcc: thief@evil.example", "sam@quarry.example"),
        ("=?utf-8?q?=22Sam=22_=3Cthief=40evil=2Eexample=3E=2C?= <sam@quarry.example>", "Sam <thief@evil.example>,", "sam@quarry.example"),
        ("=?x-none?b?@@@?= <a@b.example>", None, "a@b.example"),
        ("undisclosed", "", ""),
    ],
)
def test_an_encoded_name_is_decoded_but_never_becomes_an_address(written: str, name: str | None, address: str) -> None:
    message = mail(f"From: {written}", "Date: Mon, 2 Nov 2026 10:00:00 +0000")
    assert message.sender.address == address
    assert name is None or message.sender.name == name
    assert not any(char in message.sender.name for char in "\r\n")


@pytest.mark.parametrize(
    ("charset", "written"),
    [
        ("utf-8", "Grüße – bis morgen"),
        ("iso-8859-1", "Grüße, bis morgen"),
        ("windows-1252", "Grüße – bis morgen"),
        ("koi8-r", "Привет"),
        ("shift_jis", "こんにちは"),
    ],
)
def test_a_text_is_read_in_its_charset(charset: str, written: str) -> None:
    raw = f"From: a@b.example\r\nContent-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n".encode() + written.encode(charset)
    assert read(parse(raw)).words == written


@pytest.mark.parametrize("named", ["utf-8", "us-ascii", "x-unknown", ""])
def test_a_wrong_charset_loses_nothing_that_can_be_read(named: str) -> None:
    raw = f"From: a@b.example\r\nContent-Type: text/plain; charset={named}\r\n\r\n".encode() + "We will decide by Friday, café".encode("cp1252")
    assert read(parse(raw)).words == "We will decide by Friday, café"


def test_an_attached_mail_and_an_attached_text_are_not_the_senders_words() -> None:
    raw = (
        b'From: a@b.example\r\nContent-Type: multipart/mixed; boundary="x"\r\n\r\n'
        b"--x\r\nContent-Type: text/plain\r\n\r\nSee below.\r\n"
        b'--x\r\nContent-Type: text/plain; name="notes.txt"\r\nContent-Disposition: attachment; filename="notes.txt"\r\n\r\nDecide by Friday.\r\n'
        b"--x\r\nContent-Type: message/rfc822\r\n\r\nFrom: c@d.example\r\n\r\nAnswer by Monday.\r\n--x--\r\n"
    )
    message = read(parse(raw))
    assert message.words == "See below."
    assert message.attachments == ("notes.txt",)


CALENDAR = """BEGIN:VCALENDAR
METHOD:REQUEST
BEGIN:VTIMEZONE
TZID:Pacific Standard Time
BEGIN:STANDARD
DTSTART:16010101T020000
TZOFFSETFROM:-0700
TZOFFSETTO:-0800
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:1@northwind.example
SEQUENCE:2
{when}
SUMMARY:Interview
END:VEVENT
END:VCALENDAR
"""


@pytest.mark.parametrize(
    ("when", "end"),
    [
        ("DTSTART:20261124T150000Z\nDTEND:20261124T160000Z", "2026-11-24T16:00:00+00:00"),
        ("DTSTART:20261124T150000Z\nDURATION:PT45M", "2026-11-24T15:45:00+00:00"),
        ("DTSTART;TZID=America/New_York:20261124T150000\nDTEND;TZID=America/New_York:20261124T160000", "2026-11-24T21:00:00+00:00"),
        ("DTSTART;TZID=Pacific Standard Time:20261124T150000\nDTEND;TZID=Pacific Standard Time:20261124T160000", "2026-11-25T00:00:00+00:00"),
        ("DTSTART;VALUE=DATE:20261124", "2026-11-25T08:00:00+00:00"),
    ],
)
def test_an_events_end_is_read_in_its_zone(when: str, end: str) -> None:
    raw = "From: a@b.example\r\nContent-Type: text/calendar; method=REQUEST\r\n\r\n" + CALENDAR.format(when=when)
    [event] = read(parse(raw.encode())).events
    assert (event.end.astimezone(UTC).isoformat(), event.sequence, event.method) == (end, 2, "REQUEST")


def test_a_broken_calendar_part_is_named_and_the_mail_goes_on() -> None:
    message = mail("From: a@b.example", "Date: Mon, 2 Nov 2026 10:00:00 +0000", "Content-Type: text/calendar", body="BEGIN:VCALENDAR\nDTSTART:never\n")
    assert message.events == ()
    assert "calendar" in " ".join(message.problems)


def test_25_megabytes_of_html_are_read_as_far_as_anybody_would() -> None:
    body = "<p>We will decide by Friday.</p>" + "<div>filler &amp; filler</div>" * 900_000
    message = mail("From: a@b.example", "Date: Mon, 2 Nov 2026 10:00:00 +0000", "Content-Type: text/html", body=body)
    assert message.words.startswith("We will decide by Friday.")
    assert "very long" in " ".join(message.problems)


def test_a_mail_without_a_sender_says_so() -> None:
    message = mail("Subject: nobody", "Date: Mon, 2 Nov 2026 10:00:00 +0000")
    assert (message.sender, message.problems) == (Mailbox("", ""), ("it has no sender",))


@given(st.binary(max_size=3_000))
def test_no_bytes_are_too_broken_to_be_read(raw: bytes) -> None:
    message = read(parse(raw), now=NOW)
    assert not any(char in value for _name, value in message.headers for char in "\r\n\x00")
    assert len(message.words) <= len(message.text) + len(raw) + 1


@given(
    st.lists(st.sampled_from(["multipart/mixed; boundary=a", "text/html", "text/plain", "message/rfc822", "text/calendar", "multipart/report"]), max_size=4),
    st.text(max_size=200),
)
def test_no_nesting_is_too_odd_to_be_read(types: list[str], body: str) -> None:
    raw = "".join(f"Content-Type: {name}\r\n\r\n--a\r\n" for name in types) + body
    read(parse(raw.encode("utf-8", "replace")), now=NOW)
