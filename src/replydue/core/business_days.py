"""Which days are business days: all but Saturdays, Sundays and the configured holidays (reading rules, section 2)."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from replydue.holiday_calendars import holidays_of, widely_kept_in
from replydue.values import Span

_SATURDAY = 5
_DAY = timedelta(days=1)


@lru_cache(maxsize=512)
def _holidays(place: str, year: int) -> frozenset[date]:
    """The holidays of one place (`US`, `DE-BY`) in one year, substitute days included, and those that a country's parts mostly keep.

    Raises NotImplementedError for an unknown place.
    """
    return frozenset(holidays_of(place, year)) | widely_kept_in(place, year)


@dataclass(frozen=True, slots=True)
class BusinessDays:
    """Business days where one works by the holidays of several places: a day off in any of them is no business day."""

    places: tuple[str, ...]

    def is_one(self, day: date) -> bool:
        """Whether one works on this day."""
        return day.weekday() < _SATURDAY and not self.is_holiday(day)

    def is_holiday(self, day: date) -> bool:
        """Whether the day is a holiday in any of the places."""
        return any(day in _holidays(place, day.year) for place in self.places)

    def roll(self, day: date) -> date:
        """The day itself, or the next business day after it."""
        while not self.is_one(day) and day < date.max:
            day += _DAY
        return day

    def before(self, day: date) -> date:
        """The last business day before the day."""
        day -= _DAY
        while not self.is_one(day):
            day -= _DAY
        return day

    def add(self, day: date, n: int) -> date:
        """The nth business day after the day; for n = 0 the day rolled forward."""
        if n <= 0:
            return self.roll(day)
        for _ in range(n):
            day = self.roll(day + _DAY)
        return day

    def add_span(self, day: date, span: Span) -> date:
        """The day on which a span that starts on `day` ends, rolled forward. Spans shorter than a day count as whole days begun."""
        return self.roll(self.reach(day, span))

    def reach(self, day: date, span: Span) -> date:
        """As `add_span`, but the very day, whether people work on it or not."""
        if span.unit == "business day":
            return self.add(day, span.count)
        if span.unit == "month":
            return add_months(day, span.count)
        return day + timedelta(days=-(-span.seconds // 86_400))


def add_months(day: date, months: int) -> date:
    """The same day of the later month, or its last day if it has no such day (reading rules, section 2)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def last_of_month(day: date) -> date:
    """The last day of the day's month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
