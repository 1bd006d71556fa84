"""What a text promises, by tables: each line of seen.txt and unseen.txt is a case."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from replydue.core.business_days import BusinessDays
from replydue.core.promises import Kind, appointments_in, promises_in, sentences
from replydue.settings import Span

MONDAY = date(2026, 11, 23)
US = BusinessDays(("US",))
WAIT = Span(5, "business day")


def _cases(name: str) -> list[tuple[str, str]]:
    lines = (Path(__file__).parent / name).read_text("utf-8").splitlines()
    return [tuple(part.strip() for part in line.split(" | ", 1)) for line in lines if line and not line.startswith("#")]  # type: ignore[misc]


def _told(words: str, *, by_user: bool = False) -> str:
    """The promise that counts, as the tables write it: an invitation to nudge before a promise, the latest day last."""
    found = promises_in(words, MONDAY, US, True, WAIT, by_user=by_user)
    if not found:
        return "-"
    best = max(found, key=lambda p: (p.kind is Kind.PREFERENCE, p.by or date.min, p.after_user is not None))
    return f"{best.kind} +{best.after_user.count} {best.after_user.unit}" if best.after_user else f"{best.kind} {best.by or '?'}"


@pytest.mark.parametrize(("expected", "words"), _cases("seen.txt"))
def test_promises_that_the_rules_were_written_by(expected: str, words: str) -> None:
    assert _told(words) == expected


@pytest.mark.parametrize(("expected", "words"), _cases("unseen.txt"))
def test_promises_that_the_rules_were_tried_on_afterwards(expected: str, words: str) -> None:
    assert _told(words) == expected


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        ("reported 2026-11-27", "You mentioned I would hear by Friday."),
        ("reported 2026-12-04", "Thanks for your time today! You said the team would get back to me next week."),
        ("reported 2026-11-25", "As discussed yesterday, I should hear in 3 days."),
        ("reported 2026-12-01", "I was told to expect a decision by December 1."),
        ("-", "I hope you'll get back to me by Friday."),
        ("-", "I can send the form by Friday."),
        ("-", "I am free on Tuesday."),
    ],
)
def test_what_the_user_repeats_is_a_promise_and_what_he_wishes_is_none(expected: str, words: str) -> None:
    assert _told(words, by_user=True) == expected


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 24), "The interview is on Tuesday at 3."),
        (date(2026, 12, 3), "Your final round interview is confirmed for Thursday, December 3rd at 10:00 AM."),
        (date(2026, 11, 25), "See you Wednesday!"),
        (date(2026, 12, 4), "Your call has been moved to Friday next week."),
        (None, "Are you free for an interview on Thursday?"),
        (None, "We will get back to you on Tuesday."),
        (None, "Please share your availability for an interview next week."),
    ],
)
def test_appointments(day: date | None, words: str) -> None:
    assert [found.day for found in appointments_in(words, MONDAY, US, True)] == ([day] if day else [])


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (("We decide on Dec. 14th.", "I will write at 3 p.m. that day."), "We decide on Dec. 14th. I will write at 3 p.m. that day."),
        (("Hi Jane,", "We will get back to you by Friday."), "Hi Jane,\n\nWe will get back to you\nby Friday."),
        (("next steps:", "we call you on Monday", "you sign"), "next steps:\n- we call you on Monday\n- you sign"),
        (("Thanks", "Best, Ann", "Dr. Jones will call."), "Thanks\nBest, Ann\nDr. Jones will call."),
    ],
)
def test_sentences(expected: tuple[str, ...], text: str) -> None:
    assert sentences(text) == expected


def test_a_promise_that_the_message_takes_back_does_not_stand() -> None:
    found = promises_in("We will call you on Friday. Sorry: not Friday after all, we'll call you on Monday.", MONDAY, US, True, WAIT, by_user=False)
    assert [promise.by for promise in found] == [date(2026, 11, 30)]
