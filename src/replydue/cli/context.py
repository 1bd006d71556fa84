"""What does every command work with? The settings, the moment, the store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from zoneinfo import ZoneInfo

from replydue import config
from replydue.cli.options import account_named, configured_file
from replydue.core.business_days import BusinessDays
from replydue.core.phrases import day_meant
from replydue.errors import UsageError
from replydue.settings import Settings
from replydue.store import Store, open_store


def settings() -> Settings:
    """The settings of the one mailbox that is meant. Raises ConfigError, and UsageError where it is not said which of several."""
    held = mailboxes()
    if len(held) > 1:
        raise UsageError(f"several mailboxes are configured: {', '.join(held)}", f"say which, like `--account {next(iter(held))}`")
    return next(iter(held.values()))


def mailboxes() -> dict[str, Settings]:
    """The settings of the mailbox that `--account` names, else of all of them, by name; the only one's is "". Raises ConfigError, UsageError."""
    held, name = config.load_all(configured_file()), account_named()
    if name and name not in held:
        known = f"there are {', '.join(held)}" if "" not in held else "there is only one, and it has no name"
        raise UsageError(f"no mailbox is called {name!r}", f"{known}; see `accounts` in the configuration")
    return {name: held[name]} if name else held


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
