"""`replydue run` as a process of its own, against the sandbox: reloads by SIGHUP, ends by SIGTERM."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pytest

from replydue.cli.sandbox import write_ready
from replydue.config import load
from replydue.sandbox import Sandbox
from replydue.settings import Settings
from replydue.store import open_store

from .conftest import PROGRAM, Ended


@pytest.fixture
def config(home: Path) -> Iterator[Path]:
    """A configuration against a sandbox that serves an empty mailbox."""
    with Sandbox("sam@home.example") as box:
        yield write_ready(home, box.endpoint, Settings(timezone="Europe/London"))


def wait_for_the_first_look(config: Path) -> None:
    store = open_store(load(config).store)
    until = time.monotonic() + 40
    while not store.history_id() and time.monotonic() < until:
        time.sleep(0.1)
    store.close()


def line_with(words: str, stream: IO[str]) -> str:
    return next(line for line in stream if words in line)


def test_a_bad_edit_is_named_and_sigterm_ends_it(config: Path) -> None:
    daemon = subprocess.Popen([*PROGRAM, "run", "--config", str(config)], stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=dict(os.environ))
    try:
        wait_for_the_first_look(config)
        config.write_text(config.read_text() + "zzz: 1\n")
        daemon.send_signal(signal.SIGHUP)
        assert daemon.stderr is not None
        assert "zzz: is no setting" in line_with("not reloaded", daemon.stderr)
        asked = time.monotonic()
        daemon.send_signal(signal.SIGTERM)
        out, err = daemon.communicate(timeout=20)
        assert time.monotonic() - asked < 5
    finally:
        daemon.kill()
        daemon.communicate()
    assert (daemon.returncode, out) == (0, "")
    assert "Traceback" not in err


def test_an_unreachable_server_ends_a_single_pass_with_4(config: Path, program: Callable[..., Ended]) -> None:
    ended = program("once", "--config", str(config), REPLYDUE_GMAIL_ENDPOINT="http://127.0.0.1:9")
    assert (ended.code, ended.out) == (4, "")
    assert ended.err.splitlines()[-1].startswith("replydue: ")
    assert "Traceback" not in ended.err
