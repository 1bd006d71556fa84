"""What happens when the sign-in is lost? The daemon stays, says what to do, blames no conversation, and goes on by itself after a new sign-in."""

from __future__ import annotations

import json
import logging
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from replydue.errors import SignInError
from replydue.gmail.sign_in import SCOPE
from replydue.sandbox import Fault, Request
from replydue.sandbox.sign_in import Consent
from replydue.settings import Settings
from tests.service.world import ME, World, on

PATIENCE = 30.0  # seconds for something that takes a fraction of one
Heard = Callable[[str], str]


@pytest.fixture
def heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Heard]:
    """Waits, as systemd would hear it, for the next status line with these words in it."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        systemd.settimeout(PATIENCE)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))

        def next_with(words: str) -> str:
            while True:
                lines = systemd.recv(4096).decode().splitlines()
                for status in (line.removeprefix("STATUS=") for line in lines if line.startswith("STATUS=")):
                    if words in status:
                        return status

        yield next_with


@contextmanager
def running(world: World, reload: Callable[[], Settings] | None = None) -> Iterator[None]:
    """`replydue run`, in a thread."""
    thread = threading.Thread(target=world.daemon.run, args=(reload,))
    thread.start()
    try:
        yield
    finally:
        world.daemon.stop()
        thread.join(PATIENCE)
        assert not thread.is_alive()


def signed_in_anew(world: World, account: str = ME) -> None:
    """The user runs `replydue auth` beside the daemon: all that the daemon sees of it is another token file."""
    box, client = world.box, world.box.client_file()["installed"]
    back = "http://127.0.0.1:1/"
    code = box.sign_ins.allow(Consent(back, (SCOPE,), "", lasting=True))
    asked = {"client_id": client["client_id"], "client_secret": client["client_secret"]}
    tokens = box.sign_ins.token({**asked, "grant_type": "authorization_code", "code": code, "redirect_uri": back})
    kept = {**asked, "token": tokens["access_token"], "refresh_token": tokens["refresh_token"], "token_uri": client["token_uri"], "scopes": [SCOPE]}
    kept["account"] = account
    Path(world.settings.account.token).write_text(json.dumps(kept), encoding="utf-8")


def complaints(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What the log says of the sign-in."""
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING and "replydue auth" in record.getMessage()]


def test_a_lost_sign_in_is_told_once_a_day_and_mended_without_a_restart(world: World, heard: Heard, caplog: pytest.LogCaptureFixture) -> None:
    world.promised()
    with running(world):
        heard("1 waiting")
        world.box.revoke()
        for _ in range(3):
            world.daemon.wake()
            assert "run `replydue auth`" in heard("sign-in")
        assert len(complaints(caplog)) == 1
        world.at(world.box.clock.now() + timedelta(hours=25))
        for _ in range(2):
            world.daemon.wake()
            heard("sign-in")
        assert len(complaints(caplog)) == 2
        signed_in_anew(world)
        world.daemon.wake()
        heard("1 waiting")


def test_it_works_on_with_the_new_sign_in_and_tells_of_its_loss_anew(world: World, heard: Heard, caplog: pytest.LogCaptureFixture) -> None:
    world.promised()
    world.box.revoke()
    with running(world):
        heard("sign-in")  # lost before the first look
        signed_in_anew(world)
        world.daemon.wake()
        heard("1 waiting")
        world.at(on(24, "09:00"))  # long after the access token has ended: it is refreshed
        world.daemon.wake()
        heard("1 draft to approve")
        world.box.revoke()
        world.daemon.wake()
        heard("sign-in")
    assert len(complaints(caplog)) == 2
    assert len(world.drafts()) == 1


def test_what_is_due_and_cannot_be_done_waits_for_the_next_poll(world: World, heard: Heard, monkeypatch: pytest.MonkeyPatch) -> None:
    world.promised()
    alarms: list[object] = []
    monkeypatch.setattr(world.daemon._timeline, "alarm_at", alarms.append)
    with running(world):
        heard("1 waiting")
        world.box.revoke()
        world.at(on(24, "09:00"))
        world.daemon.wake()
        heard("sign-in")
        world.daemon.wake()  # the alarm is set after the status is told
        heard("sign-in")
    assert alarms[0] is not None
    assert set(alarms[1:]) == {None}


def test_a_sign_in_lost_in_the_middle_of_a_pass_is_no_fault_of_the_conversation(world: World) -> None:
    thread = world.promised()
    world.once()
    world.box.fault(Fault("drafts.create", "status", status=401, reason="authError", times=9))
    with pytest.raises(SignInError):
        world.once(on(24, "09:00"))
    world.box.clear_faults()
    signed_in_anew(world)
    world.once()
    assert len(world.drafts()) == 1
    assert world.row(thread).problem == ""
    world.settled()


def test_one_pass_by_hand_with_a_lost_sign_in_fails(world: World) -> None:
    world.box.revoke()
    with pytest.raises(SignInError, match="replydue auth"):
        world.once()


def test_a_sign_in_to_another_mailbox_is_not_taken_for_the_one_that_is_known(world: World, heard: Heard) -> None:
    world.promised()
    with running(world):
        heard("1 waiting")
        signed_in_anew(world, account="other@example.com")
        world.box.reset_log()
        world.at(on(24, "09:00"))
        world.daemon.wake()
        assert "what is known is of sam@example.com" in heard("signed in to other@example.com")
        assert world.box.requests == []
        signed_in_anew(world)
        world.daemon.wake()
        heard("1 draft to approve")


def test_a_pass_that_has_begun_does_not_go_on_in_another_mailbox(world: World) -> None:
    signed_in_anew(world)
    world.restarted()
    world.promised()
    world.once()

    def meanwhile(request: Request, _answer: object) -> None:
        if request.method == "labels.list":
            signed_in_anew(world, account="other@example.com")

    world.box.observe(meanwhile)
    world.box.fault(Fault("drafts.create", "status", status=401, reason="authError"))
    with pytest.raises(SignInError):
        world.once(on(24, "09:00"))
    assert world.drafts() == []


def test_what_is_held_for_the_user_to_look_at_ends_nothing(world: World, heard: Heard, monkeypatch: pytest.MonkeyPatch) -> None:
    world.promised()
    world.once()
    monkeypatch.setattr(world.daemon.gmail._transport, "clock_ahead", 3 * 86400.0)
    with running(world):
        assert "clock is 72 hours ahead" in heard("clock")
        monkeypatch.setattr(world.daemon.gmail._transport, "clock_ahead", 0.0)
        world.daemon.wake()
        assert "clock" not in heard("waiting")
