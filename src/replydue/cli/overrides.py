"""`replydue expect`, `snooze`, `stop`, `track`: what the user lays down, whatever the mail says."""

from __future__ import annotations

import click

from replydue.cli import words
from replydue.cli.completion import names
from replydue.cli.context import day, mailboxes, now, store
from replydue.cli.whose import mailbox_with
from replydue.service import overrides

_NAME = click.argument("name", shell_complete=names)
_WHEN = click.argument("when", nargs=-1, required=True)
_NEXT = "It takes effect at the daemon's next look."


@click.command()
@_NAME
@_WHEN
def expect(name: str, when: tuple[str, ...]) -> None:
    """Say by which day you expect a reply. WHEN is what you would write: next Friday, 14 Dec, 2 weeks."""
    held = mailbox_with(name, mailboxes())
    moment, by = now(held), day(" ".join(when), held)
    with store(held) as opened:
        row = overrides.expect(opened, name, by, moment)
    click.echo(f"{words.who(row)}: a reply is expected by {words.dated(by, moment.date())}. {_NEXT}")


@click.command()
@_NAME
@_WHEN
def snooze(name: str, when: tuple[str, ...]) -> None:
    """Leave a conversation alone until a day. WHEN is what you would write: next Friday, 14 Dec, 2 weeks."""
    held = mailbox_with(name, mailboxes())
    moment, until = now(held), day(" ".join(when), held)
    with store(held) as opened:
        row = overrides.snooze(opened, name, until, held, moment)
    click.echo(f"{words.who(row)}: left alone until {words.dated(until, moment.date())}. {_NEXT}")


@click.command()
@_NAME
def stop(name: str) -> None:
    """Never follow up on a conversation. `track` takes it back."""
    held = mailbox_with(name, mailboxes())
    with store(held) as opened:
        row = overrides.stop(opened, name, now(held))
    click.echo(f"{words.who(row)}: no follow-ups any more. {_NEXT}")


@click.command()
@_NAME
def track(name: str) -> None:
    """Follow a conversation, whatever the mail looks like. `stop` takes it back."""
    held = mailbox_with(name, mailboxes())
    with store(held) as opened:
        row = overrides.track(opened, name, now(held))
    click.echo(f"{words.who(row)}: is followed. {_NEXT}")
