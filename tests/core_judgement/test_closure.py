"""Is it over? Rejections in soft words, roles that are gone, withdrawals; and what sounds like one and is none."""

from __future__ import annotations

import pytest

from replydue.core.closure import closed_by_counterpart, may_hold, other_role_offered, reopened, softly_closed, withdrawn_by_user
from tests.core_judgement.wordings import wordings


@pytest.mark.parametrize("words", wordings("rejected"))
def test_a_rejection_is_heard_in_soft_words(words: str) -> None:
    closed = closed_by_counterpart(words)
    assert closed is not None
    assert closed[0] == "rejected"


@pytest.mark.parametrize("words", wordings("softly"))
def test_a_good_bye_says_no_where_nothing_is_left_to_come(words: str) -> None:
    assert softly_closed(words)
    assert not softly_closed(f"{words} We are currently reviewing your application.")


@pytest.mark.parametrize("words", wordings("role_closed"))
def test_a_role_that_is_gone_is_told_from_a_rejection(words: str) -> None:
    closed = closed_by_counterpart(words)
    assert closed is not None
    assert closed[0] == "role_closed"


@pytest.mark.parametrize("words", wordings("going_on"))
def test_what_goes_on_is_not_closed(words: str) -> None:
    assert closed_by_counterpart(words) is None
    assert not softly_closed(words)


@pytest.mark.parametrize("words", wordings("withdrawn"))
def test_the_user_s_withdrawal_is_heard(words: str) -> None:
    assert withdrawn_by_user(words)


@pytest.mark.parametrize("words", wordings("staying"))
def test_a_user_who_stays_has_not_withdrawn(words: str) -> None:
    assert withdrawn_by_user(words) == ""


def test_the_quote_is_the_sentence_that_closes() -> None:
    letter = "Hi Sam,\n\nThank you for your time. We have decided to go with another candidate. All the best,\nDana"
    assert closed_by_counterpart(letter) == ("rejected", "We have decided to go with another candidate.")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("We have filled the role. We have a similar role in Leeds, would you be interested?", True),
        ("We went with somebody else. Could you fill in our survey?", False),
    ],
)
def test_another_role_is_another_matter(words: str, expected: bool) -> None:
    assert other_role_offered(words) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [("Our first choice dropped out.", True), ("The role has been reopened.", True), ("Take care!", False), ("Here is the feedback of the panel.", False)],
)
def test_an_end_can_be_taken_back(words: str, expected: bool) -> None:
    assert reopened(words) is expected


@pytest.mark.parametrize(
    "words",
    [
        "Can you take my name off the list for Chad, please?",
        "Would you please take me out of the running?",
        "Könnten Sie bitte meine Bewerbung zurückziehen?",
    ],
)
def test_who_asks_to_be_taken_off_withdraws(words: str) -> None:
    assert withdrawn_by_user(words)


@pytest.mark.parametrize(
    "words",
    [
        "Should I withdraw my other application?",
        "Did you take my name off the list by mistake?",
        "Can I still withdraw my application next week?",
        "Could I withdraw my application later if the other offer comes through?",
        "Would you withdraw my name if I miss the deadline?",
        "Would you remove my CV from the system once the process is over?",
    ],
)
def test_who_asks_whether_to_withdraw_does_not(words: str) -> None:
    assert not withdrawn_by_user(words)


def test_what_the_rules_take_for_a_pause_has_to_be_a_likely_one() -> None:
    assert may_hold("We have put the role on hold.", "Hi Sam. We have put the role on hold. Sorry.")
    assert not may_hold("Keith, give me a call when your parked.", "Keith, give me a call when your parked.\n505-555-0171.")
