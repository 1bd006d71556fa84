"""From phrase to date: the reading rules' table row by row, other ways to write it, and what holds for any text."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from replydue.core.business_days import BusinessDays
from replydue.core.phrases import day_meant, days_named
from replydue.core.promises import promises_in
from replydue.settings import Span

MONDAY = date(2026, 11, 23)
US = BusinessDays(("US",))

ROWS = [
    ("today", "2026-11-23"),
    ("tonight", "2026-11-23"),
    ("end of day", "2026-11-23"),
    ("EOD", "2026-11-23"),
    ("COB", "2026-11-23"),
    ("tomorrow", "2026-11-24"),
    ("Friday", "2026-11-27"),
    ("by Friday", "2026-11-27"),
    ("on Friday", "2026-11-27"),
    ("this Friday", "2026-11-27"),
    ("next Friday", "2026-12-04"),
    ("a week from Friday", "2026-12-04"),
    ("Friday week", "2026-12-04"),
    ("this week", "2026-11-27"),
    ("later this week", "2026-11-27"),
    ("end of the week", "2026-11-27"),
    ("next week", "2026-12-04"),
    ("end of next week", "2026-12-04"),
    ("late next week", "2026-12-04"),
    ("early next week", "2026-12-02"),
    ("beginning of next week", "2026-12-02"),
    ("mid next week", "2026-12-03"),
    ("middle of next week", "2026-12-03"),
    ("the week after next", "2026-12-11"),
    ("over the weekend", "2026-11-30"),
    ("Monday or Tuesday", "2026-12-01"),
    ("between the 3rd and the 5th", "2026-12-07"),
    ("in 2 days", "2026-11-25"),
    ("within 4 days", "2026-11-27"),
    ("over the next 10 days", "2026-12-03"),
    ("3 business days", "2026-11-27"),
    ("5 working days", "2026-12-01"),
    ("within 24 hours", "2026-11-24"),
    ("within 48 hours", "2026-11-25"),
    ("within 72 hours", "2026-11-27"),
    ("within 72 business hours", "2026-11-27"),
    ("within the week", "2026-11-30"),
    ("a day or two", "2026-11-25"),
    ("a couple of days", "2026-11-25"),
    ("a few days", "2026-11-27"),
    ("several days", "2026-12-01"),
    ("a week", "2026-11-30"),
    ("2 weeks", "2026-12-07"),
    ("a couple of weeks", "2026-12-07"),
    ("a few weeks", "2026-12-14"),
    ("several weeks", "2026-12-21"),
    ("a fortnight", "2026-12-07"),
    ("a week or so", "2026-12-03"),
    ("3 to 5 days", "2026-11-30"),
    ("a week or two", "2026-12-07"),
    ("a month", "2026-12-23"),
    ("2 months", "2027-01-25"),
    ("end of the month", "2026-11-30"),
    ("later this month", "2026-11-30"),
    ("end of December", "2026-12-31"),
    ("next month", "2026-12-31"),
    ("in January", "2027-02-01"),
    ("end of the year", "2026-12-31"),
    ("by year end", "2026-12-31"),
    ("December or January", "2027-02-01"),
    ("early December", "2026-12-10"),
    ("mid December", "2026-12-21"),
    ("late December", "2026-12-31"),
    ("first week of January", "2027-01-08"),
    ("second week of January", "2027-01-15"),
    ("last week of November", "2026-12-04"),
    ("the week of December 7", "2026-12-11"),
    ("week commencing 7 December", "2026-12-11"),
    ("the 14th", "2026-12-14"),
    ("December 14", "2026-12-14"),
    ("Dec. 14th", "2026-12-14"),
    ("14 December", "2026-12-14"),
    ("12/14", "2026-12-14"),
    ("14/12", "2026-12-14"),
    ("12/05", "2026-12-07"),
    ("2026-12-14", "2026-12-14"),
    ("before Friday", "2026-11-25"),
    ("ahead of Christmas", "2026-12-24"),
    ("before the end of the week", "2026-11-27"),
    ("after Thanksgiving", "2026-12-04"),
    ("after the holiday weekend", "2026-12-04"),
    ("after the holidays", "2027-01-08"),
    ("after New Year", "2027-01-08"),
    ("in the new year", "2027-01-08"),
    ("early in the new year", "2027-01-08"),
    ("Q1", "2027-03-31"),
    ("next quarter", "2027-03-31"),
    ("the first quarter", "2027-03-31"),
    ("soon", None),
    ("shortly", None),
    ("as soon as possible", None),
    ("in due course", None),
    ("in the coming days", None),
    ("in the coming weeks", None),
]
VARIANTS = [
    ("tmrw", "2026-11-24"),
    ("eow", "2026-11-27"),
    ("nxt wk", "2026-12-04"),
    ("2-3 biz days", "2026-11-27"),
    ("w/c 7 dec", "2026-12-11"),
    ("by COB Fri 4 Dec", "2026-12-04"),
    ("sometime towards the end of the week after next", "2026-12-11"),
    ("in two to three weeks' time", "2026-12-14"),
    ("the first or second week of January", "2027-01-15"),
    ("no later than Thursday", "2026-11-27"),
    ("a week from Tuesday", "2026-12-01"),
    ("Monday week", "2026-12-07"),
    ("within the next 7–10 working days", "2026-12-08"),
    ("by mid-next week", "2026-12-03"),
    ("next Tues or Wed", "2026-12-02"),
    ("a week tomorrow", "2026-12-01"),
    ("by 5 pm Friday", "2026-11-27"),
    ("by  close of business tommorow", "2026-11-24"),
    ("the Monday after Thanksgiving", "2026-11-30"),
    ("early to mid December", "2026-12-21"),
    ("next week or the week after", "2026-12-11"),
    ("Wensday", "2026-11-25"),
    ("Friday, 4th of December", "2026-12-04"),
    ("in a fortnight’s time", "2026-12-07"),
    ("by end of Q1", "2027-03-31"),
    ("the twenty-third of December", "2026-12-23"),
]
NOTHING = [
    "5 years of experience",
    "a team of 12",
    "open 24/7",
    "$120k by year two",
    "we may write",
    "march on",
    "she sat down",
    "call 555-1212",
    "version 3.2",
    "at 10am",
    "two years ago",
    "last Friday",
    "every Monday",
    "12 Main Street",
    "3 days a week",
    "February 29, 2027",
    "room 14/3",
    "4:30 pm",
    "a 30 minute call",
    "one of the best",
]


def _last(text: str, reference: date = MONDAY) -> str | None:
    return max((str(day.by) for day in days_named(text, reference, US, True)), default=None)


@pytest.mark.parametrize(("phrase", "day"), ROWS)
def test_each_row_of_the_rules_table(phrase: str, day: str | None) -> None:
    assert _last(phrase) == day


@pytest.mark.parametrize(("phrase", "day"), VARIANTS)
def test_other_ways_to_write_it(phrase: str, day: str) -> None:
    assert _last(f"You will hear {phrase}.") == day


@pytest.mark.parametrize("text", NOTHING)
def test_what_only_looks_like_a_day(text: str) -> None:
    assert days_named(text, MONDAY, US, True) == ()


@pytest.mark.parametrize(
    "text",
    [
        "After the 14th",
        "once we finish interviews on the 14th",
        "Not before the 14th",
        "the 14th at the earliest",
        "We won't know until the 14th",
        "after I'm back on the 14th",
    ],
)
def test_what_only_starts_on_its_day(text: str) -> None:
    assert [(str(day.by), day.opens) for day in days_named(text, MONDAY, US, True)] == [("2026-12-14", True)]


def test_numeric_dates_follow_the_configured_order() -> None:
    assert [str(days_named("on 12/05", MONDAY, US, first)[0].by) for first in (True, False)] == ["2026-12-07", "2027-05-12"]


@pytest.mark.parametrize(
    ("typed", "day"),
    [("next Friday", date(2026, 12, 4)), ("2 weeks", date(2026, 12, 7)), ("14 Dec", date(2026, 12, 14)), ("tomorrow", date(2026, 11, 24)), ("whenever", None)],
)
def test_a_day_typed_on_the_command_line(typed: str, day: date | None) -> None:
    assert day_meant(typed, MONDAY, US, True) == day


_PHRASE = st.sampled_from([phrase for phrase, _ in ROWS + VARIANTS])
_DAY = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@settings(max_examples=150, deadline=None)
@given(_PHRASE, _DAY)
def test_a_day_is_never_past_and_always_a_business_day(phrase: str, reference: date) -> None:
    assert all(day.by >= reference and US.is_one(day.by) for day in days_named(phrase, reference, US, True))


@settings(max_examples=150, deadline=None)
@given(_PHRASE, _DAY)
def test_neither_case_nor_white_space_changes_the_day(phrase: str, reference: date) -> None:
    assert _last(phrase, reference) == _last(phrase.upper(), reference) == _last("  ".join(phrase.split(" ")), reference)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    days_named(text, MONDAY, US, True)
    promises_in(text, MONDAY, US, True, Span(5, "business day"), by_user=False)


@pytest.mark.parametrize("piece", ["in the ", "1-2-3/4 ", "Monday or ", "the week after the ", "we will be able to ", "a week from ", "(", "next ", "\u0301"])
def test_rubbish_takes_bounded_time(piece: str) -> None:
    begun = time.perf_counter()
    promises_in(piece * (100_000 // len(piece)), MONDAY, US, True, Span(5, "business day"), by_user=False)
    assert time.perf_counter() - begun < 8
