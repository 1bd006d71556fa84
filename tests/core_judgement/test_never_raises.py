"""Whatever the mail, `judge` gives a judgement, the same one each time, and in bounded time."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from replydue.core.asks import requests_in
from replydue.core.closure import closed_by_counterpart, withdrawn_by_user
from replydue.core.judgement import judge
from replydue.core.mail import Body, Event, Mailbox, Message
from replydue.core.model import Conversation, Identity, Override, Source, Standing
from replydue.core.recruiter import worth_reading
from replydue.settings import Settings
from tests.core_judgement.mail import judged, me, them

HELD = Settings(timezone="Europe/London")
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
_SENTENCES = [
    "We will get back to you by Friday.",
    "Unfortunately we went with another candidate.",
    "Could you send your CV?",
    "Thanks!",
    "The role is on hold until March.",
    "I withdraw my application.",
    "Any news?",
    "Your interview is confirmed for Tuesday at 3pm.",
    "If you don't hear from us by Monday, it's a no.",
    "You mentioned I would hear by Friday.",
    "We're delighted to offer you the role.",
    "I am out of the office until 4 December.",
    "\x00\ufeff￿ 🙂 by the 31st of Feb",
    "",
]
_words = st.lists(st.sampled_from(_SENTENCES) | st.text(max_size=40), max_size=4).map("\n".join)
_boxes = st.builds(
    Mailbox,
    st.sampled_from(["", "Dana", "Sam", "x via y"]),
    st.sampled_from(["", "@", "sam@home.example", "dana@northwind.example", "no-reply@b.example", "x@gmail.com"]),
)
_moments = st.integers(-40 * 24, 24).map(lambda hours: NOW + timedelta(hours=hours))
_events = st.builds(Event, st.sampled_from(["", "REQUEST", "CANCEL", "REPLY"]), st.sampled_from(["", "a"]), st.integers(0, 3), _moments, _moments)
_headers = st.lists(st.sampled_from([("auto-submitted", "auto-replied"), ("list-id", "<x>"), ("precedence", "bulk")]), max_size=2).map(tuple)


@st.composite
def _messages(draw: st.DrawFn) -> Message:
    identity, words = f"<{draw(st.integers(0, 99))}@x>", draw(_words)
    return Message(
        identity,
        "t",
        identity,
        draw(_moments),
        draw(_boxes),
        tuple(draw(st.lists(_boxes, max_size=2))),
        reply_to=tuple(draw(st.lists(_boxes, max_size=1))),
        subject=draw(st.sampled_from(["", "Backend Engineer role", "Out of office", "Undelivered Mail"])),
        headers=draw(_headers),
        labels=frozenset(draw(st.sets(st.sampled_from(["SPAM", "SENT", "DRAFT"]), max_size=1))),
        report_type=draw(st.sampled_from(["", "", "", "delivery-status"])),
        body=Body(words, draw(st.sampled_from(["", "Dana\nRecruiter\n+1 212 555 0147"])), words, events=tuple(draw(st.lists(_events, max_size=2)))),
    )


@st.composite
def _conversations(draw: st.DrawFn) -> Conversation:
    override = Override(draw(st.none() | st.booleans()), draw(st.none() | st.just(NOW.date())))
    here = tuple(sorted(draw(st.lists(_messages(), max_size=5)), key=lambda message: message.date))
    return Conversation("t", (Identity("sam@home.example"),), here, tuple(draw(st.lists(_messages(), max_size=2))), override=override)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_conversations())
def test_every_conversation_gets_a_judgement(conversation: Conversation) -> None:
    judgement = judge(conversation, HELD, NOW)
    assert judgement == judge(conversation, HELD, NOW)
    assert (judgement.reason is not None) == (judgement.standing in (Standing.UNTRACKED, Standing.CLOSED))
    expected = judgement.expectation
    if judgement.standing is Standing.OVERDUE:
        assert expected is not None
        assert expected.by < NOW.date()
    if judgement.standing in (Standing.WAITING, Standing.ON_HOLD) and expected is not None:
        assert expected.by >= NOW.date()
    if expected is not None and expected.source is not Source.USER:
        assert expected.by.weekday() < 5
    assert all(worth_reading(message) in (True, False) for message in conversation.messages)


def test_an_empty_conversation_is_not_tracked() -> None:
    assert judge(Conversation("t", (), ()), HELD, NOW).standing is Standing.UNTRACKED


def test_long_and_hostile_text_costs_little() -> None:
    for text in (
        "unfortunately not " * 6000,
        "i " * 50_000,
        "you have " * 12_000,
        "a" * 100_000,
        "if " * 30_000 + "not",
        "please\n" * 15_000,
        "the role " * 12_000,
    ):
        begun = time.perf_counter()
        closed_by_counterpart(text)
        withdrawn_by_user(text)
        requests_in(text)
        judged(them("Mon 2 Nov 2026 09:00", text), me("Mon 2 Nov 2026 10:00", text), now="Tue 3 Nov 2026 09:00")
        assert time.perf_counter() - begun < 5, text[:20]
