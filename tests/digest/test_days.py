"""When is a digest due, and when is the next?"""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from replydue.core.digest_days import day_due, next_moment
from replydue.settings import Settings

NEW_YORK, ALL_DAYS = "America/New_York", ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def settings(at: str = "08:30", *, days: tuple[str, ...] = ("mon", "tue", "wed", "thu", "fri"), until: str = "17:00") -> Settings:
    """A configuration in New York."""
    return Settings.model_validate({"timezone": NEW_YORK, "digest": {"at": at, "days": days}, "cadence": {"window": {"from": "09:00", "to": until}}})


@pytest.mark.parametrize(("now", "due"), [
    ("2026-11-24T13:29:59", None),  # one second before half past eight in New York
    ("2026-11-24T13:30:00", date(2026, 11, 24)),
    ("2026-11-24T21:59:59", date(2026, 11, 24)),  # late, the window still open
    ("2026-11-24T22:00:00", None),
    ("2026-11-25T03:00:00", None),  # still the 24th in New York
    ("2026-11-28T15:00:00", None),  # Saturday
    ("2026-07-07T12:30:00", date(2026, 7, 7)),  # summer time
    ("2026-07-07T12:29:59", None),
])  # fmt: skip
def test_it_is_due_from_its_time_until_the_window_closes(now: str, due: date | None) -> None:
    assert day_due(settings(), datetime.fromisoformat(now).replace(tzinfo=UTC)) == due


def test_one_in_the_evening_may_be_late_until_midnight() -> None:
    assert day_due(settings("18:00"), datetime(2026, 11, 25, 4, 59, tzinfo=UTC)) == date(2026, 11, 24)
    assert day_due(settings("18:00"), datetime(2026, 11, 25, 5, 0, tzinfo=UTC)) is None


@pytest.mark.parametrize(("at", "now", "moment"), [
    ("08:30", "2026-11-24T13:29:00", "2026-11-24T13:30:00"),
    ("08:30", "2026-11-24T13:30:00", "2026-11-25T13:30:00"),
    ("08:30", "2026-11-27T14:00:00", "2026-11-30T13:30:00"),  # over the weekend
    ("08:30", "2026-10-30T13:00:00", "2026-11-02T13:30:00"),  # over the end of summer time: half past eight as before
    ("08:30", "2027-03-12T14:00:00", "2027-03-15T12:30:00"),  # over its beginning
])  # fmt: skip
def test_the_next_one_keeps_its_time_of_day(at: str, now: str, moment: str) -> None:
    found = next_moment(settings(at), datetime.fromisoformat(now).replace(tzinfo=UTC))
    assert found is not None
    assert found.astimezone(UTC) == datetime.fromisoformat(moment).replace(tzinfo=UTC)


@pytest.mark.parametrize(("at", "now", "moment"), [
    ("02:30", "2027-03-14T05:00:00", "2027-03-14T07:30:00"),  # skipped: 03:30 summer time
    ("01:30", "2026-11-01T04:00:00", "2026-11-01T05:30:00"),  # comes twice: the first
    ("01:30", "2026-11-01T06:00:00", "2026-11-02T06:30:00"),  # and not the second
])  # fmt: skip
def test_a_clock_change_neither_loses_nor_doubles_it(at: str, now: str, moment: str) -> None:
    configured = settings(at, days=ALL_DAYS)
    found = next_moment(configured, datetime.fromisoformat(now).replace(tzinfo=UTC))
    assert found is not None
    assert found.astimezone(UTC) == datetime.fromisoformat(moment).replace(tzinfo=UTC)
    assert day_due(configured, found) == found.date()


def test_off_means_never() -> None:
    off = Settings(timezone=NEW_YORK, digest="off")
    assert next_moment(off, datetime(2026, 11, 24, tzinfo=UTC)) is None
    assert day_due(off, datetime(2026, 11, 24, 15, tzinfo=UTC)) is None
    assert next_moment(settings(days=()), datetime(2026, 11, 24, tzinfo=UTC)) is None
