"""Where does the conversation stand: whose turn is it, is it paused, is it over? (Reading rules, section 4.)"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from replydue.core.asks import requests_in
from replydue.core.closure import closed_by_counterpart, held_in, other_role_offered, reopened, softly_closed, withdrawn_by_user
from replydue.core.conversation import Exchange
from replydue.core.due import Waiting, is_courtesy
from replydue.core.mail import Message, Nature
from replydue.core.model import Evidence, Expectation, Reason, Standing
from replydue.core.promises import Kind
from replydue.core.sayings import plain_sentences
from replydue.core.sender import permanently_undeliverable

_ADDED = timedelta(days=2)  # within which a further message is an afterthought to the one before


@dataclass(frozen=True, slots=True)
class Stands:
    """A standing, the reason for an end, and the words that say so."""

    standing: Standing
    reason: Reason | None = None
    evidence: tuple[Evidence, ...] = ()


def standing(waiting: Waiting, expected: Expectation | None, now: datetime) -> Stands:
    """The standing of a tracked conversation. `now` is aware; the day is that of the user's time zone."""
    exchange = waiting.exchange
    today = now.astimezone(ZoneInfo(exchange.settings.timezone)).date()
    over = _ended(waiting) or _undeliverable(exchange) or _silence_was_the_answer(waiting, expected, today) or _stale(exchange)
    if over:
        return over
    asked = _asked(waiting)
    if asked:
        return Stands(Standing.YOUR_TURN, evidence=asked)
    if expected is not None and today > expected.by:
        return Stands(Standing.OVERDUE)
    if waiting.held is not None:
        message, pause = waiting.held
        return Stands(Standing.ON_HOLD, evidence=(Evidence(message.message_id, pause.quote),))
    return Stands(Standing.WAITING)


def _ended(waiting: Waiting) -> Stands | None:
    """A rejection, a role that is gone, or the user's withdrawal, unless the counterpart has opened the matter again since.

    What they answer to a plain withdrawal, be it regret or a promise, does not undo it; nor do good wishes and feedback undo a rejection. Of several
    ends the first is the reason: who will not ask for a review of a rejection does not withdraw.
    """
    closed: Stands | None = None
    goes_on = False
    for message in reversed(waiting.exchange.letters):
        if waiting.exchange.by_me(message):
            quote = withdrawn_by_user(message.words, surely=goes_on)
            if quote:
                closed = _closed(Reason.WITHDRAWN, message, quote)
            continue
        closing = _closing(waiting, message)
        if closing is None and (message in waiting.exchange.human and _asks_again(message)):
            return closed
        if closing is not None and not goes_on:
            closed = _closed(closing[0], message, closing[1])
        goes_on = goes_on or (closing is None and closed is None and _goes_on(waiting, message))
    return closed


def _closing(waiting: Waiting, message: Message) -> tuple[Reason, str] | None:
    """What ends the candidacy in a letter of theirs: a plain no, or a good-bye where nothing is left to come; none where it offers another role."""
    words = message.words
    asked = requests_in(words)
    dated = message.id not in waiting.promises or any(promise.by or promise.after_user for promise in waiting.promises[message.id])
    closing = closed_by_counterpart(words, apart_from=_told_apart(waiting, message), plainly=bool(asked) or dated)
    if closing is not None:
        return None if asked and other_role_offered(words) else closing
    soft = "" if asked or dated or held_in(words) else softly_closed(words)
    return (Reason.REJECTED, soft) if soft else None


def _told_apart(waiting: Waiting, message: Message) -> frozenset[str]:
    """The sentences that invite to nudge, put on hold, or say what silence will mean: they ask for nothing, and end nothing by themselves."""
    special = (Kind.PREFERENCE, Kind.SILENCE_MEANS_NO, Kind.PAUSE)
    quotes = {promise.quote for promise in waiting.promises.get(message.id, ()) if promise.kind in special}
    written = [sentence for sentence, _, _ in plain_sentences(message.words)] if quotes else []
    answers = {after for before, after in pairwise(written) if before in quotes and before.endswith("?")}  # "No word by the 15th? Ring us."
    return frozenset(quotes | answers)


def _asks_again(message: Message) -> bool:
    return bool(requests_in(message.words)) or reopened(message.words)


def _goes_on(waiting: Waiting, message: Message) -> bool:
    """Whether a letter promises more than feedback, or a pause."""
    promises = waiting.promises.get(message.id, ())
    return any((promise.by and "feedback" not in promise.quote.lower()) or promise.kind is Kind.PAUSE for promise in promises)


def _closed(reason: Reason, message: Message, quote: str) -> Stands:
    return Stands(Standing.CLOSED, reason, (Evidence(message.message_id, quote),))


def _stale(exchange: Exchange) -> Stands | None:
    """It had died long before replydue first saw it, nobody has written since, and the user has not asked for it to be followed."""
    override = exchange.conversation.override
    asked_for = override.tracked or override.expected_by or "Track" in exchange.conversation.levers
    if override.stale is None or asked_for or any(message.date > override.stale for message in exchange.human):
        return None
    return Stands(Standing.CLOSED, Reason.STALE)


def _undeliverable(exchange: Exchange) -> Stands | None:
    """A permanent bounce of the user's newest message, unless it was sent again to an address that works, or somebody wrote since."""
    if not exchange.my_own:
        return None
    last = exchange.my_own[-1]
    bounces = [m for m in exchange.automatic if exchange.natures[m.id] is Nature.BOUNCE and m.date >= last.date]
    if not bounces or (exchange.theirs and exchange.theirs[-1].date >= last.date):
        return None
    failed = frozenset[str]().union(*(permanently_undeliverable(bounce) for bounce in bounces))
    reached = {box.address for box in (*last.to, *last.cc)} - failed
    if failed and reached:
        return None
    return _closed(Reason.UNDELIVERABLE, bounces[-1], bounces[-1].subject)


def _silence_was_the_answer(waiting: Waiting, expected: Expectation | None, today: date) -> Stands | None:
    """'If you do not hear by Friday, it is a no', and that Friday has passed."""
    given = waiting.given
    if given is None or expected is None or given[1].kind is not Kind.SILENCE_MEANS_NO:
        return None
    if waiting.exchange.settings.cadence.silence_means_no == "ask" or given[1].by != expected.by or not expected.by < today:
        return None
    return _closed(Reason.SILENCE_MEANS_NO, given[0], given[1].quote)


def _asked(waiting: Waiting) -> tuple[Evidence, ...]:
    """What the counterpart asks of the user: in their newest message, or shortly before it, if the newer ones only add to it.

    Who promises an answer by a day seldom wants one: there what is asked has to leave no doubt.
    """
    exchange = waiting.exchange
    if not exchange.human or exchange.by_me(exchange.human[-1]):
        return ()
    answered = exchange.my_own[-1].date if exchange.my_own else None
    newest = exchange.human[-1].date
    for message in reversed(exchange.theirs):
        if answered is not None and message.date <= answered:
            return ()
        apart = _told_apart(waiting, message)
        promised = any(promise.by for promise in waiting.promises[message.id])
        asked = [sentence for sentence in requests_in(message.words, surely=promised) if sentence not in apart]
        if asked:
            return tuple(Evidence(message.message_id, sentence) for sentence in asked[:3])
        if not is_courtesy(message) and (waiting.promises[message.id] or newest - message.date > _ADDED):
            return ()
    return ()
