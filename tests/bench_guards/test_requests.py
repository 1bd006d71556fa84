"""What does it cost? Requests and quota units of whole scenarios, counted by the sandbox; the table of `python -m bench` at a small size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from bench import first_look, polls
from bench.row import QUICK, Bench, Row, Size

from replydue.service import narrowing

SMALL = replace(QUICK, messages=600, recruiters=40, newsletters=100)
FEW = replace(SMALL, recruiters=5)


def figures(bench: Bench, size: Size = FEW) -> dict[str, Row]:
    """The rows by name."""
    return {row.name.strip(): row for row in bench(size)}


def test_a_poll_with_nothing_new_is_one_request_of_two_units() -> None:
    rows = figures(polls.idle)
    assert (rows["a poll with nothing new"].value, rows["its quota units"].value) == (1, 2)


def test_one_new_mail_in_a_tracked_thread_costs_at_most_two_requests_beyond_the_polls() -> None:
    row = figures(polls.one_mail)["one new mail in a tracked thread"]
    assert row.value <= 2, row.note


def test_newsletters_are_looked_at_once_and_their_bodies_are_not_fetched() -> None:
    rows = figures(polls.newsletters)
    arrived = rows["100 newsletters arrive"]
    assert rows["bodies fetched for them"].value == 0
    assert arrived.ratio is not None
    assert arrived.ratio <= 1.1, arrived.note


@pytest.mark.parametrize("figure", ["first look at 600 messages", "interrupted half way and resumed"])
def test_a_first_look_reads_little_beyond_what_is_tracked(figure: str, looked: dict[str, Row]) -> None:
    row = looked[figure]
    assert row.ratio is not None
    assert row.ratio <= 1.3, row.note


def test_a_first_look_misses_no_recruiter(looked: dict[str, Row]) -> None:
    assert looked["recruiters' threads that are followed after it"].value == SMALL.recruiters


def test_a_first_look_stays_below_gmails_limit(looked: dict[str, Row]) -> None:
    assert "0 calls refused" in looked["its time, quota enforced"].note


@pytest.fixture(scope="module")
def looked() -> Iterator[dict[str, Row]]:
    """A look at a mailbox that counts as a big one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(narrowing, "READ_ALL", 20)
        yield figures(first_look.first_look, SMALL)
