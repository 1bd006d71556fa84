"""What if the disk is full? Nothing is done that could not be written down, it is said in one sentence, and the work goes on by itself when there is room."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from replydue.errors import SignInError, StoreError
from replydue.gmail.sign_in import by_pasting, sign_in
from replydue.sandbox import Request, Sandbox
from replydue.settings import Settings
from replydue.store import open_store
from tests.browser import Browser
from tests.listening import listening
from tests.service.test_sign_in import running
from tests.service.world import World, on, world_on
from tests.soak.heard import heard


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)], capture_output=True, text=True, check=False)
    if mounted.returncode:
        pytest.skip(f"a disk of its own needs root and mount: {mounted.stderr.strip()}")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


@pytest.fixture
def small(sandbox: Sandbox, disk: Path) -> Iterator[World]:
    """A world on that disk."""
    with world_on(sandbox, disk) as made:
        yield made


def fill(disk: Path) -> Path:
    """Leaves no room."""
    stuff = disk / "stuff"
    with stuff.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            return stuff


def test_a_follow_up_that_cannot_be_written_down_is_not_put_up(small: World, disk: Path) -> None:
    small.promised()
    small.once()
    stuff = fill(disk)
    small.box.reset_log()
    with pytest.raises(StoreError, match=r"there is no room left for the database .*: free some space on that disk"):
        small.once(on(24, "09:00"))
    assert small.writes() == []
    stuff.unlink()
    small.once()
    assert len(small.drafts()) == 1
    small.settled()


def test_a_store_that_cannot_even_be_opened_is_told_alike(disk: Path) -> None:
    open_store(f"sqlite:///{disk}/replydue.db").close()
    stuff = fill(disk)
    with pytest.raises(StoreError, match=r"there is no room left for the database .*: free some space on that disk"):
        open_store(f"sqlite:///{disk}/replydue.db")
    stuff.unlink()
    open_store(f"sqlite:///{disk}/replydue.db").close()


def test_a_draft_whose_putting_up_cannot_be_written_down_is_adopted(small: World, disk: Path) -> None:
    small.promised()
    small.once()

    def full(request: Request, _answer: object) -> None:
        if request.method == "drafts.create":
            fill(disk)

    small.box.observe(full)
    with pytest.raises(StoreError):
        small.once(on(24, "09:00"))
    assert len(small.drafts()) == 1
    (disk / "stuff").unlink()
    small.once()
    small.settled()
    assert len(small.drafts()) == 1


def test_the_daemon_says_so_and_goes_on_when_there_is_room(sandbox: Sandbox, disk: Path, tmp_path: Path) -> None:
    with listening() as ear, heard(tmp_path / "systemd") as systemd, world_on(sandbox, disk, notify=[ear.address]) as world:
        world.promised()
        with running(world):
            systemd.until("1 waiting")
            stuff = fill(disk)
            world.at(on(24, "09:00"))
            for _ in range(2):
                world.daemon.wake()
                systemd.until("there is no room left for the database")
            stuff.unlink()
            world.daemon.wake()
            systemd.until("1 draft to approve")
        assert [said for said in ear.heard if "free some space on that disk" in said] == ear.heard[:1]
        assert len(world.drafts()) == 1


def test_a_daemon_may_end_on_a_full_disk(sandbox: Sandbox, disk: Path, tmp_path: Path) -> None:
    with heard(tmp_path / "systemd") as systemd, world_on(sandbox, disk) as world:
        with running(world):
            systemd.until("0 waiting")
            stuff = fill(disk)
        stuff.unlink()


def test_a_sign_in_that_cannot_be_kept_leaves_the_old_one_and_nothing_beside_it(sandbox: Sandbox, disk: Path, tmp_path: Path) -> None:
    (tmp_path / "client_secret.json").write_text(json.dumps(sandbox.client_file()))
    account = {"token": str(disk / "token.json"), "client_secret": str(tmp_path / "client_secret.json")}
    settings = Settings.model_validate({"account": account, "gmail": {"endpoint": sandbox.endpoint}})
    sign_in(settings, by_pasting(Browser().sign_in))
    before = (disk / "token.json").read_bytes()
    fill(disk)
    with pytest.raises(SignInError, match=r"cannot be kept in .* \(No space left on device\): make room"):
        sign_in(settings, by_pasting(Browser().sign_in))
    assert (disk / "token.json").read_bytes() == before
    assert sorted(file.name for file in disk.iterdir()) == ["stuff", "token.json"]
