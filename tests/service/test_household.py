"""Several mailboxes in one process: each is watched, and what befalls one leaves the others alone."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from replydue.errors import ConfigError
from replydue.sandbox import Sandbox
from replydue.service.daemon import Daemon, build
from replydue.service.household import Household
from replydue.service.systemd import Watchdog
from replydue.settings import Settings
from tests.listening import listening
from tests.service.world import PROMISE, World, settings_for
from tests.soak.heard import Log


def _until(holds: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.05)


class Running:
    """A household in a thread, without signals."""

    def __init__(self, mailboxes: dict[str, Settings], monkeypatch: pytest.MonkeyPatch, load: Callable[[], dict[str, Settings]] | None = None) -> None:
        monkeypatch.setattr("replydue.service.household.signal.signal", lambda *_: None)
        self.household = Household(mailboxes, load or (lambda: mailboxes), again=0.1)
        self._thread = threading.Thread(target=self.household.run)

    def __enter__(self) -> Household:
        self._thread.start()
        return self.household

    def __exit__(self, *_: object) -> None:
        self.household.stop()
        self._thread.join(10)
        assert not self._thread.is_alive()


def _labelled(box: Sandbox, thread: str) -> bool:
    """Whether the thread was judged; as what depends on the day."""
    return any(name.startswith("Replydue/") for name in box.labels_of(thread))


def _folder(path: Path) -> Path:
    path.mkdir()
    return path


def test_each_mailbox_is_watched_and_a_failing_one_stops_no_other(sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World(sandbox, _folder(tmp_path / "mail"))
    thread = world.promised()
    world.daemon.close()
    broken = settings_for(_folder(tmp_path / "broken"), sandbox.endpoint)
    (tmp_path / "broken" / "token.json").unlink()
    with Running({"work": world.settings, "broken": broken}, monkeypatch):
        _until(lambda: _labelled(sandbox, thread))


def test_what_was_mended_is_taken_up_without_a_restart(sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World(sandbox, _folder(tmp_path / "mail"))
    thread = world.promised()
    world.daemon.close()
    token = tmp_path / "mail" / "token.json"
    kept = token.read_text(encoding="utf-8")
    token.unlink()
    with Running({"work": world.settings, "other": settings_for(_folder(tmp_path / "other"), sandbox.endpoint)}, monkeypatch):
        time.sleep(0.3)
        token.write_text(kept, encoding="utf-8")
        _until(lambda: _labelled(sandbox, thread))


def test_a_configuration_gone_bad_leaves_the_old_one(sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World(sandbox, _folder(tmp_path / "mail"))
    world.daemon.close()

    def bad() -> dict[str, Settings]:
        raise ConfigError("line 3 is wrong")

    with Running({"work": world.settings}, monkeypatch, bad) as running:
        running.read_anew()
        _until(lambda: bool(world.box.requests))
        running.read_anew()
        thread = sandbox.thread_of(sandbox.receive(world.mail(PROMISE)))
        _until(lambda: _looked_again(running, sandbox, thread))


def _looked_again(running: Household, box: Sandbox, thread: str) -> bool:
    running._members["work"].wake()
    return _labelled(box, thread)


def test_a_reload_begins_what_is_new_and_ends_what_is_gone(sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World(sandbox, _folder(tmp_path / "mail"))
    thread = world.promised()
    world.daemon.close()
    mailboxes = {"old": settings_for(_folder(tmp_path / "old"), "http://127.0.0.1:9")}
    with Running(mailboxes, monkeypatch, lambda: {"new": world.settings}) as running:
        (old,) = running._members.values()
        running.read_anew()
        _until(lambda: _labelled(sandbox, thread))
        assert set(running._members) == {"new"}
        assert not old.is_alive()


def test_what_keeps_a_mailbox_from_being_watched_is_told_once_and_notified(sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    monkeypatch.setattr("replydue.service.household.build", _counting(tried))
    with listening() as ear:
        broken = settings_for(_folder(tmp_path / "broken"), sandbox.endpoint, notify=[ear.address])
        (tmp_path / "broken" / "token.json").unlink()
        with Log() as log, Running({"broken": broken}, monkeypatch):
            _until(lambda: len(tried) > 2)
        assert ear.heard == ["you are not signed in to Gmail: run `replydue auth`"]
        assert log.split("") == (ear.heard, [])


def _counting(tried: list[str]) -> Callable[..., Daemon]:
    def counted(settings: Settings, *, watchdog: Watchdog) -> Daemon:
        tried.append("once more")
        return build(settings, watchdog=watchdog)

    return counted
