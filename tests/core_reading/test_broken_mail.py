"""Broken and hostile mail: it is read as far as it goes, never raises, and never takes long."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from replydue.core.business_days import BusinessDays
from replydue.core.mail import Nature
from replydue.core.own_words import own_words
from replydue.core.sender import back_on, nature, permanently_undeliverable
from tests.core_reading.clients import CLIENTS
from tests.core_reading.mail import letter, reading

HOSTILE = {
    "multiparts nested without end": b"From: a@b.example\n"
    + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3_000)),
    "mails attached to mails without end": b"From: a@b.example\n" + b"Content-Type: message/rfc822\n\n" * 3_000,
    "comments within comments": b"From: " + b"(" * 50_000 + b"\n\nx",
    "fifty thousand headers": b"To: a@b.example\n" * 50_000 + b"\nx",
    "thirty thousand recipients": b"From: a@b.example\nTo: " + b"a@b.example, " * 30_000 + b"\n\nx",
    "twenty thousand encoded words": b"From: a@b.example\nSubject: " + b"=?utf-8?q?a?= " * 20_000 + b"\n\nx",
    "an impossible date": b"From: a@b.example\nDate: Mon, 99 Foo 99999999 99:99:99 +9999999\n\nx",
    "a boundary that never comes": b"From: a@b.example\nContent-Type: multipart/alternative; boundary=zz\n\nHello",
    "base64 that is none": b"From: a@b.example\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n@@@@",
    "nothing at all": b"",
}


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_mail_is_read_as_far_as_it_goes(raw: bytes) -> None:
    message = reading(raw)
    assert nature(message) in Nature
    assert message.sender.address == "a@b.example" or message.problems


@pytest.mark.parametrize(
    "head",
    [
        "From: a@b.example\nContent-Type: text/plain\nHello, we call you on Friday.\n",
        "From: a@b.example\nHello, we call you on Friday.\nContent-Type: text/plain\n",
        "From: a@b.example\nContent-Type: text/plain\n" + "X-Trace: of some server\n" * 12_000,
    ],
    ids=["a head without an end", "a head that breaks off", "a head longer than any"],
)
def test_the_body_is_read_wherever_the_head_ends(head: str) -> None:
    message = reading(f"{head}\nHello, we call you on Friday.\n".encode())
    assert message.sender.address == "a@b.example"
    assert set(message.words.splitlines()) - {"", "Content-Type: text/plain"} == {"Hello, we call you on Friday."}


@pytest.mark.parametrize("name", ["multiparts nested without end", "mails attached to mails without end"])
def test_of_mail_nested_too_deep_the_headers_are_still_read(name: str) -> None:
    message = reading(HOSTILE[name])
    assert message.sender.address == "a@b.example"
    assert "the body is very long; only its beginning was read" in message.problems


@pytest.mark.parametrize(
    "html",
    [
        "<blockquote>" * 100_000 + "x",
        "<div class=gmail_quote><blockquote class=gmail_quote>" * 50_000 + "x",
        '<div style="display:none">' * 20_000 + "x",
        "<div class=signature>" * 20_000,
        "<div " * 40_000,
        "".join(f"<x{n}>" for n in range(30_000)),
    ],
    ids=["quotes", "quotes of Gmail", "hidden", "signatures", "unclosed tags", "elements of any name"],
)
def test_markup_nested_without_end_is_read_as_far_as_it_goes(html: str) -> None:
    assert len(own_words("", html).words) <= len("x")


def test_what_is_written_above_a_hundred_thousand_nested_quotes_stays() -> None:
    own = own_words("", "<p>Friday works.</p>" + '<blockquote type="cite">' * 100_000 + "old")
    assert own.words == "Friday works."


def test_a_line_break_hidden_in_a_name_makes_no_second_header() -> None:
    message = reading(letter(**{"from": "=?utf-8?q?Dana=0D=0ABcc=3A_thief=40evil.example?= <dana@northwind.example>"}))
    assert message.sender.address == "dana@northwind.example"
    assert not any(char in message.sender.name for char in "\r\n\0")
    assert message.header("bcc") == ""


@pytest.mark.parametrize(
    ("charset", "said"), [("iso-8859-1", "Grüße aus Köln"), ("windows-1252", "It’s “fine”"), ("iso-2022-jp", "面接の件"), ("koi8-r", "Привет")]
)
def test_text_is_decoded_by_its_charset(charset: str, said: str) -> None:
    assert reading(letter(said, charset)).words == said


def test_a_charset_that_is_not_named_or_unknown_is_found_out() -> None:
    unknown = letter("Grüße").replace(b"charset=utf-8", b"charset=x-nonsense")
    undeclared = letter("Grüße", "cp1252").replace(b"charset=cp1252", b"charset=us-ascii")
    assert reading(unknown).words == reading(undeclared).words == "Grüße"


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=2_000), st.sampled_from([b"", b"From: a@b.example\n", b"Content-Type: multipart/report; boundary=x\n", b"Content-Type: text/html\n\n"])
)
def test_no_bytes_raise(noise: bytes, head: bytes) -> None:
    message = reading(head + noise)
    nature(message)
    permanently_undeliverable(message)


def whole_mails() -> list[bytes]:
    """Sound mails of every kind: answers of mail programs, an invitation, a delivery report, an automatic reply."""
    answers = [
        letter(
            f"--x\r\nContent-Type: text/plain; format=flowed\r\n\r\n{plain}\r\n--x\r\nContent-Type: text/html\r\n\r\n{html}\r\n--x--\r\n",
            content_type='multipart/alternative; boundary="x"',
            received="from a by b; Mon, 2 Nov 2026 10:00:00 +0000",
        )
        for plain, html in CLIENTS.values()
    ]
    event = "BEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Europe/Berlin:20261110T100000\r\nDURATION:PT1H\r\nEND:VEVENT"
    calendar = f"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\n{event}\r\nEND:VCALENDAR"
    report = "--x\r\nContent-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822; a@b.example\r\nAction: failed\r\nStatus: 5.1.1\r\n--x--"
    return [
        *answers,
        letter(calendar, content_type="text/calendar; method=REQUEST"),
        letter(report, content_type='multipart/report; report-type=delivery-status; boundary="x"'),
        letter("=?utf-8?q?I am out until =46riday?=", subject="=?utf-8?b?T3V0IG9mIE9mZmljZQ==?=", auto_submitted="auto-replied"),
    ]


SOUND = whole_mails()
CUT = st.tuples(
    st.integers(0, 100_000),
    st.integers(0, 200),
    st.one_of(st.binary(max_size=8), st.sampled_from([b"\r\n", b"\r\n\r\n", b"--x\r\n", b"<div>", b"=?", b">", b"\xff"])),
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(SOUND), st.lists(CUT, min_size=1, max_size=6))
def test_no_damage_to_a_sound_mail_raises(raw: bytes, cuts: list[tuple[int, int, bytes]]) -> None:
    for place, length, put in cuts:
        place %= len(raw) + 1
        raw = raw[:place] + put + raw[place + length :]
    message = reading(raw)
    nature(message)
    permanently_undeliverable(message)
    back_on(message, BusinessDays(()), month_first=True)
    assert message.date.tzinfo is not None
    assert all(event.start.tzinfo and event.start <= event.end for event in message.events)


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("ab:>\n -_On wrote<@.1"), max_size=400))
def test_own_words_are_part_of_the_text_and_reading_them_again_adds_nothing(text: str) -> None:
    own = own_words(text, "")
    assert len(own.words) <= len(own.text)
    assert len(own_words(own.words, "").words) <= len(own.words)
