"""This computer's clock is days off: it is noticed by the Date header of real answers over HTTP, at every command, and nothing is done until it is right."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
import time_machine

from replydue.gmail.transport import Transport

from .conftest import PROGRAM, Call


class _FromAfar(Transport):
    """A server on this computer is not asked for the time; this one is taken for one elsewhere."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._loopback = False


@pytest.fixture
def config(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A configuration against a sandbox of another process, whose clock is right."""
    monkeypatch.setattr("replydue.gmail.connecting.Transport", _FromAfar)
    command = [*PROGRAM, "sandbox", "--me", "sam@home.example", "--write-config", str(home / "own"), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=dict(os.environ)) as process:
        assert process.stdout is not None
        served = json.loads(process.stdout.readline())
        (home / "own" / "client_secret.json").write_bytes(urlopen(f"{served['endpoint']}/sandbox/client", timeout=10).read())
        yield Path(served["config"])
        process.terminate()


@pytest.fixture
def call(replydue: Call, config: Path) -> Callable[..., tuple[int, str, str]]:
    def called(*args: str) -> tuple[int, str, str]:
        result = replydue(*args, "--config", str(config))
        return result.exit_code, result.stdout, result.stderr.strip()

    return called


@pytest.mark.parametrize(("off", "way"), [(timedelta(days=3), "72 hours ahead of"), (-timedelta(days=3), "72 hours behind")])
def test_a_clock_three_days_off_is_told_and_nothing_is_done(call: Callable[..., tuple[int, str, str]], off: timedelta, way: str) -> None:
    with time_machine.travel(datetime.now(UTC) + off, tick=True):
        for command in (("once",), ("init", "--no-service")):
            code, _, err = call(*command)
            assert (code, err) == (
                1,
                f"replydue: this computer's clock is {way} Gmail's: set it right, as with `timedatectl set-ntp true`; until then nothing is done",
            )
        code, out, _ = call("doctor", "--json")
        (clock,) = [check for check in map(json.loads, out.splitlines()) if check["name"] == "clock"]
        assert (code, clock["verdict"], clock["said"]) == (1, "ill", f"{way} Gmail's")
        assert call("status")[1].startswith("Nothing is known of your mailbox yet")
    assert call("once")[0] == 0
    assert call("doctor")[0] == 0
