"""Where is it measured? A sandbox with made mail, and the daemon on it: in this process, over HTTP, on one clock."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.mail import ME, MY_NAME, Mail
from replydue.sandbox import Clock as BoxClock
from replydue.sandbox import Request, Sandbox
from replydue.service.clock import Clock
from replydue.service.daemon import Daemon, Summary, build
from replydue.settings import Settings

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)  # a Tuesday, ten in the morning in New York: the send window is open
ZONE = "America/New_York"


def configuration(folder: Path, endpoint: str, **more: Any) -> dict[str, Any]:
    """All defaults, everything in one folder, against the sandbox; no digest, which would come at its hour. Writes the sign-in."""
    token = folder / "token.json"
    token.write_text(json.dumps({"token": "bench"}), encoding="utf-8")
    token.chmod(0o600)
    return {
        "account": {"token": str(token)}, "timezone": ZONE, "holidays": "US", "digest": "off", "drafts": {"templates": str(folder / "templates")},
        "store": f"sqlite:///{folder / 'replydue.db'}", "gmail": {"endpoint": endpoint}, **more,
    }  # fmt: skip


def fill(box: Sandbox, mails: Iterable[Mail]) -> list[str]:
    """Lets the mails arrive, each at its moment; the threads of recruiters among them."""
    tracked: dict[str, None] = {}
    standing_at = box.clock.now()
    for mail in mails:
        box.clock.set(mail.at)
        message_id = box.receive(mail.raw, labels=mail.labels)
        if mail.kind == "recruiter":
            tracked[box.thread_of(message_id)] = None
    box.clock.set(standing_at)
    return list(tracked)


class World:
    """A mailbox and its daemon."""

    def __init__(self, box: Sandbox, folder: Path, **more: Any) -> None:
        self.box, self.folder = box, folder
        self.settings = Settings.model_validate(configuration(folder, box.endpoint, **more))
        self.clock = Clock()
        self.clock.advance(box.clock.now() - self.clock.now())
        self.daemon: Daemon = build(self.settings, clock=self.clock)

    def advance(self, by: timedelta) -> None:
        """Moves both clocks."""
        self.box.clock.advance(by)
        self.clock.advance(self.box.clock.now() - self.clock.now())

    def once(self) -> Summary:
        """One pass."""
        return self.daemon.once()

    def until_quiet(self) -> int:
        """Polls until one costs a single request; how many polls it took."""
        for polls in range(1, 20):
            self.advance(timedelta(minutes=1))
            before = len(self.box.requests)
            self.once()
            if len(self.box.requests) == before + 1:
                return polls
        raise RuntimeError("the daemon never came to rest")

    def restarted(self) -> None:
        """A new daemon on the same store."""
        self.daemon.close()
        self.daemon = build(self.settings, clock=self.clock)


@contextmanager
def world(mails: Iterable[Mail], now: datetime = NOW, **more: Any) -> Iterator[tuple[World, list[str]]]:
    """A world with that mail in it, not looked at yet, and the threads of recruiters in it."""
    with TemporaryDirectory() as folder, Sandbox(ME, MY_NAME, clock=BoxClock(now)) as box:
        tracked = fill(box, mails)
        made = World(box, Path(folder), **more)
        box.reset_log()
        try:
            yield made, tracked
        finally:
            made.daemon.close()


def units(requests: Iterable[Request]) -> int:
    """What the requests cost."""
    return sum(request.units for request in requests)
