"""Which options has every command? They are kept where every command finds them, wherever they were given on the line."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import click

_FILE, _ACCOUNT, _DEBUG = "replydue.file", "replydue.account", "replydue.debug"
_KEPT = {"config": _FILE, "account": _ACCOUNT, "debug": _DEBUG}


def _keep(ctx: click.Context, parameter: click.Parameter, value: Any) -> None:
    """Keeps a common option where every command finds it; the one nearest to the command's own name counts."""
    if value:
        ctx.meta[_KEPT[str(parameter.name)]] = value


COMMON = (
    click.Option(
        ["--config"], metavar="FILE", type=click.Path(path_type=Path), expose_value=False, callback=_keep,
        help="The configuration to use; by default ~/.config/replydue/replydue.yaml.",
    ),
    click.Option(["--account"], metavar="NAME", expose_value=False, callback=_keep, help="Which of several mailboxes (`accounts` in the configuration)."),
    click.Option(["--debug"], is_flag=True, expose_value=False, callback=_keep, help="Show where in the program a failure happened, and log more."),
)  # fmt: skip


def configured_file() -> Path | None:
    """The file that `--config` names, if it was given."""
    found: Path | None = click.get_current_context().meta.get(_FILE)
    return found


def account_named() -> str:
    """The mailbox that `--account` names, "" if it was not given."""
    return str(click.get_current_context().meta.get(_ACCOUNT, ""))


def debugging() -> bool:
    """Whether `--debug` was given."""
    return bool(click.get_current_context().meta.get(_DEBUG))


def command_line(*words: str) -> str:
    """A command to suggest, with the configuration and the mailbox that are in use now."""
    file, account = configured_file(), account_named()
    return shlex.join(["replydue", *words, *(["--config", str(file)] if file else []), *(["--account", account] if account else [])])
