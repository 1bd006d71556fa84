"""Which promises stand in newly written words: direction, condition, negation and deadline of each sentence (reading rules, section 3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from replydue.core.business_days import BusinessDays
from replydue.core.phrases import NamedDay
from replydue.core.promises.choosing import OF_OTHERS, likeliest, promised, withdrawn
from replydue.core.promises.days import counted, from_meeting, latest, of_event, standing, stands_alone, start_of, taken_back, then, week_later
from replydue.core.promises.kinds import pause, preference, silence
from replydue.core.promises.model import Kind, Promise
from replydue.core.promises.reading import Calendar, Core, Efforts, Sentence, sentences_read
from replydue.core.promises.reported import BACK, repeated_in
from replydue.core.promises.weighing import Ruled, Told, weighed
from replydue.values import Span

_MOST_PROMISES = 12  # nobody means more in one mail; what a machine wrote costs no more time than this


@dataclass(frozen=True, slots=True)
class _Hanging:
    """What earlier sentences leave to later ones: the one just before, whether a promise came before or just now, and whether one was just taken back."""

    before: Sentence | None = None
    promised: bool = False
    just_promised: bool = False
    withdrawn: bool = False

    @property
    def asked(self) -> bool:
        """Whether the sentence before asks the user for something."""
        return self.before is not None and bool(_asking(self.before, 0, len(self.before.tokens)))

    @property
    def day(self) -> NamedDay | None:
        """The last day named in the sentence before."""
        return self.before.days[-1] if self.before and self.before.days else None


def promises_in(
    words: str, reference: date, business_days: BusinessDays, month_first: bool, otherwise: Span, *, by_user: bool, language: str = "en"
) -> tuple[Promise, ...]:
    """The promises in newly written words, in order.

    `by` is rolled to a business day and holds the `otherwise` wait already where the promise only starts on its day.
    `by_user`: the words are the user's own; only what he repeats of a promise (REPORTED) is found then.
    `language` is the two-letter code of the words' language; in one without data files nothing is promised.
    """
    calendar = Calendar(reference, business_days, month_first, language, BACK if by_user else 0)
    if by_user:
        return repeated_in(words, calendar, otherwise, Efforts())
    return given_in(told_in(words, calendar, otherwise, Efforts()), otherwise)


def given_in(told: Iterable[Told], otherwise: Span) -> tuple[Promise, ...]:
    """The promises in the counterpart's sentences, in order, without those that are taken back."""
    found: list[Promise] = []
    letter = list(told)
    best = likeliest(letter)
    for each in letter:
        if len(found) >= _MOST_PROMISES:
            break
        found.extend(promised(each, otherwise, best))
        gone = {day.by for day in withdrawn(each)} if _takes_back(each.sentence) else ()
        found = [promise for promise in found if promise.by is None or promise.by not in gone]  # "Friday's been and gone", and a later Friday may follow
    return tuple(_by_then(promise, found) for promise in found if not any(map(promise.is_ended_by, found)))


def _by_then(promise: Promise, found: Sequence[Promise]) -> Promise:
    """ "We will call by Friday. If you hear nothing by then, …": silence that names no day means no by the last one that is promised."""
    if promise.kind is not Kind.SILENCE_MEANS_NO or promise.by or promise.after_user:
        return promise
    last = max((each for each in found if each.kind is Kind.PROMISE and (each.by or each.after_user)), key=lambda each: each.by or date.min, default=promise)
    return replace(promise, by=last.by, after_user=last.after_user, starts=last.starts)


def told_in(passage: str, calendar: Calendar, otherwise: Span, efforts: Efforts) -> list[Told]:
    """The counterpart's sentences, in a passage of the calendar's language, with what the rules find promised in each, weighed."""
    return weighed("days", list(ruled_in(sentences_read(passage, calendar, efforts), otherwise)), passage, "theirs")


def ruled_in(read: Iterable[Sentence], otherwise: Span) -> Iterator[Ruled]:
    """The sentences with what the rules find promised in each. What would cost too much is left out."""
    hanging = _Hanging()
    for sentence in read:
        if sentence.efforts.dated.spent:
            break
        promises = [] if sentence.effort.spent else _promises(sentence, hanging, otherwise)
        retracted = _retracts(sentence)
        if sentence.effort.spent:
            continue
        yield sentence, promises
        hanging = _Hanging(sentence, hanging.promised or bool(promises), bool(promises), retracted and not promises)


def _takes_back(sentence: Sentence) -> bool:
    return sentence.has("retracted_before") or sentence.has("retracted_after") or sentence.has("unkept")


def _retracts(sentence: Sentence) -> bool:
    return _takes_back(sentence) and any(taken_back(sentence, day) for day in sentence.days)


def _promises(sentence: Sentence, hanging: _Hanging, otherwise: Span) -> list[Promise]:
    for kind in (silence, pause):
        special = kind(sentence)
        if special:
            return [special]
    invited, until = preference(sentence, hanging.before, otherwise)
    promises = _plain(sentence, until, hanging, otherwise) or _changed(sentence, until, hanging, otherwise)
    return [*promises, invited] if invited else promises


# --- plain promises -------------------------------------------------------------------------------------------------


def _plain(sentence: Sentence, until: int, hanging: _Hanging, otherwise: Span) -> list[Promise]:
    found: list[Promise] = []
    lead: tuple[int, int] | None = None
    segments = [segment for segment in sentence.segments if segment[0] < until]
    for i, (start, end) in enumerate(segments):
        core = _promising(sentence, start, end)
        if core is None:
            lead = (lead[0] if lead and _leads_in(sentence, *lead) else start, end)
            continue
        begin = lead[0] if lead and _leads_in(sentence, *lead) else start
        for _, further in segments[i + 1 :]:
            if sentence.days_in(begin, end) or not stands_alone(sentence, end, further):
                break
            end = further
        found.extend(_promise(sentence, begin, start, end, core, hanging, otherwise))
        lead = None
    return found


def _leads_in(sentence: Sentence, start: int, end: int) -> bool:
    """ "By Friday, …", "once they have met on Friday, …"; what says something of its own ("next week is a short one") leads to nothing."""
    if sentence.has("verb", start, end) and not sentence.begins("conjunction", start):
        return False
    return sentence.begins("lead_in", start) and not _asking(sentence, start, end) and not sentence.has("meeting", start, end)


def _promising(sentence: Sentence, start: int, end: int) -> Core | None:
    theirs = sentence.has("deadline", start, end) and not sentence.has("ours_to_give", start, end)
    if sentence.text.endswith("?") or theirs or any(sentence.has(name, start, end) for name in ("from_you", *OF_OTHERS)):
        return None
    core = sentence.core(start, end) or _answer_named(sentence, start, end)
    if core is None or _asking(sentence, start, core.start) or _orders(sentence, start, core.end):
        return None
    return core


def _orders(sentence: Sentence, start: int, end: int) -> bool:
    """ "Just reply by Friday", "accept the offer by the 24th": the user is told to do something. "Call you Friday" is theirs."""
    while start < end and sentence.begins("softener", start):
        start += 1
    return sentence.begins("ordering", start) and not sentence.begins("patient_verb", start) and not sentence.has("you", start, end + 1)


def _answer_named(sentence: Sentence, start: int, end: int) -> Core | None:
    """ "Feedback: Thursday", "second week of January for next steps": an answer and a day, and nothing that asks for it or looks back."""
    answers = sentence.places("answer", start, end)
    if not answers or not sentence.days_in(start, end) or sentence.begins("ordering", start) or sentence.barred(start, end):
        return None
    if any(sentence.has(name, start, end) for name in ("asking", "please", "needing", "past", "was", "own_answer", "advice")):
        return None
    return Core(start, start, "found")


def _asking(sentence: Sentence, start: int, end: int) -> list[int]:
    """Where the user is asked for something, as token offsets; "please allow us" asks for nothing."""
    conditions = sentence.places("if_you")  # "once you send us": no request
    asked = sentence.places("asking", start, end)
    asked = [(place, last) for place, last in asked if not any(first < place <= until for first, until in conditions)]
    return [place for place, last in sentence.places("please", start, end) + asked if not sentence.begins("patient_verb", last)]


def _promise(sentence: Sentence, begin: int, start: int, end: int, core: Core, hanging: _Hanging, otherwise: Span) -> list[Promise]:
    asked = min(_asking(sentence, core.end, end), default=end)
    named = standing(sentence, sentence.days_in(begin, asked))
    days = [counted(sentence, day) for day in named if not of_event(sentence, day) and not from_meeting(sentence, day)]
    if named and not days:
        return []  # all that it says is about a meeting
    if core.kind == "negative":
        days = [day for day in days if day.opens]
        if not days or _guessed(sentence):
            return []
    if _hangs_on_user(sentence, begin, end, hanging):
        spans = [day.span for day in days if day.span]
        fixed = [day for day in days if day.span is None]
        return [Promise(Kind.PROMISE, latest(sentence, fixed, otherwise), sentence.text, spans[-1] if spans else None)]
    later = week_later(sentence, start, end)
    by = later or latest(sentence, days, otherwise)
    if by is None:
        before = _day_before(sentence, begin, hanging)
        by = then(sentence, begin, end, before, otherwise)
        starts = before.by if by and before and by > before.by else None
        return [Promise(Kind.PROMISE, by or _done_before(sentence, begin, otherwise), sentence.text, starts=starts)]
    return [Promise(Kind.PROMISE, by, sentence.text, starts=None if later else start_of(days))]


def _done_before(sentence: Sentence, begin: int, otherwise: Span) -> date | None:
    """ "We hope to have the role approved by Friday and will reach out": the day of what is done just before, where that is still to come."""
    start, end = next(((start, end) for start, end in sentence.segments if end == begin), (begin, begin))
    ahead = any(sentence.has(name, start, end) for name in ("modal", "hoping", "until"))
    elsewhere = any(sentence.has(name, start, end) for name in ("past", "was", "meeting", "event", "asking", "please", "deadline", "you"))
    if not ahead or elsewhere or _orders(sentence, start, end):
        return None
    return latest(sentence, standing(sentence, sentence.days_in(start, end)), otherwise)


def _day_before(sentence: Sentence, start: int, hanging: _Hanging) -> NamedDay | None:
    """The day named last before a token, in this sentence or the one before; none that the user was asked for."""
    days = standing(sentence, sentence.days_in(0, start))
    if not days:
        return None if hanging.asked else hanging.day
    return None if _asking(sentence, 0, start) else days[-1]


def _hangs_on_user(sentence: Sentence, start: int, end: int, hanging: _Hanging) -> bool:
    last = len(sentence.tokens)
    unless = {place for place, _ in sentence.places("if_you_not", start, last)}
    if hanging.day and not hanging.asked:  # "the board meets on Friday; once that is done …" is nothing that the user does
        unless.update(place for place, _ in sentence.places("after_words", start, last))
    return any(place not in unless for place, _ in sentence.places("if_you", start, min(last, end + 12)))


def _guessed(sentence: Sentence) -> list[NamedDay]:
    """The days of parts like "let's say the 14th", "probably Wednesday"."""
    return [day for start, end in sentence.segments if sentence.begins("guess", start) for day in stands_alone(sentence, start, end)]


# --- changed promises -----------------------------------------------------------------------------------------------


def _changed(sentence: Sentence, until: int, hanging: _Hanging, otherwise: Span) -> list[Promise]:
    """ "Instead of Friday it will be Tuesday": the day that stands in for one taken back; a day by itself after a promise."""
    if sentence.text.endswith("?") or _asking(sentence, 0, until) or sentence.has("deadline") or sentence.has("from_you"):
        return []
    retracted = hanging.withdrawn or _retracts(sentence)
    instead = hanging.promised and sentence.has("instead")
    if retracted or instead:
        days = sentence.days_in(0, until)
    elif hanging.just_promised or sentence.has("guess") or (sentence.begins("by_then", 0) and not hanging.asked):
        days = stands_alone(sentence, 0, until) or _guessed(sentence)
    else:
        days = []
    days = standing(sentence, days)
    if any(of_event(sentence, day) for day in days) or sentence.begins("ordering", 0) or sentence.begins("label", 0) or sentence.has("see_you"):
        return []
    by = latest(sentence, days, otherwise)
    return [Promise(Kind.PROMISE, by, sentence.text)] if by else []
