"""`replydue eval`: what is printed, and the exit code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from replydue.cli.group import commands

from .cases import CONVERSATION, DEADLINE, PROMISE

DOCS = Path(__file__).parents[2] / "docs" / "evaluation.md"


def evaluated(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(commands, ["eval", str(folder), *options])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    lines = [PROMISE, DEADLINE, {**PROMISE, "expected_by": "2026-11-30"}, {**PROMISE, "expected_by": None}, CONVERSATION, {"text": "x"}]
    (tmp_path / "mine.jsonl").write_text("\n".join(json.dumps(line) for line in lines))
    return tmp_path


def test_each_set_is_shown_with_its_confusion_its_misses_and_the_goals(folder: Path) -> None:
    result = evaluated(folder)
    assert (result.exit_code, result.stderr) == (0, "")
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert "mine.jsonl (en): 2 of 4 right" in lines
    assert "expected \\ got another day none promise" in lines
    assert "promise 1 · 1" in lines
    assert "expected 2026-11-30 promise, got 2026-11-27 promise, because “We will get back to you by Friday.”" in lines
    assert "mine.jsonl:6: left out: none of the forms of a case" in lines
    assert "mine.jsonl: 1 of 1 right" in lines
    assert any(line.startswith("slowest case: ") and line.endswith(" ms per 100 kB") for line in lines)
    assert "no day is taken from what is no promise 1 of 2 50.0% 100.0% missed" in lines
    assert "an overdue conversation is seen 1 of 1 100.0% 99.0% reached" in lines


def test_nothing_but_plain_text_is_piped(folder: Path) -> None:
    assert "\x1b" not in evaluated(folder).stdout


def test_misses_can_be_kept_short(folder: Path) -> None:
    assert evaluated(folder, "--misses", "1").stdout.count("because") == 1
    assert evaluated(folder, "--misses", "0").stdout.count("because") == 0


def test_programs_get_an_object_a_set_and_the_goals(folder: Path) -> None:
    objects: list[dict[str, Any]] = [json.loads(line) for line in evaluated(folder, "--json").stdout.splitlines()]
    message, conversation, last = objects
    assert (message["question"], message["group"], message["cases"], message["right"]) == ("message", "en", 4, 2)
    assert ["deadline", "none", 1] in message["confusion"]
    assert message["misses"][0] == {
        "case": "3",
        "expected": "2026-11-30 promise",
        "got": "2026-11-27 promise",
        "quote": "We will get back to you by Friday.",
        "text": "We will get back to you by Friday.",
    }
    assert (conversation["right"], conversation["misses"]) == (1, [])
    assert {"goal": "an overdue conversation is seen", "good": 1, "cases": 1, "figure": 1.0, "least": 0.99, "reached": True} in last["goals"]


def test_a_folder_without_sets_is_told(tmp_path: Path) -> None:
    result = evaluated(tmp_path)
    assert result.exit_code == 1
    assert f"{tmp_path} holds no labelled set" in result.stderr


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = evaluated(tmp_path / "nowhere")
    assert result.exit_code == 1
    assert "there is no folder" in result.stderr


def examples_in_the_documentation() -> list[str]:
    """Each JSON example, its line breaks within an object taken out."""
    blocks = DOCS.read_text(encoding="utf-8").split("```json\n")[1:]
    return [" ".join(block.split("```")[0].split()) for block in blocks]


@pytest.mark.parametrize("example", [text for text in examples_in_the_documentation() if '"set"' not in text and '"file"' not in text])
def test_the_documented_examples_are_cases_and_right(example: str, tmp_path: Path) -> None:
    (tmp_path / "doc.jsonl").write_text(example, encoding="utf-8")
    assert [json.loads(line)["right"] for line in evaluated(tmp_path, "--json").stdout.splitlines()[:-1]] == [1]


def test_the_documented_output_has_the_keys_that_are_printed(folder: Path) -> None:
    documented = next(json.loads(text) for text in examples_in_the_documentation() if '"set"' in text)
    assert list(documented) == list(json.loads(evaluated(folder, "--json").stdout.splitlines()[0]))
