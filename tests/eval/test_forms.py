"""How lines of other people's sets are recognised and put into our own form."""

from __future__ import annotations

from typing import Any

import pytest

from replydue.service.evaluation.forms import asked
from replydue.service.evaluation.model import Question

from .cases import DATE_CASE, JOB_MAIL, OURS, Line
from .conftest import Measure


@pytest.mark.parametrize("line", OURS)
def test_our_own_lines_are_taken_as_they_are(line: Line) -> None:
    assert asked(line, "7").line == line


@pytest.mark.parametrize(
    ("line", "question"),
    [
        (DATE_CASE, Question.PHRASE),
        (JOB_MAIL, Question.CONVERSATION),
        ({"text": "Hello", "reference": "2026-11-23", "lang": "en"}, Question.PHRASE),
        ({"text": "Hello", "reference": None, "lang": "en"}, Question.PHRASE),
        ({"text": "We will call you.", "sets_reply_due": "no"}, Question.MESSAGE),
        ({"file": "a.eml", "label": "bounce", "label_origin": "x", "flags": []}, Question.RAW_MESSAGE),
        ({"text": "Hi\n\n> Ho", "expected_reply": "Hi"}, Question.BODY),
    ],
)
def test_other_peoples_lines_are_known_by_their_keys(line: Line, question: Question) -> None:
    assert asked(line, "7").question is question


@pytest.mark.parametrize("line", [{}, {"text": "x"}, {"expression": "friday", "reference": "2026-11-23"}])
def test_a_line_of_no_known_form_is_refused(line: Line) -> None:
    with pytest.raises(ValueError, match="none of the forms"):
        asked(line, "7")


@pytest.mark.parametrize(
    ("change", "end"),
    [
        ({}, "2026-11-27"),
        ({"expected_end": "2026-11-28"}, "2026-11-30"),  # a Saturday rolls forward
        ({"expression": "this week", "expected_end": "2026-11-29", "kind": "range", "family": "week"}, "2026-11-27"),  # a week ends on its Friday
        ({"expression": "in 6 days", "expected_end": "2026-11-29"}, "2026-11-30"),
    ],
)
def test_ends_are_those_of_the_reading_rules(change: dict[str, Any], end: str) -> None:
    assert asked({**DATE_CASE, **change}, "7").line["end"] == end


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"lang": "nl"}, "a language that is not read"),
        ({"expected_end": "2026-11-20"}, "a day gone by"),
        ({"grain": "minute"}, "a time of day"),
        ({"expected_start": "2026-11-30"}, "a weekday written on that weekday is a week on"),
        ({"flags": ["mod_mid"]}, "parts of a month end on the 10th and the 20th"),
        ({"expression": "in a couple of days"}, "loose counts of days are business days"),
        ({"expression": "before friday", "kind": "before"}, "before a day is the business day before it"),
        ({"expression": "next 3 weeks"}, "the next N weeks or months count from the day"),
        ({"expression": "feb 1 to march", "grain": "range", "expected_end": "2027-03-01"}, "a month as an end is its last day"),
        ({"expression": "last week of july", "expected_end": "2027-07-25"}, "the last week holds the last business day"),
        ({"expression": "last week of july", "expected_end": "2027-08-01"}, ""),
        ({"expression": "this week", "reference": "2026-11-22T09:00:00"}, "a weekend's “this week” is the coming one"),
        ({}, ""),
    ],
)
def test_what_the_reading_rules_decide_otherwise_is_left_out_with_its_reason(change: dict[str, Any], reason: str) -> None:
    assert asked({**DATE_CASE, **change}, "7").left_out == reason


@pytest.mark.parametrize(
    ("label", "standing", "mails"),
    [("rejection", "closed", 2), ("offer", "your_turn", 2), ("application_received", "waiting", 2), ("other", "untracked", 1)],
)
def test_a_mail_about_an_application_stands_where_its_label_says(label: str, standing: str, mails: int) -> None:
    line = asked({**JOB_MAIL, "label": label}, "7").line
    assert (line["expect"], len(line["messages"])) == ({"standing": standing}, mails)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"label": "interview_scheduled"}, "its label leaves the standing open"),
        ({"sender": "no-reply@northwind.example"}, "nobody to answer"),
        ({"sender": "Northwind <noreply@northwind.example>"}, "nobody to answer"),
        ({}, ""),
    ],
)
def test_a_mail_that_its_label_does_not_decide_is_left_out(change: dict[str, Any], reason: str) -> None:
    assert asked({**JOB_MAIL, **change}, "7").left_out == reason


@pytest.mark.parametrize(
    ("label", "flags", "natures", "left_out"),
    [
        ("bounce", [], ["bounce"], False),
        ("bounce", ["delay_notice"], ["delay"], False),
        ("feedback_loop", [], ["bulk", "auto_reply"], False),
        ("auto_reply", [], ["auto_reply", "out_of_office"], False),
        ("ambiguous", [], [], True),
    ],
)
def test_what_a_machine_wrote_is_told_by_its_label(label: str, flags: list[str], natures: list[str], left_out: bool) -> None:
    case = asked({"file": "a.eml", "label": label, "label_origin": "x", "flags": flags}, "7")
    assert (case.line["nature"], bool(case.left_out)) == (natures, left_out)


def test_quoted_lines_are_never_newly_written() -> None:
    line = {"text": "> Remote?\nYes.\n> When?\nIn May.", "expected_reply": "> Remote?\nYes.\n> When?\nIn May."}
    assert asked(line, "7").line["own"] == "Yes.\nIn May."


def test_a_look_alike_is_no_bounce() -> None:
    natures = asked({"file": "a.eml", "label": "not_bounce", "label_origin": "x", "flags": []}, "7").line["nature"]
    assert "human" in natures
    assert not {"bounce", "delay"} & set(natures)


def test_whether_a_sentence_names_a_day_is_asked_without_the_day(measure: Measure) -> None:
    promise = "We will get back to you within 48 hours."
    (report,) = measure(
        {"text": promise, "sets_reply_due": "yes"}, {"text": "Thank you.", "sets_reply_due": "yes"}, {"text": "Soon.", "sets_reply_due": "soft"}
    )
    assert [(each.answer.expected, each.answer.right) for each in report.outcomes] == [("any", True), ("any", False)]
    assert dict(report.left_out) == {"neither a promise nor none": 1}
