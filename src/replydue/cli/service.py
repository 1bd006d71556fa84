"""`replydue service install|remove|status`: the daemon as a service of systemd."""

from __future__ import annotations

import json
from dataclasses import asdict

import click

from replydue.cli.context import settings
from replydue.cli.options import configured_file
from replydue.service.installing import Fares, Service

_system = click.option("--system", is_flag=True, help="The whole computer's service instead of your own.")


@click.group()
def service() -> None:
    """Run it as a service of systemd: at every start, and started again should it fail."""


@service.command()
@_system
def install(system: bool) -> None:
    """Write the unit for where replydue is installed, and start it now and at every start."""
    if not system:
        settings()  # a wrong configuration is told here, not in the journal
    held = Service(system=system)
    remains = held.install(configured_file())
    click.echo(f"The service runs: {held.file}\nIts log: {held.log_command}")
    for each in remains:
        click.echo(f"One thing more, {each}")


@service.command()
@_system
def remove(system: bool) -> None:
    """Stop it and take its unit away. Configuration, sign-in and what it knows stay."""
    held = Service(system=system)
    if held.remove():
        click.echo(f"The service is gone ({held.file}). Your configuration, sign-in and conversations are where they were.")
    else:
        click.echo("There is no such service.")


@service.command()
@_system
@click.option("--json", "as_json", is_flag=True, help="As an object.")
def status(system: bool, as_json: bool) -> int:
    """Whether it runs, and what it says. Ends with 1 where it does not run."""
    held = Service(system=system)
    fares = held.fares()
    click.echo(json.dumps({**asdict(fares), "runs": fares.runs, "unit": str(held.file), "log": held.log_command}) if as_json else _told(fares, held))
    return 0 if fares.runs else 1


def _told(fares: Fares, held: Service) -> str:
    if not fares.installed:
        return f"not installed: replydue service install{' --system' if held.system else ''}"
    lines = [f"{fares.state}{f' since {fares.since}' if fares.since else ''}{f': {fares.said}' if fares.said else ''}"]
    if fares.restarts:
        lines.append(f"started again {fares.restarts} time{'' if fares.restarts == 1 else 's'} by systemd")
    if not fares.at_start:
        lines.append(f"it does not start by itself with the computer: replydue service install{' --system' if held.system else ''}")
    return "\n".join([*lines, f"its log: {held.log_command}"])
