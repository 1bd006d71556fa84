"""What does one letter say of days to come? Its promises and appointments, each passage in its language, each sentence taken apart once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from replydue.core.business_days import BusinessDays
from replydue.core.language import passages
from replydue.core.promises.appointments import appointed_in
from replydue.core.promises.given import given_in, told_in
from replydue.core.promises.model import Appointment, Promise
from replydue.core.promises.reading import Calendar, Efforts
from replydue.core.promises.reported import BACK, repeated_in
from replydue.values import Span

_READ = 6_000  # characters, a thousand words, in which everything has been said (as in sayings)


@dataclass(frozen=True, slots=True)
class Letter:
    """The promises and the appointments of a letter, in order. In the user's own, promises are those that he repeats; what he agrees to is told elsewhere."""

    promises: tuple[Promise, ...]
    appointments: tuple[Appointment, ...] = ()


@lru_cache(maxsize=256)
def read_letter(words: str, reference: date, business_days: BusinessDays, month_first: bool, otherwise: Span, *, by_user: bool, language: str) -> Letter:
    """Reads newly written words; `language` is that of words which do not tell by themselves. The other arguments are those of `promises_in`.

    Kept, for a conversation is judged anew with each message that comes, and the older ones do not change.
    """
    efforts = Efforts()
    calendar = Calendar(reference, business_days, month_first, back=BACK if by_user else 0)
    read = [(passage, replace(calendar, language=code)) for code, passage in passages(words[:_READ], language)]
    if by_user:
        return Letter(tuple(promise for each in read for promise in repeated_in(*each, otherwise, efforts)))
    told = [told_in(*each, otherwise, efforts) for each in read]
    promises = tuple(promise for passage in told for promise in given_in(passage, otherwise))
    return Letter(promises, tuple(appointment for passage in told for appointment in appointed_in(passage)))
