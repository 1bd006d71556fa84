"""Is the user asked for something? Requests and offers, told from courtesies."""

from __future__ import annotations

import pytest

from replydue.core.asks import requests_in, status_asked_in
from tests.core_judgement.wordings import wordings


@pytest.mark.parametrize("words", wordings("requests"))
def test_a_request_wants_an_answer(words: str) -> None:
    asked = requests_in(words)
    assert asked
    assert asked[0] in words


@pytest.mark.parametrize("words", wordings("courtesies"))
def test_a_courtesy_is_no_request(words: str) -> None:
    assert requests_in(words) == ()


@pytest.mark.parametrize("words", wordings("status"))
def test_asking_how_things_stand_is_a_follow_up(words: str) -> None:
    assert status_asked_in(words)


def test_a_request_stands_out_among_courtesies() -> None:
    letter = "Hi Sam,\n\nHope you are well. Please send us your references. Let me know if you have any questions.\n\nBest,\nDana"
    assert requests_in(letter) == ("Please send us your references.",)
