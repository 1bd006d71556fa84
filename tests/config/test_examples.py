"""Users test their own rules: `examples:` in the configuration."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from replydue.config import as_yaml, read, refuse, schema
from replydue.errors import ConfigError
from replydue.service.examples import failing_examples
from replydue.settings import Example, Settings


def test_an_example_is_read_from_the_file() -> None:
    held = read(
        "examples:\n- {text: We will call you by Friday., date: 2026-11-23, expect: 2026-11-27}\n- {text: Hello, date: 2026-11-23, expect: none, by: user}"
    )
    assert held.examples == (
        Example(text="We will call you by Friday.", date=date(2026, 11, 23), expect=date(2026, 11, 27)),
        Example(text="Hello", date=date(2026, 11, 23), expect=None, by="user"),
    )


def test_examples_written_and_read_again_are_the_same() -> None:
    held = read('examples:\n- {text: "By Friday: \\"soon\\"", date: 2026-11-23, expect: none}\n- {text: b, date: 2026-11-23, expect: 2026-11-24, by: user}')
    assert read(as_yaml(held)) == held


@pytest.mark.parametrize(("expect", "good"), [("2026-11-27", True), ("none", True), ("soon", False), (5, False)])
def test_an_editor_knows_what_an_example_is(expect: object, good: bool) -> None:
    value = {"examples": [{"text": "x", "date": "2026-11-23", "expect": expect}]}
    assert Draft202012Validator(schema()).is_valid(value) is good


@pytest.mark.parametrize(
    ("example", "said"),
    [
        ({"text": "We will get back to you by Friday.", "expect": "2026-11-27"}, []),
        ({"text": "Please send it by Friday.", "expect": "none"}, []),
        ({"text": "You said I would hear by Friday.", "expect": "2026-11-27", "by": "user"}, []),
        ({"text": "Thank you!", "expect": "2026-11-27"}, [(0, "expected 2026-11-27, got none")]),
        (
            {"text": "Thanks. We will get back to you by Friday.", "expect": "none"},
            [(0, 'expected none, got 2026-11-27 because "We will get back to you by Friday."')],
        ),
    ],
)
def test_an_example_that_is_read_otherwise_is_told(example: dict[str, str], said: list[tuple[int, str]]) -> None:
    held = Settings.model_validate({"timezone": "UTC", "examples": [{"date": "2026-11-23", **example}]})
    assert list(failing_examples(held)) == said


def test_examples_are_read_by_the_users_holidays() -> None:
    thanksgiving = {"text": "We will get back to you on Thursday.", "date": "2026-11-23", "expect": "2026-11-26"}
    held = Settings.model_validate({"timezone": "Europe/London", "holidays": "GB", "examples": [thanksgiving]})
    assert list(failing_examples(held)) == []
    assert [said for _, said in failing_examples(held.model_copy(update={"holidays": ("US",)}))] == [
        'expected 2026-11-26, got 2026-11-27 because "We will get back to you on Thursday."'
    ]


def test_a_problem_found_later_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "c.yaml"
    file.write_text("holidays: US\nexamples:\n- {text: a, date: 2026-11-23, expect: none}\n- text: b\n  date: 2026-11-23\n  expect: 2026-11-27\n")
    with pytest.raises(ConfigError) as caught:
        refuse(file, [(("examples", 1), "expected 2026-11-27, got none")])
    assert caught.value.problems == (f"{file}:4: examples[2]: expected 2026-11-27, got none",)


def test_nothing_found_is_nothing_refused(tmp_path: Path) -> None:
    refuse(tmp_path / "not there", [])


def test_the_schema_shows_no_default_that_it_refuses() -> None:
    assert json.loads(json.dumps(schema()))["properties"]["examples"]["default"] == []


def test_the_documented_examples_are_read_as_documented() -> None:
    documented = (Path(__file__).parents[2] / "docs" / "evaluation.md").read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    held = read(documented)
    assert len(held.examples) == 3
    assert list(failing_examples(held.model_copy(update={"timezone": "UTC"}))) == []
