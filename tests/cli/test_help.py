"""The commands can be looked up, and looking them up is quick."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable

import click
import pytest

from replydue import __version__
from replydue.cli.group import commands

from .conftest import Call, Ended

# Contract 1, `eval` and `completion`.
CONTRACT = [
    *("init", "auth", "run", "once", "status", "timeline", "report", "why", "expect", "snooze", "stop", "track"),
    *("doctor", "service", "explain", "eval", "config", "demo", "sandbox", "completion"),
]
INNER = {"config": ("check", "show", "schema"), "service": ("install", "remove", "status")}
EVERY = [*((name,) for name in CONTRACT), *((group, inner) for group, inners in INNER.items() for inner in inners)]
SHOW_DATA = ["once", "status", "timeline", "why", "doctor", "explain", "eval", "config check", "config show", "sandbox", "demo"]


def test_the_commands_are_those_of_the_contract() -> None:
    assert commands.list_commands(click.Context(commands)) == CONTRACT


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_every_command_explains_itself(path: tuple[str, ...], replydue: Call) -> None:
    result = replydue(*path, "--help")
    assert result.exit_code == 0, result.stderr
    assert f"Usage: replydue {' '.join(path)}" in result.stdout
    assert re.search(r"\n\n  [A-Z].{20,}", result.stdout)
    assert "--config FILE" in result.stdout
    assert "--debug" in result.stdout


@pytest.mark.parametrize("path", SHOW_DATA)
def test_every_command_that_shows_data_has_json(path: str, replydue: Call) -> None:
    assert "--json" in replydue(*path.split(), "--help").stdout


def test_the_version_is_told(replydue: Call) -> None:
    assert replydue("--version").stdout == f"replydue {__version__}\n"


def test_the_program_starts(program: Callable[..., Ended]) -> None:
    ended = program("--help")
    assert (ended.code, ended.err) == (0, "")
    assert all(f"  {name} " in ended.out for name in CONTRACT)


@pytest.mark.parametrize("args", [["--help"], ["status"]])
def test_google_is_not_loaded_where_it_is_not_needed(args: list[str]) -> None:
    script = (
        "import sys\nfrom replydue.cli import main\n"
        "try:\n    main()\nfinally:\n    print(sorted({'googleapiclient', 'google_auth_oauthlib', 'httplib2', 'apscheduler', 'werkzeug'} & sys.modules.keys()))"
    )
    ran = subprocess.run([sys.executable, "-c", script, *args], capture_output=True, text=True, timeout=50, env=dict(os.environ), check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.splitlines()[-1] == "[]"
