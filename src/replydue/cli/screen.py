"""How is data shown? JSON for programs, one object a line; for people a console that is plain when piped."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import click

from replydue.service.views import StatusRow

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

NARROW = 76  # columns below which a table would tear names apart
_PIPED = 200  # columns where nobody looks: nothing is cut off
_ENDLESS = 10_000


def console() -> Console:
    """Where people read: no colours and no width to keep to when it is no terminal."""
    from rich.console import Console  # what only lists or prints JSON does without

    return Console(highlight=False, emoji=False, width=None if sys.stdout.isatty() else _PIPED)


def width() -> int:
    """How many columns there are to write in."""
    if not sys.stdout.isatty():
        return _PIPED
    from shutil import get_terminal_size

    return get_terminal_size().columns


def echo(line: str) -> None:
    """Writes a line, with its colours where a terminal shows them and nobody objects (https://no-color.org)."""
    click.echo(line, color=False if os.environ.get("NO_COLOR") else None)


def fits(table: Table, screen: Console) -> bool:
    """Whether a table has room without folding anything."""
    return screen.measure(table, options=screen.options.update(width=_ENDLESS)).maximum <= screen.width


def lines_of_json(objects: Iterable[Mapping[str, Any]]) -> None:
    """One object a line, as `explain` does."""
    for each in objects:
        click.echo(json.dumps(each, ensure_ascii=False))


def as_object(row: StatusRow) -> dict[str, Any]:
    """A conversation in the words of contract 3."""
    expectation, step = row.expectation, row.next_step
    evidence = expectation.evidence if expectation else None
    return {
        "id": row.thread_id,
        "standing": row.standing.value,
        "reason": row.reason.value if row.reason else "",
        "counterpart": {"name": row.name, "address": row.address, "company": row.company},
        "role": row.role,
        "expected_by": expectation.by.isoformat() if expectation else None,
        "source": expectation.source.value if expectation else "",
        "quote": evidence.quote if evidence else "",
        "message_id": evidence.message_id if evidence else "",
        "next_step": {"do": step.do, "number": step.number, "at": step.at.isoformat()} if step else None,
        "phase": row.phase,
        "snoozed_until": row.snoozed_until.isoformat() if row.snoozed_until else None,
        "last_mail": row.last_mail.isoformat() if row.last_mail else None,
        "problem": row.problem,
    }
