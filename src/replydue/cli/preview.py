"""What would it do with this mailbox? Shown before anything is written there."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime

import click

from replydue.cli.asking import agreed
from replydue.cli.context import store
from replydue.cli.options import command_line
from replydue.cli.screen import width
from replydue.cli.status import in_order, show
from replydue.core.model import Standing
from replydue.service.under_way import is_under_way
from replydue.service.views import StatusRow
from replydue.settings import Settings


def show_what_would_be_followed(held: Settings, moment: datetime) -> bool:
    """Takes the first look, unless it was taken before; whether to go on. Raises ReplydueError."""
    from replydue.gmail import connect  # Google's client takes its time to load
    from replydue.service.first_look import first_look

    with store(held) as opened:
        if opened.history_id() and not is_under_way(opened.history_id()):
            click.echo(f"Your conversations are known already: `{command_line('status')}` shows them.")
            return True
        click.echo(f"\nReading your mail of the last {held.watch.lookback}. Nothing is changed there; a big mailbox takes some minutes.")
        with closing(connect(held)) as gmail:
            rows = first_look(held, gmail, opened, moment)
    _tell([row for row in rows if row.standing is not Standing.UNTRACKED], len(rows), moment)
    return agreed("\nShall replydue follow these, and put labels and drafts into your Gmail?") or _stop()


def _tell(followed: list[StatusRow], all_of_them: int, moment: datetime) -> None:
    if not followed:
        click.echo(f"{_threads(all_of_them)} read, and none is with a recruiter. `{command_line('status', '--all')}` shows each with the reason.")
        return
    click.echo(f"{_threads(all_of_them)} read; these are about your applications:\n")
    show(in_order(followed), moment, width())
    overdue = sum(row.standing is Standing.OVERDUE for row in followed)
    if overdue:
        would = "is overdue and would" if overdue == 1 else "are overdue and would each"
        click.echo(f"\n{overdue} of them {would} get a draft. You send it, edit it or delete it: nothing is sent by itself.")


def _threads(count: int) -> str:
    return "1 thread was" if count == 1 else f"{count} threads were"


def _stop() -> bool:
    click.echo(
        f"Then nothing is done. `{command_line('why', 'NAME')}` says what a judgement rests on; `recruiters:` in the configuration sets it right. "
        f"`{command_line('init')}` can be run again."
    )
    return False
