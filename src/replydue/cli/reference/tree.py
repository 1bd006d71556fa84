"""Which commands are there, and what does each say of itself? Read from the commands themselves, for the reference page and the manual page."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import dataclass

import click

from replydue.cli.group import commands
from replydue.cli.options import COMMON

PROGRAM = "replydue"


@dataclass(frozen=True, slots=True)
class Command:
    """One command as `--help` tells it; `options` without those that every command has, each as it is written and what it does."""

    path: str  # config check
    usage: str  # config check [OPTIONS]
    said: str  # paragraphs, a blank line between them
    options: tuple[tuple[str, str], ...]


def every_command() -> Iterator[Command]:
    """All commands, in the order of `replydue --help`; those of a group behind each other, in its place."""
    yield from _below(commands, _context(), "")


def common_options() -> tuple[tuple[str, str], ...]:
    """The options that every command has."""
    context = _context()
    shared = (*COMMON, commands.get_help_option(context))
    return tuple(record for option in shared if option and (record := option.get_help_record(context)))


def _context() -> click.Context:
    return click.Context(commands, info_name=PROGRAM, **commands.context_settings)


def _below(group: click.Group, context: click.Context, above: str) -> Iterator[Command]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        inner = click.Context(command, info_name=name, parent=context) if command else context
        if isinstance(command, click.Group):
            yield from _below(command, inner, f"{above}{name} ")
        elif command:
            yield _told(command, inner, f"{above}{name}")


def _told(command: click.Command, context: click.Context, path: str) -> Command:
    own = [option for option in command.params if isinstance(option, click.Option) and option not in COMMON and option.name != "help"]
    return Command(
        path,
        " ".join((path, *command.collect_usage_pieces(context))),
        inspect.cleandoc(command.help or ""),
        tuple(record for option in own if (record := option.get_help_record(context))),
    )
