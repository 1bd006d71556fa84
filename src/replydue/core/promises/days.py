"""Which of a sentence's days a promise is for: not those of meetings, not those taken back; and days that it only points at ("then")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from replydue.core.phrases import NamedDay
from replydue.core.promises.reading import Sentence
from replydue.values import Span

_FAR = timedelta(days=200)
_NEAR_EVENT = 3  # tokens between "your interview" and "on Tuesday"
_FEW = 2  # words beside a day that leave it standing alone: "probably Wednesday", "call it the 10th"


def latest(sentence: Sentence, days: Sequence[NamedDay], otherwise: Span) -> date | None:
    """The latest of the days, or that which is called the latest; those on which something only starts count with the wait, unless an end is named too."""
    days = [day for day in days if _called_latest(sentence, day)] or to_come(sentence, days)
    start = start_of(days)
    return sentence.calendar.business_days.add_span(start, otherwise) if start else max((day.by for day in days), default=None)


def to_come(sentence: Sentence, days: Sequence[NamedDay]) -> Sequence[NamedDay]:
    """The days without those that have passed: of "the interview held on 28 April" and "later this month", written in May, the former is not next year's."""
    return [day for day in days if not (day.yearly and is_far(sentence, day))] or days


def is_far(sentence: Sentence, day: NamedDay) -> bool:
    """Whether the day is so far away that it is more likely one that has passed."""
    return day.by - sentence.calendar.reference > _FAR


def start_of(days: Sequence[NamedDay]) -> date | None:
    """The latest of days on which something only starts; None where there is none, or a later one that is an end."""
    start = max((day.by for day in days if day.opens), default=None)
    return None if start is None or any(day.by > start for day in days if not day.opens) else start


def _called_latest(sentence: Sentence, day: NamedDay) -> bool:
    first, after = sentence.token_at(day.start), sentence.token_at(day.end)
    return sentence.has("at_latest", max(0, first - 3), min(after + 3, len(sentence.tokens)))


def taken_back(sentence: Sentence, day: NamedDay) -> bool:
    """ "Not Friday after all", "instead of Friday", "we were hoping to decide this week"."""
    if day.opens:
        return False
    first, after = sentence.token_at(day.start), sentence.token_at(day.end)
    start, _ = sentence.segment_of(first)
    if sentence.has("unkept", start, first) and not sentence.has("instead", start, first):
        return True
    inner = [last for _, last in sentence.places("retracted_before", max(0, first - 6), after) if last in (first, first + 1) and last <= after]
    return bool(inner) or sentence.begins("retracted_after", after)


def of_event(sentence: Sentence, day: NamedDay) -> bool:
    """Whether the day is that of a meeting: "the invite for your interview on Tuesday". What is done "by" a day is no meeting."""
    place = sentence.token_at(day.start)
    if day.opens or day.span or sentence.begins("by_then", place) or sentence.has("after_words", 0, place):
        return False
    after = sentence.token_at(day.end)
    for _, last in sentence.places("for_it", after, min(after + _NEAR_EVENT + 3, len(sentence.tokens))):
        if sentence.has("meeting", last, min(last + _NEAR_EVENT, len(sentence.tokens))):
            return True
    meetings = sentence.places("event", max(0, place - _NEAR_EVENT - 2), place + 1) + sentence.places("meeting", max(0, place - _NEAR_EVENT), place)
    return any(not (sentence.says_coming(first) or sentence.has("by_then", last, place) or sentence.days_in(last - 1, place)) for first, last in meetings)


def stands_alone(sentence: Sentence, start: int, end: int) -> list[NamedDay]:
    """The days of a stretch that says little else."""
    days = sentence.days_in(start, end)
    spans = [(sentence.token_at(day.start), sentence.token_at(day.end)) for day in days] + sentence.places("guess", start, end) + sentence.places("at_latest")
    inside = {place for first, last in spans for place in range(first, last)}
    words = [token for place, token in enumerate(sentence.tokens[start:end], start) if place not in inside and token.text[0].isalnum()]
    return days if len(words) <= _FEW else []


def standing(sentence: Sentence, days: Sequence[NamedDay]) -> list[NamedDay]:
    """Those of the days that are not taken back."""
    return [day for day in days if not taken_back(sentence, day)]


def then(sentence: Sentence, start: int, end: int, before: NamedDay | None, otherwise: Span) -> date | None:
    """ "The panel meets on Tuesday and I will update you then", "… and we decide the week after": a day counted from the one named just `before`."""
    later = sentence.has("week_later", start, end)
    over = sentence.has("after_words", start, end)
    if before is None or not (later or over or sentence.has("then", start, end)):
        return None
    if later:
        return _friday_after(sentence, before)
    takes = before.span and sentence.has("takes", 0, start)  # "vetting takes two weeks, after which …" ends with them
    if before.opens or (over and not takes):
        return sentence.calendar.business_days.add_span(before.by, otherwise)
    return before.by


def counted(sentence: Sentence, day: NamedDay) -> NamedDay:
    """The day; a length of time that is counted from the day named before it ("the 3rd and then within a week", "a week from that date") so counted."""
    before = _pointed_back_at(sentence, day)
    if day.span is None or before is None:
        return day
    by = sentence.calendar.business_days.add_span(before.day or before.by, day.span)
    return replace(day, by=by, day=by)


def _pointed_back_at(sentence: Sentence, day: NamedDay) -> NamedDay | None:
    """The day named before one, if words between them, or right behind it, point back. To one in an earlier sentence "then" alone does not."""
    place, after = sentence.token_at(day.start), sentence.token_at(day.end)
    met = sentence.begins("after_meeting", after)
    behind = met or sentence.begins("after_words", after) or sentence.begins("from_then", after)
    before = next((other for other in reversed(sentence.days) if other.end <= day.start and other.day and not other.span), None)
    if before:
        start = sentence.token_at(before.end)
        behind = behind and (not met or sentence.has("meeting", 0, place))
        return before if behind or sentence.has("then", start, place) or sentence.has("after_words", start, place) else None
    begins = {first for first, _ in sentence.segments}
    led_in = any(first in begins for first, _ in sentence.places("after_words", 0, place))
    near = sentence.dated_shortly_before() if behind or led_in else None
    before = near.days[-1] if near and (not met or near.has("meeting")) else None
    return before if before and before.day and not before.span and not (before.yearly and is_far(sentence, before)) else None


def from_meeting(sentence: Sentence, day: NamedDay) -> bool:
    """ "Two days after your interview": counted from a day that the sentence does not name."""
    after = sentence.token_at(day.end)
    named = sentence.days_in(after, min(after + 6, len(sentence.tokens)))
    return day.span is not None and sentence.begins("after_meeting", after) and not named and counted(sentence, day) is day


def week_later(sentence: Sentence, start: int, end: int) -> date | None:
    """ "Interviews end this week and we decide the week after", "… the following week": Friday of the week after the day named before."""
    for place, _ in sentence.places("week_later", start, end):
        named = sentence.days_in(0, place)
        counted_from = standing(sentence, named) or named  # "not next week but the week after"
        before = [day for day in counted_from if not sentence.has("past", 0, sentence.token_at(day.start))]
        offset = sentence.tokens[place].start
        inside = [day for day in sentence.days if day.start <= offset < day.end]
        if before and all(sentence.token_at(day.start) == place and day.by <= before[-1].by for day in inside):
            return _friday_after(sentence, before[-1])
    return None


def _friday_after(sentence: Sentence, day: NamedDay) -> date:
    return sentence.calendar.business_days.roll(day.by + timedelta(days=11 - day.by.weekday()))
