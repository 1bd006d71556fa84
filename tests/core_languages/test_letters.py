"""What letters in German, French and Spanish ask and say, by tables: each line of letters_LANGUAGE.txt is a case."""

from __future__ import annotations

import pytest

from replydue.core.asks import requests_in, status_asked_in
from replydue.core.closure import closed_by_counterpart, softly_closed, withdrawn_by_user
from replydue.core.language import language_of
from tests.core_languages.said import lines


def _end(words: str) -> str:
    closed = closed_by_counterpart(words)
    return str(closed[0].value) if closed else "rejected" if softly_closed(words) else "open"


def _says(kind: str, words: str) -> bool:
    if kind in ("asks", "courtesy"):
        return bool(requests_in(words)) == (kind == "asks") and (kind == "asks" or _end(words) == "open")
    if kind in ("withdrawn", "staying"):
        return bool(withdrawn_by_user(words)) == (kind == "withdrawn")
    return bool(status_asked_in(words)) if kind == "status" else _end(words) == kind


@pytest.mark.parametrize(("language", "kind", "words"), [*lines("letters"), *lines("unseen_letters")])
def test_what_a_letter_says(language: str, kind: str, words: str) -> None:
    assert language_of(words, language) == language
    assert _says(kind, words)
