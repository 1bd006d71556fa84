"""Is somebody away, and when are they back? Reads what out-of-office replies say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from replydue.core.business_days import BusinessDays
from replydue.core.language import language_of
from replydue.core.line_patterns import each_of_machines, of_machines, said_by_machines
from replydue.core.mail import Message
from replydue.core.phrases import NamedDay, days_named

_SUBJECT = of_machines("away_subjects")
_AWAY = said_by_machines("away")
_BACK = of_machines("back")
_I_RETURN = said_by_machines("i_return")
_LEFT = said_by_machines("left")
_UNTIL = of_machines("until")
_LAST_DAY = of_machines("last_day")
_SIGNS = each_of_machines("away_signs")
_SIGNS_ENOUGH = 3
_LONGEST_REPLY = 1_000  # characters
_TONGUES = ("en", "de", "fr", "es")  # tried in turn where too little is written to tell the language
_READ = 4_000  # characters within which a reply says that its sender is away
# A full stop ends a sentence where a capital follows, but not behind a number ("9. Dezember") or a short day ("Fri. December 4").
_SENTENCES = re.compile(r"(?<=[^\W\d]\.)(?<!\b[A-Z][a-z]\.)(?<!\b[A-Z][a-z]{2}\.)\s+(?=[^\Wa-z\d])|\n{2,}|(?<=[!?])\s+")


def says_away(message: Message) -> bool:
    """Whether an automatic reply says that its sender is away, or will be back."""
    return bool(_SUBJECT.search(message.subject) or _I_RETURN.search(message.words[:_READ])) or away_in_words(message)


def away_without_a_header(message: Message) -> bool:
    """Whether it can only be an out-of-office reply, though no header of a machine says so: subject and words, or the words in every respect."""
    if len(message.words) >= _READ or not away_in_words(message):
        return False
    if _SUBJECT.match(message.subject):
        return True
    return len(message.words) <= _LONGEST_REPLY and "?" not in message.words and sum(bool(sign.search(message.words)) for sign in _SIGNS) >= _SIGNS_ENOUGH


def away_in_words(message: Message) -> bool:
    """Whether the words say that their writer is away."""
    return bool(_AWAY.search(message.words[:_READ]))


def back_on(message: Message, business_days: BusinessDays, month_first: bool) -> date | None:
    """The day on which an out-of-office reply says that its sender is back, or None where it names none.

    The first day of return that is named outweighs the days of absence; after a last day of absence ('through the 9th', 'from the 1st to the 9th') the next
    business day is taken. Who has left for good is not back on any.
    """
    if _LEFT.search(message.words[:_READ]):
        return None
    absences: list[date] = []
    for sentence, days in _sentences_with_days(message, business_days, month_first):
        back, day = _BACK.search(sentence), days[-1].by
        if back:
            return next((named.by for named in days if named.start >= back.start()), day)
        if _AWAY.search(sentence) or _LAST_DAY.search(sentence):
            absences.append(business_days.roll(day + timedelta(days=1)) if _LAST_DAY.search(sentence) else day)
        elif _UNTIL.search(sentence):
            absences.append(day)
    return max(absences, default=None)


def _sentences_with_days(message: Message, business_days: BusinessDays, month_first: bool) -> Iterator[tuple[str, tuple[NamedDay, ...]]]:
    """The sentences of subject and words that name days, each with these."""
    told = language_of(message.words[:_READ], otherwise="")
    for sentence in (message.subject, *_SENTENCES.split(message.words[:_READ])):
        one_line = " ".join(sentence.split())
        readings = (days_named(one_line, message.date.date(), business_days, month_first, language=code) for code in ((told,) if told else _TONGUES))
        named = next(filter(None, readings), ())
        if named:
            yield one_line, named
