"""What is asked of each form of a case, and what counts as right."""

from __future__ import annotations

from pathlib import Path

import pytest

from replydue.service.evaluation.model import Harm

from .cases import CONVERSATION, DEADLINE, MESSAGES, OURS, PROMISE, WRONG, Line
from .conftest import Measure


@pytest.mark.parametrize("line", OURS)
def test_a_case_that_is_read_rightly_is_right(line: Line, measure: Measure) -> None:
    (report,) = measure(line)
    assert (report.right, [(miss.answer.expected, miss.answer.got) for miss in report.misses], report.problems) == (1, [], [])


@pytest.mark.parametrize(("line", "expected", "got"), WRONG)
def test_a_case_that_is_read_otherwise_is_a_miss_and_says_what_came(line: Line, expected: str, got: str, measure: Measure) -> None:
    (report,) = measure(line)
    (miss,) = report.misses
    assert (miss.answer.expected, miss.answer.got) == (expected, got)


def test_a_miss_shows_the_words_it_came_from(measure: Measure) -> None:
    (report,) = measure({**PROMISE, "text": "Thank you. " + PROMISE["text"], "expected_by": None})
    assert report.misses[0].answer.quote == PROMISE["text"]


def test_raw_messages_are_found_beside_their_set(measure: Measure, tmp_path: Path) -> None:
    (tmp_path / "away.eml").write_bytes(
        b"From: a@b.example\r\nAuto-Submitted: auto-replied\r\nSubject: Out of office\r\n\r\nI am out of the office until Monday.\r\n"
    )
    natures = ("out_of_office", ["auto_reply", "out_of_office"], "bounce")
    (report,) = measure(*({"file": "away.eml", "nature": nature} for nature in natures))
    assert [outcome.answer.right for outcome in report.outcomes] == [True, True, False]
    assert report.misses[0].answer.got == "out_of_office"


def test_a_body_may_be_html(measure: Measure) -> None:
    html = "<p>Yes, gladly.</p><blockquote type='cite'>Shall we talk?</blockquote>"
    (report,) = measure({"html": html, "own": "Yes, gladly."}, {"html": html, "own": "Yes, gladly. Shall we talk?"})
    assert [outcome.answer.got_kind for outcome in report.outcomes] == ["the same", "too little"]


def test_messages_of_other_threads_are_other_mail_of_the_mailbox(measure: Measure) -> None:
    elsewhere = {**MESSAGES[1], "date": "2026-11-25T10:00:00-05:00", "html": "<p>Could you send me your CV, please?</p>", "subject": "CV", "thread": 2}
    (report,) = measure({**CONVERSATION, "messages": [*MESSAGES, elsewhere], "expect": {"standing": "your_turn"}})
    assert report.right == 1


def test_spam_is_none_of_the_conversation(measure: Measure) -> None:
    spam = {**MESSAGES[1], "date": "2026-11-25T10:00:00-05:00", "html": "<p>Could you send me your CV, please?</p>", "labels": ["SPAM"]}
    (report,) = measure({**CONVERSATION, "messages": [*MESSAGES, spam]})
    assert report.right == 1


def test_a_calendar_part_is_read(measure: Measure) -> None:
    calendar = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20261123T000000Z\r\nDTSTART:20261125T150000Z\r\n"
        "DTEND:20261125T160000Z\r\nSUMMARY:Interview\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    invited = {**MESSAGES[1], "html": "<p>Your interview is confirmed.</p>", "calendar": calendar}
    expect = {"standing": "waiting", "source": "interview", "expected_by": "2026-12-03"}
    (report,) = measure({**CONVERSATION, "messages": [MESSAGES[0], invited], "expect": expect})
    assert [miss.answer.got for miss in report.misses] == []


def test_settings_are_those_of_the_case(measure: Measure) -> None:
    thursday = {**PROMISE, "text": "We will get back to you on Thursday."}
    (report,) = measure({**thursday, "expected_by": "2026-11-27"}, {**thursday, "holidays": ["GB"], "expected_by": "2026-11-26"})
    assert report.right == 2
    ignored = {**CONVERSATION, "config": {"recruiters": {"ignore": ["northwind.example"]}}, "expect": {"standing": "untracked", "reason": "ignored"}}
    assert [each.right for each in measure(ignored)] == [1]


def test_a_raw_message_takes_the_place_of_all_keys(measure: Measure) -> None:
    raw = "From: dana@northwind.example\r\nTo: sam@home.example\r\nDate: Mon, 23 Nov 2026 11:00:00 -0500\r\n\r\nWe will get back to you by Friday.\r\n"
    (report,) = measure({**CONVERSATION, "messages": [MESSAGES[0], {"raw": raw}]})
    assert report.right == 1


@pytest.mark.parametrize(
    ("line", "harm"),
    [
        ({**DEADLINE, "text": PROMISE["text"]}, Harm.DAY_WITHOUT_PROMISE),
        ({**CONVERSATION, "expect": {"standing": "closed"}}, Harm.NEEDLESS_FOLLOW_UP),
        ({**CONVERSATION, "now": "2026-11-25T10:00:00-05:00"}, Harm.OVERDUE_MISSED),
        ({**CONVERSATION, "expect": {"standing": "overdue", "follow_up_due": False}}, Harm.NEEDLESS_FOLLOW_UP),
    ],
)
def test_what_does_harm_is_told_apart(line: Line, harm: Harm, measure: Measure) -> None:
    (report,) = measure(line)
    assert report.outcomes[0].answer.harms == {harm}
