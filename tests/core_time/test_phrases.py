"""From phrase to date: the reading rules' table row by row, other ways to write it, and what holds for any text."""

from __future__ import annotations

import inspect
import re
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from replydue.core.business_days import BusinessDays
from replydue.core.phrases import day_meant, days_named
from replydue.core.phrases.chart import Effort
from replydue.core.phrases.language import language
from replydue.core.phrases.meaning import ACTIONS
from replydue.core.phrases.named import days_of
from replydue.core.phrases.stretch import Context
from replydue.core.phrases.tokens import tokens_of
from replydue.core.promises import promises_in
from replydue.values import Span

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
    ("early part of next week", "2026-12-02"),
    ("by the back end of this week", "2026-11-27"),
    ("first thing Monday", "2026-11-30"),
    ("Friday at the latest", "2026-11-27"),
    ("in the next day or so", "2026-11-25"),
    ("within one week of your interview", "2026-11-30"),
    ("within 48 hrs", "2026-11-25"),
    ("EOW", "2026-11-27"),
    ("EOM", "2026-11-30"),
    ("COP", "2026-11-23"),
    ("COP Friday", "2026-11-27"),
    ("in a fortnight's time", "2026-12-07"),
    ("the week of the 7th", "2026-12-11"),
    ("w/c 7 Dec", "2026-12-11"),
    ("week beginning 7 December", "2026-12-11"),
    ("week starting Dec 7", "2026-12-11"),
    ("week commencing Monday 7 December", "2026-12-11"),
    ("the 2nd of Jan", "2027-01-04"),
    ("Thu/Fri", "2026-11-27"),
    ("Dec 3-5", "2026-12-07"),
    ("Dec 3–5", "2026-12-07"),
    ("3-5 December", "2026-12-07"),
    ("towards month end", "2026-11-30"),
    ("before Christmas", "2026-12-24"),
    ("between Christmas and New Year", "2027-01-04"),
    ("the other side of Easter", "2027-04-02"),
    ("Q1 2027", "2027-03-31"),
    ("early Q1", "2027-02-01"),
    ("the end of Q2", "2027-06-30"),
    ("in the first half of December", "2026-12-15"),
    ("by the middle of the month", "2026-12-21"),
    ("second half of January", "2027-02-01"),
    ("mid to late January", "2027-02-01"),
    ("in late Jan / early Feb", "2027-02-10"),
    ("end of Jan or early Feb", "2027-02-10"),
    ("the last week in January", "2027-01-29"),
    ("the week before Christmas", "2026-12-18"),
    ("the week after Thanksgiving", "2026-12-04"),
    ("the day after tomorrow", "2026-11-25"),
    ("Thursday the 3rd", "2026-12-03"),
    ("Thurs 3rd December", "2026-12-03"),
    ("on 3 Dec '26", "2026-12-03"),
    ("03-Dec-2026", "2026-12-03"),
    ("3.12.2026", "2026-12-03"),
    ("by the 15th of next month", "2026-12-15"),
    ("by the 15th of the month", "2026-12-15"),
    ("in about ten days", "2026-12-03"),
    ("in roughly 2 weeks", "2026-12-07"),
    ("two weeks max", "2026-12-07"),
    ("10 days max", "2026-12-03"),
    ("five to seven business days", "2026-12-03"),
    ("5 - 7 business days", "2026-12-03"),
    ("5/7 working days", "2026-12-03"),
    ("a week to ten days", "2026-12-03"),
    ("one to two weeks", "2026-12-07"),
    ("1-2 weeks", "2026-12-07"),
    ("1–2 wks", "2026-12-07"),
    ("2-3 days", "2026-11-27"),
    ("two or three days", "2026-11-27"),
    ("the next couple of weeks", "2026-12-07"),
    ("over the coming two weeks", "2026-12-07"),
    ("next week sometime", "2026-12-04"),
    ("sometime next week", "2026-12-04"),
    ("next wk", "2026-12-04"),
    ("at the start of next week", "2026-12-02"),
    ("Monday morning", "2026-11-30"),
    ("Friday pm", "2026-11-27"),
    ("by lunchtime tomorrow", "2026-11-24"),
    ("by noon on Friday", "2026-11-27"),
    ("Friday noon", "2026-11-27"),
    ("by 5pm on Friday 4th December", "2026-12-04"),
    ("later on today", "2026-11-23"),
    ("by end of play today", "2026-11-23"),
    ("next Monday", "2026-11-30"),
    ("Monday next", "2026-11-30"),
    ("Monday of next week", "2026-11-30"),
    ("Wednesday next week", "2026-12-02"),
    ("Tues next wk", "2026-12-01"),
    ("this coming Friday", "2026-11-27"),
    ("next Friday or the Monday after", "2026-12-07"),
    ("end of November/early December", "2026-12-10"),
    ("by the end of Nov", "2026-11-30"),
    ("before the holidays", "2026-12-23"),
    ("by Thanksgiving", "2026-11-27"),
    ("before Thanksgiving", "2026-11-25"),
    ("after Labor Day", "2027-09-17"),
    ("over Christmas", "2027-01-08"),
    ("by Jan 5th", "2027-01-05"),
    ("Jan. 5", "2027-01-05"),
    ("Tue, Dec 1", "2026-12-01"),
    ("Tuesday 1st", "2026-12-01"),
    ("the 1st", "2026-12-01"),
    ("the 30th", "2026-11-30"),
    ("the 14th or 15th", "2026-12-15"),
    ("14th/15th December", "2026-12-15"),
    ("December 14 or 15", "2026-12-15"),
    ("14 or 15 Dec", "2026-12-15"),
    ("within a month", "2026-12-23"),
    ("in a month's time", "2026-12-23"),
    ("in a month or so", "2027-01-25"),
    ("in the next month", "2026-12-23"),
    ("six weeks from now", "2027-01-04"),
    ("a fortnight on Monday", "2026-12-14"),
    ("a week on Friday", "2026-12-04"),
    ("Friday fortnight", "2026-12-11"),
    ("a week and a half", "2026-12-04"),
    ("three and a half weeks", "2026-12-18"),
    ("in a week or 2", "2026-12-07"),
    ("in 2 wks", "2026-12-07"),
    ("in 2w", "2026-12-07"),
    ("year-end", "2026-12-31"),
    ("by the turn of the year", "2027-01-08"),
    ("by close of business tomorrow", "2026-11-24"),
    ("EOD Thursday", "2026-11-27"),
    ("Thursday EOD", "2026-11-27"),
    ("e.o.d. Friday", "2026-11-27"),
    ("mid-January", "2027-01-20"),
    ("mid Jan", "2027-01-20"),
    ("middle of January", "2027-01-20"),
    ("early January", "2027-01-11"),
    ("late January", "2027-02-01"),
    ("by the end of next month", "2026-12-31"),
    ("early next month", "2026-12-10"),
    ("the beginning of next month", "2026-12-10"),
    ("later in December", "2026-12-31"),
    ("sometime in December", "2026-12-31"),
    ("by December", "2026-12-31"),
    ("before December", "2026-11-30"),
    ("from Monday", "2026-11-30"),
    ("as of 1 December", "2026-12-01"),
    ("in 3 weeks from today", "2026-12-14"),
    ("90 days", "2027-02-22"),
    ("a couple weeks", "2026-12-07"),
    ("few days", "2026-11-27"),
    ("in the next few days", "2026-11-27"),
    ("in the next 2 to 3 business days", "2026-11-27"),
    ("over the next two business days", "2026-11-25"),
    ("in less than a week", "2026-11-30"),
    ("next business day", "2026-11-24"),
    ("the next working day", "2026-11-24"),
    ("tomorrow or Wednesday", "2026-11-25"),
    ("today or tomorrow", "2026-11-24"),
    ("tomorrow at the latest", "2026-11-24"),
    ("this afternoon", "2026-11-23"),
    ("by tonight", "2026-11-23"),
    ("Fri 12/4", "2026-12-04"),
    ("Friday (12/4)", "2026-12-04"),
    ("Friday, Dec. 4", "2026-12-04"),
    ("4th Dec", "2026-12-04"),
    ("dec 4th", "2026-12-04"),
    ("4 dec 2026", "2026-12-04"),
    ("the 4th Dec", "2026-12-04"),
    ("december fourth", "2026-12-04"),
    ("the fourth of december", "2026-12-04"),
    ("the thirtieth of november", "2026-11-30"),
    ("no later than the 25th of this month", "2026-11-25"),
    ("after the 25th and no later than the 1st", "2026-12-01"),
    ("after the 25th but by the 1st at the very latest", "2026-12-01"),
    ("declared to all by month end", "2026-11-30"),
    ("over the long weekend", "2026-11-30"),
    ("if you allow him 48 business hours", "2026-11-25"),
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
    "it should be about three hours",
    "he is on his holidays",
    "one of the best",
    "Tel 0161 496 0188 (Mon-Fri 8.30-16.30)",
    "open Monday to Friday",
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
        "We won't be in touch with you before the 14th",
        "The board can't rule on it any earlier than the 14th",
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


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from([*(phrase for phrase, _ in ROWS + VARIANTS), "we will", "by", "not", "let you know", "if you", ",", "(", "until", "decision"]),
        max_size=12,
    )
)
def test_no_row_of_phrases_raises_or_promises_a_day_gone_by(pieces: list[str]) -> None:
    promises = promises_in(" ".join(pieces), MONDAY, US, True, Span(5, "business day"), by_user=False)
    assert all(promise.by is None or (promise.by >= MONDAY and US.is_one(promise.by)) for promise in promises)


@pytest.mark.parametrize("piece", ["in the ", "1-2-3/4 ", "Monday or ", "the week after the ", "a week from ", "(", "next ", "\u0301", "Dec 3, 2026 to "])
def test_rubbish_takes_bounded_effort(piece: str) -> None:
    tongue = language("en")
    assert tongue is not None
    effort = Effort(1_000)
    days_of(piece * 1_000, tokens_of(piece * 1_000, tongue.spelling), Context(MONDAY, US, True), tongue, effort)
    assert effort.left > -1_000


@pytest.mark.parametrize(
    "file", sorted(entry.name for entry in (files("replydue.core") / "data").iterdir() if re.fullmatch(r"days_[a-z]{2}\.toml", entry.name))
)
def test_every_rule_of_a_language_names_an_action_that_takes_its_values(file: str) -> None:
    tongue = language(file[5:7])
    assert tongue is not None
    for rule in (rule for rules in tongue.grammar.rules.values() for rule in rules):
        symbols = sum(item.kind == "symbol" for item in rule.items)
        inspect.signature(ACTIONS[rule.action]).bind(None, *rule.arguments, *range(symbols))


def test_a_language_without_words_names_no_day() -> None:
    assert days_named("by Friday", MONDAY, US, True, language="tlh") == ()


@pytest.mark.parametrize(
    "far",
    ["by 3 December 2031", "before New Year 2040", "after Easter 2050", "in 50 months", "within 4000 business days", "three business days after 3 May 2035"],
)
def test_a_day_that_nobody_would_wait_for_is_no_day(far: str) -> None:
    assert days_named(far, MONDAY, US, True) == ()


def test_a_day_years_ahead_is_one() -> None:
    assert [day.by for day in days_named("by 3 December 2028", MONDAY, US, True)] == [date(2028, 12, 4)]


@pytest.mark.parametrize(
    ("holidays", "reference", "day"),
    [
        ("US", date(2026, 5, 20), "2026-05-26"),
        ("GB", date(2026, 8, 26), "2026-09-01"),
        ("IE", date(2025, 10, 23), "2025-10-28"),
        ("GB", date(2026, 4, 1), "2026-04-07"),
    ],
)
def test_a_long_weekend_ends_with_its_holiday(holidays: str, reference: date, day: str) -> None:
    named = days_named("over the long weekend", reference, BusinessDays((holidays,)), holidays == "US")
    assert [str(each.by) for each in named] == [day]
