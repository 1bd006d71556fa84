"""One model drives all: the starter file, the JSON Schema and the validation agree."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from replydue.config import as_yaml, read, schema, starter
from replydue.settings import Settings

SHIPPED = Path(__file__).parents[2] / "config"
ODD = ' \t\n\r"\\#:\x00\x7f\x85\u2028\u2029\ufeff\ufffe\uffff'  # what YAML takes for something else, or not at all
REFRESH = "write it anew with: python -m replydue.config config"


def plain(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


def settings_in(value: Any, above: str = "") -> Iterator[str]:
    for key, inner in value.items():
        yield f"{above}{key}"
        if isinstance(inner, dict):
            yield from settings_in(inner, f"{above}{key}.")


def test_the_shipped_starter_is_fresh() -> None:
    assert (SHIPPED / "replydue.yaml").read_text(encoding="utf-8") == starter(), REFRESH


def test_the_shipped_schema_is_fresh() -> None:
    assert json.loads((SHIPPED / "replydue.schema.json").read_text(encoding="utf-8")) == schema(), REFRESH


def test_the_starter_is_the_defaults() -> None:
    assert read(starter()) == Settings()


def test_the_starter_names_every_setting() -> None:
    assert set(settings_in(plain(starter()))) == set(settings_in(Settings().model_dump(mode="json", by_alias=True)))


@pytest.mark.parametrize("name", Settings.model_fields)
def test_the_starter_explains(name: str) -> None:
    assert f"# {Settings.model_fields[name].description}" in starter()


def test_an_editor_finds_the_schema_beside_the_starter() -> None:
    assert starter().startswith("# yaml-language-server: $schema=replydue.schema.json\n")
    assert (SHIPPED / "replydue.schema.json").exists()


def test_the_starter_fits_on_a_screen_without_scrolling_sideways() -> None:
    assert [line for line in starter().splitlines() if len(line) > 120] == []


def test_the_schema_is_one_and_takes_the_starter() -> None:
    Draft202012Validator.check_schema(schema())
    Draft202012Validator(schema()).validate(plain(starter()))


@pytest.mark.parametrize("text", ["watch: {poll: 60}", "digest: of", "cadence: {steps: [{after: 2 weeks}]}", "holidays: 5", "zzz: 1", "digest: {hour: 8}"])
def test_the_schema_refuses_what_the_program_refuses(text: str) -> None:
    assert list(Draft202012Validator(schema()).iter_errors(plain(text)))


@given(
    name=st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from(ODD), max_size=30),
    query=st.sampled_from(["", "from:(a OR b) -in:chats", "off", "no", "2024-01-01", "12", "# x", 'a "quoted" one', "back\\slash", "{x}", "a: b"]),
    digest=st.sampled_from(["off", {"at": "00:00", "days": ["sun"]}]),
    endpoint=st.sampled_from(["", "http://127.0.0.1:1", "https://mail.example:44/x"]),
)
def test_settings_written_and_read_again_are_the_same(name: str, query: str, digest: object, endpoint: str) -> None:
    held = Settings.model_validate({"drafts": {"name": name}, "watch": {"query": query}, "digest": digest, "gmail": {"endpoint": endpoint}})
    assert read(as_yaml(held)) == held
