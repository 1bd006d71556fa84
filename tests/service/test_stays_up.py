"""Whatever stands between the daemon and Gmail, it stays up, says so to systemd, and goes on by itself when it is gone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from replydue.gmail.calls import Patience
from replydue.sandbox import Fault, Sandbox
from tests.service.test_sign_in import running
from tests.service.world import world_on
from tests.soak.heard import Log, heard

_EVERYTHING = ("history.list", "getProfile", "threads.list", "labels.list")


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for long."""
    monkeypatch.setattr("replydue.gmail.connecting.WITH_LOOPBACK", Patience(total=0.2, first_pause=0.01, rate_pause=0.02))


def broken(box: Sandbox, **how: object) -> None:
    for method in _EVERYTHING:
        box.fault(Fault(method, times=999, **how))  # type: ignore[arg-type]  # fields of a fault


@pytest.mark.parametrize(
    ("happens", "said"),
    [
        (lambda box: broken(box, kind="portal"), "is not Gmail"),
        (lambda box: broken(box, kind="drop_before"), "the connection to"),
        (lambda box: broken(box, kind="status", status=503), "is out of order (status 503)"),
        (lambda box: broken(box, kind="status", status=403, reason="accessNotConfigured"), "the Gmail API is not enabled"),
        (lambda box: broken(box, kind="status", status=400, reason="failedPrecondition", message="Mail service not enabled"), "this account has no Gmail"),
    ],
    ids=["portal", "cut", "out of order", "API not enabled", "no mailbox"],
)
def test_it_says_so_once_and_goes_on_afterwards(sandbox: Sandbox, tmp_path: Path, happens: Callable[[Sandbox], None], said: str) -> None:
    with heard(tmp_path / "systemd") as systemd, world_on(sandbox, tmp_path) as world, Log() as log:
        world.promised()
        happens(sandbox)
        with running(world):  # wrong from the start
            systemd.until(said)
            world.daemon.wake()
            systemd.until(said)
            sandbox.clear_faults()
            world.daemon.wake()
            systemd.until("1 waiting")
            happens(sandbox)  # and wrong again later
            world.daemon.wake()
            systemd.until(said)
            sandbox.clear_faults()
            world.daemon.wake()
            systemd.until("1 waiting")
    assert [said in line for line in log.split("")[0]] == [True, True]


def test_a_reload_names_what_takes_effect_only_after_a_restart(sandbox: Sandbox, tmp_path: Path) -> None:
    with heard(tmp_path / "systemd") as systemd, world_on(sandbox, tmp_path) as world, Log() as log:
        other = world.settings.model_copy(update={"store": f"sqlite:///{tmp_path}/other.db"})
        with running(world, lambda: other):
            systemd.until("0 waiting")
            world.daemon.read_anew()
            systemd.until("0 waiting")
    assert log.split("`store` and `gmail.endpoint` take effect only after a restart") == (log.split("")[0], [])
    assert len(log.split("")[0]) == 1
    assert not (tmp_path / "other.db").exists()


def test_without_a_network_at_the_start_it_waits_for_one(sandbox: Sandbox, tmp_path: Path) -> None:
    port = urlsplit(sandbox.endpoint).port or 0
    with heard(tmp_path / "systemd") as systemd, world_on(sandbox, tmp_path) as world, Log() as log:
        world.promised()
        sandbox.stop()
        with running(world):
            systemd.until("cannot reach")
            sandbox.start(port)
            world.daemon.wake()
            systemd.until("1 waiting")
    assert ["cannot reach" in line for line in log.split("")[0]] == [True]
