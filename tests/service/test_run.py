"""Does the real process behave? `replydue run` as the service starts it: killed in the middle of its work, told to end, told to reload."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

import pytest

from replydue.sandbox import Fault, Sandbox

_ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # or each start compiles everything anew
PATIENCE = 40.0  # seconds for a process to get somewhere; it takes one or two


@pytest.fixture
def mailbox() -> Iterator[Sandbox]:
    """A mailbox on the computer's own time, in which a promise passed weeks ago."""
    with Sandbox("sam@example.com", "Sam Porter") as box:
        message = EmailMessage()
        message["From"], message["To"] = "Dana Whitfield <dana@northwind.example>", "sam@example.com"
        message["Subject"], message["Message-ID"] = "Data Engineer at Northwind", "<first@northwind.example>"
        message["Date"] = format_datetime(datetime.now(UTC) - timedelta(days=40))
        message.set_content("Hi Sam,\n\nIt was good to talk about the Data Engineer role. You should hear from us within a week.\n\nBest,\nDana")
        box.receive(message.as_bytes())
        yield box


def _configured(folder: Path, box: Sandbox, poll: str = "5s") -> Path:
    (folder / "token.json").write_text(json.dumps({"token": "a-token"}), encoding="utf-8")
    file = folder / "replydue.yaml"
    file.write_text(
        f"account: {{token: {folder}/token.json}}\ntimezone: Europe/London\nstore: sqlite:///{folder}/replydue.db\nwatch: {{poll: {poll}}}\n"
        f"drafts: {{templates: {folder}/templates}}\ngmail: {{endpoint: '{box.endpoint}'}}\n",
        encoding="utf-8",
    )
    return file


def _started(command: str, config: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", "from replydue.cli import main; main()", command, "--config", str(config)],
        env={**_ENVIRONMENT, "HOME": str(config.parent)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


@contextmanager
def _running(config: Path) -> Iterator[subprocess.Popen[bytes]]:
    process = _started("run", config)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def _until(happened: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not happened():
        if process.poll() is not None or time.monotonic() > deadline:
            said = process.communicate()[1] if process.poll() is not None else b""
            pytest.fail(f"it never happened; the process said: {said.decode()}")
        time.sleep(0.02)


def _once(config: Path) -> None:
    process = _started("once", config)
    _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, said.decode()


def _asked(box: Sandbox, method: str) -> bool:
    return any(request.method == method for request in box.requests)


def test_a_kill_in_the_middle_of_putting_up_a_draft_leaves_one_draft(mailbox: Sandbox, tmp_path: Path) -> None:
    config = _configured(tmp_path, mailbox)
    mailbox.fault(Fault("drafts.create", kind="delay", seconds=0.5))
    with _running(config) as process:
        _until(lambda: _asked(mailbox, "drafts.create") or len(mailbox.drafts()) == 1, process)
        process.kill()
        process.wait()
    time.sleep(0.6)  # the call that was under way comes to its end in the mailbox
    _once(config)
    _once(config)
    assert len(mailbox.drafts()) == 1
    mailbox.reset_log()
    _once(config)
    assert {request.method for request in mailbox.requests} == {"history.list"}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_when_it_is_told_to(mailbox: Sandbox, tmp_path: Path, number: int) -> None:
    with _running(_configured(tmp_path, mailbox)) as process:
        _until(lambda: len(mailbox.drafts()) == 1 and _asked(mailbox, "messages.modify"), process)
        _ended_within_five_seconds(process, number)


def test_it_ends_while_it_waits_for_gmail_to_come_back(mailbox: Sandbox, tmp_path: Path) -> None:
    mailbox.fault(Fault("", status=503, times=1000))
    with _running(_configured(tmp_path, mailbox)) as process:
        _until(lambda: len(mailbox.requests) > 3, process)
        _ended_within_five_seconds(process, signal.SIGTERM)


def test_it_ends_while_a_call_hangs(mailbox: Sandbox, tmp_path: Path) -> None:
    mailbox.fault(Fault("labels.list", kind="delay", seconds=8))
    with _running(_configured(tmp_path, mailbox)) as process:
        _until(lambda: _asked(mailbox, "settings.sendAs.list"), process)
        time.sleep(0.3)  # the next call is under way
        _ended_within_five_seconds(process, signal.SIGTERM)


def test_it_reads_its_configuration_again_and_keeps_the_old_one_if_the_new_one_is_wrong(mailbox: Sandbox, tmp_path: Path) -> None:
    config = _configured(tmp_path, mailbox, poll="1h")
    with _running(config) as process:
        _until(lambda: _asked(mailbox, "messages.modify"), process)
        good = config.read_text(encoding="utf-8")
        config.write_text("cadence: {grace: soon}\n", encoding="utf-8")
        mailbox.reset_log()
        process.send_signal(signal.SIGHUP)
        _until(lambda: _asked(mailbox, "history.list"), process)
        config.write_text(good.replace("1h", "5s"), encoding="utf-8")
        process.send_signal(signal.SIGHUP)
        _until(lambda: sum(request.method == "history.list" for request in mailbox.requests) >= 2, process)
        _ended_within_five_seconds(process, signal.SIGTERM)
        said = (process.stderr.read() if process.stderr else b"").decode()
    assert "the configuration was not reloaded" in said
    assert "the configuration was reloaded" in said


def _ended_within_five_seconds(process: subprocess.Popen[bytes], number: int) -> None:
    begun = time.monotonic()
    process.send_signal(number)
    assert process.wait(timeout=8) == 0
    assert time.monotonic() - begun < 5
