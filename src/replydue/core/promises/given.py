"""Which promises stand in newly written words: direction, condition, negation and deadline of each sentence (reading rules, section 3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from replydue.core.business_days import BusinessDays
from replydue.core.phrases import NamedDay
from replydue.core.promises.model import Kind, Promise
from replydue.core.promises.reading import Calendar, Core, Sentence
from replydue.core.promises.reported import reported_in
from replydue.core.promises.sentences import sentences
from replydue.settings import Span

_MOST_SENTENCES = 200
_MOST_PROMISES = 12  # nobody means more in one mail; what a machine wrote costs no more time than this
_SHORT = 6  # tokens of a lead-in such as "By the end of next week,"
_NEAR_EVENT = 5


@dataclass(frozen=True, slots=True)
class _Hanging:
    """What earlier sentences leave to later ones: the one just before, and whether a promise came before."""

    before: Sentence | None = None
    promised: bool = False

    @property
    def day(self) -> NamedDay | None:
        """The last day named in the sentence before."""
        return self.before.days[-1] if self.before and self.before.days else None


def promises_in(words: str, reference: date, business_days: BusinessDays, month_first: bool, otherwise: Span, *, by_user: bool) -> tuple[Promise, ...]:
    """The promises in newly written words, in order.

    `by` is rolled to a business day and holds the `otherwise` wait already where the promise only starts on its day.
    `by_user`: the words are the user's own; only what he repeats of a promise (REPORTED) is found then.
    """
    calendar = Calendar(reference, business_days, month_first)
    found: list[Promise] = []
    taken_back: set[date] = set()
    hanging = _Hanging()
    for text in sentences(words)[:_MOST_SENTENCES]:
        sentence = Sentence(text, calendar)
        if by_user:
            found.extend(reported_in(sentence, otherwise))
            continue
        if sentence.has("retracted_before") or sentence.has("retracted_after"):
            taken_back |= {day.by for day in sentence.days if _taken_back(sentence, day)}
        if len(found) >= _MOST_PROMISES:
            break
        promises = _promises(sentence, hanging, otherwise)
        found.extend(promises)
        hanging = _Hanging(sentence, hanging.promised or bool(promises))
    return tuple(promise for promise in found if promise.by is None or promise.by not in taken_back)


def _promises(sentence: Sentence, hanging: _Hanging, otherwise: Span) -> list[Promise]:
    for kind in (_silence, _pause):
        special = kind(sentence, otherwise)
        if special:
            return [special]
    preference, until = _preference(sentence, otherwise)
    promises = _plain(sentence, until, hanging, otherwise)
    return [*promises, preference] if preference else promises


# --- silence, pause, preference -------------------------------------------------------------------------------------


def _latest(sentence: Sentence, days: list[NamedDay] | tuple[NamedDay, ...], otherwise: Span) -> date | None:
    """The latest of the days; those on which something only starts count with the wait, unless an end is named too."""
    kept = [day for day in days if not _taken_back(sentence, day)]
    ends = [day.by for day in kept if not day.opens]
    starts = [sentence.calendar.business_days.add_span(day.by, otherwise) for day in kept if day.opens]
    return max(ends or starts, default=None)


def _silence(sentence: Sentence, otherwise: Span) -> Promise | None:
    means_no = sentence.has("unheard") and sentence.has("no_means")
    if not means_no and not sentence.has("only_chosen"):
        return None
    return Promise(Kind.SILENCE_MEANS_NO, _latest(sentence, sentence.days, otherwise), sentence.text)


def _pause(sentence: Sentence, otherwise: Span) -> Promise | None:
    if not sentence.has("hold") or sentence.has("unhold"):
        return None
    return Promise(Kind.PAUSE, max((day.by for day in sentence.days), default=None), sentence.text)


def _preference(sentence: Sentence, otherwise: Span) -> tuple[Promise | None, int]:
    """An invitation to nudge with a day, and the token before which a plain promise may still stand."""
    whole = len(sentence.tokens)
    unheard = sentence.places("unheard")
    inviting = [last for _, last in sentence.places("invited") if sentence.begins("nudging", last)]
    if not (unheard and sentence.has("nudge")) and not inviting:
        return None, whole
    begins = min([place for place, _ in unheard] + inviting)
    segment = max(start for start, _ in sentence.segments() if start <= begins)
    by = _latest(sentence, sentence.days_in(segment, whole), otherwise)
    return (Promise(Kind.PREFERENCE, by, sentence.text), segment) if by else (None, segment)


# --- plain promises -------------------------------------------------------------------------------------------------


def _plain(sentence: Sentence, until: int, hanging: _Hanging, otherwise: Span) -> list[Promise]:
    found: list[Promise] = []
    lead: tuple[int, int] | None = None
    for start, end in sentence.segments():
        if start >= until:
            break
        core = _promising(sentence, start, end)
        if core is None:
            lead = (lead[0] if lead and _leads_in(sentence, *lead) else start, end)
            continue
        begin = lead[0] if lead and _leads_in(sentence, *lead) else start
        found.extend(_promise(sentence, begin, start, end, core, hanging, otherwise))
        lead = None
    return found or _changed(sentence, until, hanging, otherwise)


def _leads_in(sentence: Sentence, start: int, end: int) -> bool:
    return sentence.begins("lead_in", start) and not _asking(sentence, start, end)


def _promising(sentence: Sentence, start: int, end: int) -> Core | None:
    core = sentence.core(start, end)
    if core is None or sentence.text.endswith("?") or sentence.has("patience_not", start, end) or sentence.has("deadline", start, end):
        return None
    return None if _asking(sentence, start, core.start) else core


def _asking(sentence: Sentence, start: int, end: int) -> list[int]:
    """Where the user is asked for something, as token offsets; "please allow us" asks for nothing."""
    pleas = [place for place, last in sentence.places("please", start, end) if not sentence.begins("patient_verb", last)]
    return pleas + [place for place, _ in sentence.places("asking", start, end)]


def _promise(sentence: Sentence, begin: int, start: int, end: int, core: Core, hanging: _Hanging, otherwise: Span) -> list[Promise]:
    asked = min(_asking(sentence, core.end, end), default=end)
    days = [day for day in sentence.days_in(begin, asked) if not _of_event(sentence, day)]
    if core.negative:
        days = [day for day in days if day.opens]
        if not days:
            return []
    if _hangs_on_user(sentence, begin, end):
        spans = [day.span for day in days if day.span]
        fixed = [day for day in days if day.span is None]
        return [Promise(Kind.PROMISE, _latest(sentence, fixed, otherwise), sentence.text, spans[-1] if spans else None)]
    by = _week_later(sentence, begin, end, days) or _latest(sentence, days, otherwise)
    return [Promise(Kind.PROMISE, by or _then(sentence, begin, end, hanging, otherwise), sentence.text)]


def _of_event(sentence: Sentence, day: NamedDay) -> bool:
    """Whether the day is that of a meeting: "the invite for your interview on Tuesday"."""
    place = sentence.token_at(day.start)
    if day.opens or day.span:
        return False
    return any(place - last <= 1 for _, last in sentence.places("event", max(0, place - _NEAR_EVENT), place + 1)) and not sentence.has("after_words", 0, place)


def _hangs_on_user(sentence: Sentence, start: int, end: int) -> bool:
    last = len(sentence.tokens)
    unless = {place for place, _ in sentence.places("if_you_not", start, last)}
    return any(place not in unless for place, _ in sentence.places("if_you", start, min(last, end + 12)))


def _week_later(sentence: Sentence, start: int, end: int, days: list[NamedDay]) -> date | None:
    """ "Interviews end this week and we decide the week after": Friday of the week after the day named before."""
    for place, _ in sentence.places("week_later", start, end):
        offset = sentence.tokens[place].start
        before = [day.by for day in days if day.end <= offset]
        if before and not any(day.start <= offset < day.end for day in sentence.days):
            return sentence.calendar.business_days.roll(before[-1] + timedelta(days=11 - before[-1].weekday()))
    return None


def _then(sentence: Sentence, start: int, end: int, hanging: _Hanging, otherwise: Span) -> date | None:
    """ "The panel meets on Tuesday and I will update you then": the day named just before."""
    later = sentence.has("week_later", start, end)
    if not later and not sentence.has("then", start, end):
        return None
    before = [day for day in sentence.days_in(0, start) if not _taken_back(sentence, day)]
    day = before[-1] if before else hanging.day
    if day is None or (before and _asking(sentence, 0, start)):
        return None
    if later:
        return sentence.calendar.business_days.roll(day.by + timedelta(days=11 - day.by.weekday()))
    if day.opens or sentence.has("after_words", start, end):
        return sentence.calendar.business_days.add_span(day.by, otherwise)
    return day.by


# --- changed promises -----------------------------------------------------------------------------------------------


def _taken_back(sentence: Sentence, day: NamedDay) -> bool:
    """ "Not Friday after all", "instead of Friday"."""
    first, after = sentence.token_at(day.start), sentence.token_at(day.end)
    if day.opens:
        return False
    inner = [last for _, last in sentence.places("retracted_before", max(0, first - 6), after) if last in (first, first + 1) and last <= after]
    return bool(inner) or sentence.begins("retracted_after", after)


def _changed(sentence: Sentence, until: int, hanging: _Hanging, otherwise: Span) -> list[Promise]:
    """ "Instead of Friday it will be Tuesday": the day that stands in for one taken back."""
    if not (hanging.promised or sentence.has("retracted_before") or sentence.has("retracted_after")):
        return []
    withdrawn = any(_taken_back(sentence, day) for day in sentence.days)
    instead = hanging.promised and any(token.text in ("instead", "now", "rather", "correction", "make", "actually") for token in sentence.tokens)
    if not (withdrawn or instead) or _asking(sentence, 0, until) or any(_of_event(sentence, day) for day in sentence.days):
        return []
    by = _latest(sentence, sentence.days_in(0, until), otherwise)
    return [Promise(Kind.PROMISE, by, sentence.text)] if by else []
