"""What does every command work with? The settings, the moment, the store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from zoneinfo import ZoneInfo

from replydue import config
from replydue.cli.options import configured_file
from replydue.core.business_days import BusinessDays
from replydue.core.phrases import day_meant
from replydue.errors import UsageError
from replydue.settings import Settings
from replydue.store import Store, open_store


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
