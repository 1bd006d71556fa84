"""What weeks, months, quarters, years and their parts mean.

Every public function is an action that a grammar may name (see grammar.py): its arguments are the constants written there, then the values of the symbols.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from replydue.core.business_days import add_months
from replydue.core.phrases.meaning_days import first_weekday_after, of_month
from replydue.core.phrases.stretch import DAY, WEEK, Context, Stretch, month_of, on, quarter_of, week_from, week_holding, year_of

_PART_OF_WEEK = {"early": (0, 2), "mid": (1, 3)}
_PART_OF_MONTH = {"early": (1, 10), "mid": (10, 20)}


def week(ctx: Context, offset: int) -> Stretch:
    """This week, next week, the week after next."""
    return ctx.week(offset)


def the_week(ctx: Context) -> Stretch:
    """The week: this one, or the next where its part is over."""
    return replace(ctx.week(0), again="week")


def week_of(_: Context, stretch: Stretch) -> Stretch:
    """The week of December 7."""
    return week_holding(stretch.start)


def week_beside(_: Context, offset: int, stretch: Stretch) -> Stretch:
    """The week after Thanksgiving, the week before Christmas."""
    return week_from(week_holding(stretch.end if offset > 0 else stretch.start).start + offset * WEEK)


def month(ctx: Context, offset: int) -> Stretch:
    """This month, next month."""
    return ctx.month(offset)


def the_month(ctx: Context) -> Stretch:
    """The month: this one."""
    return replace(ctx.month(0), again="calendar month")


def named_month(ctx: Context, number: int, year: int | None = None) -> Stretch:
    """March; March 2027."""
    chosen = year or (ctx.first.year + (number < ctx.first.month))
    return replace(month_of(date(chosen, number, 1)), again="" if year else "year")


def month_of_year(ctx: Context, year: int, number: int) -> Stretch:
    """2027 March."""
    return named_month(ctx, number, year)


def next_named_month(ctx: Context, number: int) -> Stretch:
    """March next year."""
    return named_month(ctx, number, ctx.reference.year + 1)


def quarter(ctx: Context, offset: int) -> Stretch:
    """This quarter, next quarter."""
    return ctx.quarter(offset)


def the_quarter(ctx: Context) -> Stretch:
    """The quarter: this one."""
    return replace(ctx.quarter(0), again="quarter")


def named_quarter(ctx: Context, number: int, year: int | None = None) -> Stretch | None:
    """Q1: the next one that is not over."""
    if not 1 <= number <= 4:
        return None
    found = quarter_of(date(year or ctx.reference.year, 3 * number - 2, 1))
    if year is None and found.end < ctx.reference:
        found = quarter_of(date(ctx.reference.year + 1, 3 * number - 2, 1))
    return replace(found, again="" if year else "year")


def quarter_next_year(ctx: Context, number: int) -> Stretch | None:
    """Q1 next year."""
    return named_quarter(ctx, number, ctx.reference.year + 1)


def year(ctx: Context, offset: int) -> Stretch:
    """This year, next year."""
    return ctx.year(offset)


def numbered_year(ctx: Context, number: int) -> Stretch:
    """2027."""
    return year_of(number)


def week_of_number(ctx: Context, number: int) -> Stretch | None:
    """The week of the 14th."""
    found = of_month(ctx, number)
    return week_holding(found.start) if found else None


def year_quarter(ctx: Context, year: int, number: int) -> Stretch | None:
    """2027 Q1."""
    return named_quarter(ctx, number, year)


def numbered_week(ctx: Context, number: int, year: int | None = None) -> Stretch:
    """KW 50: the week of that number (ISO 8601), the next one that is not over."""
    found = week_from(date.fromisocalendar(year or ctx.monday.isocalendar().year, number, 1))
    return found if year or found.end >= ctx.reference else numbered_week(ctx, number, ctx.monday.isocalendar().year + 1)


def numbered_weeks(ctx: Context, first: int, last: int) -> Stretch:
    """KW 50/51: the later one."""
    return numbered_week(ctx, last)


def months(ctx: Context, first: int, last: int) -> Stretch:
    """December or January: the later one."""
    one, other = named_month(ctx, first), named_month(ctx, last)
    return max(one, other, key=lambda stretch: stretch.end)


def part(ctx: Context, which: str, whole: Stretch) -> Stretch | None:
    """Early, mid, late: of a week Wednesday, Thursday, Friday; of a month the 10th, the 20th, its last day."""
    found = _part(which, whole)
    if found.end < ctx.first and whole.again:
        found = _part(which, _come_round(whole))
    return found


def _come_round(whole: Stretch) -> Stretch:
    if whole.again == "week":
        return week_from(whole.start + WEEK)
    if whole.grain == "month":
        return month_of(add_months(whole.start, 12 if whole.again == "year" else 1))
    if whole.grain == "quarter":
        return quarter_of(add_months(whole.start, 12 if whole.again == "year" else 3))
    return year_of(whole.start.year + 1)


def _part(which: str, whole: Stretch) -> Stretch:
    if which == "late":
        return replace(whole, closing=True)
    if whole.grain == "week":
        first, last = _PART_OF_WEEK[which]
        return Stretch(whole.start + first * DAY, whole.start + last * DAY, closing=which == "mid")
    if whole.grain == "month":
        first, last = _PART_OF_MONTH[which]
        return Stretch(whole.start.replace(day=first), whole.start.replace(day=last), closing=which == "mid")
    months = (1 if which == "early" else 2) * (1 if whole.grain == "quarter" else 3)
    return Stretch(whole.start, add_months(whole.start, months) - DAY, closing=which == "mid")


def rest(_: Context, whole: Stretch) -> Stretch:
    """Later this week, the rest of the month."""
    return replace(whole, closing=True)


def first_half(ctx: Context, _: str, whole: Stretch) -> Stretch | None:
    """The first half of December."""
    if whole.grain == "week":
        return part(ctx, "early", whole)
    end = whole.start.replace(day=15) if whole.grain == "month" else add_months(whole.start, 6) - DAY
    return Stretch(whole.start, end)


def last_day(ctx: Context, whole: Stretch) -> Stretch:
    """The last day of the month."""
    return on(whole.end)


def last_business_day(ctx: Context, whole: Stretch) -> Stretch:
    """The last business day of the month."""
    return on(ctx.business_days_about(whole.end).before(whole.end + DAY))


def week_in(ctx: Context, number: int, whole: Stretch) -> Stretch | None:
    """The second week of January: the first is the one that holds the month's first business day."""
    if whole.grain == "week":
        return None
    found = week_from(week_holding(ctx.business_days_about(whole.start).roll(whole.start)).start + (number - 1) * WEEK)
    if found.end < ctx.reference and whole.again:
        return week_in(ctx, number, replace(_come_round(whole), again=""))
    return found if number <= 53 else None


def last_week_in(ctx: Context, whole: Stretch) -> Stretch | None:
    """The last week of November: the one that holds the month's last business day."""
    if whole.grain == "week":
        return None
    found = week_holding(ctx.business_days_about(whole.end).before(whole.end + DAY))
    return last_week_in(ctx, replace(_come_round(whole), again="")) if found.end < ctx.reference and whole.again else found


def weekday_in_month(ctx: Context, which: int, number: int, whole: Stretch) -> Stretch | None:
    """The second Tuesday of October."""
    found = first_weekday_after(whole.start - DAY, number) + (which - 1) * WEEK
    if found < ctx.reference and whole.again:
        return weekday_in_month(ctx, which, number, replace(_come_round(whole), again=""))
    return on(found) if found <= whole.end else None


def last_weekday_in_month(ctx: Context, number: int, whole: Stretch) -> Stretch:
    """The last Friday of October."""
    found = first_weekday_after(whole.end - WEEK, number)
    if found < ctx.reference and whole.again:
        return last_weekday_in_month(ctx, number, replace(_come_round(whole), again=""))
    return on(found)


def week_end(ctx: Context) -> Stretch:
    """End of the week."""
    return rest(ctx, ctx.week(0))


def part_now(ctx: Context, which: str, unit: str) -> Stretch | None:
    """Wochenanfang, Monatsmitte: of this one, or of the next where that is over."""
    whole = {"week": the_week, "month": the_month}[unit](ctx)
    return part(ctx, which, whole)


def midweek(ctx: Context, which: str | None = None) -> Stretch | None:
    """Midweek: Thursday of this week, or of the next where it is over."""
    return part(ctx, "mid", the_week(ctx))


def month_end(ctx: Context) -> Stretch:
    """Month end."""
    return rest(ctx, ctx.month(0))


def year_end(ctx: Context) -> Stretch:
    """Year end."""
    return rest(ctx, ctx.year(0))


def quarter_end(ctx: Context) -> Stretch:
    """Quarter end."""
    return rest(ctx, ctx.quarter(0))
