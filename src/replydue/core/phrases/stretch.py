"""The values that phrases stand for: stretches of days, lengths of time, and the day of reading they are counted from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from replydue.core.business_days import BusinessDays, add_months, last_of_month

FRIDAY = 4
DAY = timedelta(days=1)
WEEK = timedelta(days=7)
_FARTHEST = timedelta(days=3 * 366)  # from the reference day: what is named beyond is a fact, and nothing that one waits for


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time: `unit` is hour, business hour, day, business day, week, fortnight, month, quarter or year; `extra` are days on top."""

    number: int
    unit: str
    extra: int = 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from `start` to `end`, both counted in.

    `grain` is day, week, weekend, month, quarter, year, holiday, holidays or length. `again` says how it comes round: "month" for the 14th, "year" for March.
    `closing`: the phrase names the end of something, so that "before" it means it. `opens`: what is spoken of starts there.
    `weekday`: a bare weekday's number, else None. `length`: what was counted from the reference day, else None.
    """

    start: date
    end: date
    grain: str = "day"
    again: str = ""
    closing: bool = False
    opens: bool = False
    weekday: int | None = None
    length: Length | None = None

    def opened(self) -> Stretch:
        """The same, as the start of a promise."""
        return replace(self, opens=True)


@dataclass(frozen=True, slots=True)
class Count:
    """How many. `word` is couple, few or several where no number is named."""

    number: int
    word: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """The day a text is read from, where one works, and how 12/05 is read. `back`: how many days a date without a year may lie behind."""

    reference: date
    business_days: BusinessDays
    month_first: bool
    back: int = 0

    @property
    def first(self) -> date:
        """The first day that a date without a year may mean."""
        return self.reference - timedelta(days=self.back)

    @property
    def monday(self) -> date:
        """The Monday of the reference day's week."""
        return self.reference - timedelta(days=self.reference.weekday())

    def is_near(self, day: date) -> bool:
        """Whether anybody would wait for the day."""
        return abs(day - self.reference) <= _FARTHEST

    def business_days_about(self, day: date) -> BusinessDays:
        """One's business days where the day is near. Farther off only weekends are free: each year's holidays take their time to work out."""
        return self.business_days if self.is_near(day) else BusinessDays(())

    def week(self, offset: int) -> Stretch:
        """Monday to Friday, `offset` weeks on. On a weekend this week (0) is the coming one, as next week (1) is."""
        if offset == 0 and self.reference.weekday() > FRIDAY:
            offset = 1
        return week_from(self.monday + offset * WEEK)

    def month(self, offset: int) -> Stretch:
        """The calendar month `offset` months on."""
        return month_of(add_months(self.reference.replace(day=1), offset))

    def quarter(self, offset: int) -> Stretch:
        """The quarter `offset` quarters on."""
        first = self.reference.replace(month=(self.reference.month - 1) // 3 * 3 + 1, day=1)
        return quarter_of(add_months(first, 3 * offset))

    def year(self, offset: int) -> Stretch:
        """The calendar year `offset` years on."""
        return year_of(self.reference.year + offset)

    def later(self, day: date, length: Length) -> date:
        """The day a length after another one."""
        business_days = self.business_days_about(day)
        if whole_days(length) > _FARTHEST.days:
            day += timedelta(days=whole_days(length))  # far off, however it is counted
        elif length.unit == "business day":
            day = business_days.add(day, length.number)
        elif length.unit == "business hour":
            day = business_days.add(day, -(-length.number // 24))
        elif length.unit in _MONTHS:
            day = add_months(day, length.number * _MONTHS[length.unit])
        else:
            day += timedelta(days=_days(length))
        return day + timedelta(days=length.extra)


_MONTHS = {"month": 1, "quarter": 3, "year": 12}
_DAYS = {"day": 1, "week": 7, "fortnight": 14}


def _days(length: Length) -> int:
    return -(-length.number // 24) if length.unit == "hour" else length.number * _DAYS[length.unit]


def whole_days(length: Length) -> int:
    """A length in calendar days, for those that have one; months count 30, business days as such."""
    return length.number * 30 * _MONTHS[length.unit] if length.unit in _MONTHS else length.number if "business" in length.unit else _days(length)


def on(day: date, again: str = "", grain: str = "day") -> Stretch:
    """One day."""
    return Stretch(day, day, grain, again)


def week_from(monday: date) -> Stretch:
    """Monday to Friday."""
    return Stretch(monday, monday + timedelta(days=FRIDAY), "week")


def week_holding(day: date) -> Stretch:
    """Monday to Friday of the week that holds the day."""
    return week_from(day - timedelta(days=day.weekday()))


def month_of(day: date) -> Stretch:
    """The month that holds the day."""
    return Stretch(day.replace(day=1), last_of_month(day), "month")


def quarter_of(day: date) -> Stretch:
    """The quarter that begins with the day's month."""
    return Stretch(day.replace(day=1), last_of_month(add_months(day.replace(day=1), 2)), "quarter")


def year_of(year: int) -> Stretch:
    """A calendar year."""
    return Stretch(date(year, 1, 1), date(year, 12, 31), "year")


def first_full_business_week(year: int, business_days: BusinessDays) -> Stretch:
    """January's first week whose five days are all business days (reading rules: "in the new year"); failing that, its first whole week."""
    monday = date(year, 1, 1) + timedelta(days=-date(year, 1, 1).weekday() % 7)
    weeks = [week_from(monday + i * WEEK) for i in range(4)]
    return next((week for week in weeks if all(business_days.is_one(week.start + i * DAY) for i in range(5))), weeks[0])
