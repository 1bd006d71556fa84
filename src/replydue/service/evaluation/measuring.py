"""Measures every labelled set in a folder: which cases are right, what was confused with what, and how long the dearest took."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from replydue.errors import MailError
from replydue.service.evaluation.forms import asked, check
from replydue.service.evaluation.model import Answer, Asked, Harm, Outcome, Question
from replydue.service.evaluation.questions import answered

_SLOW = 20.0  # milliseconds


@dataclass
class Report:
    """What one group of a set's cases came to. `left_out` counts by reason; `problems` name lines that hold no case."""

    name: str
    question: Question
    group: str
    outcomes: list[Outcome] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    @property
    def right(self) -> int:
        return sum(outcome.answer.right for outcome in self.outcomes)

    @property
    def misses(self) -> list[Outcome]:
        return [outcome for outcome in self.outcomes if not outcome.answer.right]

    @property
    def confusion(self) -> Counter[tuple[str, str]]:
        """How often what was expected (first) came as what (second)."""
        return Counter((outcome.answer.expected_kind, outcome.answer.got_kind) for outcome in self.outcomes)

    @property
    def slowest(self) -> Outcome | None:
        return max(self.outcomes, key=lambda outcome: outcome.dearness, default=None)


def measured(folder: Path) -> list[Report]:
    """A report for each group of each set in a folder or below it; files without a single case are passed over. Raises MailError where there is no folder."""
    if not folder.is_dir():
        raise MailError(f"there is no folder {folder}", "name a folder with labelled sets; docs/evaluation.md says how they are written")
    return [report for file in sorted(folder.rglob("*.jsonl")) for report in _reports(file, str(file.relative_to(folder)))]


def _reports(file: Path, name: str) -> list[Report]:
    reports: dict[tuple[Question, str], Report] = {}
    problems: list[str] = []
    for number, text in _lines(file):
        try:
            case = asked(_object(text), str(number))
            check(case.line, case.question, file.parent)
            report = reports.setdefault((case.question, case.group), Report(name, case.question, case.group))
            if case.left_out:
                report.left_out[case.left_out] += 1
            else:
                report.outcomes.append(_outcome(case, file.parent))
        except (ValueError, KeyError, TypeError, AttributeError, OSError) as error:
            problems.append(f"{name}:{number}: left out: {_said(error)}")
    if not reports:
        return []
    found = list(reports.values())
    found[0].problems = problems
    return found


def _outcome(case: Asked, folder: Path) -> Outcome:
    """A slow answer is asked for twice: the first of its kind loads the words of a language."""
    answer, milliseconds = _timed(case, folder)
    return Outcome(case, answer, milliseconds if milliseconds < _SLOW else min(milliseconds, _timed(case, folder)[1]))


def _timed(case: Asked, folder: Path) -> tuple[Answer, float]:
    start = perf_counter()
    try:
        answer = answered(case.question, case.line, folder)
    except Exception as error:  # noqa: BLE001  an exception out of the judgement is the worst of answers, and the other cases go on
        answer = Answer("an answer", f"{type(error).__name__}: {error}", "an answer", "an exception", right=False, harms=frozenset(Harm))
    return answer, (perf_counter() - start) * 1000


def _lines(file: Path) -> Iterator[tuple[int, str]]:
    with file.open(encoding="utf-8", errors="replace") as lines:
        yield from ((number, line) for number, line in enumerate(lines, start=1) if line.strip() and not line.startswith("//"))


def _object(text: str) -> dict[str, object]:
    found = json.loads(text)
    if not isinstance(found, dict):
        raise ValueError("not an object")
    return found


def _said(error: Exception) -> str:
    return f"{error} is missing" if isinstance(error, KeyError) else " ".join(str(error).split())[:200]
