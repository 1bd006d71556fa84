"""Whatever the bytes, there is a decision."""

from __future__ import annotations

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from .judging import APPLICATION, decided, reply

LESS = settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))

HTML = (
    b"<html><body><div>We will get back to you by Friday.</div><div class=gmail_quote><blockquote>On Mon, Sam wrote:<br>Hello</blockquote></div></body></html>"
)
CALENDAR = (
    b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=Europe/London:20261126T150000\r\nDURATION:PT1H\r\nSUMMARY:Interview\r\n"
    b"END:VEVENT\r\nEND:VCALENDAR\r\n"
)
PARTS = (
    b'--x\r\nContent-Type: text/plain; charset="utf-8"\r\n\r\nWe will get back to you by Friday.\r\n--x\r\nContent-Type: text/html\r\n\r\n' + HTML
    + b"\r\n--x\r\nContent-Type: text/calendar; method=REQUEST\r\n\r\n" + CALENDAR + b"\r\n--x--\r\n"
)  # fmt: skip
REPORT = (
    b"--x\r\nContent-Type: text/plain\r\n\r\nYour message was not delivered.\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\n"
    b"Reporting-MTA: dns; mail.example\r\n\r\nFinal-Recipient: rfc822; dana@northwind.example\r\nAction: failed\r\nStatus: 5.1.1\r\n--x--\r\n"
)
SEEDS = (
    APPLICATION,
    reply(b"Hi Sam,\r\n\r\nWe will get back to you by Friday.\r\n\r\nOn Fri, Nov 20, 2026 at 9:00 AM Sam Lee <sam@home.example> wrote:\r\n> Dear Dana,\r\n"),
    reply(HTML, b"Content-Type: text/html; charset=utf-8"),
    reply(PARTS, b'Content-Type: multipart/alternative; boundary="x"', b"MIME-Version: 1.0"),
    reply(REPORT, b'Content-Type: multipart/report; report-type=delivery-status; boundary="x"', b"MIME-Version: 1.0"),
    reply(b"I am out of the office until 7 December.", b"Auto-Submitted: auto-replied", subject=b"Automatic reply: Application"),
    reply("Leider müssen wir Ihnen absagen. Wir melden uns bis Freitag.".encode("latin-1"), b"Content-Type: text/plain; charset=iso-8859-1"),
    reply(b"The role is on hold until January. Could you send your CV? Your interview is on Thursday at 3pm."),
)
ODD = (
    b"\x00", b"\xff\xfe", b"\r", b"\n\n", b"\r\n\r\n", b"--x", b"--x--", b"=?utf-8?b?////?=", b"=?x?q?=zz?=", b"%s{}{{", b"<", b"&#x110000;", b"&#0;",
    b"\xe2\x80\x8b", b"\xe2\x80\xae", b"\xf0\x9f\x98\x80", b"\xed\xa0\x80", b"99999999999999999999", b"31 February", b"0000-00-00", b"in 999999999 days",
    b"Content-Transfer-Encoding: base64\r\n", b"Content-Type: text/plain; charset=nonsense\r\n", b"Date: Mon, 99 Foo 99999 99:99:99 +9999\r\n", b"From: <>\r\n",
    b"From: @@@,,,<<>>\r\n", b"Content-Type: multipart/mixed; boundary=\r\n", b"DTSTART:99999999T999999Z\r\n", b"RRULE:FREQ=SECONDLY\r\n",
)  # fmt: skip


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """One of the seeds with pieces cut out, doubled, moved, replaced by odd ones."""
    raw = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(raw)))
        end = min(len(raw), start + draw(st.integers(0, 40)))
        piece = draw(st.one_of(st.sampled_from(ODD), st.binary(max_size=6), st.just(raw[start:end] * 3), st.just(b"")))
        raw = raw[:start] + piece + raw[end:]
    return raw


@LESS
@given(st.lists(mutated(), min_size=1, max_size=3))
def test_mutated_mail_is_decided_on(raw: list[bytes]) -> None:
    assert decided(APPLICATION, *raw) == decided(APPLICATION, *raw)


@LESS
@given(st.binary(max_size=300))
@example(b"")
@example(b"\r\n")
@example(b"From ")
def test_any_bytes_are_decided_on(raw: bytes) -> None:
    decided(raw)


@LESS
@given(st.text(max_size=300))
def test_any_text_is_decided_on(text: str) -> None:
    decided(APPLICATION, reply(text.encode("utf-8", "surrogatepass"), b"Content-Type: text/plain; charset=utf-8"))


WORDS = (
    "we", "will", "I", "you", "get", "back", "to", "by", "on", "in", "within", "before", "after", "not", "if", "until", "the", "next", "this", "last", "week",
    "Friday", "month", "days", "5", "14th", "31", "12/05", "2026-02-30", "99999", "-", "–", "or", "and", ",", ".", "?", "\n", ">", "between", "end", "of", "Q9",
    "February", "from", "first", "half", "unless", "hear", "please", "send", "interview", "melden", "Freitag", "bis", "vendredi", "semana", "ago", "every",
)  # fmt: skip


@LESS
@given(st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
def test_any_order_of_the_words_of_promises_is_decided_on(text: str) -> None:
    decided(APPLICATION, reply(text.encode(), b"Content-Type: text/plain; charset=utf-8"))


HEADER_NAMES = (
    "From",
    "To",
    "Date",
    "Subject",
    "Reply-To",
    "Received",
    "References",
    "Content-Type",
    "List-Id",
    "Auto-Submitted",
    "X-Gmail-Labels",
    "Return-Path",
)


@LESS
@given(st.lists(st.tuples(st.sampled_from(HEADER_NAMES), st.text(max_size=60)), max_size=8))
def test_any_headers_are_decided_on(headers: list[tuple[str, str]]) -> None:
    raw = b"".join(f"{name}: {value}\r\n".encode("utf-8", "surrogatepass") for name, value in headers)
    decided(APPLICATION, raw + b"\r\nWe will get back to you by Friday.\r\n")
