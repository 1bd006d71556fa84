"""Does anything of a mail, or any secret, reach a log, whatever happens? Everything that a whole life writes is looked through (invariant 9)."""

from __future__ import annotations

import json
import logging
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from replydue.cli.logs import AsObject, OneLine
from replydue.errors import ReplydueError
from replydue.sandbox import Fault
from tests.service.world import World, on

_SECRETS = ("a-token", "marmalade", "pomegranate", "kumquat", "quince jelly", "Data Engineer at Northwind")
_PROMISE = "Hi Sam,\n\nIt was good to talk about the Data Engineer role, and the marmalade was good. You should hear from us by Friday.\n\nBest,\nDana"


class Kept(logging.Handler):
    """Keeps every record."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps one."""
        self.records.append(record)


@pytest.fixture
def written() -> Iterator[Kept]:
    """All that replydue logs, whatever other tests have done to logging in this process."""
    ours, kept, disabled = logging.getLogger("replydue"), Kept(), logging.root.manager.disable
    level = ours.level
    ours.addHandler(kept)
    ours.setLevel(logging.DEBUG)
    logging.disable(logging.NOTSET)
    for name in [name for name in logging.root.manager.loggerDict if name.startswith("replydue.")]:
        logging.getLogger(name).disabled = False
    yield kept
    logging.disable(disabled)
    ours.setLevel(level)
    ours.removeHandler(kept)


def _lives(world: World) -> None:
    """Drafts, edits, approvals, faults of every kind, mail that nobody can read, a lost sign-in."""
    thread = world.promised(words=_PROMISE)
    world.once()
    broken = b"From: Ines <ines@quince.example>\r\nSubject: quince jelly\r\nContent-Type: multipart/mixed; boundary=\r\n\r\nkumquat"
    world.box.receive(broken)
    world.box.receive(world.mail("pomegranate", sender="Kim <kim@rheinwerke.example>", subject="quince jelly"))
    for kind in ("status", "html_503", "truncate", "drop_before", "drop_after"):
        world.box.fault(Fault(kind=kind, skip=2))
        try:
            world.once()
        except ReplydueError as error:
            logging.getLogger("replydue").error("%s", error)
        world.box.clear_faults()
    world.once(on(24, "09:00"))
    world.box.user.edit_draft(world.draft_id(), "Hi Dana,\n\npomegranate and kumquat.\n\nSam")
    world.box.user.label(thread, "Replydue/Approved")
    world.box.fault(Fault("drafts.send", kind="drop_after"))
    world.once(on(24, "10:00"))
    world.once(on(24, "10:02"))
    assert len(world.sent()) == 1


def test_no_log_holds_a_mail_a_subject_or_a_secret(world: World, written: Kept) -> None:
    _lives(world)
    lines = [form.format(record) for record in written.records for form in (OneLine(journal=False, debug=True), OneLine(journal=True, debug=True), AsObject())]
    assert lines
    assert [(secret, line) for line in lines for secret in _SECRETS if secret.lower() in line.lower()] == []


def test_what_happens_is_told_one_event_a_line_by_the_conversations_id(world: World, written: Kept) -> None:
    thread = world.promised(words=_PROMISE)
    world.once()
    world.once(on(24, "09:00"))
    told = [json.loads(AsObject().format(record)) for record in written.records if record.levelno >= logging.INFO]
    assert [each["event"] for each in told if each.get("conversation") == thread] == [
        f"conversation {thread}: waiting, reply expected by 2026-11-20",
        f"conversation {thread}: follow-up 1: drafting (step 1 is due)",
        f"conversation {thread}: follow-up 1: drafted (the draft was put up)",
        f"conversation {thread}: overdue, reply expected by 2026-11-20",
    ]


def test_what_is_kept_is_the_users_alone(world: World) -> None:
    _lives(world)
    kept = [path for path in Path(world.folder).rglob("*") if path.suffix in (".db", ".db-wal", ".db-shm")]
    assert kept
    assert {stat.S_IMODE(path.stat().st_mode) & 0o077 for path in kept} == {0}
