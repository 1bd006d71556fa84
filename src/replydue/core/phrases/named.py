"""Which days a text names: finds the phrases in running text, and refuses what only looks like one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from replydue.core.phrases.chart import Effort, Reading
from replydue.core.phrases.grammar import Phrases
from replydue.core.phrases.language import Language, language
from replydue.core.phrases.meaning import ACTIONS
from replydue.core.phrases.meaning_relations import after
from replydue.core.phrases.stretch import Context, Length, Stretch
from replydue.core.phrases.tokens import Token, tokens_of
from replydue.values import Span

_MOST_EFFORT = 6_000  # steps of reading that one text may take, about 30 ms
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
    yearly: bool = False  # a date that names no year: it may be that which has just passed
    weekday: int | None = None  # of a bare weekday: it means the first one after the reference day, or after a weekday named before it


def _near_bearing(tongue: Language, tokens: Sequence[Token]) -> list[bool]:
    """For each token, whether a word that can name a day stands at it or shortly after it."""
    near, last = [False] * len(tokens), len(tokens) + _LONGEST_PHRASE
    for place in range(len(tokens) - 1, -1, -1):
        if tokens[place].number is not None or tokens[place].text in tongue.bearing:
            last = place
        near[place] = last - place < _LONGEST_PHRASE
    return near


def days_in(text: str, context: Context, code: str) -> tuple[NamedDay, ...]:
    """The days to come that a text names in one language, in order. Of a long text the first 20,000 characters count."""
    tongue = language(code)
    return days_of(text, tokens_of(text[:_LONGEST_TEXT], tongue.spelling), context, tongue, Effort(_MOST_EFFORT)) if tongue else ()


def days_of(text: str, tokens: Sequence[Token], context: Context, tongue: Language, effort: Effort) -> tuple[NamedDay, ...]:
    """The days to come that a text named, cut into tokens already."""
    reading = Reading(tongue.grammar, ACTIONS, context, tokens, effort)
    found: list[NamedDay] = []
    place = 0
    near = _near_bearing(tongue, tokens)
    while place < len(tokens) and not effort.spent:
        opened = near[place] and _not_until(tongue, tokens, place)
        end, stretch = _longest(reading, tongue, tokens, place + opened) if near[place] else (place, None)
        if opened and stretch is None:
            end, stretch = _longest(reading, tongue, tokens, place)
        if opened and stretch is not None:
            stretch = after(context, stretch)
        if stretch is not None and stretch.end >= context.first:
            found.append(_named(text, tokens, place, end, stretch, context, tongue))
        place = max(end, place + 1)
    return tuple(found)


def _longest(reading: Reading, tongue: Language, tokens: Sequence[Token], place: int) -> tuple[int, Stretch | None]:
    if not tongue.grammar.may_begin("ANY", tokens[place]) or not _may_stand(tongue, tokens, place):
        return place, None
    readings = reading.symbol("ANY", place)
    by = tongue.around["by"].stand(tokens, place)  # "declared to all by month end", but "all week"
    refused = not by and _ends_before(tongue.around["never_before"], tokens, place)
    for end in sorted(readings, reverse=True):
        if _may_end(tongue, tokens, end):
            taken = not refused and reading.context.is_near(readings[end].end)
            return end, readings[end] if taken else None  # "of 12 November": nor is its month alone a day
    return place, None


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
    return token.number is None or not _ends_before(tongue.around["never_before_number"], tokens, place)


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
        if tongue.around["never_after_number"].stand(tokens, end):
            return False
    return not tongue.around["never_after"].stand(tokens, end)


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
    yearly = stretch.again == "year" and stretch.grain == "day"
    return NamedDay(context.business_days.roll(stretch.end), start, stop, text[start:stop], stretch.opens, stretch.end, span, yearly, stretch.weekday)


def _span(length: Length) -> Span | None:
    if length.extra or length.unit not in ("day", "business day", "week", "fortnight", "month", "hour", "business hour"):
        return None
    if "hour" in length.unit:
        return Span(-(-length.number // 24), "day" if length.unit == "hour" else "business day")
    if length.unit == "fortnight":
        return Span(2 * length.number, "week")
    return Span.read(f"{length.number} {length.unit}s")


def _opened_from_before(tongue: Language, tokens: Sequence[Token], place: int) -> bool:
    """Whether "once we finish …", "after I am back …" comes before the day in the same clause."""
    around = tongue.around
    if around["closes"].stand(tokens, place) or _ends_before(around["closes"], tokens, place):
        return False
    return _before_in_clause(tongue, "once", tokens, place, but="not_once")


def _not_until(tongue: Language, tokens: Sequence[Token], place: int) -> bool:
    """Whether "until" stands here and is denied: "we won't know until", "we cannot decide before"."""
    return place + 1 < len(tokens) and tongue.around["until"].stand(tokens, place) and _before_in_clause(tongue, "not", tokens, place, but="not_denied")


def _before_in_clause(tongue: Language, name: str, tokens: Sequence[Token], place: int, but: str) -> bool:
    """Whether one of the words comes before the place in the same clause, other than at an end of a phrase in which it means nothing."""
    for back in range(place - 1, max(-1, place - _FARTHEST_BACK), -1):
        if tongue.around["clause_end"].stand(tokens, back):
            return False
        if tongue.around[name].stand(tokens, back) and not (_ends_before(tongue.around[but], tokens, back + 1) or tongue.around[but].stand(tokens, back)):
            return True
    return False


def days_past(text: str, context: Context, code: str) -> list[tuple[date, int, int]]:
    """The days gone by that a text names ("yesterday", "on Monday", "two days ago": the symbol PAST), each with its offsets."""
    tongue = language(code)
    if tongue is None or "PAST" not in tongue.grammar.rules:
        return []
    tokens = tokens_of(text[:_LONGEST_TEXT], tongue.spelling)
    reading = Reading(tongue.grammar, ACTIONS, context, tokens, Effort(_MOST_EFFORT))
    found: list[tuple[date, int, int]] = []
    place = 0
    while place < len(tokens):
        readings = reading.symbol("PAST", place)
        end = max(readings, default=place)
        if readings and readings[end].end < context.reference:
            found.append((readings[end].end, tokens[place].start, tokens[end - 1].end))
        place = max(end, place + 1)
    return found
