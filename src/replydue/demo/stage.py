"""Where is it played? The sandbox and the real daemon over HTTP, on one clock, in one folder."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from replydue.demo.cast import JOBS_ADDRESS, ME, ZONE
from replydue.demo.seen import Draft, View, seen
from replydue.demo.story import MONDAY
from replydue.sandbox import Sandbox
from replydue.service.clock import Clock
from replydue.service.daemon import Daemon, build
from replydue.service.views import StatusRow, status_rows
from replydue.settings import Settings
from replydue.store import Store

PREFIX = "Replydue/"


def configured(folder: Path, endpoint: str) -> Settings:
    """The settings of the demo: all defaults, but everything in one folder and against the sandbox. Writes the token file that contract 4 asks for."""
    token = folder / "token.json"
    token.write_text(json.dumps({"token": "sandbox"}), encoding="utf-8")
    token.chmod(0o600)
    return Settings.model_validate({
        "account": {"token": str(token), "client_secret": str(folder / "client_secret.json")},
        "timezone": str(ZONE), "holidays": "US",
        "drafts": {"templates": str(folder / "templates")},
        "store": f"sqlite:///{folder / 'replydue.db'}",
        "gmail": {"endpoint": endpoint},
    })  # fmt: skip


class LiveStage:
    """The sandbox, with Alex's hands on it, and the daemon that looks at it. What is done here goes over HTTP, as it would with Gmail."""

    def __init__(self, box: Sandbox, clock: Clock, daemon: Daemon) -> None:
        self._box, self._clock, self._daemon = box, clock, daemon

    @property
    def store(self) -> Store:
        """What the daemon knows."""
        return self._daemon.store

    def now(self) -> datetime:
        """The moment on the stage, in Alex's zone."""
        return self._clock.now().astimezone(ZONE)

    def move_to(self, at: datetime) -> None:
        """Sets the sandbox's clock and the daemon's to one moment."""
        self._box.clock.set(at)
        self._clock.advance(at - self._clock.now())

    def look(self) -> None:
        """Lets the daemon look at its mailbox once: sync, judge, and do what is due."""
        self._daemon.once()

    def receive(self, raw: bytes) -> str:
        """A mail comes in; the id of its thread."""
        return self._box.thread_of(self._box.receive(raw))

    def write(self, raw: bytes) -> None:
        """Alex writes a mail by hand, in Gmail."""
        self._box.user.write(raw)

    def press_send(self, draft: Draft) -> None:
        """Alex presses Send on a draft."""
        self._box.user.press_send(draft.draft_id)

    def edit(self, draft: Draft, text: str) -> None:
        """Alex rewrites a draft."""
        self._box.user.edit_draft(draft.draft_id, text)

    def discard(self, draft: Draft) -> None:
        """Alex deletes a draft."""
        self._box.user.discard(draft.draft_id)

    def label(self, thread_id: str, name: str) -> None:
        """Alex puts a label below the prefix on a thread."""
        self._box.user.label(thread_id, PREFIX + name)

    def unlabel(self, thread_id: str, name: str) -> None:
        """Alex takes a label below the prefix off a thread."""
        self._box.user.unlabel(thread_id, PREFIX + name)

    def labels(self, thread_id: str) -> frozenset[str]:
        """The labels below the prefix that a thread bears."""
        return frozenset(name.removeprefix(PREFIX) for name in self._box.labels_of(thread_id) if name.startswith(PREFIX))

    def drafts(self) -> dict[str, Draft]:
        """The drafts that stand, by thread."""
        return {thread_id: seen(draft_id, raw) for draft_id, thread_id, raw in self._box.drafts()}

    def sent_in(self) -> dict[str, int]:
        """How many mails of Alex's have gone out, by thread."""
        return Counter(thread_id for thread_id in self._box.threads() for held in self._box.messages_of(thread_id) if "SENT" in held.labels)

    def views(self) -> dict[str, View]:
        """The daemon's conversations, by thread."""
        return {row.thread_id: _view(row) for row in status_rows(self.store)}


def _view(row: StatusRow) -> View:
    expected = row.expectation
    return View(
        row.thread_id,
        row.standing.value,
        row.reason.value if row.reason else "",
        expected.by if expected else None,
        expected.source.value if expected else "",
        expected.evidence.quote if expected and expected.evidence else "",
    )


@contextmanager
def set_up(folder: Path) -> Iterator[LiveStage]:
    """The stage, with the curtain up: the sandbox serves, the daemon is signed in. Both are taken down at the end."""
    box = Sandbox(me=ME.address, name=ME.name, aliases=((JOBS_ADDRESS, ME.name),))
    box.clock.set(MONDAY)
    with box:
        clock = Clock()
        clock.advance(MONDAY - clock.now())
        daemon = build(configured(folder, box.endpoint), clock=clock)
        try:
            yield LiveStage(box, clock, daemon)
        finally:
            daemon.close()
