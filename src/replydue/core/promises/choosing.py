"""Which days of a letter are promised, of all that are weighed? Those of the rules that are likely, and those likely enough without any."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from replydue.core.phrases import NamedDay
from replydue.core.promises.days import counted, from_meeting, is_far, taken_back
from replydue.core.promises.model import Kind, Promise
from replydue.core.promises.reading import Sentence
from replydue.core.promises.weighing import For, Told
from replydue.values import Span

_SURE = 0.75  # how likely a day has to be one of a promise: a day too many would be taken for the latest
_PAUSED = 0.6  # … one of the end of a pause, which nobody names by the way
_MARGIN = 0.1  # by which it may be less likely than another day of the letter
_RULED, _MARGIN_RULED = 0.35, 0.5  # … where a rule finds one
_SURE_FAR_AWAY = 0.9  # … where it is far away
_NOT_AGAINST = 0.2  # … where a rule finds an invitation, a pause, or that silence means no
_MAY_MEET = 0.25  # … a meeting: "loved the chat on Friday" tells of one gone by
_TIMES, _ENOUGH = 3, 0.5  # how much likelier another sort of promise has to be than that which the rules say
_VERY_SURE = 0.85  # of an event: the wait would start when it is over
_SURE_TO_MEET = 0.75  # … where a meeting is named
_OF_THE_USER = ("if_you", "yours", "from_you")  # the word lists of what is the user's to do
_WANTED = ("asking", "please", "needing")  # … and of what is asked for
OF_OTHERS = ("everybodys", "others_own")  # … of what is told to everybody who writes, and of what somebody else gives
_PROMISED = {
    For.PROMISE: Kind.PROMISE,
    For.START: Kind.PROMISE,
    For.NUDGE: Kind.PREFERENCE,
    For.SILENCE: Kind.SILENCE_MEANS_NO,
    For.PAUSE: Kind.PAUSE,
}


def likeliest(letter: Iterable[Told]) -> float:
    """How likely that day of a letter is named for a promise which most likely is; 0 where none is weighed."""
    return max((likely for told in letter for likely in _likely(told).values()), default=0.0)


def promised(told: Told, otherwise: Span, best: float) -> list[Promise]:
    """The promises of a sentence: those of the rules whose day is likely named for one, and those for days that the rules know no words for.

    In a language without weights, those of the rules. `otherwise` is the wait that is added to a mere start. `best` is how likely the `likeliest` day of the
    letter is: the surer it is, the surer another has to be, for hardly anybody promises twice.
    """
    sentence, likely = told.sentence, _likely(told)
    ruled = [_hanging(promise, told) for promise in told.ruled]
    kept = [_of_likely_kind(promise, told) for promise in ruled if _stands(promise, likely, best, sentence, otherwise)]
    found = [(day, kinds) for day, kinds in told.days if _is_promised(kinds, likely[day], best) and not _out_of_question(day, kinds, told)]
    found = [(day, kinds) for day, kinds in found if not _told(day, kept) and not _invited_already(kinds, kept)]
    ends = [(day, kinds) for day, kinds in found if not _starts(day, kinds)]
    return [*kept, *(_promise(day, kinds, sentence, otherwise) for day, kinds in (ends or ([] if any(promise.by for promise in kept) else found)))]


def _is_promised(kinds: Mapping[str, float], likely: float, best: float) -> bool:
    """Whether a day of which no rule knows is one of a promise: without much doubt, for a day too many would be taken for the latest; or the end of a pause."""
    return likely >= max(_SURE, best - _MARGIN) or min(likely, kinds[For.PAUSE]) >= _PAUSED


def _likely(told: Told) -> dict[NamedDay, float]:
    """How likely each day is named for a promise of any sort. One far away is hardly ever: "on May 29", written in June, is the day that has just passed."""
    likely = {day: sum(kinds[kind] for kind in _PROMISED) for day, kinds in told.days}
    return {day: each if each >= _SURE_FAR_AWAY or not is_far(told.sentence, day) else 0.0 for day, each in likely.items()}


def of_events(told: Told) -> list[NamedDay]:
    """The days that are very likely named for a meeting, or another event that both sides come to."""
    sentence = told.sentence
    least = _SURE_TO_MEET if sentence.has("meeting") else _VERY_SURE
    met = (day for day, kinds in told.days if kinds[For.EVENT] >= least and not day.opens and not (day.yearly and is_far(sentence, day)))
    return [day for day in met if sentence.has("meeting") or not sentence.has("start_of_work", 0, sentence.token_at(day.start))]


def may_be_event(told: Told, day: NamedDay) -> bool:
    """Whether the weights leave it open that a day is one of a meeting, as the rules say."""
    least = _VERY_SURE if is_far(told.sentence, day) else _MAY_MEET
    return all(kinds[For.EVENT] >= least for weighed_day, kinds in told.days if weighed_day == day)


def withdrawn(told: Told) -> list[NamedDay]:
    """The days that the sentence takes back: those of which the rules say so, but for what is very likely named for a promise."""
    return [day for day in told.sentence.days if taken_back(told.sentence, day) and not _very_likely(day, told)]


def _very_likely(day: NamedDay, told: Told) -> bool:
    return any(kinds[_kind(kinds)] >= _VERY_SURE for weighed_day, kinds in told.days if weighed_day == day)


def _hanging(promise: Promise, told: Told) -> Promise:
    """The promise, counted from what the user is asked for where its length of time is likely named for that: "when we have received it from you …"."""
    spans = [day.span for day, kinds in told.days if day.span and day.by == promise.by and kinds[For.CONDITION] >= _ENOUGH]
    before = told.sentence.before
    asked = any(told.sentence.has(name) for name in _OF_THE_USER) or (before is not None and any(before.has(name) for name in _WANTED))
    if not spans or promise.kind is not Kind.PROMISE or promise.after_user or not asked:
        return promise
    return replace(promise, by=None, after_user=spans[-1], starts=None)


def _of_likely_kind(promise: Promise, told: Told) -> Promise:
    """The promise as one of the kind that its day is by far most likely named for; only a plain promise starts on a day without ending on it.

    Where rules find that silence means no, it does: a follow-up would be one too many.
    """
    likely = [_PROMISED[_kind(kinds)] for day, kinds in told.days if _outweighs(kinds, promise.kind) and _told(day, [promise])]
    if not likely or likely[0] is promise.kind or promise.kind is Kind.SILENCE_MEANS_NO:
        return promise
    return replace(promise, kind=likely[0], by=promise.starts or promise.by, starts=None)


def _outweighs(kinds: Mapping[str, float], ruled: Kind) -> bool:
    """Whether a day is named for a sort of promise that leaves no doubt beside the one that the rules take it for."""
    return kinds[_kind(kinds)] >= _TIMES * sum(kinds[kind] for kind, of in _PROMISED.items() if of is ruled) and kinds[_kind(kinds)] >= _ENOUGH


def _out_of_question(day: NamedDay, kinds: Mapping[str, float], told: Told) -> bool:
    """Whether the sentence takes the day back, only advises for it, counts it from a meeting whose day nobody named, or it would be that of a pause which
    ends on the day it is told."""
    elsewhere = _advised_for(day, told.sentence) or from_meeting(told.sentence, day)
    return day in withdrawn(told) or elsewhere or (_kind(kinds) is For.PAUSE and day.by <= told.sentence.calendar.reference)


def _advised_for(day: NamedDay, sentence: Sentence) -> bool:
    """ "Tips for this week: how to …", "we reply to most emails within a day", "she will send hers by Monday"."""
    start, end = sentence.segment_of(sentence.token_at(day.start))
    return any(sentence.has(name, start, end) for name in ("advice", *OF_OTHERS))


def _invited_already(kinds: Mapping[str, float], kept: Sequence[Promise]) -> bool:
    """Whether the day would be one of an invitation to nudge for which the rules have another: nobody sets two."""
    return _kind(kinds) is For.NUDGE and any(promise.kind is Kind.PREFERENCE and promise.by for promise in kept)


def _kind(kinds: Mapping[str, float]) -> For:
    """For which sort of promise the day is named, if it is for any."""
    return max(_PROMISED, key=lambda kind: kinds[kind])


def _stands(promise: Promise, likely: Mapping[NamedDay, float], best: float, sentence: Sentence, otherwise: Span) -> bool:
    """Whether the day of a promise of the rules is likely enough named for one, and no other day of the sentence for it.

    What was counted from a day elsewhere stands, and rules of the rarer kinds are seldom wrong.
    """
    of_it = [each for day, each in likely.items() if promise.by == (_after(day, sentence, otherwise) if day.opens else day.by)]
    if not of_it:
        return True
    outweighed = max(of_it) < max(likely.values()) / 2 and max(likely.values()) >= _SURE
    return not outweighed and max(of_it) >= (max(_RULED, best - _MARGIN_RULED) if promise.kind is Kind.PROMISE else _NOT_AGAINST)


def _told(day: NamedDay, promises: Sequence[Promise]) -> bool:
    """Whether one of the promises is for the day, or starts on it."""
    return any(day.by in (promise.by, promise.starts) for promise in promises)


def _after(day: NamedDay, sentence: Sentence, otherwise: Span) -> date:
    return sentence.calendar.business_days.add_span(day.by, otherwise)


def _starts(day: NamedDay, kinds: Mapping[str, float]) -> bool:
    """Whether what is promised only starts on the day."""
    return kinds[For.START] >= _SURE or (day.opens and _kind(kinds) in (For.START, For.PROMISE))


def _promise(named: NamedDay, kinds: Mapping[str, float], sentence: Sentence, otherwise: Span) -> Promise:
    day = counted(sentence, named)
    starts = day.by if _starts(day, kinds) else None
    return Promise(_PROMISED[_kind(kinds)], _after(day, sentence, otherwise) if starts else day.by, sentence.text, starts=starts)
