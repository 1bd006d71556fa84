"""From phrase to date (reading rules, section 2): which days a text names, and which day a person means who types one.

The words live in `core/data/days_<code>.toml`, one file a language; the code holds none. A language's file has these tables:

`[spelling]`
    `ordinals` (what makes a number an ordinal), `endings`, `written_out` and `elided` (see tokens.Spelling): shorthand is written out
    before anything is read. Words are compared in lower case, without accents and apostrophes, so the file may write them naturally.
`[lists]`
    Phrases without a value; a rule refers to one as `<name>`. The names are free.
`[values.NAME]`
    Phrases with a value; a rule takes the value as `NAME`. The values are the same in every language: weekdays 0 (Monday) to 6,
    months 1 to 12 in `MONTH` (and `SHORTMONTH` for names that are words of their own, "may"), units as in stretch.Length,
    parts `early`, `mid`, `late`, loose counts `couple`, `few`, `several`, holidays as in `days_holidays.toml`.
`[grammar]`
    The rules of each symbol, `"pattern -> action"`. How patterns are written: grammar.py; which actions there are: the meaning modules.
    `ANY` is the symbol that a day in running text is read by; `PAST` (if there) is a day gone by, as in "when we spoke on Monday".
    `NUM`, `DD`, `ORD`, `YEAR`, `YY` are built in: figures.
`[around]`
    Words beside a phrase: `never_before`, `never_before_number`, `never_after`, `never_after_number` forbid it; `once` (or `until` with `not`) before it in the
    same clause, which `clause_end` ends, makes it the start of what is promised, unless `closes` stands at it.
`[bearing]`
    `lists`, `values` and `words` whose last word (of three letters or more) must stand near for a day to be named at all; others are not even tried.
"""

from __future__ import annotations

from datetime import date

from replydue.core.business_days import BusinessDays
from replydue.core.phrases.named import NamedDay, days_in
from replydue.core.phrases.stretch import Context

__all__ = ["NamedDay", "day_meant", "days_named"]


def days_named(text: str, reference: date, business_days: BusinessDays, month_first: bool, *, language: str = "en", back: int = 0) -> tuple[NamedDay, ...]:
    """The days to come that the text names, in order; each is a business day, none lies more than `back` days before the reference day.

    `language` is the two-letter code of the text's language; one without a data file names no days.
    """
    return days_in(text, Context(reference, business_days, month_first, back), language)


def day_meant(text: str, reference: date, business_days: BusinessDays, month_first: bool) -> date | None:
    """The one day that a person means who types it on a command line ("next Friday", "2 weeks", "14 Dec"), or None where it is no single day."""
    named = days_named(text, reference, business_days, month_first) or days_named(f"in {text}", reference, business_days, month_first)
    return named[0].by if len(named) == 1 else None
