"""`replydue status`: where does each conversation stand, and which of them needs the user?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

import click

from replydue.cli import words
from replydue.cli.columns import Cell, Style, columns_of, continued, folded, side_by_side
from replydue.cli.context import now, outlines, overview
from replydue.cli.options import command_line
from replydue.cli.screen import NARROW, as_object, echo, lines_of_json, width
from replydue.config import Outline
from replydue.core.model import Standing
from replydue.errors import SignInError
from replydue.service.views import StatusRow, status_rows
from replydue.sign_in_file import place, said
from replydue.store import Overview

# What needs the user comes first.
_PHASES = {"drafted": 0, "calling": 1}
_STANDINGS = {Standing.YOUR_TURN: 2, Standing.OVERDUE: 4, Standing.WAITING: 5, Standing.ON_HOLD: 6, Standing.CLOSED: 7, Standing.UNTRACKED: 8}
_ASIDE = 3
_WHO, _STANDING = 22, 18  # columns at most where a conversation has two lines, so that days and steps are never folded
_PAGE = 100
_GREY: Style = {"fg": "bright_black"}
_BOLD_GREEN: Style = {"fg": "green", "bold": True}
_STYLES: tuple[Style, ...] = (_BOLD_GREEN, _BOLD_GREEN, {"fg": "yellow", "bold": True}, {"fg": "red"}, {"fg": "yellow"}, {}, _GREY, _GREY, _GREY)


@click.command()
@click.option("--all", "everything", is_flag=True, help="Those that are not tracked, too, with the reason.")
@click.option("--most", type=click.IntRange(min=0), default=None, help=f"No more than so many, the most urgent; 0: all. For people {_PAGE}, as JSON all.")
@click.option("--json", "as_json", is_flag=True, help="One object a line.")
def status(everything: bool, most: int | None, as_json: bool) -> None:
    """All conversations: where each stands, by when a reply is expected, what comes next."""
    if most is None:
        most = 0 if as_json else _PAGE
    for name, held in outlines().items():
        if name and not as_json:
            click.secho(name, bold=True)
        _status(name, held, most, everything=everything, as_json=as_json)


def _status(name: str, held: Outline, most: int, *, everything: bool, as_json: bool) -> None:
    with overview(held) as opened:
        rows = in_order(row for row in status_rows(opened, untracked=everything, most=most + 1 if most else None) if everything or _is_shown(row))
        empty = "" if rows else _what_to_do(opened, held)
    shown = rows[:most] if most else rows
    if as_json:
        lines_of_json(({"account": name} if name else {}) | as_object(row) for row in shown)
    elif empty:
        click.echo(empty)
    else:
        show(shown, now(held), width())
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


def show(rows: Sequence[StatusRow], moment: datetime, columns: int) -> None:
    """The conversations as a table, of two lines each where one is too long for the terminal; on a narrow one as a list. Below it what was broken.

    `moment` is in the user's zone.
    """
    for line in _list(rows, moment, columns) if columns < NARROW else _table(rows, moment, columns):
        echo(line)
    for row in rows:
        if row.problem:
            for line in folded(f"! {words.who(row)}: {words.printable(row.problem)}", columns):
                echo(click.style(line, fg="red"))


def _table(rows: Sequence[StatusRow], moment: datetime, columns: int) -> Iterator[str]:
    """A line for each conversation where there is room, else two."""
    wide = _headed("Who", "Company", "Standing", "Reply expected by", "Next")
    for row in rows:
        told = (words.who(row), words.printable(row.company), words.standing(row), _expected(row, moment), words.coming(row, moment))
        wide.append([((text, _style(row) if number == 2 else {}),) for number, text in enumerate(told)])
    return side_by_side(wide if columns_of(wide) <= columns else _two_lines_each(rows, moment), columns)


def _two_lines_each(rows: Sequence[StatusRow], moment: datetime) -> list[list[Cell]]:
    """What belongs together stands below each other."""
    table = _headed("Who", "Standing", "Reply expected by, and next")
    for row in rows:
        who = [*_in_lines(words.who(row), _WHO, {}), *(_in_lines(words.printable(row.company), _WHO, _GREY) if row.company else ())]
        standing = _in_lines(words.standing(row), _STANDING, _style(row))
        table.append([who, standing, [(text, {}) for text in (_expected(row, moment), words.coming(row, moment)) if text]])
    return table


def _headed(*names: str) -> list[list[Cell]]:
    return [[((name, _GREY),) for name in names]]


def _in_lines(text: str, width: int, style: Style) -> Cell:
    return [(line, style) for line in folded(text, width)]


def _style(row: StatusRow) -> Style:
    return _STYLES[rank(row)]


def _expected(row: StatusRow, moment: datetime) -> str:
    """By when a reply is expected; of what is closed none is."""
    return "" if row.standing is Standing.CLOSED else words.expected(row.expectation, moment.date())


def _list(rows: Sequence[StatusRow], moment: datetime, columns: int) -> Iterator[str]:
    for row in rows:
        company = f", {words.printable(row.company)}" if row.company else ""
        yield from continued(f"{words.who(row)}{company}:", (words.standing(row), _style(row)), columns)
        if by := _expected(row, moment):
            yield from _below(f"reply by {by}", columns)
        if coming := words.coming(row, moment):
            yield from _below(f"next: {coming}", columns)


def _below(text: str, columns: int) -> Iterator[str]:
    return (f"  {line}" for line in folded(text, columns - 2))


def _remind(held: Outline) -> None:
    """A lost sign-in is told where it disturbs neither table nor JSON: on standard error."""
    try:
        ended = said(place(held.token)).ended
    except SignInError:  # not signed in yet, or with a file that only the service can read
        return
    if ended:
        since = words.dated(ended.astimezone(now(held).tzinfo).date(), now(held).date())
        click.echo(f"replydue: Gmail has not accepted the sign-in since {since}: sign in again with `{command_line('auth')}`", err=True)


def _what_to_do(opened: Overview, held: Outline) -> str:
    """Nothing to show: why, and what to do next."""
    if not opened.history_id():
        return f"Nothing is known of your mailbox yet: `{command_line('once')}` takes the first look."
    return (
        f"No conversation with a recruiter in the last {held.lookback}. "
        f"`{command_line('status', '--all')}` shows what was left out and why; in Gmail, the label {held.label_prefix}/Track takes a thread in."
    )
