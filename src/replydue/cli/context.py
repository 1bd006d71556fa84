"""What does every command work with? The settings, the moment, the store. What only shows takes them in short, without loading what checks and writes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol, TypeVar
from zoneinfo import ZoneInfo

from replydue import config
from replydue.cli.options import account_named, configured_file
from replydue.errors import UsageError
from replydue.store import Overview, look_into

if TYPE_CHECKING:
    from replydue.config import Outline
    from replydue.settings import Settings
    from replydue.store import Store

_T = TypeVar("_T")


class Held(Protocol):
    """The settings of a mailbox, whole or in short."""

    @property
    def store(self) -> str: ...
    @property
    def timezone(self) -> str: ...


def settings() -> Settings:
    """The settings of the one mailbox that is meant. Raises ConfigError, and UsageError where it is not said which of several."""
    return _the_only(mailboxes())


def mailboxes() -> dict[str, Settings]:
    """The settings of the mailbox that `--account` names, else of all of them, by name; the only one's is "". Raises ConfigError, UsageError."""
    return _meant(config.load_all(configured_file()))


def outline() -> Outline:
    """As `settings`, in short."""
    return _the_only(outlines())


def outlines() -> dict[str, Outline]:
    """As `mailboxes`, in short."""
    return _meant(config.outlines(configured_file()))


def _meant(held: dict[str, _T]) -> dict[str, _T]:
    name = account_named()
    if name and name not in held:
        known = f"there are {', '.join(held)}" if "" not in held else "there is only one, and it has no name"
        raise UsageError(f"no mailbox is called {name!r}", f"{known}; see `accounts` in the configuration")
    return {name: held[name]} if name else held


def _the_only(held: dict[str, _T]) -> _T:
    if len(held) > 1:
        raise UsageError(f"several mailboxes are configured: {', '.join(held)}", f"say which, like `--account {next(iter(held))}`")
    return next(iter(held.values()))


def now(held: Held) -> datetime:
    """This moment in the user's time zone."""
    return datetime.now(ZoneInfo(held.timezone))


def day(text: str, held: Settings) -> date:
    """The day that a person means ("next Friday", "14 Dec", "2 weeks"). Raises UsageError where it is none, or none to come."""
    from replydue.core.business_days import BusinessDays
    from replydue.core.phrases import day_meant

    meant = day_meant(text, now(held).date(), BusinessDays(held.holidays), held.month_first)
    if meant is None:
        raise UsageError(f"{text!r} names no single day to come", "write it like 'next Friday', '14 Dec' or '2 weeks'")
    return meant


@contextmanager
def store(held: Held) -> Iterator[Store]:
    """The open store. Raises StoreError."""
    from replydue.store import open_store

    with closing(open_store(held.store)) as opened:
        yield opened


@contextmanager
def overview(held: Held) -> Iterator[Overview]:
    """The store, open to be looked at. Raises StoreError."""
    with closing(look_into(held.store)) as opened:
        yield opened
