"""What holidays mean, and before, after, between and or.

Every public function is an action that a grammar may name (see grammar.py): its arguments are the constants written there, then the values of the symbols.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from replydue.core.business_days import add_months
from replydue.core.phrases.holiday_names import holiday_to_come
from replydue.core.phrases.meaning_days import first_weekday_after, weekday, weekday_in_week
from replydue.core.phrases.meaning_spans import named_month, part
from replydue.core.phrases.stretch import DAY, WEEK, Context, Stretch, first_full_business_week, on, week_from, week_holding


def weekend(ctx: Context, offset: int) -> Stretch:
    """Over the weekend: until Monday."""
    monday = ctx.monday + (1 + offset) * WEEK
    return Stretch(monday - 2 * DAY, monday, "weekend")


def holiday(ctx: Context, name: str, year: int | None = None) -> Stretch | None:
    """Thanksgiving: the next one to come."""
    found = holiday_to_come(name, ctx.reference, year)
    return on(found, "year", "new year" if name in ("new year", "new year eve") else "holiday") if found else None


def holiday_weekend(ctx: Context) -> Stretch | None:
    """The holiday weekend: the next weekend that a holiday lengthens; with one on a Monday or Tuesday it ends on that."""
    near = (ctx.reference + i * DAY for i in range(-3, 60))
    for found in near:
        if found.weekday() < 5 and ctx.business_days.is_holiday(found):
            return Stretch(found, found if found.weekday() < 2 else week_holding(found).end + 2 * DAY, "holiday")
    return None


def holidays(ctx: Context) -> Stretch | None:
    """The holidays at the end of the year: from Christmas Eve to New Year's Day."""
    ends = date(ctx.reference.year + (ctx.reference.month > 1), 1, 1)
    return Stretch(date(ends.year - 1, 12, 24), ends, "holidays")


def part_of_holidays(ctx: Context, _: str) -> Stretch | None:
    """Before the end of the holidays."""
    return holidays(ctx)


def new_year_week(ctx: Context) -> Stretch:
    """In the new year: January's first full business week."""
    this = first_full_business_week(ctx.reference.year, ctx.business_days)
    found = this if this.end >= ctx.reference and ctx.reference.month == 1 else first_full_business_week(ctx.reference.year + 1, ctx.business_days)
    return replace(found, grain="new year week")


def over_holiday(ctx: Context, name: str) -> Stretch | None:
    """Over Christmas: nothing is sure before the new year's first full week; over another holiday: its week."""
    if name in ("christmas", "christmas eve", "boxing day", "new year", "new year eve"):
        return new_year_week(ctx)
    found = holiday(ctx, name)
    return week_holding(found.end) if found else None


def before(ctx: Context, stretch: Stretch) -> Stretch:
    """Before X: the last business day before X; before the end of X is the end of X."""
    if stretch.closing or stretch.grain == "length":
        return stretch
    start = stretch.start
    found = ctx.business_days_about(start).before(start)
    return on(max(found, ctx.reference) if start >= ctx.reference else found)


def after(ctx: Context, stretch: Stretch) -> Stretch:
    """After X: the promise starts there; after a holiday, Friday of the first full week after it."""
    if stretch.grain in ("holidays", "new year"):
        return new_year_week(ctx)
    if stretch.grain == "weekend":
        return week_from(stretch.end)
    if stretch.grain == "holiday":
        return _first_full_week_after(stretch.end, ctx) if stretch.end.month != 12 else _after_christmas(ctx, stretch)
    return stretch if stretch.grain in ("length", "new year week") else stretch.opened()


def _after_christmas(ctx: Context, stretch: Stretch) -> Stretch:
    return first_full_business_week(stretch.end.year + 1, ctx.business_days_about(stretch.end))


def _first_full_week_after(day: date, ctx: Context) -> Stretch:
    monday = day + timedelta(days=(-day.weekday() - 1) % 7 + 1)
    business_days = ctx.business_days_about(day)
    weeks = (week_from(monday + i * WEEK) for i in range(3))
    return next((w for w in weeks if all(business_days.is_one(w.start + i * DAY) for i in range(5))), week_from(monday))


def starting(_: Context, stretch: Stretch) -> Stretch | None:
    """From Monday on."""
    several = stretch.grain == "day" and stretch.start != stretch.end  # from 5 to 16 August: a range, no start
    if several or stretch.grain == "length":
        return stretch if several else None
    return replace(stretch, end=stretch.start).opened()


def earliest(_: Context, stretch: Stretch) -> Stretch:
    """The 14th at the earliest."""
    return stretch.opened()


def later_one(ctx: Context, *stretches: Stretch) -> Stretch | None:
    """Monday or Tuesday; between the 3rd and the 5th: the later one. Bare weekdays follow each other."""
    first, last = stretches[0], stretches[-1]
    if (first.weekday is not None and last.weekday is not None and first.weekday < last.weekday) or (
        first.weekday is None and last.weekday is not None and last.end < first.end
    ):
        last = on(first_weekday_after(first.end, last.weekday))
    elif last.end < first.end and last.again in ("year", "month"):
        last = replace(last, end=add_months(last.end, 12 if last.again == "year" else 1))
    return Stretch(first.start, max(first.end, last.end, *(s.end for s in stretches[1:-1]), first.end), last.grain, closing=last.closing)


def habit(ctx: Context) -> Stretch:
    """Monday to Friday: opening hours, which are no day to wait for."""
    return on(date.max)


def weekdays_in_week(ctx: Context, first: int, last: int, whole: Stretch) -> Stretch:
    """Monday or Tuesday of next week."""
    return weekday_in_week(ctx, max(first, last), whole)


def week_with_weekdays(ctx: Context, whole: Stretch, first: int, last: int) -> Stretch:
    """Next week between Wednesday and Friday."""
    return weekdays_in_week(ctx, first, last, whole)


def or_week_after(ctx: Context, first: Stretch) -> Stretch:
    """Next week or the week after."""
    return week_from(week_holding(first.end).start + WEEK)


def or_part_of_week_after(ctx: Context, first: Stretch, which: str) -> Stretch | None:
    """Next week or early the week after."""
    return part(ctx, which, or_week_after(ctx, first))


def or_weekday_after(ctx: Context, first: Stretch, number: int) -> Stretch:
    """Friday or the Monday after."""
    return on(first_weekday_after(first.end, number))


def later_part(_: Context, one: str, other: str) -> str:
    """Early to mid: the later part."""
    return max(one, other, key=("early", "mid", "late").index)


def higher(_: Context, one: int, other: int) -> int:
    """First or second: the later one."""
    return max(one, other)


def weekdays_and_part(ctx: Context, first: int, last: int, whole: Stretch) -> Stretch:
    """Monday or Tuesday at the beginning of next week."""
    return weekday_in_week(ctx, max(first, last), week_holding(whole.start))


def week_with_three(ctx: Context, whole: Stretch, one: int, two: int, three: int) -> Stretch:
    """Next week Monday, Tuesday or Wednesday."""
    return weekday_in_week(ctx, max(one, two, three), whole)


def second_part(_: Context, which: str, stretch: Stretch) -> Stretch:
    """Early or mid next week: the later part."""
    return stretch


def before_weekday(ctx: Context, number: int) -> Stretch:
    """Before Sat."""
    return before(ctx, weekday(ctx, number))


def before_month(ctx: Context, number: int) -> Stretch:
    """Before March."""
    return before(ctx, named_month(ctx, number))


def next_weekdays(ctx: Context, first: int, last: int) -> Stretch:
    """Next Tuesday or Wednesday."""
    return weekday_in_week(ctx, max(first, last), ctx.week(1))


def this_weekdays(ctx: Context, first: int, last: int) -> Stretch:
    """This Thursday or Friday."""
    return weekday_in_week(ctx, max(first, last), ctx.week(0))
