"""What does Gmail tell us? Its answers as values, in the words of the mail model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from replydue.core.mail import Message
from replydue.errors import GmailUnreachable


class Uncertain(GmailUnreachable):
    """The request went out and its answer was lost: whether it was carried out has to be looked up before it is asked for again."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Whose mailbox it is, and the history id from which changes can be asked for. History ids are opaque."""

    address: str
    history_id: str


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened to one message. `labels` are those at the moment of the change; `changed` those it put on or took off."""

    kind: Literal["added", "deleted", "labelled", "unlabelled"]
    message_id: str
    thread_id: str
    labels: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened, in order, and the history id to go on from."""

    changes: tuple[Change, ...]
    history_id: str


@dataclass(frozen=True, slots=True)
class Thread:
    """A thread with all its messages, drafts, spam and trash among them (by label); oldest first as Gmail received them."""

    id: str
    messages: tuple[Message, ...]
    history_id: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft. Its id stays; the id of its message changes with every save."""

    id: str
    message: Message
