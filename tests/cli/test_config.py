"""`replydue config`: checked, shown, and described."""

from __future__ import annotations

import json
from pathlib import Path

from replydue.config import load, schema

from .conftest import Call


def test_a_good_file_is_named(replydue: Call, home: Path) -> None:
    file = home / "c.yaml"
    file.write_text("holidays: GB\n")
    assert replydue("config", "check", "--config", str(file)).stdout == f"{file} is all right.\n"
    assert json.loads(replydue("config", "check", "--json", "--config", str(file)).stdout) == {"file": str(file), "problems": []}


def test_no_file_is_good_too(replydue: Call, home: Path) -> None:
    assert replydue("config", "check").stdout == f"There is no {home}/.config/replydue/replydue.yaml: all defaults hold. `replydue init` writes one.\n"


def test_problems_come_as_json_where_asked(replydue: Call, home: Path) -> None:
    file = home / "c.yaml"
    file.write_text("watch: {poll: 60s, poll: 1m}\ndigest: of\n")
    result = replydue("config", "check", "--json", "--config", str(file))
    assert (result.exit_code, result.stderr) == (2, "")
    assert json.loads(result.stdout)["problems"] == [
        f"{file}:1: watch.poll: is written twice; it already stands in line 1",
        f"{file}:2: digest: 'of' is not possible; write off — did you mean off",
    ]


def test_the_templates_are_checked_too(replydue: Call, home: Path) -> None:
    folder = home / ".config" / "replydue" / "templates"
    folder.mkdir(parents=True)
    (folder / "first.txt").write_text("Hi {{ nmae }}")
    result = replydue("config", "check")
    assert result.exit_code == 2
    assert f"{folder}/first.txt:1: unknown variable 'nmae': did you mean 'name'?" in result.stderr


def test_a_step_with_a_template_that_is_not_there_is_told(replydue: Call, home: Path) -> None:
    (home / "c.yaml").write_text("cadence: {steps: [{do: email, template: gentle}]}")
    result = replydue("config", "check", "--config", str(home / "c.yaml"))
    assert result.exit_code == 2
    assert "there is no template 'gentle'" in result.stderr


def test_what_holds_can_be_used_as_a_file_again(replydue: Call, home: Path) -> None:
    (home / "c.yaml").write_text("digest: off\nrecruiters: {ignore: [spam.example]}\n")
    shown = replydue("config", "show", "--config", str(home / "c.yaml"))
    (home / "again.yaml").write_text(shown.stdout)
    assert load(home / "again.yaml") == load(home / "c.yaml")
    assert load(home / "again.yaml").timezone == "Europe/London"


def test_what_holds_comes_as_json_too(replydue: Call) -> None:
    held = json.loads(replydue("config", "show", "--json").stdout)
    assert (held["timezone"], held["cadence"]["window"]["from"], held["watch"]["poll"]) == ("Europe/London", "09:00", "60 seconds")


def test_the_schema_is_printed(replydue: Call) -> None:
    assert json.loads(replydue("config", "schema").stdout) == schema()


def test_the_option_nearest_to_the_command_counts(replydue: Call, home: Path) -> None:
    (home / "a.yaml").write_text("holidays: GB")
    (home / "b.yaml").write_text("holidays: DE")
    shown = replydue("--config", str(home / "a.yaml"), "config", "show", "--json", "--config", str(home / "b.yaml")).stdout
    assert json.loads(shown)["holidays"] == ["DE"]


def test_examples_that_are_read_otherwise_are_problems_too(replydue: Call, home: Path) -> None:
    file = home / "c.yaml"
    file.write_text(
        "examples:\n- {text: We will get back to you by Friday., date: 2026-11-23, expect: 2026-11-27}\n"
        "- {text: We will get back to you by Friday., date: 2026-11-23, expect: none}\n"
    )
    result = replydue("config", "check", "--config", str(file))
    assert result.exit_code == 2
    assert f'{file}:3: examples[2]: expected none, got 2026-11-27 because "We will get back to you by Friday."' in result.stderr
