"""Is the judgement good enough? The goals, each over all cases that bear on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from replydue.service.evaluation.measuring import Report
from replydue.service.evaluation.model import Harm, Outcome, Question


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal: what it asks, how many of how many cases answer it, and whether that is enough."""

    text: str
    good: int
    cases: int
    least: float  # share of the cases

    @property
    def reached(self) -> bool:
        return self.good >= self.least * self.cases


def goals(reports: Sequence[Report]) -> list[Goal]:
    """The goals for which there are cases."""
    found = [Goal(text, *_counted(reports, bears, good), least) for text, least, bears, good in _GOALS]
    return [goal for goal in found if goal.cases]


def _counted(reports: Iterable[Report], bears: Callable[[Report, Outcome], bool], good: Callable[[Outcome], bool]) -> tuple[int, int]:
    bearing = [outcome for report in reports for outcome in report.outcomes if bears(report, outcome)]
    return sum(good(outcome) for outcome in bearing), len(bearing)


def _asks(question: Question) -> Callable[[Report, Outcome], bool]:
    return lambda report, _: report.question is question


def _whole(_: Report, outcome: Outcome) -> bool:
    """A conversation of which more than the standing is asked."""
    return outcome.asked.question is Question.CONVERSATION and "follow_up_due" in outcome.asked.line["expect"]


def _expects_overdue(_: Report, outcome: Outcome) -> bool:
    return outcome.asked.question is Question.CONVERSATION and outcome.asked.line["expect"].get("standing") == "overdue"


def _names_no_day(_: Report, outcome: Outcome) -> bool:
    return outcome.asked.question is Question.MESSAGE and not outcome.asked.line["expected_by"]


def _without(harm: Harm) -> Callable[[Outcome], bool]:
    return lambda outcome: harm not in outcome.answer.harms


def _right(outcome: Outcome) -> bool:
    return outcome.answer.right


_GOALS = (
    ("the day a reply is expected, or none, is right", 0.98, _asks(Question.MESSAGE), _right),
    ("no day is taken from what is no promise", 1.0, _names_no_day, _without(Harm.DAY_WITHOUT_PROMISE)),
    ("standing, reason, day, source and “follow-up due” are all right", 0.97, _whole, _right),
    ("no follow-up where none is wanted", 1.0, _asks(Question.CONVERSATION), _without(Harm.NEEDLESS_FOLLOW_UP)),
    ("an overdue conversation is seen", 0.99, _expects_overdue, _without(Harm.OVERDUE_MISSED)),
    ("bounces, delays and auto-replies are seen as such, look-alikes are not", 0.99, _asks(Question.RAW_MESSAGE), _right),
    ("the newly written part is found", 60 / 64, _asks(Question.BODY), _right),
    ("English date expressions of tier A", 0.97, lambda report, _: report.question is Question.PHRASE and report.group == "en, tier A", _right),
)
