"""What the rest of the program hears of Gmail, in its own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from replydue.core.model import Message
from replydue.errors import GmailUnreachable


class Uncertain(GmailUnreachable):
    """The answer to a call that changes something was lost: it may have been carried out. Look before trying again."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Whose mailbox it is, and the history id as of now (an opaque text)."""

    address: str
    history_id: str


@dataclass(frozen=True, slots=True)
class Change:
    """One change of one message. `labels` are those at the moment of the change, `changed` the label ids put on or taken off."""

    kind: Literal["added", "deleted", "labelled", "unlabelled"]
    message_id: str
    thread_id: str
    labels: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Changes:
    """All changes since a history id, in order, and the id to go on from."""

    changes: tuple[Change, ...]
    history_id: str


@dataclass(frozen=True, slots=True)
class Thread:
    """A thread with all its messages, drafts, spam and trash among them, oldest first."""

    id: str
    messages: tuple[Message, ...]
    history_id: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft: its own id, which is stable, and its message, whose id changes with every save."""

    id: str
    message: Message
