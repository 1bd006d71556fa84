"""By when is a reply due? Which promise, appointment or cadence counts, and since which message (reading rules, sections 2, 3 and 6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from replydue.core.acts import acts_in
from replydue.core.asks import requests_in, status_asked_in
from replydue.core.business_days import BusinessDays
from replydue.core.closure import held_in, may_hold
from replydue.core.conversation import ById, Exchange
from replydue.core.interviews import Appointments, Interview
from replydue.core.language import language_of
from replydue.core.mail import Message, Nature
from replydue.core.model import Evidence, Expectation, Source
from replydue.core.promises import Kind, Letter, Promise, read_letter
from replydue.core.sayings import said
from replydue.core.sender import back_on
from replydue.values import Span

_SOURCES = {Kind.PROMISE: Source.PROMISE, Kind.REPORTED: Source.REPORTED, Kind.PREFERENCE: Source.PREFERENCE}
_UNSAID = (Source.CADENCE, Source.INTERVIEW)  # days that nobody named, which one that somebody did outweighs
_COURTESY_WORDS = 15  # a message of so few words, with thanks among them, changes nothing
_SETTLING = Span(2, "business day")  # after a return from leave (reading rules, section 3)
_WEEKS_LATER = (7, 14)  # days by which a weekday that had passed is taken for one to come
_READ = 20_000  # characters of a message that are looked at


@dataclass(frozen=True)
class Waiting:
    """What a conversation waits for. All days are in the sender's zone, as the reading rules ask."""

    exchange: Exchange
    now: datetime

    @cached_property
    def business_days(self) -> BusinessDays:
        return BusinessDays(self.exchange.settings.holidays)

    @cached_property
    def letters(self) -> Mapping[str, Letter]:
        """What each human message says of days to come, by its id."""
        return ById(self.exchange.human, self._read)

    @cached_property
    def promises(self) -> Mapping[str, tuple[Promise, ...]]:
        """The promises in each human message, by its id."""
        return ById(self.exchange.human, lambda message: self.letters[message.id].promises)

    @cached_property
    def language(self) -> str:
        """The language of the conversation, which a message is in that does not tell by itself."""
        return language_of("\n".join(message.words for message in self.exchange.human))

    def _read(self, message: Message) -> Letter:
        settings = self.exchange.settings
        return read_letter(
            message.words,
            message.date.date(),
            self.business_days,
            settings.month_first,
            settings.cadence.wait.otherwise,
            by_user=self.exchange.by_me(message),
            language=self.language,
        )

    @cached_property
    def speaker(self) -> Message | None:
        """The counterpart's newest message that says anything: mere thanks leave what stands before them standing."""
        theirs = self.exchange.theirs
        for message in reversed(theirs):
            if not is_courtesy(message) or self.promises[message.id]:
                return message
        return theirs[-1] if theirs else None

    @cached_property
    def given(self) -> tuple[Message, Promise] | None:
        """The promise that counts: of the newest human message that makes or reports one, none of those before the counterpart's last word."""
        since = self.speaker.date if self.speaker else None
        for message in reversed(self.exchange.human):
            if since and message.date < since:
                return None
            chosen = self._chosen(message)
            if chosen:
                return message, chosen
        return None

    @cached_property
    def pause(self) -> tuple[Message, Promise] | None:
        """The pause that the counterpart last spoke of, with or without an end."""
        if self.speaker is None:
            return None
        words = self.speaker.words[:_READ]
        told = self.promises[self.speaker.id]
        pauses = [promise for promise in told if promise.kind is Kind.PAUSE and _holds(promise, told, words)]
        pauses = pauses or [Promise(Kind.PAUSE, None, sentence) for sentence in held_in(words)]
        return (self.speaker, max(pauses, key=lambda promise: promise.by or date.min)) if pauses else None

    @cached_property
    def held(self) -> tuple[Message, Promise] | None:
        """The pause that still holds. One without an end, and one that has run out, is over once the user has followed up on it."""
        steps = self.steps_by_hand
        if self.pause is None or (steps and (self.pause[1].by is None or steps[-1].date.date() > self.pause[1].by)):
            return None
        return self.pause

    @cached_property
    def steps_by_hand(self) -> tuple[Message, ...]:
        """The user's own follow-ups since the counterpart's last word: messages that ask how things stand, or that came after the expected day; none that only
        answers what the counterpart asked for, late as it may be."""
        speaker = self.speaker
        later = [message for message in self.exchange.my_own if speaker is None or message.date > speaker.date]
        candidates = later if speaker else later[1:]
        named = (self.given or self.pause) if candidates else None
        due = named[1].by if named else None
        said_more = [message for message in later if not is_courtesy(message)]
        answer = said_more[0] if speaker and said_more and requests_in(speaker.words[:_READ]) else None
        overdue = {m.id for m in candidates if due is not None and m.date.date() > due and m is not answer}
        return tuple(m for m in candidates if not is_courtesy(m) and (m.id in overdue or status_asked_in(m.words)))

    @cached_property
    def interview(self) -> Interview | None:
        """The interview whose end the wait counts from, if there is one."""
        return Appointments(self.exchange, self.business_days, self.language, self.letters).last()

    @cached_property
    def after(self) -> str:
        """What came before the wait: `interview`, `application` or `otherwise`."""
        human = self.exchange.human
        last = human[-1].date if human else self.now
        if (self.interview and self.interview.end <= max(last, self.now)) or any(said("due", "interviewed", m.words[:_READ]) for m in human):
            return "interview"
        return "application" if any(self._speaks_of_application(message) for message in self.exchange.messages) else "otherwise"

    def _speaks_of_application(self, message: Message) -> bool:
        if not self.exchange.by_me(message):
            return bool(said("due", "application_received", message.words[:_READ], message.subject))
        began = message is self.exchange.human[0] if self.exchange.human else False
        applies = began and any(each.likely and each.plainly_does("applies", surely=True) for each in acts_in("mine", message.words[:_READ]))
        return applies or any(said("due", kind, message.words[:_READ], message.subject) for kind in ("applied", *(("papers",) if began else ())))

    def _chosen(self, message: Message) -> Promise | None:
        """Of several promises in a message the latest day counts; an invitation to nudge goes before them (reading rules, section 2)."""
        dated = [self._dated(promise, message) for promise in self.promises[message.id]]
        dated = [each for each in dated if each.by and each.kind is not Kind.PAUSE and not self._had_passed(each, message)]
        invited = [promise for promise in dated if promise.kind is Kind.PREFERENCE]
        silent = [promise for promise in dated if promise.kind is Kind.SILENCE_MEANS_NO]
        return max(invited or silent or dated, key=lambda promise: promise.by or date.min, default=None)

    def _had_passed(self, promise: Promise, message: Message) -> bool:
        """Whether what the user repeats is a promise of theirs whose day had passed: "you had mentioned Friday", in the week after that Friday."""
        if promise.by is None or promise.kind is not Kind.REPORTED:
            return False
        passed = [each.by for theirs in self.exchange.theirs for each in self.promises[theirs.id] if each.by and each.by < message.date.date()]
        return any((promise.by - by).days in _WEEKS_LATER for by in passed)

    def _dated(self, promise: Promise, message: Message) -> Promise:
        """A promise that hangs on the user counts from the user's answer."""
        answer = next((mine for mine in self.exchange.my_own if mine.date > message.date), None)
        if promise.after_user is None or answer is None:
            return promise
        return replace(promise, by=self.business_days.roll(self.business_days.add_span(answer.date.date(), promise.after_user)))


def _holds(pause: Promise, told: Iterable[Promise], words: str) -> bool:
    """Whether a letter puts the matter on hold. Where it promises an answer for a later day, what ends before it has to be plain: "the board does not sit until
    Tuesday, you will hear by Friday" is no pause."""
    if pause.by is None:
        return may_hold(pause.quote, words)
    promised = any(promise.by and promise.by > pause.by for promise in told if promise.kind is Kind.PROMISE)
    return not promised or pause.quote in held_in(words)


def is_courtesy(message: Message) -> bool:
    """Thanks, congratulations, a good weekend: words that change nothing."""
    return len(message.words.split()) <= _COURTESY_WORDS and bool(said("due", "courtesy", message.words)) and "?" not in message.words


def expectation(waiting: Waiting) -> tuple[Expectation | None, Message | None]:
    """By which day a reply is expected, and the human message that the wait counts from. No day in a pause without an end.

    Where nobody wrote, none but that on which somebody will be back; there is nothing to follow up on then.
    """
    exchange = waiting.exchange
    if not exchange.human:
        return _after_leave(waiting, datetime.min.replace(tzinfo=UTC)), None
    steps = waiting.steps_by_hand
    anchor = steps[-1] if steps else exchange.human[-1]
    found = _user_said(exchange)
    return found or _by_the_mail(waiting, anchor, anchor if steps else None), anchor


def _by_the_mail(waiting: Waiting, anchor: Message, step: Message | None) -> Expectation | None:
    said = _paused(waiting) or _promised(waiting, step)
    if said is None and waiting.held:
        return None
    return _moved_by_leave(waiting, said or _interviewed(waiting, anchor) or _by_cadence(waiting, anchor))


def _paused(waiting: Waiting) -> Expectation | None:
    """The end of a pause that names one (reading rules, section 3)."""
    if waiting.held is None or waiting.held[1].by is None:
        return None
    message, pause = waiting.held
    return Expectation(waiting.held[1].by, Source.PROMISE, Evidence(message.message_id, pause.quote))


def _user_said(exchange: Exchange) -> Expectation | None:
    day = exchange.conversation.override.expected_by
    return Expectation(day, Source.USER) if day else None


def _promised(waiting: Waiting, step: Message | None) -> Expectation | None:
    """The promise, unless its day had passed when the user followed up: then the wait counts anew from there."""
    if waiting.given is None:
        return None
    message, promise = waiting.given
    source = _SOURCES.get(promise.kind, Source.PROMISE)
    answered = next((mine for mine in waiting.exchange.my_own if mine.date > message.date), None) if promise.by else None
    since = step or (answered if answered and not is_courtesy(answered) else None)
    if promise.by is None or (since is not None and since.date.date() > promise.by) or _kept_by_interview(waiting, message, promise.by):
        return None
    return Expectation(promise.by, source, Evidence(message.message_id, promise.quote))


def _kept_by_interview(waiting: Waiting, message: Message, by: date) -> bool:
    """Whether an appointment came with the promise or after it, for a later day: then the promise was about that, and the wait starts when it is over."""
    interview = waiting.interview
    return interview is not None and interview.made >= message.date and interview.end.date() > by


def _interviewed(waiting: Waiting, anchor: Message) -> Expectation | None:
    """An interview after the last human word: the wait starts when it is over."""
    interview = waiting.interview
    if interview is None or interview.end <= anchor.date:
        return None
    ended = interview.end.astimezone(ZoneInfo(waiting.exchange.settings.timezone)).date()
    return Expectation(_after(waiting, ended, "interview"), Source.INTERVIEW, interview.evidence)


def _by_cadence(waiting: Waiting, anchor: Message) -> Expectation:
    return Expectation(_after(waiting, anchor.date.date(), waiting.after), Source.CADENCE)


def _after(waiting: Waiting, day: date, what: str) -> date:
    wait = waiting.exchange.settings.cadence.wait
    span = {"interview": wait.after_interview, "application": wait.after_application}.get(what, wait.otherwise)
    return waiting.business_days.roll(waiting.business_days.add_span(day, span))


def _moved_by_leave(waiting: Waiting, expected: Expectation) -> Expectation:
    """Somebody who is away answers no earlier than two business days after the return that the out-of-office reply names."""
    spoke = waiting.speaker.date if waiting.speaker else waiting.exchange.human[0].date - timedelta(days=1)
    settled = _after_leave(waiting, spoke)
    if settled is None or settled.by < expected.by or (settled.by == expected.by and expected.source not in _UNSAID):
        return expected
    return settled


def _after_leave(waiting: Waiting, since: datetime) -> Expectation | None:
    """Two business days after the return that the newest out-of-office reply since a moment names."""
    exchange = waiting.exchange
    for message in reversed(exchange.automatic):
        if exchange.natures[message.id] is Nature.OUT_OF_OFFICE and message.date > since:
            back = back_on(message, waiting.business_days, exchange.settings.month_first)
            if back:
                quote = next(iter(said("due", "back", message.words)), message.subject)
                return Expectation(waiting.business_days.add_span(back, _SETTLING), Source.OUT_OF_OFFICE, Evidence(message.message_id, quote))
    return None
