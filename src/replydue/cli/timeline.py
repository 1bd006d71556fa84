"""`replydue timeline`: what is coming, and when?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from replydue.cli import strips, words
from replydue.cli.context import mailboxes, now, store
from replydue.cli.options import command_line
from replydue.cli.screen import console, lines_of_json
from replydue.service.views import Coming, TimelineRow, expected_rows, timeline_rows
from replydue.settings import Settings
from replydue.store import Store


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One object a line.")
def timeline(as_json: bool) -> None:
    """The coming replies and follow-ups, in time, and the next four weeks at a glance."""
    for name, held in mailboxes().items():
        if name and not as_json:
            click.secho(name, bold=True)
        _timeline(name, held, as_json=as_json)


def _timeline(name: str, held: Settings, *, as_json: bool) -> None:
    moment = now(held)
    with store(held) as opened:
        rows = coming(opened, moment)
    if as_json:
        lines_of_json(({"account": name} if name else {}) | _as_object(row, moment) for row in rows)
    elif not rows:
        click.echo(f"Nothing is coming up. `{command_line('status')}` shows where the conversations stand.")
    else:
        show(rows, moment, console())


def coming(opened: Store, moment: datetime) -> list[TimelineRow]:
    """All that is coming, soonest first. `moment` is now, in the user's zone."""
    return sorted((*expected_rows(opened, moment), *timeline_rows(opened, moment)), key=lambda row: (row.at, row.name.casefold()))


def show(rows: Sequence[TimelineRow], moment: datetime, screen: Console) -> None:
    """One line for each, the day named where it changes; below them the four weeks as a strip for each conversation."""
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    before = ""
    for row in rows:
        at = row.at.astimezone(moment.tzinfo)
        day = words.dated(at.date(), moment.date())
        who = ", ".join(filter(None, (words.printable(row.name) or row.thread_id, words.printable(row.company))))
        clock = "" if row.kind is Coming.EXPECTED else f"{at:%H:%M}"
        table.add_row(Text("" if day == before else day, style="bold"), clock, Text(row.what), Text(who))
        before = day
    screen.print(table)
    strips.show(rows, moment, screen)


def _as_object(row: TimelineRow, moment: datetime) -> dict[str, str]:
    at = row.at.astimezone(moment.tzinfo).isoformat()
    return {"at": at, "kind": row.kind.value, "what": row.what, "name": row.name, "company": row.company, "id": row.thread_id}
