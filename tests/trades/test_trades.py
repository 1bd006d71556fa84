"""Mail of all trades, from orchards to observatories, written from the reading rules alone. What is read rightly of it must not become less.

When it was first measured 273 of 320 days and 46 of 79 conversations were right; the rules have been widened by it since.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from replydue.service.evaluation import Report, measured
from replydue.service.evaluation.model import Question

LEAST = {"message": 0.93, "conversation": 0.95}


@cache
def reports() -> tuple[Report, ...]:
    return tuple(measured(Path(__file__).parent))


@pytest.mark.parametrize("question", LEAST)
def test_the_share_that_is_right_does_not_fall(question: str) -> None:
    asked = [report for report in reports() if report.question is Question(question)]
    right, cases = sum(report.right for report in asked), sum(len(report.outcomes) for report in asked)
    assert cases >= 80
    assert right / cases >= LEAST[question], f"{right} of {cases}; `replydue eval tests/trades` shows the misses"


def test_no_follow_up_is_drafted_where_none_is_wanted() -> None:
    assert [outcome for report in reports() for outcome in report.outcomes for harm in outcome.answer.harms if harm.name == "NEEDLESS_FOLLOW_UP"] == []
