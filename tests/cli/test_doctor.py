"""`replydue doctor`: each check with its verdict and its mend, and the exit code of contract 1."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine

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
        ["configuration", "version", "time zone", "sign-in file", "sign-in", "Gmail", "clock", "labels", "quota", "store"], "well"
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


@pytest.mark.parametrize(
    ("said", "name", "verdict", "words", "code"),
    [
        ({"signed_in": "2026-11-20T09:00:00+00:00"}, "sign-in", "well", "of Fri 20 Nov 2026, 3 days ago", 0),
        ({}, "sign-in", "well", "since when is not known", 0),
        ({"ends": "2026-11-27T09:00:00+00:00"}, "sign-in", "warning", 'ends by itself on Fri 27 Nov 2026, because your Google project is in "Testing"', 0),
        ({"ended": "2026-11-22T09:00:00+00:00"}, "sign-in", "ill", "has not accepted it since Sun 22 Nov 2026", 3),
        ({"scopes": ["https://www.googleapis.com/auth/gmail.modify"]}, "permissions", "well", "not to delete for good", 0),
        ({"scopes": "https://www.googleapis.com/auth/gmail.modify"}, "permissions", "well", "not to delete for good", 0),
        ({"scopes": ["https://mail.google.com/"]}, "permissions", "warning", "more than it needs", 0),
        ({"scopes": ["https://www.googleapis.com/auth/gmail.readonly"]}, "permissions", "ill", "the one for Gmail is missing", 3),
    ],
)
def test_what_the_sign_in_says_of_itself(
    replydue: Call, config: Path, home: Path, said: dict[str, Any], name: str, verdict: str, words: str, code: int
) -> None:
    replydue("once", "--config", str(config))
    (home / "own" / "token.json").write_text(json.dumps({"token": "a", "refresh_token": "r", **said}))
    with time_machine.travel(datetime(2026, 11, 23, 10, tzinfo=UTC), tick=True):
        found, checks = examined(replydue, config)
    assert (found, checks[name]["verdict"]) == (code, verdict)
    assert words in checks[name]["said"]
    assert (checks[name]["mend"] == "") is (verdict == "well")


def test_a_clock_three_days_off_is_found(replydue: Call, config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("replydue.gmail.client.Gmail.clock_ahead", 3 * 86400.0)
    code, checks = examined(replydue, config)
    assert (code, checks["clock"]["said"]) == (1, "72 hours ahead of Gmail's")
    assert "timedatectl set-ntp true" in checks["clock"]["mend"]


@pytest.mark.parametrize(
    ("fault", "code", "mend"),
    [
        ({"kind": "portal"}, 4, "a sign-in page may stand in between"),
        ({"status": 400, "reason": "failedPrecondition", "message": "Mail service not enabled"}, 3, "sign in with another account"),
    ],
)
def test_what_lies_between_has_its_mend_too(replydue: Call, config: Path, box: Sandbox, fault: dict[str, Any], code: int, mend: str) -> None:
    box.fault(Fault("getProfile", times=99, **fault))
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
