"""Which interview does the conversation wait for? By calendar parts, and by what people write (reading rules, sections 3 and 6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from replydue.core.business_days import BusinessDays
from replydue.core.conversation import Exchange
from replydue.core.language import passages
from replydue.core.mail import Event, Message
from replydue.core.model import Evidence
from replydue.core.phrases import days_named
from replydue.core.promises import Letter
from replydue.core.sayings import said

_READ = 20_000  # characters of a message whose appointments are read
_NO_INVITATION = ("REPLY", "COUNTER", "REFRESH", "DECLINECOUNTER")
_EVENING = 18  # the hour at which an appointment whose hour is not read is over


@dataclass(frozen=True, slots=True)
class Interview:
    """An appointment: its last moment, when it was made, and what says so."""

    end: datetime
    made: datetime
    evidence: Evidence


@dataclass(frozen=True)
class Appointments:
    """The interviews of a conversation. `language` is that of a message which does not tell by itself, `letters` are what each message says, by its id."""

    exchange: Exchange
    business_days: BusinessDays
    language: str
    letters: Mapping[str, Letter]

    def last(self) -> Interview | None:
        """The one whose end the wait counts from. A person's word that moves it or calls it off outweighs an older calendar part."""
        by_calendar = max(self._calendar(), key=lambda interview: interview.end, default=None)
        for message in reversed(self.exchange.human):
            if by_calendar and message.date <= by_calendar.made:
                return by_calendar
            by_word = self._by_word(message, by_calendar.made if by_calendar else None)
            if by_word:
                return by_calendar if by_calendar and by_word.end.date() == by_calendar.end.date() else by_word
            if not self.exchange.by_me(message) and said("due", "called_off", message.words[:_READ]):
                return None
        return by_calendar

    def _calendar(self) -> Iterator[Interview]:
        """Of several versions of an event the highest SEQUENCE counts; CANCEL takes it away (RFC 5546)."""
        newest: dict[str, tuple[Message, Event]] = {}
        for message in self.exchange.messages:
            for event in message.events:
                known = newest.get(event.uid)
                later = known is None or (event.sequence, event.cancelled) >= (known[1].sequence, known[1].cancelled)
                if later and event.method not in _NO_INVITATION:
                    newest[event.uid] = (message, event)
        for message, event in newest.values():
            if not event.cancelled:
                yield Interview(event.end, message.date, Evidence(message.message_id, event.summary or message.subject))

    def _by_word(self, message: Message, invited: datetime | None) -> Interview | None:
        found = self._agreed(message, invited) if self.exchange.by_me(message) else self._named(message)
        if found is None:
            return None
        day, quote = found
        return Interview(datetime(day.year, day.month, day.day, _EVENING, tzinfo=message.date.tzinfo), message.date, Evidence(message.message_id, quote))

    def _named(self, message: Message) -> tuple[date, str] | None:
        """The last day that a message of theirs appoints, leaving out those that it calls off."""
        called_off = said("due", "called_off", message.words[:_READ])
        named = [appointment for appointment in self.letters[message.id].appointments if appointment.quote not in called_off]
        last = max(named, key=lambda appointment: appointment.day, default=None)
        return (last.day, last.quote) if last else None

    def _agreed(self, message: Message, invited: datetime | None) -> tuple[date, str] | None:
        """The day that the user accepts: one that the other side's message before had offered, and not the one by which it promised to come back.

        What is accepted after an invitation by calendar is that, not what had been offered before it.
        """
        accepted = said("due", "accepted", message.words[:_READ])
        before = next((theirs for theirs in reversed(self.exchange.theirs) if theirs.date < message.date), None)
        if not accepted or before is None or (invited and before.date < invited):
            return None
        promised = {promise.by for promise in self.letters[before.id].promises}
        offered, repeated = self._days(before.words, before.date.date()) - promised, self._days(" ".join(accepted), message.date.date())
        agreed = offered & repeated if repeated or len(offered) != 1 else offered
        return (max(agreed), accepted[0]) if agreed else None

    def _days(self, words: str, reference: date) -> set[date]:
        """The single days that a text names; "next week" is none, and "4 days" is a length of time."""
        month_first = self.exchange.settings.month_first
        return {
            named.day or named.by
            for language, passage in passages(words[:_READ], self.language)
            for named in days_named(passage, reference, self.business_days, month_first, language=language)
            if named.weekday is not None or (named.span is None and any(character.isdigit() for character in named.text))
        }
