"""Is the user asked for something? Requests and offers, told from courtesies."""

from __future__ import annotations

import pytest

from replydue.core.asks import requests_in, status_asked_in

REQUESTS = [
    "What are your salary expectations?",
    "When could you start?",
    "Please send me your CV.",
    "pls share ur updated resume and current CTC",
    "Kindly confirm your availability.",
    "Let me know which slot suits you.",
    "Let me know your thoughts on the offer.",
    "Could you complete the attached form by Friday?",
    "We need two references from you before we can go on.",
    "I have Tuesday 2pm or Thursday 11am, whichever is easier.",
    "Are you free for a quick chat tomorrow?",
    "Would you be open to a call next week?",
    "Here's my calendar, grab a time that works: https://cal.example/dana",
    "We're delighted to offer you the role.",
    "I'd like to invite you to an interview with the team.",
    "Do you have any experience with Kafka?",
    "Please find attached the contract; sign and return it at your convenience.",
    "Can you confirm by Wednesday?",
    "Are you still interested?",
    "Reply with a few times that work for you.",
    "The next step is a coding exercise, which you will find at the link below; you have 72 hours.",
    "Just need a copy of your passport to finish the paperwork.",
    "Looking forward to receiving your references.",
    "How does Thursday at 10 sound?",
    "Is this still the best number to reach you on?",
]
COURTESIES = [
    "Let me know if you have any questions.",
    "Please let us know if you need anything else.",
    "Feel free to reach out at any time.",
    "Don't hesitate to contact me.",
    "Hope you are well?",
    "How are you?",
    "Thank you for your patience.",
    "Please bear with us.",
    "Please note that the office is closed on Monday.",
    "Please rest assured that we will be in touch.",
    "If anything changes on your side, let me know.",
    "I'm happy to answer any questions you may have.",
    "Have a great weekend!",
    "We are still reviewing applications.",
    "I'll let you know by Friday.",
    "You can expect to hear from us next week.",
    "Looking forward to speaking with you.",
    "Your interview is confirmed for Tuesday at 3pm.",
    "Please do not reply to this email.",
    "Please allow us two weeks to review your application.",
    "See you on Tuesday!",
    "If you haven't heard from me by Friday, please give me a nudge.",
    "Thanks for confirming.",
    "We will schedule the next interview once the panel is back.",
    "I'll send you an invite shortly.",
    "Please feel free to call me should you have any questions.",
    "Great speaking with you today!",
]
STATUS = [
    "Just checking in on this.",
    "Any news?",
    "Have you had a chance to look at my application?",
    "I wanted to follow up on my interview.",
    "Bumping this up!",
]


@pytest.mark.parametrize("words", REQUESTS)
def test_a_request_wants_an_answer(words: str) -> None:
    assert requests_in(words) == (words,)


@pytest.mark.parametrize("words", COURTESIES)
def test_a_courtesy_is_no_request(words: str) -> None:
    assert requests_in(words) == ()


@pytest.mark.parametrize("words", STATUS)
def test_asking_how_things_stand_is_a_follow_up(words: str) -> None:
    assert status_asked_in(words)


def test_a_request_stands_out_among_courtesies() -> None:
    letter = "Hi Sam,\n\nHope you are well. Please send us your references. Let me know if you have any questions.\n\nBest,\nDana"
    assert requests_in(letter) == ("Please send us your references.",)
