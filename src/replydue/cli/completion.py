"""`replydue completion`: what makes a shell complete commands, options and the names of conversations."""

from __future__ import annotations

import re
from collections.abc import Iterator

import click
from click.shell_completion import CompletionItem, get_completion_class

from replydue.cli.context import Held, outlines, overview
from replydue.errors import ReplydueError
from replydue.service.views import StatusRow, status_rows
from replydue.store import file_of

_PROGRAM, _VARIABLE = "replydue", "_REPLYDUE_COMPLETE"  # click answers the shell where that variable is set
# Names are written by strangers, and the shell puts the word into the user's command line as it is.
_WORD = re.compile(r"\w[\w.-]*")


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print what makes a shell complete replydue: commands, options, and the names of conversations.

    bash, in ~/.bashrc: eval "$(replydue completion bash)". zsh, in ~/.zshrc: eval "$(replydue completion zsh)".
    fish: replydue completion fish > ~/.config/fish/completions/replydue.fish
    """
    from replydue.cli.group import commands  # which imports this module when it is asked for this command

    kind = get_completion_class(shell)
    if kind:
        click.echo(kind(commands, {}, _PROGRAM, _VARIABLE).source())


def names(ctx: click.Context, _: click.Parameter, begun: str) -> list[CompletionItem]:
    """Words of the names and companies of followed conversations that begin so. Where anything is wrong, none: no error belongs into a command line."""
    with ctx.scope(cleanup=False):
        try:
            rows = list(_rows())
        except ReplydueError:
            return []
    found = {word: row for row in rows for word in _words(row) if word.casefold().startswith(begun.casefold())}
    return [CompletionItem(word, help=", ".join(filter(None, (row.name, row.company)))) for word, row in sorted(found.items())]


def _rows() -> Iterator[StatusRow]:
    for held in outlines().values():
        yield from _rows_of(held)


def _rows_of(held: Held) -> tuple[StatusRow, ...]:
    file = file_of(held.store)
    if file and not file.exists():  # opening it would make it
        return ()
    with overview(held) as opened:
        return status_rows(opened, untracked=False)


def _words(row: StatusRow) -> Iterator[str]:
    return (word for word in (*row.name.split(), *row.company.split()) if _WORD.fullmatch(word))
