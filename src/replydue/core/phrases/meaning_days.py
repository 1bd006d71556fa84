"""What single days mean: weekdays, days of the month, dates in words and figures.

Every public function is an action that a grammar may name (see grammar.py): its arguments are the constants written there, then the values of the symbols.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta

from replydue.core.business_days import add_months
from replydue.core.phrases.stretch import DAY, WEEK, Context, Length, Stretch, on, week_from


def day(ctx: Context, offset: int) -> Stretch:
    """Today, tomorrow, the day after."""
    return on(ctx.reference + timedelta(days=offset))


def ago(ctx: Context, span: Length) -> Stretch:
    """Two days ago."""
    return on(ctx.reference - (ctx.later(ctx.reference, span) - ctx.reference))


def last_weekday(ctx: Context, number: int) -> Stretch:
    """On Monday, of what is over: the last one before the reference day."""
    return on(first_weekday_after(ctx.reference - 8 * DAY, number))


def weekday_gone_by(ctx: Context, number: int) -> Stretch:
    """Monday last week."""
    return on(ctx.monday - WEEK + timedelta(days=number))


def number_gone_by(ctx: Context, number: int) -> Stretch | None:
    """On the 14th, of what is over: the last one before the reference day."""
    candidates = (_day_in(add_months(ctx.reference.replace(day=1), -offset), number) for offset in range(3))
    return next((on(found) for found in candidates if found and found < ctx.reference), None)


def business_day(ctx: Context, number: int) -> Stretch:
    """The next business day."""
    return on(ctx.business_days.add(ctx.reference, number))


def weekday(ctx: Context, number: int) -> Stretch:
    """Friday: the first one after the reference day."""
    return Stretch(*(2 * (first_weekday_after(ctx.reference, number),)), again="week", weekday=number)


def first_weekday_after(day: date, number: int) -> date:
    """The first such weekday after the day (no action: others build on it)."""
    return day + timedelta(days=(number - day.weekday() - 1) % 7 + 1)


def this_weekday(ctx: Context, number: int) -> Stretch:
    """This Friday: of this week, today counted in; if it is over, the coming one."""
    return on(ctx.reference + timedelta(days=(number - ctx.reference.weekday()) % 7), "week")


def weekday_in_week(ctx: Context, number: int, week: Stretch) -> Stretch:
    """Friday of next week. A weekday of this week that is over comes round."""
    found = on(week.start + timedelta(days=number), "week")
    return found if found.end >= ctx.reference else on(found.end + WEEK)


def week_with_weekday(ctx: Context, week: Stretch, number: int) -> Stretch:
    """Next week Friday."""
    return weekday_in_week(ctx, number, week)


def next_weekday(ctx: Context, number: int) -> Stretch:
    """Next Friday: of the next Monday-to-Sunday week."""
    return weekday_in_week(ctx, number, week_from(ctx.monday + WEEK))


def weekday_and_weeks(ctx: Context, weeks: int, number: int) -> Stretch:
    """Friday week."""
    return on(first_weekday_after(ctx.reference, number) + weeks * WEEK)


def weekday_after(ctx: Context, number: int, stretch: Stretch) -> Stretch:
    """The Monday after Thanksgiving."""
    return on(first_weekday_after(stretch.end, number))


def weekday_before(ctx: Context, number: int, stretch: Stretch) -> Stretch:
    """The Friday before Christmas."""
    return on(first_weekday_after(stretch.start - 8 * DAY, number))


def day_after(ctx: Context, offset: int, stretch: Stretch) -> Stretch:
    """The day after Thanksgiving."""
    return on((stretch.end if offset > 0 else stretch.start) + timedelta(days=offset), stretch.again)


def of_month(ctx: Context, number: int) -> Stretch | None:
    """The 14th, the next one to come."""
    first = ctx.reference.replace(day=1)
    candidates = (_day_in(add_months(first, offset), number) for offset in range(4))
    return next((on(found, "month") for found in candidates if found and found >= ctx.reference), None)


def _day_in(first: date, number: int) -> date | None:
    try:
        return first.replace(day=number)
    except ValueError:
        return None


def weekday_of_month(ctx: Context, number: int, of: int) -> Stretch | None:
    """Friday the 14th: the next 14th that is a Friday."""
    return _weekday_of_month(ctx, number, of, 40)


def weekday_and_number(ctx: Context, number: int, of: int) -> Stretch | None:
    """Friday 14: only where that day is near, since the number may belong to what follows."""
    return _weekday_of_month(ctx, number, of, 2)


def _weekday_of_month(ctx: Context, number: int, of: int, months: int) -> Stretch | None:
    first = ctx.reference.replace(day=1)
    candidates = (_day_in(add_months(first, offset), of) for offset in range(months))
    return next((on(found) for found in candidates if found and found >= ctx.reference and found.weekday() == number), None)


def in_month(ctx: Context, month: int, number: int, year: int | None = None) -> Stretch | None:
    """December 14: that day, the next one to come, or in the year named."""
    if year is not None:
        return on(date(year, month, number))
    candidates = (_day_in(date(ctx.first.year + offset, month, 1), number) for offset in range(9))
    return next((on(found, "year") for found in candidates if found and found >= ctx.first), None)


def number_in_month(ctx: Context, number: int, month: int, year: int | None = None) -> Stretch | None:
    """14 December."""
    return in_month(ctx, month, number, year)


def number_in_month_soon(ctx: Context, number: int, month: int, year: int) -> Stretch | None:
    """14 Dec 26: two figures are a year only where it is this one or the next."""
    return in_month(ctx, month, number, year) if 0 <= year - ctx.reference.year <= 1 else None


def year_month_day(ctx: Context, year: int, month: int, number: int) -> Stretch | None:
    """2026-12-14."""
    return in_month(ctx, month, number, year)


def in_month_next_year(ctx: Context, month: int, number: int) -> Stretch | None:
    """December 14 next year."""
    return in_month(ctx, month, number, ctx.reference.year + 1)


def number_in(ctx: Context, number: int, month: Stretch) -> Stretch | None:
    """The 4th of next month; of this one where it is over, of the one it comes round to."""
    if month.grain != "month":
        return None
    found = month.start.replace(day=number)
    return on(found if found >= ctx.first or not month.again else add_months(found, 12 if month.again == "year" else 1))


def days_in(ctx: Context, first: int, last: int, month: Stretch) -> Stretch | None:
    """From the 4th to the 23rd of next month."""
    return number_in(ctx, last, month)


def days_in_month(ctx: Context, month: int, first: int, last: int, year: int | None = None) -> Stretch | None:
    """July 13 to 15."""
    start, end = in_month(ctx, month, first, year), in_month(ctx, month, last, year)
    return Stretch(start.start, max(start.end, end.end)) if start and end and last > first else None


def numbers_in_month(ctx: Context, first: int, last: int, month: int, year: int | None = None) -> Stretch | None:
    """13 to 15 July."""
    return days_in_month(ctx, month, first, last, year)


def numeric(ctx: Context, one: int, other: int, year: int | None = None) -> Stretch | None:
    """12/14, 14/12, 12/05: by the configured order; where only one order is a date to come, that one."""
    orders = ((one, other), (other, one)) if ctx.month_first else ((other, one), (one, other))
    found = [in_month(ctx, month, number, year) for month, number in orders if 1 <= month <= 12 and 1 <= number <= monthrange(2000, month)[1]]
    return next((stretch for stretch in found if stretch and stretch.end >= ctx.first), found[0] if found else None)


def numeric_bare(ctx: Context, one: int, other: int) -> Stretch | None:
    """12/14, without a word before it: 24/7 and fractions like 3/4 are none."""
    return None if (one, other) == (24, 7) or max(one, other) < 10 else numeric(ctx, one, other)


def day_first(ctx: Context, number: int, month: int, year: int | None = None) -> Stretch | None:
    """14.12., as continental Europe writes it."""
    return in_month(ctx, month, number, year) if 1 <= month <= 12 else None


def day_first_bare(ctx: Context, number: int, month: int) -> Stretch | None:
    """14/12 in a language that never writes the month first, without a word before it."""
    return None if (number, month) == (24, 7) or max(number, month) < 10 else day_first(ctx, number, month)


def agreeing(ctx: Context, number: int, stretch: Stretch) -> Stretch:
    """Friday, December 4: the date counts, whatever the weekday says."""
    return stretch


def numeric_agreeing(ctx: Context, number: int, one: int, other: int) -> Stretch | None:
    """Wed (2/12): of the two orders the one that is such a weekday, else the configured one."""
    orders = [numeric(ctx, one, other), numeric(replace(ctx, month_first=not ctx.month_first), one, other)]
    return next((found for found in orders if found and found.start.weekday() == number), orders[0])


def weekday_two_on(ctx: Context, number: int) -> Stretch:
    """Next next Monday; a week next Monday."""
    return weekday_in_week(ctx, number, week_from(ctx.monday + 2 * WEEK))


def date_agreeing(_: Context, stretch: Stretch, number: int) -> Stretch:
    """December 4 (Friday)."""
    return stretch


def of_month_range(ctx: Context, first: int, last: int) -> Stretch | None:
    """The 3rd to the 5th: the later one, which follows the earlier one."""
    return of_month(ctx, last)
