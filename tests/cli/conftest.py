"""A home of its own for each test, the command line in this process and as a program, and a store with conversations in it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from replydue.cli.group import commands
from replydue.core.model import Conversation, Decision, Judgement, NextStep
from replydue.service.summary import summary_of
from replydue.store import Store, open_store

PROGRAM = (sys.executable, "-c", "from replydue.cli import main; main()")
Call = Callable[..., Result]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home in London, and an environment that says nothing else."""
    for name in ("XDG_CONFIG_HOME", "REPLYDUE_CONFIG", "REPLYDUE_GMAIL_ENDPOINT", "LC_ALL", "LC_TIME", "JOURNAL_STREAM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.setenv("TZ", "Europe/London")
    return tmp_path


@pytest.fixture
def replydue() -> Call:
    """Runs a command in this process."""

    def call(*args: str, input: str | None = None) -> Result:
        return CliRunner().invoke(commands, list(args), prog_name="replydue", input=input)

    return call


@dataclass(frozen=True)
class Ended:
    """How a program ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def program(home: Path) -> Callable[..., Ended]:
    """Runs the program as a process of its own."""

    def call(*args: str, **environment: str) -> Ended:
        done = subprocess.run([*PROGRAM, *args], capture_output=True, text=True, timeout=50, env={**os.environ, **environment}, check=False)
        return Ended(done.returncode, done.stdout, done.stderr)

    return call


@dataclass
class Known:
    """A store in which conversations can be put as the daemon would have left them."""

    store: Store

    def add(self, thread_id: str, judgement: Judgement, next_step: NextStep | None = None) -> None:
        """A conversation with its last decision."""
        self.store.put_thread(thread_id, (), ())
        decision = Decision(judgement, next_step)
        self.store.save_decision(thread_id, decision, summary=summary_of(Conversation(thread_id, (), ()), decision), wake_at=None)


@pytest.fixture
def known(home: Path) -> Iterator[Known]:
    """The store at its default place."""
    store = open_store(f"sqlite:///{home}/.local/state/replydue/replydue.db")
    yield Known(store)
    store.close()
