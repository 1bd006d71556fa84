"""What would be followed? The first look at a mailbox, before anything is written to it: labels, drafts and digests wait until the daemon runs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from replydue.core.model import Identity
from replydue.gmail import Gmail
from replydue.service.conversations import load
from replydue.service.desk import Desk
from replydue.service.summary import summary_of
from replydue.service.views import StatusRow, status_rows
from replydue.service.watch import SET_ASIDE, look
from replydue.settings import Settings
from replydue.store import Store

_ENOUGH = 10  # threads; the user's clock shows in a few mails


@dataclass(frozen=True, slots=True)
class Owner:
    """What Gmail knows of the user. `clocks`: by how much the user's clock was ahead of UTC, and when, as the mails sent last show it."""

    identities: tuple[Identity, ...]
    clocks: tuple[tuple[datetime, timedelta], ...]


class _OnlyLooking(Desk):
    def refresh_labels(self) -> None:
        """Reads the labels that are there, and makes none."""
        prefix = f"{self.settings.labels.prefix}/"
        self.label_names = {id: name.removeprefix(prefix) for name, id in self.gmail.labels().items() if name.startswith(prefix)}


def owner(gmail: Gmail) -> Owner:
    """Asks Gmail who the user is. Raises SignInError, GmailUnreachable, GmailError."""
    return Owner(gmail.identities(), tuple(_clocks(gmail)))


def first_look(settings: Settings, gmail: Gmail, store: Store, now: datetime) -> tuple[StatusRow, ...]:
    """All conversations of the lookback as they stand, followed or not. What was read stays in the store, and the daemon goes on from there.

    Raises ReplydueError. `now` is aware.
    """
    desk = _OnlyLooking(gmail, store, settings)
    for thread_id in sorted(look(desk, now)):
        try:
            conversation = load(desk, thread_id)
            decision = desk.decide(conversation, now)
        except Exception as error:  # noqa: BLE001 - whatever it is, it concerns this conversation alone (invariant 8)
            store.set_aside(thread_id, f"it could not be judged ({type(error).__name__})", now + SET_ASIDE)
        else:  # the daemon decides anew at once, and then acts
            store.save_decision(thread_id, decision, summary=summary_of(conversation, decision), wake_at=now)
    return status_rows(store)


def _clocks(gmail: Gmail) -> Iterator[tuple[datetime, timedelta]]:
    for thread in gmail.threads(islice(gmail.thread_ids(label_ids=["SENT"]), _ENOUGH)):
        for message in thread.messages:
            offset = message.date.utcoffset()
            if "SENT" in message.labels and offset is not None:
                yield message.date, offset
