"""`replydue run` and `replydue once`: the daemon, for good or for one pass."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from replydue.cli import logs
from replydue.cli.context import debugging, settings


@click.command()
def run() -> None:
    """The daemon, in the foreground. SIGTERM ends it; SIGHUP makes it read its configuration again."""
    from replydue.service.daemon import build

    held = settings()
    logs.set_up(debug=debugging())
    build(held).run()


@click.command()
@click.option("--json", "as_json", is_flag=True, help="The summary as an object.")
def once(as_json: bool) -> None:
    """One full pass, then exit: fetch what is new, judge it, do what is due now."""
    from replydue.service.daemon import build

    held = settings()
    logs.set_up(debug=debugging())
    summary = build(held).once()
    click.echo(json.dumps(asdict(summary)) if as_json else summary.sentence())
