"""Several mailboxes on the command line: one process watches all of them, and every command says which it speaks of."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from replydue.sandbox import Sandbox
from replydue.sign_in_file import save

from .conftest import PROGRAM, Call

BOXES = ("private", "university", "work")


def _mail(who: str) -> bytes:
    """A promise that holds for days to come."""
    sent = format_datetime(datetime.now(UTC) - timedelta(days=2))
    return (
        f"From: {who} Whitfield <{who.lower()}@northwind.example>\r\nTo: sam@home.example\r\nSubject: Data Engineer at Northwind\r\n"
        f"Message-ID: <{who}@northwind.example>\r\nDate: {sent}\r\n\r\n"
        "Hi Sam,\r\n\r\nIt was good to talk about the Data Engineer role. You should hear from us within two weeks.\r\n"
    ).encode()


@pytest.fixture
def boxes() -> Iterator[dict[str, Sandbox]]:
    """A mailbox for each, with one conversation in it."""
    made = {name: Sandbox(f"sam@{name}.example") for name in BOXES}
    for box, who in zip(made.values(), ("Dana", "Kim", "Ines"), strict=True):
        box.start()
        box.receive(_mail(who))
    yield made
    for box in made.values():
        box.stop()


@pytest.fixture
def configured(home: Path, boxes: dict[str, Sandbox]) -> Callable[..., Path]:
    """Writes the configuration with these mailboxes in it."""

    def write(*names: str) -> Path:
        file = home / "replydue.yaml"
        entries = [{"name": name, "gmail": {"endpoint": boxes[name].endpoint}} for name in names]
        file.write_text(json.dumps({"timezone": "Europe/London", "accounts": entries}))
        return file

    return write


def sign_in(home: Path, *names: str) -> None:
    for name in names:
        folder = home / ".local/state/replydue" / name
        save(folder / "token.json", {"token": "a-token"})


def followed(box: Sandbox) -> bool:
    return any(label.startswith("Replydue/") for thread in box.threads() for label in box.labels_of(thread))


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 40
    while not holds():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.05)


@contextmanager
def running(file: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen([*PROGRAM, "run", "--config", str(file)], stderr=subprocess.PIPE, text=True, env=dict(os.environ)) as process:
        try:
            yield process
        finally:
            process.kill()


def test_one_process_watches_all_and_takes_up_what_a_reload_brings(boxes: dict[str, Sandbox], configured: Callable[..., Path], home: Path) -> None:
    file = configured("private", "university")
    sign_in(home, "private", "work")
    with running(file) as process:
        until(lambda: followed(boxes["private"]))
        assert not followed(boxes["university"])
        file.write_text("accounts: 3\n")
        process.send_signal(signal.SIGHUP)
        assert process.stderr is not None
        assert any("not reloaded" in line for line in process.stderr)
        sign_in(home, "university")
        configured("university", "work")
        process.send_signal(signal.SIGHUP)
        until(lambda: followed(boxes["university"]) and followed(boxes["work"]))
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=20)
        assert process.returncode == 0
    assert "the mailbox private is gone from the configuration" in err
    assert "Traceback" not in err


def test_every_command_speaks_of_all_or_of_the_one_that_is_meant(
    replydue: Call, boxes: dict[str, Sandbox], configured: Callable[..., Path], home: Path
) -> None:
    with_it = ("--config", str(configured(*BOXES)))
    sign_in(home, *BOXES)
    assert replydue("once", *with_it).exit_code == 0
    assert {json.loads(line)["account"] for line in replydue("timeline", "--json", *with_it).stdout.splitlines()} == set(BOXES)
    assert [line for line in replydue("timeline", *with_it).stdout.splitlines() if line in BOXES] == list(BOXES)
    assert "Kim" in replydue("why", "Kim", *with_it).stdout
    assert replydue("snooze", "Ines", "2 weeks", *with_it).stdout.startswith("Ines Whitfield: left alone")
    several = replydue("why", "Whitfield", *with_it)
    assert several.exit_code == 2
    assert several.stderr.endswith("in several mailboxes: private, university, work: say which, like `--account private`\n")
    assert "Dana" in replydue("why", "Whitfield", "--account", "private", *with_it).stdout
    nobody = replydue("stop", "Nobody", *with_it)
    assert (nobody.exit_code, nobody.stderr.partition(":")[2]) == (
        2, " no conversation is known by 'Nobody' in private, university, work: see `replydue status --all` for the names\n",
    )  # fmt: skip


def test_the_doctor_looks_at_each_and_ends_with_what_is_ill(replydue: Call, boxes: dict[str, Sandbox], configured: Callable[..., Path], home: Path) -> None:
    with_it = ("--config", str(configured("private", "work")))
    sign_in(home, "private")
    result = replydue("doctor", "--json", *with_it)
    checks = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 3
    verdicts = {(check.get("account", ""), check["name"]): check["verdict"] for check in checks}
    assert (verdicts["private", "Gmail"], verdicts["work", "Gmail"], verdicts["", "version"]) == ("well", "ill", "well")
    assert len(checks) == len(verdicts)
    assert [line.split() for line in replydue("doctor", *with_it).stdout.splitlines() if line.strip() in ("private", "work")] == [["private"], ["work"]]
