"""`replydue eval`: how well is mail judged? Measures labelled sets (docs/evaluation.md)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from rich.table import Table
from rich.text import Text

from replydue.cli.screen import console, lines_of_json
from replydue.errors import MailError
from replydue.service.evaluation import Goal, Outcome, Report, goals, measured

_SHOWN = 100  # characters of a case's text


@click.command(name="eval")
@click.argument("folders", nargs=-1, required=True, metavar="DIR...", type=click.Path(path_type=Path))
@click.option("--misses", "most", type=click.IntRange(min=0), metavar="N", help="Show at most N misses of each set; by default all.")
@click.option("--json", "as_json", is_flag=True, help="One object a set, the goals last.")
def evaluate(folders: tuple[Path, ...], most: int | None, as_json: bool) -> None:
    """Measure the judgement on labelled sets: what was confused, each miss with its evidence, and the goals."""
    reports = [report for folder in folders for report in measured(folder)]
    if not reports:
        raise MailError(f"{', '.join(map(str, folders))} holds no labelled set", "docs/evaluation.md says how a set is written")
    if as_json:
        lines_of_json([*(_as_object(report, most) for report in reports), {"goals": [_goal(goal) for goal in goals(reports)]}])
        return
    for report in reports:
        _print(report, most)
    _print_goals(goals(reports))


def _as_object(report: Report, most: int | None) -> dict[str, Any]:
    slowest = report.slowest
    return {
        "set": report.name,
        "question": report.question.value,
        "group": report.group,
        "cases": len(report.outcomes),
        "right": report.right,
        "confusion": [[*kinds, count] for kinds, count in sorted(report.confusion.items())],
        "misses": [_miss(outcome) for outcome in report.misses[:most]],
        "left_out": dict(report.left_out),
        "problems": report.problems,
        "slowest_ms": round(slowest.dearness, 1) if slowest else None,
    }


def _miss(outcome: Outcome) -> dict[str, str]:
    answer = outcome.answer
    return {"case": outcome.asked.name, "expected": answer.expected, "got": answer.got, "quote": answer.quote, "text": _text(outcome)}


def _text(outcome: Outcome) -> str:
    """What the case is about, short; of a conversation its name."""
    line = outcome.asked.line
    return " ".join(str(line.get("name") or line.get("text") or line.get("expression") or line.get("file") or "").split())[:_SHOWN]


def _goal(goal: Goal) -> dict[str, Any]:
    return {"goal": goal.text, "good": goal.good, "cases": goal.cases, "figure": round(goal.good / goal.cases, 4), "least": goal.least, "reached": goal.reached}


def _print(report: Report, most: int | None) -> None:
    screen = console()
    group = f" ({report.group})" if report.group else ""
    screen.print(Text(f"{report.name}{group}: {report.right} of {len(report.outcomes)} right", style="bold"))
    for problem in report.problems:
        screen.print(Text(f"  {problem}", style="yellow"))
    for reason, count in sorted(report.left_out.items()):
        screen.print(Text(f"  {count} left out: {reason}"))
    if report.misses:
        screen.print(_confusion(report))
    for outcome in report.misses[:most]:
        screen.print(Text(f"  {outcome.asked.name}: {_text(outcome)}"), soft_wrap=True)
        answer = outcome.answer
        screen.print(Text(f"    expected {answer.expected}, got {answer.got}" + (f", because “{answer.quote}”" if answer.quote else "")), soft_wrap=True)
    if report.slowest:
        screen.print(Text(f"  slowest case: {report.slowest.asked.name}, {report.slowest.dearness:.1f} ms per 100 kB\n"))


def _confusion(report: Report) -> Table:
    """Rows: what was expected; columns: what came."""
    rows, columns = (sorted({kinds[side] for kinds in report.confusion}) for side in (0, 1))
    table = Table("expected \\ got", box=None, pad_edge=False)
    for column in columns:
        table.add_column(column, justify="right")
    for row in rows:
        table.add_row(row, *(str(report.confusion[row, column] or "·") for column in columns))
    return table


def _print_goals(held: Sequence[Goal]) -> None:
    table = Table("goal", box=None, pad_edge=False, title="Goals", title_justify="left")
    for column in ("right", "figure", "at least", ""):
        table.add_column(column, justify="right")
    for goal in held:
        table.add_row(goal.text, f"{goal.good} of {goal.cases}", f"{goal.good / goal.cases:.1%}", f"{goal.least:.1%}", "reached" if goal.reached else "missed")
    console().print(table)
