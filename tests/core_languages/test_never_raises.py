"""Whatever stands in a message: the languages' data never make reading fail, name no day gone by, and none on a weekend or holiday."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from replydue.core.asks import requests_in
from replydue.core.closure import closed_by_counterpart, withdrawn_by_user
from replydue.core.phrases import days_named
from replydue.core.promises import appointments_in, promises_in
from tests.core_languages.said import HOLIDAYS, MONDAY, WAIT


def _words(language: str) -> list[str]:
    """The words that the language's days are named with, and signs between them."""
    table = tomllib.loads((resources.files("replydue.core") / "data" / f"days_{language}.toml").read_text("utf-8"))
    phrases = [phrase for entries in table["lists"].values() for phrase in entries]
    phrases += [phrase for values in table["values"].values() for entries in values.values() for phrase in entries]
    return sorted({*phrases, ".", ",", "/", "-", "31", "4", "12", "2027", "29", "'", "0", "99999999999"})


@pytest.mark.parametrize("language", ["de", "fr", "es"])
def test_days_of_any_words_lie_ahead_and_are_business_days(language: str) -> None:
    @settings(max_examples=150, deadline=None)
    @given(st.lists(st.sampled_from(_words(language)), max_size=25).map(" ".join))
    def check(text: str) -> None:
        for day in days_named(text, MONDAY, HOLIDAYS[language], False, language=language):
            assert day.by >= MONDAY
            assert HOLIDAYS[language].is_one(day.by)
            assert text[day.start : day.end] == day.text

    check()


@pytest.mark.parametrize("language", ["de", "fr", "es"])
def test_any_text_can_be_read(language: str) -> None:
    @settings(max_examples=100, deadline=None)
    @given(st.lists(st.one_of(st.sampled_from(_words(language)), st.text(max_size=6)), max_size=30).map(" ".join))
    def check(text: str) -> None:
        promises_in(text, MONDAY, HOLIDAYS[language], False, WAIT, by_user=False, language=language)
        promises_in(text, MONDAY, HOLIDAYS[language], False, WAIT, by_user=True, language=language)
        appointments_in(text, MONDAY, HOLIDAYS[language], False, language=language)
        requests_in(text)
        closed_by_counterpart(text)
        withdrawn_by_user(text)

    check()
