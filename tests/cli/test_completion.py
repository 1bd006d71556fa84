"""Shells complete commands, options and names, quickly and without harm."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from replydue.cli.group import commands
from replydue.core.model import Counterpart, Expectation, Judgement, Source, Standing

from .conftest import Call, Known

SHELLS = ("bash", "zsh", "fish")


def completed(line: str) -> list[str]:
    """What bash would offer for the last word of a line."""
    words = line.split(" ")
    environment = {"_REPLYDUE_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    result = CliRunner().invoke(commands, [], prog_name="replydue", env=environment)
    assert result.exit_code == 0, result.output
    return [answer.partition(",")[2] for answer in result.stdout.splitlines() if answer]


@pytest.fixture
def _three(known: Known) -> None:
    """Dana and Priya are followed, and somebody whose name is an attack."""
    for number, (name, company) in enumerate([("Dana Whitfield", "Northwind"), ("Priya Nair", "Contoso"), ("$(reboot) Dan; `ls`", "-rf")]):
        person = Counterpart(name, f"p{number}@northwind.example", company)
        known.add(f"t{number}", Judgement(Standing.WAITING, counterpart=person, expectation=Expectation(date(2026, 11, 27), Source.PROMISE)))


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("replydue st", ["status", "stop"]),
        ("replydue service ", ["install", "remove", "status"]),
        ("replydue config che", ["check"]),
        ("replydue status --j", ["--json"]),
        ("replydue once --log-format ", ["text", "json"]),
        ("replydue completion ", list(SHELLS)),
        ("replydue nothing st", ["status", "stop"]),  # an unknown word is passed over
    ],
)
def test_commands_options_and_choices_are_completed(line: str, offered: list[str]) -> None:
    assert completed(line) == offered


@pytest.mark.usefixtures("_three")
@pytest.mark.parametrize("command", ["why", "expect", "snooze", "stop", "track"])
def test_names_are_completed(command: str) -> None:
    assert completed(f"replydue {command} da") == ["Dana"]
    assert completed(f"replydue {command} nor") == ["Northwind"]


@pytest.mark.usefixtures("_three")
def test_what_a_shell_would_take_for_a_command_is_not_offered() -> None:
    assert completed("replydue why ") == ["Contoso", "Dana", "Nair", "Northwind", "Priya", "Whitfield"]


def test_without_a_store_nothing_is_offered_and_nothing_made(home: Path) -> None:
    assert completed("replydue why ") == []
    assert list(home.iterdir()) == []


def test_with_a_wrong_configuration_nothing_is_offered_and_nothing_said(home: Path) -> None:
    (home / ".config" / "replydue").mkdir(parents=True)
    (home / ".config" / "replydue" / "replydue.yaml").write_text("watch: 5\n")
    assert completed("replydue why ") == []


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_gets_its_script(shell: str, replydue: Call) -> None:
    result = replydue("completion", shell)
    assert result.exit_code == 0
    assert f"{shell}_complete" in result.stdout


def test_another_shell_is_refused(replydue: Call) -> None:
    assert replydue("completion", "tcsh").exit_code == 2


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash here")
@pytest.mark.usefixtures("_three")
@pytest.mark.parametrize(("words", "offered"), [(["sta"], ["status"]), (["why", "whit"], ["Whitfield"])])
def test_a_real_bash_completes(words: list[str], offered: list[str], home: Path) -> None:
    programs = home / "bin"
    programs.mkdir()
    (programs / "replydue").write_text(f'#!/bin/sh\nexec {sys.executable} -m replydue "$@"\n')
    (programs / "replydue").chmod(0o755)
    line = ["replydue", *words]
    offer = '_replydue_completion replydue; printf "%s\\n" "${COMPREPLY[@]}"'
    script = f'eval "$(replydue completion bash)"; COMP_WORDS=({" ".join(line)}); COMP_CWORD={len(words)}; {offer}'
    environment = {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}"}
    done = subprocess.run(["bash", "--norc", "-c", script], capture_output=True, text=True, timeout=50, env=environment, check=False)
    assert (done.returncode, done.stderr, done.stdout.split()) == (0, "", offered), json.dumps(line)


def test_completing_a_command_loads_none_of_them() -> None:
    script = (
        "import sys\nfrom replydue.cli import main\ntry:\n    main()\nfinally:\n    print(sorted(name for name in sys.modules if 'replydue.service' in name))"
    )
    environment = {**os.environ, "_REPLYDUE_COMPLETE": "bash_complete", "COMP_WORDS": "replydue st", "COMP_CWORD": "1"}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=50, env=environment, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
