"""Which days a text names: finds the phrases in running text, and refuses what only looks like one."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from replydue.core.business_days import BusinessDays
from replydue.core.phrases.grammar import Grammar, Phrases, Reading
from replydue.core.phrases.meaning import ACTIONS
from replydue.core.phrases.meaning_relations import after
from replydue.core.phrases.stretch import Context, Length, Stretch
from replydue.core.phrases.tokens import Token, tokens_of
from replydue.settings import Span

_LONGEST_TEXT = 20_000  # characters; nobody promises anything behind them
_LONGEST_PHRASE = 8  # tokens before the word that bears the day: "at some point towards the end of the …"
_FARTHEST_BACK = 10  # tokens between "once we finish" and its day
_SIGNS_BEFORE = frozenset("$£€#@&=_%./:\\~+")  # what, glued before a number, makes it no date
_SIGNS_AFTER = frozenset("%:/$€£_@=°\\")


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A day that a phrase names. `by` is rolled to a business day; `start` and `end` are offsets into the text; `opens`: what is promised starts there."""

    by: date
    start: int
    end: int
    text: str
    opens: bool = False
    day: date | None = None  # the day itself, not rolled: that of a meeting
    span: Span | None = None  # the length of time counted from the reference day, where the phrase is one


@dataclass(frozen=True, slots=True)
class Language:
    """A language's grammar of days, and the words around a phrase that change it or forbid it."""

    grammar: Grammar
    around: Mapping[str, Phrases]
    months: frozenset[str]
    bearing: frozenset[str]  # words without which no day is named


@cache
def language(code: str) -> Language:
    """The language of a code, from its data file. Raises FileNotFoundError for one that has none."""
    table = tomllib.loads((files("replydue.core") / "data" / f"days_{code}.toml").read_text("utf-8"))
    around = {name: Phrases((phrase, phrase) for phrase in phrases) for name, phrases in table["around"].items()}
    months = frozenset(name for symbol in ("MONTH", "SHORTMONTH") for names in table["values"].get(symbol, {}).values() for name in names)
    return Language(Grammar(table["lists"], table["values"], table["grammar"]), around, months, _bearing(table))


def _bearing(table: Mapping[str, Any]) -> frozenset[str]:
    phrases = [phrase for name in table["bearing"]["lists"] for phrase in table["lists"][name]]
    phrases += [phrase for name in table["bearing"]["values"] for phrases_of in table["values"][name].values() for phrase in phrases_of]
    return frozenset(tokens_of(phrase)[-1].text for phrase in phrases) | {"day", "q"}


def _near_bearing(tongue: Language, tokens: Sequence[Token]) -> list[bool]:
    """For each token, whether a word that can name a day stands at it or shortly after it."""
    near, last = [False] * len(tokens), len(tokens) + _LONGEST_PHRASE
    for place in range(len(tokens) - 1, -1, -1):
        if tokens[place].number is not None or tokens[place].text in tongue.bearing:
            last = place
        near[place] = last - place < _LONGEST_PHRASE
    return near


def days_in(text: str, context: Context, code: str) -> tuple[NamedDay, ...]:
    """The days to come that a text names in one language, in order. Linear in the text's length, of which the first 20,000 characters count."""
    tongue = language(code)
    tokens = tokens_of(text[:_LONGEST_TEXT])
    reading = Reading(tongue.grammar, ACTIONS, context, tokens)
    found: list[NamedDay] = []
    place = 0
    near = _near_bearing(tongue, tokens)
    while place < len(tokens):
        end, stretch = _longest(reading, tongue, tokens, place) if near[place] else (place, None)
        if stretch is not None and stretch.end >= context.reference:
            found.append(_named(text, tokens, place, end, stretch, context, tongue))
        place = max(end, place + 1)
    return tuple(found)


def _longest(reading: Reading, tongue: Language, tokens: Sequence[Token], place: int) -> tuple[int, Stretch | None]:
    if not tongue.grammar.may_begin("ANY", tokens[place]) or not _may_stand(tongue, tokens, place):
        return place, None
    readings = reading.symbol("ANY", place)
    for end in sorted(readings, reverse=True):
        if _may_end(tongue, tokens, end):
            return end, readings[end]
    return place, None


def _stands(phrases: Phrases, tokens: Sequence[Token], place: int) -> bool:
    return place < len(tokens) and any(True for _ in phrases.at(tokens, place))


def _ends_before(phrases: Phrases, tokens: Sequence[Token], place: int, within: int = 3) -> bool:
    return any(end == place for start in range(max(0, place - within), place) for end, _ in phrases.at(tokens, start))


def _may_stand(tongue: Language, tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    if place and token.glued and token.number is not None:
        before = tokens[place - 1]
        after_word = before.text == ":" and place > 1 and tokens[place - 2].number is None
        if (before.text in _SIGNS_BEFORE and not after_word) or before.number is not None or before.text[-1:].isalpha():
            return False
        if before.text == "-" and place > 1 and before.glued and tokens[place - 2].number is not None:
            return False
    if token.number is None and place and token.glued and tokens[place - 1].text in ("$", "@", "/", "_", "#", "&", "="):
        return tokens[place - 1].text == "/" and place > 1 and tokens[place - 2].number is None
    return not _ends_before(tongue.around["never_before"], tokens, place)


def _may_end(tongue: Language, tokens: Sequence[Token], end: int) -> bool:
    if end >= len(tokens):
        return True
    last, following = tokens[end - 1], tokens[end]
    if _is_year(tokens, end) or (following.text == "-" and _is_year(tokens, end + 2)) or (following.number is not None and last.text in tongue.months):
        return False  # the longer reading was no date: 29 February 2022
    if last.number is not None:
        if following.glued and (following.text in _SIGNS_AFTER or following.text[:1].isalnum()):
            return False
        if following.glued and following.text in "-.," and end + 1 < len(tokens) and tokens[end + 1].glued and tokens[end + 1].number is not None:
            return False
        if _stands(tongue.around["never_after_number"], tokens, end):
            return False
    return not _stands(tongue.around["never_after"], tokens, end)


def _is_year(tokens: Sequence[Token], place: int) -> bool:
    if place < len(tokens) and tokens[place - 1].number is not None:
        return _looks_like_year(tokens, place + (tokens[place].text == ","))
    return False


def _looks_like_year(tokens: Sequence[Token], place: int) -> bool:
    return place < len(tokens) and len(tokens[place].text) == 4 and 1900 <= (tokens[place].number or 0) < 2200


def _named(text: str, tokens: Sequence[Token], place: int, end: int, stretch: Stretch, context: Context, tongue: Language) -> NamedDay:
    start, stop = tokens[place].start, tokens[end - 1].end
    if not stretch.opens and stretch.grain != "length" and _opened_from_before(tongue, tokens, place):
        stretch = after(context, stretch)
    span = _span(stretch.length) if stretch.length else None
    return NamedDay(context.business_days.roll(stretch.end), start, stop, text[start:stop], stretch.opens, stretch.end, span)


def _span(length: Length) -> Span | None:
    if length.extra or length.unit not in ("day", "business day", "week", "fortnight", "month", "hour", "business hour"):
        return None
    if "hour" in length.unit:
        return Span(-(-length.number // 24), "day" if length.unit == "hour" else "business day")
    if length.unit == "fortnight":
        return Span(2 * length.number, "week")
    return Span.read(f"{length.number} {length.unit}s")


def _opened_from_before(tongue: Language, tokens: Sequence[Token], place: int) -> bool:
    """Whether "once we finish …", "after I am back …", "not … until" comes before the day in the same clause."""
    around = tongue.around
    if _stands(around["closes"], tokens, place) or _ends_before(around["closes"], tokens, place):
        return False
    until = _ends_before(around["until"], tokens, place) or _stands(around["until"], tokens, place)
    for back in range(place - 1, max(-1, place - _FARTHEST_BACK), -1):
        if _stands(around["clause_end"], tokens, back):
            return False
        if _stands(around["once"], tokens, back) or (until and _stands(around["not"], tokens, back)):
            return True
    return False


def named_days(text: str, reference: date, business_days: BusinessDays, month_first: bool, code: str = "en") -> tuple[NamedDay, ...]:
    """The days to come that the text names, in order; none lies before the reference day, each is a business day."""
    return days_in(text, Context(reference, business_days, month_first), code)
