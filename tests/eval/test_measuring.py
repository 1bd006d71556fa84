"""Sets are found, counted, and what cannot be read in them is named."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from replydue.errors import MailError
from replydue.service.evaluation import goals, measured

from .cases import BODY, CONVERSATION, DATE_CASE, DEADLINE, PHRASE, PROMISE
from .conftest import Measure


def test_one_file_may_hold_several_kinds_and_languages(measure: Measure) -> None:
    reports = measure(PROMISE, PHRASE, {**PHRASE, "language": "de", "expression": "morgen", "end": "2026-11-24"}, BODY)
    assert [(report.question.value, report.group, len(report.outcomes)) for report in reports] == [
        ("message", "en", 1),
        ("phrase", "en", 1),
        ("phrase", "de", 1),
        ("body", "", 1),
    ]


def test_sets_are_found_below_the_folder_too(measure: Measure, tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    reports = measure(PROMISE, name="inner/deep.jsonl")
    assert [report.name for report in reports] == ["inner/deep.jsonl"]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{", "left out: Expecting property name"),
        ("[1]", "left out: not an object"),
        ({"text": "x"}, "left out: none of the forms of a case"),
        ({**PROMISE, "date": "yesterday"}, "left out: Invalid isoformat string"),
        ({**PROMISE, "holidays": ["QQ"]}, "left out: "),
        ({**CONVERSATION, "expect": {"standng": "overdue"}}, "left out: expect: standng is not asked for"),
        ({**CONVERSATION, "messages": []}, "left out: no messages"),
        ({**CONVERSATION, "messages": [{"to": "a@b.example"}]}, "left out: 'from' is missing"),
        ({"file": "not there.eml", "nature": "human"}, "left out: there is no file not there.eml"),
        ({**DATE_CASE, "expected_end": "soon"}, "left out: Invalid isoformat string"),
    ],
)
def test_a_line_that_cannot_be_asked_is_named_and_left_out(line: dict[str, object] | str, problem: str, measure: Measure) -> None:
    (report,) = measure(PROMISE, line)
    assert len(report.outcomes) == 1
    (said,) = report.problems
    assert said.startswith(f"set.jsonl:2: {problem}")


def test_empty_lines_and_comments_are_passed_over(measure: Measure) -> None:
    (report,) = measure("// a comment", "", PROMISE)
    assert (len(report.outcomes), report.problems, report.outcomes[0].asked.name) == (1, [], "3")


def test_other_files_are_no_sets(measure: Measure) -> None:
    assert measure({"level": "info", "said": "not a case"}, name="log.jsonl") == []


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(MailError, match="there is no folder"):
        measured(tmp_path / "nowhere")


def test_what_was_confused_with_what_is_counted(measure: Measure) -> None:
    (report,) = measure(PROMISE, PROMISE, DEADLINE, {**PROMISE, "expected_by": "2026-11-30"}, {**DEADLINE, "text": PROMISE["text"]})
    assert report.confusion == Counter({("promise", "promise"): 2, ("deadline", "none"): 1, ("promise", "another day"): 1, ("deadline", "promise"): 1})
    assert (report.right, len(report.misses)) == (3, 2)


def test_goals_are_counted_over_the_cases_that_bear_on_them(measure: Measure) -> None:
    reports = measure(PROMISE, DEADLINE, {**DEADLINE, "text": PROMISE["text"]}, CONVERSATION, {**CONVERSATION, "now": "2026-11-24T10:00:00-05:00"})
    figures = {goal.text: (goal.good, goal.cases, goal.reached) for goal in goals(reports)}
    assert figures == {
        "the day a reply is expected, or none, is right": (2, 3, False),
        "no day is taken from what is no promise": (1, 2, False),
        "standing, reason, day, source and “follow-up due” are all right": (1, 2, False),
        "no follow-up where none is wanted": (2, 2, True),
        "an overdue conversation is seen": (1, 2, False),
    }


def test_an_exception_out_of_the_judgement_is_the_worst_of_answers(measure: Measure, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("oh")

    monkeypatch.setattr("replydue.service.evaluation.questions.judge_messages", broken)
    (report,) = measure(CONVERSATION)
    assert report.misses[0].answer.got == "RuntimeError: oh"
    assert [goal.reached for goal in goals([report])] == [False, False, False]


def test_the_dearest_case_is_known_by_its_cost_for_its_size(measure: Measure) -> None:
    (report,) = measure(PROMISE, {**PROMISE, "text": PROMISE["text"] + "\n\n" + "> quoted\n" * 30_000})
    assert report.slowest is not None
    assert report.slowest.dearness <= report.slowest.milliseconds
    small, large = report.outcomes
    assert (small.dearness, large.dearness) == (small.milliseconds, large.milliseconds / (large.answer.size / 100_000))
