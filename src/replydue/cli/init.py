"""`replydue init`: from nothing to a running service, with as few questions as there can be. What is there already is kept, so it can be run at any time."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import click
from pydantic import ValidationError

from replydue import config
from replydue.cli.asking import agreed
from replydue.cli.auth import let_in
from replydue.cli.client_secret import WHAT_IT_MAY, WHERE_TO_GET_IT, adopt, as_pasted, downloaded
from replydue.cli.context import now
from replydue.cli.country import likely_country, likely_zone
from replydue.cli.options import command_line, configured_file
from replydue.cli.preview import show_what_would_be_followed
from replydue.cli.words import printable
from replydue.errors import ConfigError, ReplydueError, SignInError, UsageError
from replydue.private_file import write_own
from replydue.settings import Settings, expanded
from replydue.sign_in_file import own_place, said

if TYPE_CHECKING:
    from replydue.service.first_look import Owner


@click.command()
@click.option("--name", help="How you sign your mails; by default as Gmail knows you.")
@click.option("--timezone", metavar="ZONE", help="Your time zone, like Europe/London.")
@click.option("--holidays", metavar="COUNTRY", help="Whose holidays count, like US, GB or DE-BY.")
@click.option("--client-secret", metavar="FILE", type=click.Path(path_type=Path), help="The client file that you downloaded from Google's console.")
@click.option("--no-browser", is_flag=True, help="On a server: sign in with a browser on another computer.")
@click.option("--service/--no-service", default=None, help="Whether it is to run as a service from now on; asked otherwise.")
@click.option("--yes", is_flag=True, help="Ask nothing: take what is given and guessed. Signing in needs a person, and is left for later.")
@click.option("--force", is_flag=True, help="Write the configuration anew where there is one.")
@click.pass_context
def init(
    ctx: click.Context,
    name: str | None,
    timezone: str | None,
    holidays: str | None,
    client_secret: Path | None,
    no_browser: bool,
    service: bool | None,
    yes: bool,
    force: bool,
) -> None:
    """Set up: sign in, look what would be followed, write the configuration, run as a service. Can be run again at any time."""
    file = config.chosen_path(configured_file()).absolute()
    if name and not name.isprintable():
        raise UsageError("--name holds signs that cannot be printed", "write it as you sign your mails")
    given = {key: value for key, value in (("name", name), ("timezone", timezone), ("holidays", holidays)) if value is not None}
    for key in given.keys() - {"name"}:
        _checked(key, given[key])
    kept = file.exists() and not force
    if kept and given:
        raise UsageError(f"{file} is there already", "edit it, or say --force to write it anew")
    held = config.load(file) if kept else config.effective(Settings())
    asked = _Quiet() if yes else _Asked()
    there = _client(client_secret, expanded(held.account.client_secret), asked)
    owner = _owner(held, no_browser) if there and not yes else None
    if kept:
        click.echo(f"{file} stays as it is.")
    else:
        held = _write(file, _chosen(held, given, owner, asked))
    if owner is not None and not show_what_would_be_followed(held, now(held)):
        return
    _go_on(ctx, held, there, owner is not None, service, asked)


class _Asked:
    """Asks the person at the terminal."""

    def confirm(self, question: str) -> bool:
        """Yes or no; Enter is yes."""
        return agreed(question)

    def text(self, question: str, default: str, check: Callable[[str], str]) -> str:
        """What `check` makes of the answer; asked again, with the mend, until it raises no ReplydueError."""
        while True:
            try:
                return check(click.prompt(question, default=default, show_default=bool(default)).strip())
            except ReplydueError as error:
                click.echo(f"  {printable(str(error))}")


class _Quiet(_Asked):
    """Nobody is there: takes what is guessed."""

    def confirm(self, question: str) -> bool:
        """Yes."""
        return True

    def text(self, question: str, default: str, check: Callable[[str], str]) -> str:
        """The guess."""
        return check(default)


def _client(given: Path | None, place: Path, asked: _Asked) -> bool:
    """Puts Google's client file into its place; whether there is one now."""
    if given is not None:
        adopt(as_pasted(str(given)), place)
    if place.exists() or isinstance(asked, _Quiet):
        return place.exists()
    click.echo(f"{WHERE_TO_GET_IT}\n")

    def taken(answer: str) -> str:
        if answer:
            adopt(as_pasted(answer), place)
        return answer

    found = downloaded(Path.home())
    return bool(asked.text("The path of the downloaded file (Enter: later)" if found is None else "The downloaded file", str(found or ""), taken))


def _owner(held: Settings, no_browser: bool) -> Owner | None:
    """Who the user is, by Gmail; the sign-in comes first where there is none, or none that works. None where the user leaves it for later."""
    try:
        said(own_place(held.account.token))
    except SignInError:
        click.echo(f"\n{WHAT_IT_MAY}\n")
        if not agreed("Sign in to Gmail now?"):
            return None
        return _let_in_and_ask(held, no_browser)
    try:
        return _ask_gmail(held)
    except ReplydueError as error:
        click.echo(f"{error}")
        return _let_in_and_ask(held, no_browser) if agreed("Sign in again now?") else None


def _let_in_and_ask(held: Settings, no_browser: bool) -> Owner | None:
    """Tried until it works, or the user has enough."""
    while True:
        try:
            let_in(held, no_browser=no_browser)
            return _ask_gmail(held)
        except ReplydueError as error:
            click.echo(f"\n{error}")
            if not agreed("Try once more?"):
                return None


def _ask_gmail(held: Settings) -> Owner:
    from replydue.gmail import connect  # Google's client takes its time to load
    from replydue.service.first_look import owner

    with closing(connect(held)) as gmail:
        return owner(gmail)


def _chosen(held: Settings, given: dict[str, str], owner: Owner | None, asked: _Asked) -> Settings:
    """The settings that depend on who the user is: one question where the guesses are right."""
    zone = given.get("timezone") or likely_zone(held.timezone, owner.clocks if owner else ())
    if owner is not None:
        click.echo(f"Your addresses, as Gmail knows them: {', '.join(identity.address for identity in owner.identities)}")
    if not zone:
        click.echo(f"Your mails are written by another clock than this computer's, which is that of {held.timezone}.")
    country = given.get("holidays") or likely_country(zone)
    if not zone or (not {"timezone", "holidays"} <= given.keys() and not asked.confirm(f"Time zone {zone}, and the holidays of {country}: is that right?")):
        zone = asked.text("Your time zone", zone or held.timezone, lambda answer: _checked("timezone", answer))
        country = asked.text(
            "Whose holidays count (a country, or a part of one, like DE-BY)",
            given.get("holidays") or likely_country(zone),
            lambda answer: _checked("holidays", answer),
        )
    return Settings.model_validate({"timezone": zone, "holidays": country, "drafts": {"name": given.get("name", "")}})


def _checked(setting: str, value: str) -> str:
    """The value, if the configuration would take it. Raises UsageError."""
    try:
        Settings.model_validate({setting: value})
    except ValidationError as error:
        raise UsageError(str(error.errors()[0].get("ctx", {}).get("error", "is not possible"))) from None
    return value


def _write(file: Path, chosen: Settings) -> Settings:
    """Writes the commented configuration, and gives what holds from now on."""
    try:
        write_own(file, config.starter(chosen))
        write_own(file.parent / config.SCHEMA_NAME, json.dumps(config.schema(), indent=2))
    except OSError as error:
        raise ConfigError(
            f"{file} cannot be written ({error.strerror})", "make room or mend the permissions of its folder, or name another file with --config"
        ) from None
    click.echo(f"Wrote {file}. Every setting is explained there.")
    return config.load(file)


def _go_on(ctx: click.Context, held: Settings, there: bool, signed_in: bool, service: bool | None, asked: _Asked) -> None:
    """The service, or what is to be done before it."""
    if not there:
        click.echo(f"Next: put Google's client file at {held.account.client_secret}, then `{command_line('auth')}`.")
        if isinstance(asked, _Quiet):
            click.echo(f"\n{WHERE_TO_GET_IT}")
    elif not signed_in and not (service and own_place(held.account.token).exists()):
        click.echo(f"Next: `{command_line('auth')}` signs in to Gmail.")
    elif service or (service is None and asked.confirm("Run it in the background from now on, also after a restart of the computer?")):
        _install(ctx)
    else:
        click.echo(f"Next: `{command_line('run')}` follows your mail as long as it runs; `{command_line('service', 'install')}` lets it run by itself.")


def _install(ctx: click.Context) -> None:
    from replydue.cli.service import install

    try:
        ctx.invoke(install, system=False)
    except ReplydueError as error:
        click.echo(f"{error}\nWithout it: `{command_line('run')}` follows your mail as long as it runs.")
    else:
        click.echo(f"All is set up. `{command_line('status')}` shows your conversations, `{command_line('doctor')}` whether all is well.")
