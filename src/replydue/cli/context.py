"""What does every command know? The settings and the moment; and the options that all commands share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from replydue import config
from replydue.core.business_days import BusinessDays
from replydue.core.phrases import day_meant
from replydue.errors import UsageError
from replydue.settings import Settings
from replydue.store import Store, open_store

_FILE, _DEBUG = "replydue.file", "replydue.debug"


def _keep(ctx: click.Context, parameter: click.Parameter, value: Any) -> None:
    """Keeps a common option where every command finds it; the one nearest to the command's own name counts."""
    if value:
        ctx.meta[_FILE if parameter.name == "config" else _DEBUG] = value


COMMON = (
    click.Option(
        ["--config"], metavar="FILE", type=click.Path(path_type=Path), expose_value=False, callback=_keep,
        help="The configuration to use; by default ~/.config/replydue/replydue.yaml.",
    ),
    click.Option(["--debug"], is_flag=True, expose_value=False, callback=_keep, help="Show where in the program a failure happened, and log more."),
)  # fmt: skip


def configured_file() -> Path | None:
    """The file that `--config` names, if it was given."""
    found: Path | None = click.get_current_context().meta.get(_FILE)
    return found


def debugging() -> bool:
    """Whether `--debug` was given."""
    return bool(click.get_current_context().meta.get(_DEBUG))


def settings() -> Settings:
    """The settings that hold. Raises ConfigError."""
    return config.load(configured_file())


def now(held: Settings) -> datetime:
    """This moment in the user's time zone."""
    return datetime.now(ZoneInfo(held.timezone))


def day(text: str, held: Settings) -> date:
    """The day that a person means ("next Friday", "14 Dec", "2 weeks"). Raises UsageError where it is none, or none to come."""
    meant = day_meant(text, now(held).date(), BusinessDays(held.holidays), held.month_first)
    if meant is None:
        raise UsageError(f"{text!r} names no single day to come", "write it like 'next Friday', '14 Dec' or '2 weeks'")
    return meant


@contextmanager
def store(held: Settings) -> Iterator[Store]:
    """The open store. Raises StoreError."""
    opened = open_store(held.store)
    try:
        yield opened
    finally:
        opened.close()


def command_line(*words: str) -> str:
    """A command to suggest, with the configuration that is in use now."""
    file = configured_file()
    return " ".join(["replydue", *words, *(["--config", os.fspath(file)] if file else [])])
