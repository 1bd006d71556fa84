"""What the user repeats of a promise that was made to him: "you mentioned I would hear by Friday" (reading rules, section 3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from replydue.core.phrases import NamedDay
from replydue.core.promises.model import Kind, Promise
from replydue.core.promises.reading import Sentence
from replydue.settings import Span

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def reported_in(sentence: Sentence, otherwise: Span) -> list[Promise]:
    """The promise that a sentence of the user's repeats, if it names a day. Relative words count from the day it was made, where he says which."""
    told = sentence.places("told")
    if not told or sentence.has("wish", 0, told[0][0]) or not sentence.has("me_hears") or sentence.text.endswith("?"):
        return []
    sentence = _as_said(sentence)
    days = [day for day in sentence.days if day.start >= sentence.tokens[0].start and not _when_told(sentence, day)]
    by = _latest(sentence, days, otherwise)
    return [Promise(Kind.REPORTED, by, sentence.text)] if by else []


def _latest(sentence: Sentence, days: list[NamedDay], otherwise: Span) -> date | None:
    ends = [day.by for day in days if not day.opens]
    starts = [sentence.calendar.business_days.add_span(day.by, otherwise) for day in days if day.opens]
    return max(ends or starts, default=None)


def _said_on(sentence: Sentence) -> date | None:
    """The day that the user names as the one on which it was said."""
    reference = sentence.calendar.reference
    for place, token in enumerate(sentence.tokens):
        if token.text == "yesterday":
            return reference - timedelta(days=1)
        before = sentence.tokens[place - 1].text if place else ""
        if token.text in _WEEKDAYS and (before == "last" or (before == "on" and sentence.has("spoken_on", max(0, place - 6), place))):
            return reference - timedelta(days=(reference.weekday() - _WEEKDAYS.index(token.text) - 1) % 7 + 1)
    return None


def _as_said(sentence: Sentence) -> Sentence:
    day = _said_on(sentence)
    return Sentence(sentence.text, replace(sentence.calendar, reference=day)) if day else sentence


def _when_told(sentence: Sentence, day: NamedDay) -> bool:
    place = sentence.token_at(day.start)
    return (
        sentence.has("spoken_on", max(0, place - 4), place)
        and not sentence.has("told", place - 3 if place > 3 else 0, place)
        and not sentence.has("me_hears", max(0, place - 4), place)
    )
