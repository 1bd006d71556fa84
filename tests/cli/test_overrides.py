"""`expect`, `snooze`, `stop`, `track`: what the user lays down is kept at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine

from replydue.core.model import Counterpart, Judgement, Override, Standing

from .conftest import Call, Known

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def dana(known: Known) -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        known.add("t1", Judgement(Standing.WAITING, counterpart=Counterpart("Dana Whitfield", "dana@northwind.example", "Northwind")))
        yield


@pytest.mark.parametrize(
    ("when", "day", "said"),
    [
        (("next", "Friday"), date(2026, 12, 4), "Fri 4 Dec (in 10 days)"),
        (("next Friday",), date(2026, 12, 4), "Fri 4 Dec (in 10 days)"),
        (("2", "weeks"), date(2026, 12, 8), "Tue 8 Dec (in 14 days)"),
        (("14", "Dec"), date(2026, 12, 14), "Mon 14 Dec (in 20 days)"),
        (("2026-12-14",), date(2026, 12, 14), "Mon 14 Dec (in 20 days)"),
    ],
)
def test_a_reply_is_expected_by_the_day_that_was_said(when: tuple[str, ...], day: date, said: str, replydue: Call, known: Known) -> None:
    result = replydue("expect", "dana", *when)
    assert result.stdout == f"Dana Whitfield: a reply is expected by {said}. It takes effect at the daemon's next look.\n"
    assert known.store.override_of("t1") == Override(expected_by=day)
    assert known.store.due(NOW) == ("t1",)


def test_a_snooze_ends_when_its_day_begins_in_the_users_zone(replydue: Call, known: Known) -> None:
    assert "left alone until Fri 4 Dec (in 10 days)" in replydue("snooze", "dana", "next", "Friday").stdout
    assert known.store.override_of("t1").snoozed_until == datetime(2026, 12, 4, tzinfo=ZoneInfo("Europe/London"))


def test_stop_and_track_take_each_other_back(replydue: Call, known: Known) -> None:
    assert replydue("stop", "northwind").stdout.startswith("Dana Whitfield: no follow-ups any more.")
    assert known.store.override_of("t1") == Override(tracked=False)
    assert replydue("track", "t1").stdout.startswith("Dana Whitfield: is followed.")
    assert known.store.override_of("t1") == Override(tracked=True)


def test_nothing_is_laid_down_for_a_day_that_cannot_be_read(replydue: Call, known: Known) -> None:
    assert replydue("expect", "dana", "whenever").exit_code == 2
    assert known.store.override_of("t1") == Override()
