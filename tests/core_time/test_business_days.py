"""Business days: weekends and the holidays of all places are left out."""

from __future__ import annotations

from datetime import date

import pytest

from replydue.core.business_days import BusinessDays
from replydue.values import Span

THANKSGIVING = date(2026, 11, 26)


def test_a_holiday_of_one_place_is_a_holiday_of_all() -> None:
    assert [BusinessDays(places).is_one(THANKSGIVING) for places in ((), ("GB",), ("US",), ("GB", "US"))] == [True, True, False, False]


@pytest.mark.parametrize(
    ("span", "day"),
    [
        ("3 business days", "2026-11-27"),
        ("3 days", "2026-11-27"),
        ("1 week", "2026-11-30"),
        ("1 month", "2026-12-23"),
        ("36 hours", "2026-11-25"),
        ("0 days", "2026-11-23"),
    ],
)
def test_spans_end_on_business_days(span: str, day: str) -> None:
    assert str(BusinessDays(("US",)).add_span(date(2026, 11, 23), Span.read(span))) == day


def test_months_end_on_their_last_day() -> None:
    assert BusinessDays(()).add_span(date(2028, 1, 31), Span(1, "month")) == date(2028, 2, 29)


def test_before_and_roll_step_over_weekends_and_holidays() -> None:
    days = BusinessDays(("US",))
    assert (days.before(date(2026, 11, 27)), days.roll(THANKSGIVING), days.before(date(2026, 11, 23))) == (
        date(2026, 11, 25),
        date(2026, 11, 27),
        date(2026, 11, 20),
    )


def test_subdivisions_have_holidays_of_their_own() -> None:
    assert BusinessDays(("DE",)).is_one(date(2026, 1, 6))
    assert not BusinessDays(("DE-BY",)).is_one(date(2026, 1, 6))


@pytest.mark.parametrize(("place", "day"), [("GB", date(2026, 4, 6)), ("GB", date(2026, 8, 31)), ("CA", date(2026, 5, 18)), ("CH", date(2026, 4, 3))])
def test_a_country_keeps_what_most_of_its_parts_keep(place: str, day: date) -> None:
    assert not BusinessDays((place,)).is_one(day)


@pytest.mark.parametrize(("place", "day"), [("GB", date(2026, 11, 30)), ("GB-SCT", date(2026, 4, 6)), ("US", date(2026, 11, 27)), ("DE", date(2026, 11, 1))])
def test_what_few_parts_keep_is_no_holiday_of_the_country(place: str, day: date) -> None:
    assert not BusinessDays((place,)).is_holiday(day)
