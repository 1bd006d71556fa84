"""`replydue timeline`: what is coming, and when?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from replydue.cli import strips, words
from replydue.cli.context import now, outlines, overview
from replydue.cli.options import command_line
from replydue.cli.screen import console, fits, lines_of_json
from replydue.config import Outline
from replydue.service.views import Coming, TimelineRow, expected_rows, timeline_rows
from replydue.store import Overview


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One object a line.")
def timeline(as_json: bool) -> None:
    """The coming replies and follow-ups, in time, and the next four weeks at a glance."""
    for name, held in outlines().items():
        if name and not as_json:
            click.secho(name, bold=True)
        _timeline(name, held, as_json=as_json)


def _timeline(name: str, held: Outline, *, as_json: bool) -> None:
    moment = now(held)
    with overview(held) as opened:
        rows = coming(opened, moment)
    if as_json:
        lines_of_json(({"account": name} if name else {}) | _as_object(row, moment) for row in rows)
    elif not rows:
        click.echo(f"Nothing is coming up. `{command_line('status')}` shows where the conversations stand.")
    else:
        show(rows, moment, console())


def coming(opened: Overview, moment: datetime) -> list[TimelineRow]:
    """All that is coming, soonest first. `moment` is now, in the user's zone."""
    return sorted((*expected_rows(opened, moment), *timeline_rows(opened, moment)), key=lambda row: (row.at, row.name.casefold()))


def show(rows: Sequence[TimelineRow], moment: datetime, screen: Console) -> None:
    """One line for each, the day named where it changes, or above them where there is no room; below them the four weeks as a strip for each conversation."""
    days = [(day, list(those)) for day, those in groupby(rows, key=lambda row: words.dated(row.at.astimezone(moment.tzinfo).date(), moment.date()))]
    table = _table(days, moment)
    if fits(table, screen):
        screen.print(table)
    else:
        _list(days, moment, screen)
    strips.show(rows, moment, screen)


def _table(days: Sequence[tuple[str, Sequence[TimelineRow]]], moment: datetime) -> Table:
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    for day, rows in days:
        for number, row in enumerate(rows):
            table.add_row(Text("" if number else day, style="bold"), _clock(row, moment), Text(row.what), Text(_who(row)))
    return table


def _list(days: Sequence[tuple[str, Sequence[TimelineRow]]], moment: datetime, screen: Console) -> None:
    for day, rows in days:
        screen.print(Text(day, style="bold"))
        table = Table(box=None, show_header=False, padding=(0, 1))
        table.add_column(width=5)
        for row in rows:
            table.add_row(_clock(row, moment), Text(f"{row.what}: {_who(row)}"))
        screen.print(table)


def _clock(row: TimelineRow, moment: datetime) -> str:
    """The hour, where the event has one."""
    return "" if row.kind is Coming.EXPECTED else f"{row.at.astimezone(moment.tzinfo):%H:%M}"


def _who(row: TimelineRow) -> str:
    return ", ".join(filter(None, (words.printable(row.name) or row.thread_id, words.printable(row.company))))


def _as_object(row: TimelineRow, moment: datetime) -> dict[str, str]:
    at = row.at.astimezone(moment.tzinfo).isoformat()
    return {"at": at, "kind": row.kind.value, "what": row.what, "name": row.name, "company": row.company, "id": row.thread_id}
