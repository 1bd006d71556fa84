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


@pytest.mark.parametrize(
    "words",
    [
        "Bring photo ID please.",
        "Please bring your passport and proof of address.",
        "Kindly keep your documents ready.",
        "Please arrive ten minutes early and ask for Harriet.",
        "Don't forget to bring your own knives.",
        "Wear sensible shoes.",
        "Sensible shoes please!",
        "Steel toecaps please.",
        "Closed-toe shoes please, and bring ear plugs if you have a favorite pair.",
        "You are booked in with Dougie on Wednesday 15th September at 10:00, gatehouse B. Boots and specs on please.",
    ],
)
def test_what_to_bring_along_is_no_request(words: str) -> None:
    assert requests_in(words) == ()


@pytest.mark.parametrize(
    "words",
    [
        "Can you email over a copy of your licence please?",
        "Please bring your diary and let me know whether the 3rd suits.",
        "Can you bring it in on Friday at 8?",
        "Could you visit the site on Thursday?",
        "Please visit the careers portal to complete your application.",
        "Safety boots please, and bring your card or let us know if you have none.",
    ],
)
def test_what_is_asked_beside_it_is_one(words: str) -> None:
    assert requests_in(words) == (words,)


@pytest.mark.parametrize(
    "words",
    [
        "Please do watch the district website for other openings.",
        "Do keep an eye on our careers page for future roles.",
        "Please check our website for new vacancies.",
        "Chef and I both thought you'd be a natural.",
        "Everyone thought you would be wonderful with the children.",
    ],
)
def test_what_to_look_out_for_and_praise_are_no_requests(words: str) -> None:
    assert requests_in(words) == ()


def test_who_thought_of_you_comes_with_a_role() -> None:
    assert requests_in("We have a pastry job going and I thought you might like it.") != ()


@pytest.mark.parametrize("words", wordings("status"))
def test_asking_how_things_stand_is_a_follow_up(words: str) -> None:
    assert status_asked_in(words)


def test_a_request_stands_out_among_courtesies() -> None:
    letter = "Hi Sam,\n\nHope you are well. Please send us your references. Let me know if you have any questions.\n\nBest,\nDana"
    assert requests_in(letter) == ("Please send us your references.",)
