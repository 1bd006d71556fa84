"""What does systemd hear?"""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from replydue.service.systemd import Watchdog, notify


@pytest.fixture
def systemd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """What stands at the other end of NOTIFY_SOCKET."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "notify"))
        listening.setblocking(False)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        yield listening


def heard(systemd: socket.socket) -> list[str]:
    said = []
    while True:
        try:
            said.append(systemd.recv(4096).decode())
        except BlockingIOError:
            return said


def test_systemd_hears_states_one_a_line(systemd: socket.socket) -> None:
    assert notify(READY="1", STATUS="2 waiting")
    assert heard(systemd) == ["READY=1\nSTATUS=2 waiting"]


def test_without_systemd_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    assert not notify(READY="1")


def test_a_systemd_that_is_gone_stops_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "nobody"))
    assert not notify(READY="1")


def test_the_watchdog_is_fed_now_and_then_however_often_the_loop_turns(systemd: socket.socket, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WATCHDOG_USEC", "60000000")
    watchdog = Watchdog()
    for _ in range(100):
        watchdog.feed()
    assert heard(systemd) == ["WATCHDOG=1"]
    assert watchdog.patience == 30.0


def test_a_long_rest_feeds_the_watchdog(systemd: socket.socket, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WATCHDOG_USEC", "40000")
    Watchdog().rest(0.2, threading.Event())
    assert len(heard(systemd)) > 2


def test_a_rest_ends_when_the_daemon_is_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WATCHDOG_USEC", raising=False)
    stop = threading.Event()
    stop.set()
    Watchdog().rest(3600.0, stop)


@pytest.mark.parametrize("settings", [{}, {"WATCHDOG_USEC": "60000000", "WATCHDOG_PID": str(os.getpid() + 1)}])
def test_nobody_watches(systemd: socket.socket, monkeypatch: pytest.MonkeyPatch, settings: dict[str, str]) -> None:
    for name in ("WATCHDOG_USEC", "WATCHDOG_PID"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    watchdog = Watchdog()
    watchdog.feed()
    assert watchdog.patience is None
    assert heard(systemd) == []
