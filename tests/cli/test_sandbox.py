"""`replydue sandbox`, as a process of its own: served, told, ended."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import subprocess
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from replydue.cli.sandbox import write_ready
from replydue.config import load, read

from .conftest import PROGRAM, Ended

MAIL = """\
From dana@northwind.example Mon Nov 16 10:00:00 2026
From: Dana Whitfield <dana@northwind.example>
To: sam@home.example
Subject: Your application
Date: Mon, 16 Nov 2026 10:00:00 +0000
Message-ID: <1@northwind.example>

You should hear from us by Friday.

From nobody Mon Nov 16 10:00:00 2026


"""
Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def mail(home: Path) -> Path:
    (home / "m.mbox").write_text(MAIL)
    return home / "m.mbox"


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts sandboxes, and ends those that still run."""
    running: list[subprocess.Popen[str]] = []

    def started(*args: str) -> subprocess.Popen[str]:
        command = [*PROGRAM, "sandbox", "--me", "sam@home.example", *args]
        running.append(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}))
        return running[-1]

    yield started
    for process in running:
        process.kill()
        process.communicate()


def first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_saved_mail_is_served_until_it_is_ended(number: signal.Signals, start: Start, mail: Path) -> None:
    process = start("--mail", str(mail), "--json")
    served = json.loads(first_line(process))
    assert (served["me"], served["loaded"], len(served["set_aside"])) == ("sam@home.example", 1, 1)
    held = load(Path(served["config"]))
    token = json.loads(Path(held.account.token).read_text())["token"]
    request = urllib.request.Request(f"{held.gmail.endpoint}/gmail/v1/users/me/profile", headers={"Authorization": f"Bearer {token}"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        assert json.load(answer)["emailAddress"] == "sam@home.example"
    process.send_signal(number)
    _, err = process.communicate(timeout=20)
    assert (process.returncode, err.strip()) == (0, "")
    assert not Path(served["config"]).exists()


def test_the_commands_to_use_it_are_told_and_kept(start: Start, mail: Path, home: Path) -> None:
    process = start("--mail", str(mail), "--write-config", str(home / "try it"))
    told = [first_line(process) for _ in range(8)]
    assert told[0].startswith("Serving 1 messages of sam@home.example, 1 set aside, at http://127.0.0.1:")
    assert f"  replydue once --config '{home}/try it/replydue.yaml'\n" in told
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=20)
    kept = home / "try it"
    assert {file.name: stat.S_IMODE(file.stat().st_mode) for file in kept.iterdir()} == {
        "replydue.yaml": 0o600, "replydue.schema.json": 0o600, "token.json": 0o600,
    }  # fmt: skip
    assert load(kept / "replydue.yaml").store == f"sqlite:///{kept}/replydue.db"


def test_the_users_own_settings_hold_against_the_sandbox_too(home: Path) -> None:
    mine = read("holidays: FR\nlabels: {prefix: Mine}\naccount: {token: /real/token.json}\nnotify: [somebody]\ndigest: off\n")
    held = load(write_ready(home, "http://127.0.0.1:1", mine))
    assert (held.holidays, held.labels.prefix, held.digest) == (("FR",), "Mine", "off")
    assert (held.account.token, held.gmail.endpoint, held.notify) == (f"{home}/token.json", "http://127.0.0.1:1", ())


def test_the_commands_that_are_told_work(start: Start, program: Callable[..., Ended], home: Path) -> None:
    (home / "overdue.mbox").write_text(overdue(datetime.now(UTC)))
    config = json.loads(first_line(start("--json", "--mail", str(home / "overdue.mbox"))))["config"]
    passes = [json.loads(program("once", "--json", "--config", config).out) for _ in range(2)]
    assert [each["drafts_created"] for each in passes] == [1, 0]
    [dana] = [json.loads(line) for line in program("status", "--json", "--config", config).out.splitlines()]
    assert (dana["standing"], dana["phase"], dana["quote"]) == ("overdue", "drafted", "You should hear from us by Friday.")


def overdue(now: datetime) -> str:
    """A promise of three weeks ago, and nothing since."""
    first = (now - timedelta(weeks=3)).replace(microsecond=0)
    return f"""\
From dana@northwind.example Mon Nov  2 10:00:00 2026
From: Dana Whitfield <dana@northwind.example>
To: Sam Hill <sam@home.example>
Subject: Data Engineer at Northwind
Date: {format_datetime(first)}
Message-ID: <1@northwind.example>

Hi Sam,

I am a recruiter at Northwind. Thank you for your application for the Data Engineer role.
You should hear from us by Friday.

Dana Whitfield
Talent Acquisition, Northwind

From sam@home.example Mon Nov  2 11:00:00 2026
From: Sam Hill <sam@home.example>
To: Dana Whitfield <dana@northwind.example>
Subject: Re: Data Engineer at Northwind
Date: {format_datetime(first + timedelta(hours=1))}
Message-ID: <2@home.example>
In-Reply-To: <1@northwind.example>

Thank you, I look forward to it.

Sam
"""


def test_a_port_in_use_is_told(program: Callable[..., Ended]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = program("sandbox", "--me", "sam@home.example", "--port", str(port))
    assert (ended.code, ended.out) == (1, "")
    assert ended.err == f"replydue: the sandbox cannot listen on port {port} (Address already in use): choose another port, or 0 for any that is free\n"


def test_the_quota_can_be_set(start: Start) -> None:
    served = json.loads(first_line(start("--json", "--units-per-minute", "1")))
    request = urllib.request.Request(f"{served['endpoint']}/gmail/v1/users/me/messages", headers={"Authorization": "Bearer sandbox"})
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(request, timeout=10)
