"""What can be seen and done from outside? What Alex sees in Gmail, what the daemon says of it, and the levers that there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import getaddresses
from typing import Protocol

from replydue.core.follow_ups import draft_text
from replydue.core.message import read
from replydue.core.mime import parse


@dataclass(frozen=True)
class Draft:
    """A draft as Alex sees it in Gmail. `text` is the part above the quote; `to` holds every recipient, Cc and Bcc too."""

    draft_id: str
    to: tuple[str, ...]
    sender: str
    in_reply_to: str
    text: str


@dataclass(frozen=True)
class View:
    """A conversation as the daemon sees it."""

    thread_id: str
    standing: str
    reason: str
    expected_by: date | None
    source: str
    quote: str


def seen(draft_id: str, raw: bytes) -> Draft:
    """A draft's bytes as Alex would see them."""
    message = read(parse(raw), id=draft_id)
    recipients = [value for name, value in message.headers if name in ("to", "cc", "bcc")]
    return Draft(
        draft_id,
        tuple(address for _, address in getaddresses(recipients)),
        message.sender.address,
        message.header("in-reply-to"),
        draft_text(message),
    )


class Stage(Protocol):
    """A mailbox with a daemon on it and one clock for both; `stage.py` has the real one."""

    def move_to(self, at: datetime) -> None:
        """Sets both clocks."""

    def look(self) -> None:
        """Lets the daemon look at the mailbox once: sync, judge, do what is due."""

    def receive(self, raw: bytes) -> str:
        """A mail comes in; the id of its thread."""

    def write(self, raw: bytes) -> None:
        """Alex writes a mail by hand."""

    def press_send(self, draft: Draft) -> None:
        """Alex presses Send on a draft."""

    def edit(self, draft: Draft, text: str) -> None:
        """Alex rewrites a draft."""

    def discard(self, draft: Draft) -> None:
        """Alex deletes a draft."""

    def label(self, thread_id: str, name: str) -> None:
        """Alex puts a label below the prefix on a thread."""

    def unlabel(self, thread_id: str, name: str) -> None:
        """Alex takes a label below the prefix off a thread."""

    def labels(self, thread_id: str) -> frozenset[str]:
        """The labels below the prefix that a thread bears."""

    def drafts(self) -> Mapping[str, Draft]:
        """The drafts that stand, by thread."""

    def sent_in(self) -> Mapping[str, int]:
        """How many mails of Alex's have gone out, by thread."""

    def views(self) -> Mapping[str, View]:
        """The daemon's conversations, by thread."""
