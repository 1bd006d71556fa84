"""`replydue service`, with a systemctl that writes down what it is asked."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from .conftest import Call

_SYSTEMCTL = """#!/bin/sh
[ "$1" = --no-ask-password ] && shift  # a script that installs it must not hang
echo "$@" >> "$SAID"
if [ -n "$REFUSES" ]; then echo "$REFUSES" >&2; exit 1; fi
[ "$2" = show ] && printf 'ActiveState=%s\\nStatusText=3 waiting\\nActiveEnterTimestamp=Mon 09:00\\nNRestarts=2\\nUnitFileState=enabled\\n' "${STATE:-active}"
exit 0
"""


@pytest.fixture(autouse=True)
def said(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What systemctl and loginctl were asked, a line each."""
    folder = home / "bin"
    folder.mkdir()
    for name in ("systemctl", "loginctl"):
        (folder / name).write_text(_SYSTEMCTL)
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)
    monkeypatch.setenv("SAID", str(home / "said"))
    return home / "said"


@pytest.fixture
def unit_file(home: Path) -> Path:
    return home / ".config" / "systemd" / "user" / "replydue.service"


def test_installing_writes_the_unit_and_starts_it(replydue: Call, said: Path, unit_file: Path) -> None:
    result = replydue("service", "install")
    assert result.exit_code == 0, result.output
    assert "-m replydue run\n" in unit_file.read_text()
    assert said.read_text().splitlines()[:4] == [
        "--user daemon-reload",
        "--user daemon-reload",
        "--user enable replydue.service",
        "--user restart replydue.service",
    ]
    assert "journalctl --user -u replydue -f" in result.output


def test_the_configuration_in_use_is_the_services(replydue: Call, home: Path, unit_file: Path) -> None:
    (home / "my own.yaml").write_text("timezone: Europe/London\n")
    assert replydue("service", "install", "--config", str(home / "my own.yaml")).exit_code == 0
    assert f'run --config "{home}/my own.yaml"\n' in unit_file.read_text()


def test_what_the_shell_says_holds_for_the_service_too(replydue: Call, home: Path, unit_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (home / "other.yaml").write_text("timezone: Europe/London\n")
    monkeypatch.setenv("REPLYDUE_CONFIG", str(home / "other.yaml"))
    monkeypatch.setenv("REPLYDUE_GMAIL_ENDPOINT", "http://127.0.0.1:8025")
    assert replydue("service", "install").exit_code == 0
    assert f"run --config {home}/other.yaml\n" in unit_file.read_text()
    assert "Environment=REPLYDUE_GMAIL_ENDPOINT=http://127.0.0.1:8025\n" in unit_file.read_text()


def test_a_wrong_configuration_is_told_before_anything_is_written(replydue: Call, home: Path, unit_file: Path) -> None:
    (home / "wrong.yaml").write_text("watch: {pol: 60s}\n")
    assert replydue("service", "install", "--config", str(home / "wrong.yaml")).exit_code == 2
    assert not unit_file.exists()


@pytest.mark.parametrize(
    ("refusal", "mend"),
    [
        ("Failed to connect to bus: No medium found", "log in directly"),
        ("Unit is masked.", "journalctl --user -u replydue -f"),
    ],
)
def test_where_systemd_refuses_nothing_is_written(replydue: Call, monkeypatch: pytest.MonkeyPatch, unit_file: Path, refusal: str, mend: str) -> None:
    monkeypatch.setenv("REFUSES", refusal)
    result = replydue("service", "install")
    assert result.exit_code == 1
    assert refusal in result.output
    assert mend in result.output
    assert not unit_file.exists()


def test_without_systemd_another_way_is_named(replydue: Call, monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.setenv("PATH", str(home))
    result = replydue("service", "install")
    assert result.exit_code == 1
    assert "no systemd" in result.output
    assert "replydue run" in result.output


def test_removing_leaves_everything_else(replydue: Call, said: Path, unit_file: Path) -> None:
    replydue("service", "install")
    assert replydue("service", "remove").exit_code == 0
    assert not unit_file.exists()
    assert "--user disable --now replydue.service" in said.read_text()
    assert "There is no such service." in replydue("service", "remove").output


def test_its_status_is_systemds_and_its_own_words(replydue: Call) -> None:
    replydue("service", "install")
    result = replydue("service", "status")
    assert result.exit_code == 0
    assert result.output.splitlines()[:2] == ["active since Mon 09:00: 3 waiting", "started again 2 times by systemd"]
    assert json.loads(replydue("service", "status", "--json").output)["said"] == "3 waiting"


def test_a_service_that_does_not_run_is_a_failure(replydue: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    assert replydue("service", "status").exit_code == 1
    replydue("service", "install")
    monkeypatch.setenv("STATE", "failed")
    assert replydue("service", "status").exit_code == 1


def test_the_systems_service_is_installed_by_root_from_where_it_can_be_seen(replydue: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    result = replydue("service", "install", "--system")
    assert (result.exit_code, "sudo" in result.output) == (2, True)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr("sys.prefix", "/home/sam/.venv")
    result = replydue("service", "install", "--system")
    assert (result.exit_code, "must not see" in result.output) == (2, True)
