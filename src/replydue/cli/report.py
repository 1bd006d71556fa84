"""`replydue report`: the same as `status`, as a picture: one page that needs nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from importlib import resources
from pathlib import Path
from typing import Any

import click

from replydue.cli import words
from replydue.cli.context import now, settings, store
from replydue.cli.status import rank
from replydue.core.model import Standing
from replydue.errors import UsageError
from replydue.private_file import write_own
from replydue.service.report import Kind, Lane, Report
from replydue.service.report import report as reported

_LEGEND = (
    (Kind.THEIRS, "they wrote"),
    (Kind.PROMISED, "they wrote by when"),
    (Kind.YOURS, "you wrote"),
    (Kind.EXPECTED, "a reply is expected by then"),
    (Kind.DRAFTED, "a draft was put up"),
    (Kind.SENT, "a follow-up was sent"),
    (Kind.COMING, "the next step"),
    (Kind.AUTOMATIC, "automatic mail, or a step skipped"),
)
_WANTED = 4  # ranks below this one want something of the user


@click.command()
@click.option("--html", "file", metavar="FILE", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Where to write the page.")
def report(file: Path) -> None:
    """All conversations as a picture in time: messages, promises, due days, drafts, follow-ups."""
    held = settings()
    with store(held) as opened:
        found = reported(opened, now(held))
    try:
        write_own(file.absolute(), page(found))
    except OSError as error:
        raise UsageError(f"{file} cannot be written ({error.strerror})", "name a file in a folder of yours") from None
    click.echo(f"Written: {file} (readable by you alone; it quotes your mail)")


def page(found: Report) -> str:
    """The page as HTML. What strangers wrote is escaped."""
    from jinja2 import Environment, StrictUndefined

    template = (resources.files("replydue.cli") / "report.html").read_text(encoding="utf-8")
    lanes = sorted(found.lanes, key=lambda lane: (rank(lane.row), lane.row.expectation.by if lane.row.expectation else date.max, words.who(lane.row)))
    return (
        Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
        .from_string(template)
        .render(
            today=words.named(found.now.date(), found.now.date() - timedelta(days=400)),
            legend=[(kind.value, said) for kind, said in _LEGEND],
            lanes=[_lane(lane, found) for lane in lanes],
            scale=list(_scale(found)),
            now=_place(found.now, found),
        )
    )


def _lane(lane: Lane, found: Report) -> dict[str, Any]:
    row, today = lane.row, found.now.date()
    expectation = row.expectation
    told = [f"{words.named(mark.at.date(), today)}: {words.printable(mark.said)}" for mark in lane.marks]
    return {
        "who": words.who(row),
        "company": words.printable(row.company),
        "standing": words.standing(row),
        "wanted": rank(row) < _WANTED,
        "next": words.coming(row, found.now),
        "wait": _wait(lane, found),
        "marks": [
            {"at": _place(mark.at, found), "kind": mark.kind.value, "said": line, "beyond": mark.at.date() > found.last}
            for mark, line in zip(lane.marks, told, strict=True)
        ],
        "told": told,
        "quote": words.printable(expectation.evidence.quote) if expectation and expectation.evidence else "",
    }


def _wait(lane: Lane, found: Report) -> tuple[float, float] | None:
    """From the last word to the expected day: place and width, in percent."""
    expected = next((mark for mark in lane.marks if mark.kind is Kind.EXPECTED), None)
    before = [mark for mark in lane.marks if mark.kind in (Kind.THEIRS, Kind.PROMISED, Kind.YOURS, Kind.SENT)]
    if expected is None or not before or before[-1].at >= expected.at or lane.row.standing is Standing.CLOSED:
        return None
    start = _place(before[-1].at, found)
    return start, round(_place(expected.at, found) - start, 2)


def _scale(found: Report) -> Iterator[tuple[float, str]]:
    """The first day of each month, or of each week where less than two months are shown."""
    day = found.first
    while day <= found.last:
        long = (found.last - found.first).days > 60
        if day.day == 1 if long else day.weekday() == 0:
            moment = datetime(day.year, day.month, day.day, tzinfo=found.now.tzinfo)
            yield _place(moment, found), f"{day:%b}" if long else f"{day.day} {day:%b}"
        day += timedelta(days=1)


def _place(moment: datetime, found: Report) -> float:
    """Where a moment lies between the first day and the end of the last, in percent; what lies beyond is at the end."""
    start = datetime(found.first.year, found.first.month, found.first.day, tzinfo=found.now.tzinfo)
    whole = (found.last - found.first).days + 1
    return round(min(100.0, 100 * ((moment - start) / timedelta(days=whole))), 2)
