"""The halves of the development set that were written from the reading rules alone: how much of them is read rightly must not fall.

`floors.json` holds the share that was right, and how often harm was done, when it was last measured (`make eval`); it is changed when that gets better.
Take the kind of a miss from here, never its words: docs/evaluation.md.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from replydue.service.evaluation import Report, measured
from replydue.service.evaluation.model import Question

HERE = Path(__file__).parent
FLOORS = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
LEAST = {"message": 500, "conversation": 110}


@cache
def reports() -> tuple[Report, ...]:
    return tuple(measured(HERE))


def asking(question: str) -> list[Report]:
    return [report for report in reports() if report.question is Question(question)]


@pytest.mark.parametrize("question", FLOORS["at least"])
def test_the_share_that_is_right_does_not_fall(question: str) -> None:
    right, cases = (sum(figure) for figure in zip(*((report.right, len(report.outcomes)) for report in asking(question)), strict=True))
    assert right / cases >= FLOORS["at least"][question], f"{right} of {cases}; `replydue eval tests/dev` shows the misses"


@pytest.mark.parametrize("question", LEAST)
def test_the_sets_are_large_and_whole(question: str) -> None:
    assert sum(len(report.outcomes) for report in asking(question)) >= LEAST[question]
    assert [problem for report in asking(question) for problem in report.problems] == []


def test_what_does_harm_does_not_grow() -> None:
    harms = Counter(harm for report in reports() for outcome in report.outcomes for harm in outcome.answer.harms)
    assert {harm.name: count for harm, count in harms.items() if count > FLOORS["at most"][harm.name]} == {}


def test_the_messages_are_of_all_sorts() -> None:
    lines = [outcome.asked.line for report in asking("message") for outcome in report.outcomes]
    assert {line["language"] for line in lines} == {"en", "de", "fr", "es"}
    assert {line.get("source") for line in lines} >= {"promise", "reported", "preference"}
    assert {line.get("trap") for line in lines} >= {"deadline", "event", "past", "fact", "third_party", "condition", "quote", "signature", "footer"}
    assert sum(line["expected_by"] is None for line in lines) > 150


def test_half_of_the_conversations_carry_quoted_history() -> None:
    bodies = [[f"{m.get('html', '')}{m.get('text', '')}" for m in each.asked.line["messages"]] for report in asking("conversation") for each in report.outcomes]
    shapes = ("gmail_quote", "From: ", 'type="cite"', "wrote:", "-##")
    assert sum(any(shape in body for body in conversation for shape in shapes) for conversation in bodies) * 2 >= len(bodies)
    assert all(any(shape in body for conversation in bodies for body in conversation) for shape in shapes)
