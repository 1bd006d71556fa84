"""One mailbox, one daemon on it over HTTP, one clock for both: what the stories are played with."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import SMTP, default
from email.utils import format_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from replydue.sandbox import Sandbox
from replydue.service.clock import Clock
from replydue.service.daemon import Daemon, Summary, build
from replydue.service.views import StatusRow, status_rows
from replydue.settings import Settings

ZONE = ZoneInfo("America/New_York")
ME, ALIAS = "sam@example.com", "sam@work.example"
DANA = "Dana Whitfield <dana@northwind.example>"
WRITES = frozenset({
    "drafts.create", "drafts.update", "drafts.delete", "drafts.send", "threads.modify", "messages.modify", "messages.batchModify", "messages.send",
    "messages.insert", "messages.trash", "labels.create", "labels.patch", "labels.update", "labels.delete",
})  # fmt: skip
PROMISE = "Hi Sam,\n\nIt was good to talk about the Data Engineer role. You should hear from us by Friday.\n\nBest,\nDana"


def on(day: int, clock: str, month: int = 11) -> datetime:
    """A moment of autumn 2026 in the user's zone. The 16th of November is a Monday; the Thursday after next is Thanksgiving."""
    return datetime.combine(datetime(2026, month, day, tzinfo=UTC).date(), datetime.strptime(clock, "%H:%M").replace(tzinfo=UTC).time(), ZONE)


def settings_for(folder: Path, endpoint: str, **more: object) -> Settings:
    """All defaults, in one folder, against the sandbox."""
    (folder / "token.json").write_text(json.dumps({"token": "a-token"}), encoding="utf-8")
    return Settings.model_validate({
        "account": {"token": str(folder / "token.json")}, "timezone": str(ZONE), "holidays": "US", "drafts": {"templates": str(folder / "templates")},
        "store": f"sqlite:///{folder / 'replydue.db'}", "gmail": {"endpoint": endpoint}, **more,
    })  # fmt: skip


class World:
    """A mailbox and its daemon. Everything the user does is done on the sandbox, everything the daemon does goes over HTTP."""

    def __init__(self, box: Sandbox, folder: Path, **more: object) -> None:
        self.box, self.folder = box, folder
        self.settings = settings_for(folder, box.endpoint, **more)
        self.clock = Clock()
        self.daemon: Daemon = build(self.settings, clock=self.clock)
        self._count = 0

    def at(self, moment: datetime) -> None:
        """Sets both clocks."""
        self.box.clock.set(moment)
        self.clock.advance(moment - self.clock.now())

    def once(self, moment: datetime | None = None) -> Summary:
        """One pass of the daemon, at that moment."""
        if moment is not None:
            self.at(moment)
        return self.daemon.once()

    def settled(self) -> None:
        """Decides again, twice, over what was done: nothing is to do, nothing is written."""
        self.once()
        self.box.reset_log()
        again = self.once()
        assert self.writes() == []
        assert (again.drafts_created, again.drafts_withdrawn, again.sent, again.calls) == (0, 0, 0, 0)

    def writes(self) -> list[str]:
        """The calls so far that change something."""
        return [request.method for request in self.box.requests if request.method in WRITES]

    def restarted(self) -> None:
        """A new daemon on the same store, as after a crash: nothing but the store is left of the old one."""
        self.daemon.close()
        self.daemon = build(self.settings, clock=self.clock)

    def mail(self, words: str, sender: str = DANA, to: str = f"Sam Porter <{ME}>", subject: str = "Data Engineer at Northwind", **more: str) -> bytes:
        """A mail of this moment; in the thread of `answers` where that Message-ID is given."""
        self._count += 1
        message = EmailMessage(policy=SMTP)
        message["From"], message["To"] = sender, to
        answers = more.pop("answers", "")
        message["Subject"] = f"Re: {subject}" if answers else subject
        message["Date"] = format_datetime(self.box.clock.now().astimezone(ZONE))
        message["Message-ID"] = more.pop("message_id", f"<{self._count}@mail.example>")
        if answers:
            message["In-Reply-To"] = message["References"] = answers
        for name, value in more.items():
            message[name.replace("_", "-")] = value
        message.set_content(words)
        return bytes(message)

    def promised(self, moment: datetime | None = None, words: str = PROMISE, to: str = f"Sam Porter <{ME}>") -> str:
        """Dana writes, on Tuesday the 17th unless told otherwise, that one will hear by Friday; the thread's id."""
        self.at(moment or on(17, "10:00"))
        return self.box.thread_of(self.box.receive(self.mail(words, to=to, message_id="<first@northwind.example>")))

    def reply(self, words: str) -> None:
        """Dana answers in the thread, now."""
        self.box.receive(self.mail(words, answers="<first@northwind.example>"))

    def write(self, words: str) -> None:
        """The user writes in the thread by hand, now."""
        self.box.user.write(self.mail(words, sender=f"Sam Porter <{ME}>", to=DANA, answers="<first@northwind.example>"))

    def drafted(self) -> str:
        """Dana's promise has passed, and the draft stands; the thread's id."""
        thread = self.promised()
        self.once()
        self.once(on(24, "09:00"))
        assert len(self.drafts()) == 1
        return thread

    def drafts(self) -> list[tuple[str, Message]]:
        """Draft ids and what is in the drafts."""
        return [(draft_id, message_from_bytes(raw, policy=default)) for draft_id, _thread, raw in self.box.drafts()]

    def draft_id(self) -> str:
        """The id of the one draft."""
        ((draft_id, _),) = self.drafts()
        return draft_id

    def sent(self) -> list[Message]:
        """What went out."""
        return [message_from_bytes(raw, policy=default) for raw in self.box.sent()]

    def labels(self, thread: str) -> set[str]:
        """Our labels on the thread."""
        return {name.removeprefix("Replydue/") for name in self.box.labels_of(thread) if name.startswith("Replydue/")}

    def row(self, thread: str) -> StatusRow:
        """What the daemon knows of the thread."""
        return next(row for row in status_rows(self.daemon.store) if row.thread_id == thread)

    def phases(self, thread: str) -> list[str]:
        """All phases of the thread's follow-ups, in order."""
        return [phase for _number, phase, _at, _why in self.daemon.store.history_of(thread)]


@contextmanager
def world_on(box: Sandbox, folder: Path, **more: object) -> Iterator[World]:
    """A world that is taken down at the end."""
    world = World(box, folder, **more)
    try:
        yield world
    finally:
        world.daemon.close()
