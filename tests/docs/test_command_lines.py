"""Every command line that the documentation shows is one that the program takes."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from replydue.cli.group import commands

from .pages import PAGES, blocks, inline, named

_SHELLS = {"sh", "bash", "console"}
_LINE = re.compile(r"^(?:\$ |    )?(?:sudo )?(?:[A-Z_]+=\S+ )*(?:\S*/)?replydue (?P<rest>[^#&|>\n]+)", re.M)
_INLINE = re.compile(r"(?:sudo )?(?:[A-Z_]+=\S+ )*(?:\S*/)?replydue (?P<rest>[^|&>]+)")


def shown(page: Path) -> list[str]:
    """Whole command lines, of blocks for a shell."""
    return [found["rest"].strip() for block in blocks(page) if block.language in _SHELLS for found in _LINE.finditer(block.text)]


def mentioned(page: Path) -> list[str]:
    """Commands within text, which may be without their arguments."""
    return [found["rest"].strip() for code in inline(page) if (found := _INLINE.fullmatch(code))]


def refused(line: str, *, whole: bool) -> str:
    """What the program has against a command line, "" if nothing. Nothing is run."""
    words = shlex.split(line)
    try:
        context = click.Context(commands, info_name="replydue", **commands.context_settings)
        command: click.Command = commands
        while isinstance(command, click.Group) and words and not words[0].startswith("-") and not words[0].isupper():
            name, found, words = command.resolve_command(context, words)
            assert found is not None
            command, context = found, click.Context(found, info_name=name, parent=context, **commands.context_settings)
        if whole and not isinstance(command, click.Group) and not {"--help", "-h"} & set(words):
            command.make_context(context.info_name, words, parent=context.parent)
        elif words and not words[0].isupper():
            command.make_parser(context).parse_args(list(words))
    except click.UsageError as error:
        return "" if isinstance(error, click.BadParameter) and "does not exist" in str(error) else f"{line}: {error.format_message()}"
    return ""


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_command_line_shown_is_taken(page: Path) -> None:
    assert [problem for line in shown(page) if (problem := refused(line, whole=True))] == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_command_mentioned_is_one(page: Path) -> None:
    assert [problem for line in mentioned(page) if (problem := refused(line, whole=False))] == []


@pytest.mark.parametrize("line", ["stauts", "status --jsno", "why", "explain --me", "config chek", "run --log-format xml", "auth --port many"])
def test_a_wrong_command_line_would_be_found(line: str) -> None:
    assert refused(line, whole=True)


def test_command_lines_are_found_at_all() -> None:
    assert sum(len(shown(page)) for page in PAGES) > 10
    assert sum(len(mentioned(page)) for page in PAGES) > 30
