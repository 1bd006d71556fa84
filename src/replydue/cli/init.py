"""`replydue init`: from nothing to a configuration, with as few questions as there can be."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from pydantic import ValidationError

from replydue import config
from replydue.cli.client_secret import WHERE_TO_GET_IT, adopt
from replydue.cli.country import likely_country
from replydue.cli.files import write_own
from replydue.cli.options import command_line, configured_file
from replydue.errors import ConfigError, UsageError
from replydue.settings import Settings, expanded


@click.command()
@click.option("--name", help="How you sign your mails.")
@click.option("--timezone", metavar="ZONE", help="Your time zone, like Europe/London.")
@click.option("--holidays", metavar="COUNTRY", help="Whose holidays count, like US, GB or DE-BY.")
@click.option("--client-secret", metavar="FILE", type=click.Path(path_type=Path), help="The client file that you downloaded from Google's console.")
@click.option("--yes", is_flag=True, help="Ask nothing: take what is given and guessed.")
@click.option("--force", is_flag=True, help="With --yes: write over a configuration that is there.")
@click.pass_context
def init(ctx: click.Context, name: str | None, timezone: str | None, holidays: str | None, client_secret: Path | None, yes: bool, force: bool) -> None:
    """Set up: a few questions, then the configuration, then the sign-in."""
    file = config.chosen_path(configured_file()).absolute()
    _may_write(file, yes, force)
    zone = _answer("Your time zone", "timezone", timezone, config.local_zone(), yes)
    country = _answer("Whose holidays count (a country, or a part of one, like DE-BY)", "holidays", holidays, likely_country(zone), yes)
    signed = name if name is not None or yes else click.prompt("How you sign your mails (Enter: as Gmail knows you)", default="", show_default=False)
    chosen = Settings.model_validate({"timezone": zone, "holidays": country, "drafts": {"name": signed or ""}})
    place = expanded(chosen.account.client_secret)
    there = _client(client_secret, place, yes)
    write_own(file, config.starter(chosen))
    write_own(file.parent / config.SCHEMA_NAME, json.dumps(config.schema(), indent=2))
    click.echo(f"Wrote {file}. Every setting is explained there.")
    _go_on(ctx, there, place, yes)


def _may_write(file: Path, yes: bool, force: bool) -> None:
    """A configuration that is there is never overwritten unasked."""
    if not file.exists() or force:
        return
    if yes:
        raise UsageError(f"{file} is there already", "edit it, or say --force to write it anew")
    if not click.confirm(f"{file} is there already. Write it anew?", default=False):
        raise UsageError(f"{file} stays as it is", f"edit it, and look at it with `{command_line('config', 'check')}`")


def _answer(question: str, setting: str, given: str | None, guess: str, yes: bool) -> str:
    """What was given, or the answer to the question, checked as the configuration would. Asked again until it is right."""
    if given is not None or yes:
        return _checked(setting, given if given is not None else guess)
    while True:
        try:
            return _checked(setting, click.prompt(question, default=guess))
        except UsageError as error:
            click.echo(f"  {error.problem}")


def _checked(setting: str, value: Any) -> str:
    try:
        Settings.model_validate({setting: value})
    except ValidationError as error:
        said = error.errors()[0].get("ctx", {}).get("error", "is not possible")
        raise UsageError(str(said)) from None
    return str(value)


def _client(given: Path | None, place: Path, yes: bool) -> bool:
    """Puts Google's client file into its place; whether there is one now."""
    if given is not None:
        adopt(given.expanduser(), place)
    if place.exists() or yes:
        return place.exists()
    click.echo(f"\n{WHERE_TO_GET_IT}\n")
    while answer := click.prompt("The path of the downloaded file (Enter: later)", default="", show_default=False).strip():
        try:
            adopt(Path(answer).expanduser(), place)
        except ConfigError as error:
            click.echo(f"  {error}")
        else:
            return True
    return False


def _go_on(ctx: click.Context, there: bool, place: Path, yes: bool) -> None:
    """The sign-in, or how to come to it."""
    if not there:
        click.echo(f"Next: put Google's client file at {place}, then `{command_line('auth')}`.")
        if yes:
            click.echo(f"\n{WHERE_TO_GET_IT}")
    elif yes or not click.confirm("Sign in to Gmail now (opens your browser)?", default=True):
        click.echo(f"Next: `{command_line('auth')}` signs in to Gmail.")
    else:
        from replydue.cli.auth import auth

        ctx.invoke(auth)
        click.echo(f"Next: `{command_line('once')}` takes a first look, `{command_line('run')}` stays.")
