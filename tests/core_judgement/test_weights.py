"""What is learnt: shares that together are one, kinds that the code knows, and rules alone where nothing was learnt."""

from __future__ import annotations

from datetime import date

import pytest

from replydue.core.acts import acts_in
from replydue.core.business_days import BusinessDays
from replydue.core.promises import promises_in
from replydue.core.promises.reported import REPEATED
from replydue.core.promises.weighing import For
from replydue.core.weights import Weights, runs, weights_of, words_in, written
from replydue.values import Span

KINDS = {
    "days": set(For),
    "reported": {REPEATED, "when told", "appointment", "other"},
    "theirs": {"asks", "courtesy", "rejects", "role_closed", "holds", "goes_on", "promises", "appoints", "tells"},
    "mine": {"withdraws", "asks_status", "thanks", "applies", "repeats", "answers"},
    "candidacy": {"candidacy", "other"},
}


@pytest.mark.parametrize("topic", KINDS)
def test_the_kinds_of_a_topic_are_those_that_are_asked_for(topic: str) -> None:
    weights = weights_of(topic, "en")
    assert weights is not None
    assert set(weights.kinds) == KINDS[topic]
    assert {len(columns) for columns in weights.table.values()} == {len(weights.kinds)}


def test_shares_are_one_together_and_a_trait_counts_once() -> None:
    weights = Weights(("a", "b"), {"*": (0, 0), "tall": (100, 0), "wide": (0, 50)})
    assert weights.weigh([]) == {"a": 0.5, "b": 0.5}
    assert sum(weights.weigh(["tall", "wide", "never learnt"]).values()) == pytest.approx(1)
    assert weights.weigh(["tall", "tall"]) == weights.weigh(["tall"])
    assert weights.weigh(["tall", *map(str, range(143))])["a"] == pytest.approx(0.7311, abs=1e-4)


def test_a_trait_says_less_the_more_there_are_beside_it() -> None:
    weights = Weights(("a", "b"), {"*": (0, 0), "tall": (10, 0)})
    shares = [weights.weigh(["tall", *map(str, range(others))])["a"] for others in (0, 5, 50, 500)]
    assert shares == sorted(shares, reverse=True)
    assert shares[-1] > 0.5


def test_what_is_written_is_read_again() -> None:
    weights = weights_of("reported", "en")
    assert weights is not None
    first, *rows = written(weights).splitlines()
    assert first.split("\t")[1:] == list(weights.kinds)
    assert len(rows) == len(weights.table)


def test_words_and_runs() -> None:
    assert words_in("by the 14th, at 9?") == ["by", "the", "0", "th", "at", "0", "?"]
    assert list(runs(["a", "b", "c"], 2, "x ")) == ["x a", "x b", "x c", "x a b", "x b c"]


@pytest.mark.parametrize("ruled", [True, False])
def test_where_nothing_was_learnt_the_rules_decide(ruled: bool) -> None:
    (said,) = acts_in("theirs", "Wir melden uns bei Ihnen")
    assert (said.language, said.likely) == ("de", {})
    assert said.does("asks", ruled=ruled) is ruled


@pytest.mark.parametrize(
    ("words", "by"),
    [
        ("The committee reads the names out on Friday and the clerk rings round that evening.", "2026-11-27"),
        ("White smoke is expected Thursday.", "2026-11-27"),  # the 26th is Thanksgiving
        ("My gaffer makes his pick tomorrow, keep your phone near you.", "2026-11-24"),
        ("The shop is shut on Friday for stocktaking.", None),
        ("The other lad's references came on Monday.", None),
    ],
)
def test_words_that_no_list_has_are_weighed(words: str, by: str | None) -> None:
    found = promises_in(words, date(2026, 11, 23), BusinessDays(("US",)), True, Span(5, "business day"), by_user=False)
    assert max((promise.by.isoformat() for promise in found if promise.by), default=None) == by
