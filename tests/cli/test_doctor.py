"""`replydue doctor`: each check with its verdict and its mend, and the exit code of contract 1."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from replydue.cli.sandbox import write_ready
from replydue.sandbox import Fault, Sandbox
from replydue.settings import Settings
from replydue.store import open_store

from .conftest import Call


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox("sam@home.example") as made:
        yield made


@pytest.fixture
def config(home: Path, box: Sandbox) -> Path:
    """A configuration against a sandbox, signed in."""
    return write_ready(home / "own", box.endpoint, Settings(timezone="Europe/London"))


def examined(replydue: Call, config: Path) -> tuple[int, dict[str, Any]]:
    """The exit code, and the checks by name."""
    result = replydue("doctor", "--json", "--config", str(config))
    checks = [json.loads(line) for line in result.output.splitlines()]
    return result.exit_code, {check["name"]: check for check in checks}


def test_where_all_is_well_it_says_so(replydue: Call, config: Path) -> None:
    replydue("once", "--config", str(config))
    code, checks = examined(replydue, config)
    assert code == 0
    assert {name: check["verdict"] for name, check in checks.items() if name not in ("daemon", "service")} == dict.fromkeys(
        ["configuration", "version", "time zone", "sign-in file", "Gmail", "clock", "labels", "quota", "store"], "well"
    )
    assert checks["Gmail"]["said"] == "signed in as sam@home.example"
    assert "sound" in checks["store"]["said"]


def test_people_read_a_table_with_the_mend_below(replydue: Call, config: Path) -> None:
    said = replydue("doctor", "--config", str(config)).output
    assert "✓  Gmail" in said
    assert "`replydue once` takes the first look" in said


def test_nothing_is_changed_by_looking(replydue: Call, config: Path, box: Sandbox, home: Path) -> None:
    examined(replydue, config)
    assert {request.method.rpartition(".")[2] for request in box.requests} <= {"getProfile", "list"}
    assert not (home / "own" / "replydue.db").exists()


def test_a_wrong_configuration_is_the_end_of_it(replydue: Call, config: Path) -> None:
    config.write_text("watch: {pol: 60s}\n")
    code, checks = examined(replydue, config)
    assert (code, list(checks)) == (2, ["configuration"])
    assert "pol" in checks["configuration"]["said"]


def test_without_a_sign_in_the_rest_is_looked_at_all_the_same(replydue: Call, config: Path, home: Path) -> None:
    (home / "own" / "token.json").unlink()
    code, checks = examined(replydue, config)
    assert (code, checks["Gmail"]["mend"]) == (3, "run `replydue auth`")
    assert "store" in checks


def test_a_sign_in_that_others_can_read_is_ill(replydue: Call, config: Path, home: Path) -> None:
    (home / "own" / "token.json").chmod(0o644)
    code, checks = examined(replydue, config)
    assert (code, checks["sign-in file"]["verdict"]) == (1, "ill")
    assert checks["sign-in file"]["mend"].startswith("chmod 600 ")


@pytest.mark.parametrize(
    ("fault", "code", "mend"),
    [
        ({"status": 403, "reason": "accessNotConfigured"}, 3, "https://console.cloud.google.com/apis/library/gmail.googleapis.com"),
        ({"status": 401, "reason": "authError"}, 3, "replydue auth"),
        ({"status": 403, "reason": "insufficientPermissions"}, 3, "leave the box for Gmail ticked"),
        ({"status": 403, "reason": "domainPolicy"}, 3, "ask them to allow it"),
    ],
)
def test_what_gmail_refuses_has_its_mend(replydue: Call, config: Path, box: Sandbox, fault: dict[str, Any], code: int, mend: str) -> None:
    box.fault(Fault("getProfile", times=20, **fault))
    found, checks = examined(replydue, config)
    assert (found, checks["Gmail"]["verdict"]) == (code, "ill")
    assert mend in checks["Gmail"]["mend"]


def test_an_unreachable_gmail_ends_with_4(replydue: Call, config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPLYDUE_GMAIL_ENDPOINT", "http://127.0.0.1:9")
    assert examined(replydue, config)[0] == 4


def test_a_damaged_database_is_found(replydue: Call, config: Path, home: Path) -> None:
    replydue("once", "--config", str(config))
    file = home / "own" / "replydue.db"
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xff" * 4096 + whole[8192:])
    for left in file.parent.glob("replydue.db-*"):
        left.unlink()
    code, checks = examined(replydue, config)
    assert (code, checks["store"]["verdict"]) == (1, "ill")
    assert "move it away" in checks["store"]["mend"]


def test_what_was_set_aside_is_named(replydue: Call, config: Path, home: Path) -> None:
    replydue("once", "--config", str(config))
    store = open_store(f"sqlite:///{home}/own/replydue.db")
    store.put_thread("t1", (), ())
    store.set_aside("t1", "it could not be judged (KeyError)", datetime(2026, 11, 24, tzinfo=UTC))
    store.close()
    assert examined(replydue, config)[1]["conversations"]["said"] == "1 set aside: it could not be judged (KeyError)"
