"""What numbers and lengths of time mean, and what is counted by them.

Every public function is an action that a grammar may name (see grammar.py): its arguments are the constants written there, then the values of the symbols.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from replydue.core.phrases.stretch import Context, Count, Length, Stretch, on, whole_days

_HOURS_OF_A_DAY = 24
_LOOSE = {"couple": (2, 2), "few": (3, 3), "several": (5, 4)}  # of days (business days), of longer units


def same(_: Context, value: Any) -> Any:
    """The value itself."""
    return value


def constant(_: Context, value: Any) -> Any:
    """A value that the rule names."""
    return value


def added(_: Context, tens: int, ones: int) -> int:
    """Twenty, one: 21."""
    return tens + ones


def exactly(_: Context, number: int) -> Count:
    """A number."""
    return Count(number)


def loosely(_: Context, word: str) -> Count:
    """A couple, a few, several."""
    return Count(0, word)


def upper(_: Context, *numbers: int) -> Count | None:
    """N to M: the upper end."""
    return Count(numbers[-1]) if numbers[-1] >= numbers[0] else None


def length(_: Context, count: Count, unit: str) -> Length:
    """A count of units; loose counts of days are business days."""
    if not count.word:
        return Length(count.number, unit)
    days, longer = _LOOSE[count.word]
    return Length(days, "business day") if unit in ("day", "business day") else Length(longer, unit)


def or_more(_: Context, number: int, unit: str) -> Length:
    """A day or two, a week or two."""
    return Length(number, "business day" if unit == "day" else unit)


def or_so(_: Context, count: Count, unit: str) -> Length:
    """A week or so: 10 days; other units get half of one on top, too."""
    plain = length(_, count, unit)
    if plain.unit in ("week", "fortnight"):
        return replace(plain, extra=3)
    return Length(plain.number + 1, "business day" if plain.unit == "day" else plain.unit)


def and_a_half(_: Context, unit: str) -> Length | None:
    """A week and a half."""
    return {"week": Length(11, "day"), "month": Length(1, "month", 15), "day": Length(2, "day")}.get(unit)


def count_and_a_half(_: Context, number: int, unit: str) -> Length | None:
    """Three and a half weeks."""
    return {"week": Length(7 * number + 4, "day"), "month": Length(number, "month", 15), "day": Length(number + 1, "day")}.get(unit)


def one_or_so(ctx: Context, unit: str) -> Length:
    """The next week or so."""
    return or_so(ctx, Count(1), unit)


def from_reference(ctx: Context, span: Length) -> Stretch:
    """In, within, over the next N."""
    return Stretch(ctx.reference, ctx.later(ctx.reference, span), "length", length=span)


def after_that(ctx: Context, span: Length, day: Stretch) -> Stretch:
    """Two weeks from Tuesday."""
    return on(ctx.later(day.end, span), day.again)


def before_that(ctx: Context, span: Length, day: Stretch) -> Stretch | None:
    """Two weeks before Christmas."""
    if "business" in span.unit or span.unit in ("month", "quarter", "year"):
        return None
    return on(day.start - (ctx.later(day.start, span) - day.start), day.again)


def exactly_one(_: Context) -> Count:
    """A day, one day."""
    return Count(1)


def exactly_number(_: Context, number: int) -> Count:
    """Half a dozen."""
    return Count(number)


def second_count(_: Context, one: int, other: int) -> Count | None:
    """Five (5)."""
    return Count(other) if one == other else None


def short_length(_: Context, number: int, unit: str) -> Length:
    """2d, 3w, 48h."""
    return Length(number, unit)


def short_range(_: Context, low: int, high: int, unit: str) -> Length | None:
    """2-3d."""
    return Length(high, unit) if low < high else None


def longer_counts(ctx: Context, count: Count, unit: str, other_count: Count, other_unit: str) -> Length:
    """Five days to a week: the longer one."""
    return max(length(ctx, count, unit), length(ctx, other_count, other_unit), key=whole_days)


def sum_counts(ctx: Context, count: Count, unit: str, other_count: Count, other_unit: str) -> Length | None:
    """Two weeks and three days."""
    one, other = length(ctx, count, unit), length(ctx, other_count, other_unit)
    return replace(one, extra=whole_days(other)) if one.unit != other.unit and whole_days(one) > whole_days(other) else None


def in_units(ctx: Context, number: int, unit: str) -> Stretch:
    """Within the week: a length that the phrase itself names."""
    return from_reference(ctx, Length(number, unit))


def bare_length(ctx: Context, span: Length) -> Stretch | None:
    """5 business days, two weeks: without a word like "within", one unit alone or hours may be anything."""
    alone = span.number == 1 and span.unit == "day"
    return None if alone or "hour" in span.unit else from_reference(ctx, span)


def about_length(ctx: Context, span: Length) -> Stretch | None:
    """About two weeks; "about three hours" is how long something takes."""
    return None if "hour" in span.unit and span.number < _HOURS_OF_A_DAY else from_reference(ctx, span)


def loose_length(ctx: Context, word: str, unit: str) -> Stretch:
    """The next couple weeks."""
    return from_reference(ctx, length(ctx, Count(0, word), unit))
