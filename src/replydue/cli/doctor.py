"""`replydue doctor`: is everything as it must be?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import click
from rich.table import Table
from rich.text import Text

from replydue.cli import words
from replydue.cli.context import mailboxes, now
from replydue.cli.screen import console
from replydue.errors import ConfigError

if TYPE_CHECKING:
    from replydue.service.doctor import Check

_SIGNS = {"well": ("✓", "green"), "warning": ("!", "yellow"), "ill": ("✗", "bold red")}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One object a line.")
def doctor(as_json: bool) -> int:
    """Look at everything that must be right: configuration, sign-in, Gmail, clock, labels, store, service. Ends with 0 where all is well."""
    checks = []
    table = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    before = ""
    for account, check in _checks():
        checks.append(check)
        if as_json:
            click.echo(json.dumps(({"account": account} if account else {}) | asdict(check), ensure_ascii=False))
        if account != before:
            table.add_row("", Text(account, "bold"))
            before = account
        _add(table, check)
    if not as_json:
        console().print(table)
    return next((check.exit_code for check in checks if check.verdict == "ill"), 0)


def _add(table: Table, check: Check) -> None:
    sign, style = _SIGNS[check.verdict]
    mend = f"\n{words.printable(check.mend)}" if check.mend else ""
    table.add_row(Text(sign, style), check.name, Text(words.printable(check.said)).append(mend, "bold"))


def _checks() -> Iterator[tuple[str, Check]]:
    """What is of this computer, and what is of each mailbox, by its name; "" for the only one's."""
    from replydue.service.doctor import Check, examine, program, service

    try:
        held = mailboxes()
    except ConfigError as error:
        said = "; ".join(error.problems) or error.problem
        yield "", Check("configuration", "ill", said, error.mend or "mend the file; `replydue config check` tries it", error.exit_code)
        return
    yield "", Check("configuration", "well", "can be used")
    yield "", program()
    yield "", service()
    for name, settings in held.items():
        for check in examine(settings, now(settings)):
            yield name, check
