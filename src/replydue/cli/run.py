"""`replydue run` and `replydue once`: the daemon, for good or for one pass."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from replydue import config
from replydue.cli import logs
from replydue.cli.context import mailboxes, settings
from replydue.cli.loading import unsearched
from replydue.cli.options import configured_file, debugging
from replydue.errors import ReplydueError
from replydue.settings import Settings

if TYPE_CHECKING:
    from replydue.service.daemon import Daemon, Summary


_log_format = click.option("--log-format", type=click.Choice(["text", "json"]), default="text", help="How events are written to standard error.")


@click.command()
@_log_format
def run(log_format: str) -> None:
    """The daemon, in the foreground. SIGTERM ends it; SIGHUP makes it read its configuration again."""
    held = mailboxes()
    if len(held) == 1:
        with _daemon(next(iter(held.values())), log_format) as daemon:
            daemon.run(reload=settings)
    else:
        _set_up_log(log_format)
        from replydue.service.household import Household

        file = configured_file()  # known to click in this thread only
        Household(held, lambda: config.load_all(file)).run()


@click.command()
@click.option("--json", "as_json", is_flag=True, help="The summary as an object.")
@_log_format
def once(as_json: bool, log_format: str) -> None:
    """One full pass, then exit: fetch what is new, judge it, do what is due now. Of several mailboxes each; one that fails does not stop the others."""
    failed: ReplydueError | None = None
    for name, held in mailboxes().items():
        try:
            with _daemon(held, log_format) as daemon:
                summary = daemon.once()
        except ReplydueError as error:
            if not name:
                raise
            click.echo(f"replydue: {name}: {error}", err=True)
            failed = error
        else:
            click.echo(_told(name, summary, as_json=as_json))
    if failed is not None:
        raise SystemExit(failed.exit_code)


def _told(name: str, summary: Summary, *, as_json: bool) -> str:
    if as_json:
        return json.dumps(({"account": name} if name else {}) | asdict(summary), ensure_ascii=False)
    return f"{name}: {summary.sentence()}" if name else summary.sentence()


@contextmanager
def _daemon(held: Settings, log_format: str) -> Iterator[Daemon]:
    """The daemon of a mailbox. Google's client is loaded only here, and only when the configuration is right."""
    _set_up_log(log_format)
    with unsearched():
        from replydue.service.daemon import build

    with closing(build(held)) as daemon:
        yield daemon


def _set_up_log(log_format: str) -> None:
    logs.set_up(debug=debugging(), as_json=log_format == "json")
