"""The data files of every language are whole: rules name actions and lists that exist, patterns can be read, words are found the way they are looked for."""

from __future__ import annotations

import inspect
import re
import tomllib
from importlib import resources
from typing import Any

import pytest

from replydue.core.phrases.meaning import ACTIONS
from replydue.core.sayings import patterns

_DATA = resources.files("replydue.core") / "data"
_BUILT_IN = {"NUM", "DD", "ORD", "YEAR", "YY"}
_KINDS = ("days", "promises", "asks", "closure", "due", "recruiter", "language", "letter")
_LANGUAGES = ("en", "de", "fr", "es")


def _table(kind: str, language: str) -> dict[str, Any]:
    return tomllib.loads((_DATA / f"{kind}_{language}.toml").read_text("utf-8"))


def _rules(kind: str, language: str) -> list[tuple[str, str, list[str]]]:
    """The rules of a file, each with its symbol, its action and its items without their signs."""
    return [
        (symbol, rule.partition("->")[2].strip(), [item.rstrip("?*") for item in rule.partition("->")[0].split()])
        for symbol, rules in _table(kind, language)["grammar"].items()
        for rule in rules
    ]


@pytest.mark.parametrize("language", _LANGUAGES)
@pytest.mark.parametrize("kind", _KINDS)
def test_each_language_has_every_file(kind: str, language: str) -> None:
    assert _table(kind, language)


@pytest.mark.parametrize("kind", ["days", "promises"])
@pytest.mark.parametrize("language", _LANGUAGES)
def test_rules_name_lists_and_symbols_that_exist(kind: str, language: str) -> None:
    table = _table(kind, language)
    known = {f"<{name}>" for name in table["lists"]} | set(table.get("values", {})) | set(table["grammar"]) | _BUILT_IN
    named = {item for _, _, items in _rules(kind, language) for item in items if item.startswith("<") or item.isupper()}
    assert named - known == set()


@pytest.mark.parametrize("language", _LANGUAGES)
def test_rules_hand_their_actions_what_these_take(language: str) -> None:
    for _, meaning, items in _rules("days", language):
        action, *constants = meaning.split()
        values = [item for item in items if item.isupper()]
        inspect.signature(ACTIONS[action]).bind(None, *constants, *values)  # raises TypeError otherwise


@pytest.mark.parametrize("language", _LANGUAGES)
def test_promises_are_found_denied_or_somebody_elses(language: str) -> None:
    assert {meaning for _, meaning, _ in _rules("promises", language)} <= {"found", "negative", "other", "barred"}


@pytest.mark.parametrize("topic", ["asks", "closure", "due", "recruiter"])
@pytest.mark.parametrize("language", _LANGUAGES)
def test_sayings_are_patterns_that_need_words(topic: str, language: str) -> None:
    for kind, pattern in patterns(topic, language).items():
        assert not pattern.search(""), kind
        assert not pattern.search("xyzzy plugh"), kind


@pytest.mark.parametrize("topic", ["asks", "closure", "due", "recruiter"])
@pytest.mark.parametrize("language", ["de", "fr", "es"])
def test_translations_have_no_kinds_of_their_own(topic: str, language: str) -> None:
    assert set(_table(topic, language)) <= set(_table(topic, "en"))


def test_the_words_of_a_language_are_single_words() -> None:
    for entry in _DATA.iterdir():
        if re.fullmatch(r"language_[a-z]{2}\.toml", entry.name):
            assert all(re.fullmatch(r"[^\W\d_]+", word) for word in tomllib.loads(entry.read_text("utf-8"))["words"]), entry.name
