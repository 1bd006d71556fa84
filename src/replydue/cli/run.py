"""`replydue run` and `replydue once`: the daemon, for good or for one pass."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from replydue.cli import logs
from replydue.cli.context import settings
from replydue.cli.options import debugging

if TYPE_CHECKING:
    from replydue.service.daemon import Daemon


_log_format = click.option("--log-format", type=click.Choice(["text", "json"]), default="text", help="How events are written to standard error.")


@click.command()
@_log_format
def run(log_format: str) -> None:
    """The daemon, in the foreground. SIGTERM ends it; SIGHUP makes it read its configuration again."""
    with _daemon(log_format) as daemon:
        daemon.run(reload=settings)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="The summary as an object.")
@_log_format
def once(as_json: bool, log_format: str) -> None:
    """One full pass, then exit: fetch what is new, judge it, do what is due now."""
    with _daemon(log_format) as daemon:
        summary = daemon.once()
    click.echo(json.dumps(asdict(summary), ensure_ascii=False) if as_json else summary.sentence())


@contextmanager
def _daemon(log_format: str) -> Iterator[Daemon]:
    """The daemon of the configuration. Google's client is loaded only here, and only when the configuration is right."""
    held = settings()
    logs.set_up(debug=debugging(), as_json=log_format == "json")
    from replydue.service.daemon import build

    with closing(build(held)) as daemon:
        yield daemon
