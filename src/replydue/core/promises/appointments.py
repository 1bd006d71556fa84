"""On which days the two sides meet, as a person wrote it (reading rules, section 3: an event, no promise)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from replydue.core.business_days import BusinessDays
from replydue.core.phrases import NamedDay
from replydue.core.promises.choosing import may_be_event, of_events
from replydue.core.promises.days import taken_back
from replydue.core.promises.given import told_in
from replydue.core.promises.model import Appointment
from replydue.core.promises.reading import Calendar, Efforts, Sentence
from replydue.core.promises.weighing import Told
from replydue.values import Span

_NO_WAIT = Span(0, "day")
_NEAR = 8  # tokens between "interview" and "is confirmed for"


def appointments_in(words: str, reference: date, business_days: BusinessDays, month_first: bool, *, language: str = "en") -> tuple[Appointment, ...]:
    """The meetings with a day that newly written words confirm; a question or a request for times confirms none."""
    return appointed_in(told_in(words, Calendar(reference, business_days, month_first, language), _NO_WAIT, Efforts()))


def appointed_in(told: Iterable[Told]) -> tuple[Appointment, ...]:
    """The meetings that sentences confirm, in order: by the rules, else by what their days are likely named for."""
    return tuple(found for each in told if (found := _appointment(each) or _likely(each)))


def _likely(told: Told) -> Appointment | None:
    sentence = told.sentence
    if sentence.text.endswith("?") or _asks(sentence, 0, len(sentence.tokens)):
        return None
    return next((Appointment(day.day or day.by, sentence.text) for day in of_events(told)), None)


def _appointment(told: Told) -> Appointment | None:
    sentence = told.sentence
    if not sentence.days or sentence.text.endswith("?"):
        return None
    for start, end in sentence.segments:
        place = _named_at(sentence, start, end)
        if place is None or _asks(sentence, start, place) or (sentence.core(start, end)):
            continue
        days = [day for day in sentence.days_in(start, end) if not day.opens and _may_be_of_it(told, place, day) and not _is_over(sentence, start, place, day)]
        kept = [day for day in days if not taken_back(sentence, day)] or days
        if kept:
            chosen = kept[-1] if sentence.has("retracted_before", start, end) else kept[0]
            return Appointment(chosen.day or chosen.by, sentence.text)
    return None


def _may_be_of_it(told: Told, place: int, day: NamedDay) -> bool:
    """Whether the weights leave it open, or the meeting was plainly moved to that day."""
    first = told.sentence.token_at(day.start)
    return may_be_event(told, day) or any(last == first for _, last in told.sentence.places("moved_to", place, first))


def _is_over(sentence: Sentence, start: int, place: int, day: NamedDay) -> bool:
    """ "Your interview took place on the 17th", "we enjoyed the chat on Friday"."""
    return sentence.has("held_then", place, sentence.token_at(day.start)) or sentence.has("enjoyed", start, place)


def _asks(sentence: Sentence, start: int, place: int) -> bool:
    if sentence.has("confirming", start, place) and not sentence.has("please", start, place):
        return False
    return sentence.has("asking", start, place) or sentence.has("proposing", start) or sentence.has("unheard", start, place)


def _named_at(sentence: Sentence, start: int, end: int) -> int | None:
    seeing = sentence.places("see_you", start, end)
    if seeing:
        return seeing[0][0]
    for place, last in sentence.places("meeting", start, end):
        if sentence.has("fixed", last, min(end, last + _NEAR)) or sentence.has("booked", max(start, place - _NEAR), place):
            return place
    return None
