"""What a letter comes to, seen from all its sentences."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from replydue.core.acts import acts_in, acts_of
from replydue.core.asks import requests_in
from replydue.core.closure import closed_by_counterpart
from replydue.core.context import Likely
from replydue.core.model import Reason
from replydue.core.upshot import COMES_TO, by_the_letter, traits

ACTS = ("rejects", "role_closed", "asks", "holds", "tells")


def likely(**shares: float) -> Likely:
    return {act: shares.get(act, 0.0) for act in ACTS}


def test_the_likeliest_sentence_does_what_the_letter_does_and_the_others_less() -> None:
    hints = [likely(rejects=0.4, tells=0.6), likely(rejects=0.2, tells=0.8), likely(tells=1.0)]
    first, second, third = by_the_letter("theirs", hints, "en")
    assert first["rejects"] > second["rejects"] > third["rejects"] == 0
    assert first["rejects"] == 2 * second["rejects"]
    assert first["tells"] == 0.6  # no letter is asked whether it tells


def test_a_sentence_that_stands_alone_is_the_whole() -> None:
    alone = [likely(asks=0.4, tells=0.6)]
    assert by_the_letter("theirs", alone, "en") == alone
    assert acts_in("theirs", "Please join five minutes early.") == acts_of("theirs", "Please join five minutes early.", "en")


def test_nothing_is_seen_otherwise_in_a_language_without_weights() -> None:
    two = [likely(asks=0.4), likely(asks=0.3)]
    assert by_the_letter("theirs", two, "de") == two


@example([likely(), likely(holds=5e-324)])
@given(st.lists(st.builds(likely, **{act: st.floats(0, 1) for act in ACTS}), min_size=1, max_size=30))
def test_shares_stay_shares_whatever_the_letter(sentences: list[Likely]) -> None:
    seen = by_the_letter("theirs", sentences, "en")
    assert len(seen) == len(sentences)
    asked = {act for acts in COMES_TO["theirs"].values() for act in acts}
    assert all(0 <= each[act] <= 1 + 1e-9 for each in seen for act in asked)
    assert set(traits(sentences)) == set(traits(list(reversed(sentences))))


def test_a_no_in_soft_words_is_one_in_its_letter() -> None:
    letter = (
        "Hey Joss,\n\nThanks for coming out to the tryout, you row a mean boat. We ended up going with folks who've run this river before, so I don't have a "
        "seat for you this year. Come say hi if you're in the valley.\n\nKip"
    )
    closed = closed_by_counterpart(letter)
    assert closed is not None
    assert closed[0] is Reason.REJECTED
    assert requests_in(letter) == ()


def test_what_is_to_be_done_is_asked_though_no_question_is_put() -> None:
    letter = (
        "Hi Lorenzo,\n\nGood news, they want you for a technical round with Dee. Use this link to share the times that suit you over the next two weeks: "
        "https://app.greenhouse.example/availability/q8w\n\nIt takes 75 minutes and you can use any language.\n\nSasha Petrov"
    )
    assert len(requests_in(letter)) == 1
    assert requests_in(letter)[0].startswith("Use this link")
