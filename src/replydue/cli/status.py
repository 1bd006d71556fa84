"""`replydue status`: where does each conversation stand, and which of them needs the user?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from replydue.cli import words
from replydue.cli.context import mailboxes, now, store
from replydue.cli.options import command_line
from replydue.cli.screen import NARROW, as_object, console, fits, lines_of_json
from replydue.core.model import Standing
from replydue.errors import SignInError
from replydue.service.views import StatusRow, status_rows
from replydue.settings import Settings
from replydue.sign_in_file import place, said
from replydue.store import Store

# What needs the user comes first.
_PHASES = {"drafted": 0, "calling": 1}
_STANDINGS = {Standing.YOUR_TURN: 2, Standing.OVERDUE: 4, Standing.WAITING: 5, Standing.ON_HOLD: 6, Standing.CLOSED: 7, Standing.UNTRACKED: 8}
_ASIDE = 3
_WHO, _STANDING = 22, 18  # columns
_PAGE = 200
_COLOURS = ("bold green", "bold green", "bold yellow", "red", "yellow", "", "bright_black", "bright_black", "bright_black")


@click.command()
@click.option("--all", "everything", is_flag=True, help="Those that are not tracked, too, with the reason.")
@click.option("--most", type=click.IntRange(min=0), default=None, help=f"No more than so many, the most urgent; 0: all. For people {_PAGE}, as JSON all.")
@click.option("--json", "as_json", is_flag=True, help="One object a line.")
def status(everything: bool, most: int | None, as_json: bool) -> None:
    """All conversations: where each stands, by when a reply is expected, what comes next."""
    if most is None:
        most = 0 if as_json else _PAGE
    for name, held in mailboxes().items():
        if name and not as_json:
            click.secho(name, bold=True)
        _status(name, held, most, everything=everything, as_json=as_json)


def _status(name: str, held: Settings, most: int, *, everything: bool, as_json: bool) -> None:
    with store(held) as opened:
        rows = in_order(row for row in status_rows(opened, untracked=everything, most=most + 1 if most else None) if everything or _is_shown(row))
        empty = "" if rows else _what_to_do(opened, held)
    shown = rows[:most] if most else rows
    if as_json:
        lines_of_json(({"account": name} if name else {}) | as_object(row) for row in shown)
    elif empty:
        click.echo(empty)
    else:
        show(shown, now(held), console())
        if len(rows) > len(shown):
            click.echo(f"There are more: `{command_line('status', '--most', '0')}` shows all.")
    _remind(held)


def _is_shown(row: StatusRow) -> bool:
    return row.standing is not Standing.UNTRACKED or words.is_aside(row)


def in_order(rows: Iterable[StatusRow]) -> list[StatusRow]:
    """What needs the user first; then by the expected day, soonest first, and by name."""
    return sorted(rows, key=lambda row: (rank(row), row.expectation.by if row.expectation else date.max, words.who(row).casefold(), row.thread_id))


def rank(row: StatusRow) -> int:
    """How far up a conversation stands."""
    return _ASIDE if words.is_aside(row) else _PHASES.get(row.phase, _STANDINGS[row.standing])


def show(rows: Sequence[StatusRow], moment: datetime, screen: Console) -> None:
    """The conversations as a table, of two lines each where one is too long for the terminal; on a narrow one as a list. Below it what was broken."""
    if screen.width < NARROW:
        _list(rows, moment, screen)
    else:
        table = _table(rows, moment)
        screen.print(table if fits(table, screen) else _folded(rows, moment))
    for row in rows:
        if row.problem:
            screen.print(Text(f"! {words.who(row)}: {words.printable(row.problem)}", style="red"))


def _table(rows: Sequence[StatusRow], moment: datetime) -> Table:
    table = _headed("Who", "Company", "Standing", "Reply expected by", "Next")
    for row in rows:
        table.add_row(Text(words.who(row)), Text(words.printable(row.company)), _standing(row), Text(_expected(row, moment)), Text(words.coming(row, moment)))
    return table


def _folded(rows: Sequence[StatusRow], moment: datetime) -> Table:
    """As `_table`, with what belongs together below each other."""
    table = _headed("Who", "Standing", "Reply expected by, and next")
    table.columns[0].max_width, table.columns[1].max_width = _WHO, _STANDING  # what is longer is folded, so that days and steps never are
    for row in rows:
        who = Text(words.who(row)).append(f"\n{words.printable(row.company)}" if row.company else "", style="bright_black")
        table.add_row(who, _standing(row), Text("\n".join(filter(None, (_expected(row, moment), words.coming(row, moment))))))
    return table


def _headed(*names: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bright_black", padding=(0, 2, 0, 0))
    for name in names:
        table.add_column(name, overflow="fold")
    return table


def _standing(row: StatusRow) -> Text:
    return Text(words.standing(row), style=_COLOURS[rank(row)])


def _expected(row: StatusRow, moment: datetime) -> str:
    """By when a reply is expected; of what is closed none is."""
    return "" if row.standing is Standing.CLOSED else words.expected(row.expectation, moment.date())


def _list(rows: Sequence[StatusRow], moment: datetime, screen: Console) -> None:
    for row in rows:
        company = f", {words.printable(row.company)}" if row.company else ""
        screen.print(Text(f"{words.who(row)}{company}: ").append_text(_standing(row)))
        if by := _expected(row, moment):
            screen.print(Text(f"  reply by {by}"))
        if coming := words.coming(row, moment):
            screen.print(Text(f"  next: {coming}"))


def _remind(held: Settings) -> None:
    """A lost sign-in is told where it disturbs neither table nor JSON: on standard error."""
    try:
        ended = said(place(held)).ended
    except SignInError:  # not signed in yet, or with a file that only the service can read
        return
    if ended:
        since = words.dated(ended.astimezone(now(held).tzinfo).date(), now(held).date())
        click.echo(f"replydue: Gmail has not accepted the sign-in since {since}: sign in again with `{command_line('auth')}`", err=True)


def _what_to_do(opened: Store, held: Settings) -> str:
    """Nothing to show: why, and what to do next."""
    if not opened.history_id():
        return f"Nothing is known of your mailbox yet: `{command_line('once')}` takes the first look."
    return (
        f"No conversation with a recruiter in the last {held.watch.lookback}. "
        f"`{command_line('status', '--all')}` shows what was left out and why; in Gmail, the label {held.labels.prefix}/Track takes a thread in."
    )
