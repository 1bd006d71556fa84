"""Does the service of one user live as its unit says, under the user's own systemd?"""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from tests.systemd.hosted import IMPATIENT, MODULES, PYTHON, configuration, drafts, serve
from tests.systemd.lab import Lab, booted

_HOME = "/home/sam"


@dataclass(frozen=True)
class Sam:
    """Who uses that computer, without being root."""

    lab: Lab
    number: str

    def run(self, command: str, *, check: bool = True) -> str:
        """What a shell command of Sam's prints."""
        inside = f"XDG_RUNTIME_DIR=/run/user/{self.number} HOME={_HOME} USER=sam {MODULES} sh -c {shlex.quote(command)}"
        return self.lab.run(f"runuser -u sam -- env {inside}", check=check)

    def replydue(self, command: str, *, check: bool = True) -> str:
        """What a command of replydue prints."""
        return self.run(f"{PYTHON} -m replydue {command}", check=check)

    def shown(self, name: str) -> str:
        """A property of the service."""
        return self.run(f"systemctl --user show --value --property={name} replydue")

    def settled(self) -> None:
        """The service is up, has looked, and the one draft stands."""
        self.lab.until(lambda: self.shown("ActiveState") == "active" and "1 draft to approve" in self.shown("StatusText"), f"user@{self.number}")
        assert drafts(self.lab) == 1


@pytest.fixture(scope="module")
def sam() -> Iterator[Sam]:
    with booted() as lab:
        serve(lab)
        lab.run(f"useradd --home-dir {_HOME} --create-home sam && loginctl enable-linger sam", check=False)
        sam = Sam(lab, lab.run("id -u sam"))
        if lab.run(f"systemctl start user@{sam.number} && echo up", check=False) != "up":
            pytest.skip("this computer has no systemd for its users (Debian: libpam-systemd)")
        for path, text in (
            (".config/replydue/replydue.yaml", configuration("5s")),
            (".local/state/replydue/token.json", json.dumps({"token": "a-token"})),
            (".config/systemd/user/replydue.service.d/impatient.conf", IMPATIENT),
        ):
            lab.write(f"{_HOME}/{path}", text)
        lab.run(f"chown -R sam: {_HOME}")
        sam.replydue("service install")
        yield sam


def test_it_runs_as_the_user_and_tells_how_it_is(sam: Sam) -> None:
    sam.settled()
    assert sam.run(f"stat -c %U /proc/{sam.shown('MainPID')}") == "sam"
    assert "1 waiting, 1 draft to approve" in sam.replydue("service status")


def test_it_comes_with_the_computer_and_needs_no_login(sam: Sam) -> None:
    """A user's systemd that ends and comes again is what a restart of the computer is to its services."""
    sam.settled()
    assert sam.lab.run("ls /var/lib/systemd/linger") == "sam"
    before = sam.shown("MainPID")
    sam.lab.run(f"systemctl restart user@{sam.number}")
    sam.settled()
    assert sam.shown("MainPID") != before


def test_a_kill_restarts_it_and_doubles_nothing(sam: Sam) -> None:
    sam.settled()
    before = sam.shown("NRestarts")
    sam.run("systemctl --user kill --signal=KILL replydue")
    sam.lab.until(lambda: sam.shown("NRestarts") != before, f"user@{sam.number}")
    sam.settled()


def test_a_main_loop_that_hangs_is_ended_by_the_watchdog(sam: Sam) -> None:
    sam.settled()
    before = sam.shown("NRestarts")
    sam.run("systemctl --user kill --kill-who=main --signal=USR1 replydue")
    sam.lab.until(lambda: sam.shown("NRestarts") != before, f"user@{sam.number}")
    sam.settled()


def test_it_ends_cleanly_and_what_it_knew_is_kept(sam: Sam) -> None:
    sam.settled()
    sam.run("systemctl --user stop replydue")
    assert sam.shown("Result") == "success"
    assert re.search(r"^Dana Whitfield .* to approve", sam.replydue("status"), re.M)
    sam.run("systemctl --user start replydue")
    sam.settled()


def test_taken_away_it_leaves_everything_else(sam: Sam) -> None:
    sam.settled()
    assert "The service is gone" in sam.replydue("service remove")
    assert sam.shown("ActiveState") == "inactive"
    assert "to approve" in sam.replydue("status")
    sam.replydue("service install")
    sam.settled()
