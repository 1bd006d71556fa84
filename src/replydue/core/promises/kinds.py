"""Promises of a special kind: silence means no, a pause, an invitation to nudge (reading rules, section 3)."""

from __future__ import annotations

from collections.abc import Sequence

from replydue.core.phrases import NamedDay
from replydue.core.promises.days import latest, standing, to_come
from replydue.core.promises.model import Kind, Promise
from replydue.core.promises.reading import Sentence
from replydue.values import Span


def silence(sentence: Sentence) -> Promise | None:
    """ "If you do not hear from us by Friday, consider your application unsuccessful"."""
    means_no = sentence.has("unheard") and sentence.has("no_means")
    if (not means_no and not sentence.has("only_chosen")) or sentence.has("from_you"):
        return None
    named = to_come(sentence, standing(sentence, _of_the_silence(sentence)))  # "nothing before Friday", "after Friday, assume …": that Friday is the last day
    before = sentence.day_shortly_before() if sentence.has("then") and not named else None
    return Promise(Kind.SILENCE_MEANS_NO, before.by if before else max((day.by for day in named), default=None), sentence.text)


def _of_the_silence(sentence: Sentence) -> Sequence[NamedDay]:
    """The days that stand between the silence and what it means; where there is none, all: "unsuccessful this year" tells no day."""
    begins = min((place for place, _ in sentence.places("unheard")), default=0)
    means = max((place for place, _ in sentence.places("no_means")), default=0)
    return sentence.days_in(begins, means) or sentence.days


def pause(sentence: Sentence) -> Promise | None:
    """ "The role is on hold until January", with or without an end; "as of today" is none."""
    if not sentence.has("hold") or sentence.has("unhold"):
        return None
    today = sentence.calendar.reference
    ends = to_come(sentence, [day for day in sentence.days if day.day is None or day.day > today])
    return Promise(Kind.PAUSE, max((day.by for day in ends), default=None), sentence.text)


def preference(sentence: Sentence, asked_before: Sentence | None, otherwise: Span) -> tuple[Promise | None, int]:
    """An invitation to nudge with a day, and the token before which a plain promise may still stand.

    `asked_before`: the sentence before, which may hold the condition ("Haven't heard by Monday? Nudge me.").
    """
    whole = len(sentence.tokens)
    begins = _invited_at(sentence)
    if begins is None or sentence.has("from_you"):
        return None, whole
    segment = sentence.segment_of(begins[0])[0]
    end = sentence.segment_of(begins[1])[1]
    between, about, after = (standing(sentence, sentence.days_in(*place)) for place in (begins, (segment, end), (end, whole)))
    named = between or about or after  # "should you have nothing by Friday, please remind me, as December is merciless"
    by = max((day.by for day in to_come(sentence, named)), default=None)
    if by is None and asked_before and asked_before.text.endswith("?") and asked_before.has("unheard"):
        by = latest(asked_before, asked_before.days, otherwise)
    return (Promise(Kind.PREFERENCE, by, sentence.text) if by else None), segment


def _invited_at(sentence: Sentence) -> tuple[int, int] | None:
    """Where an invitation to nudge begins, first and last: "feel free to nudge", or any call to nudge together with "if you have not heard"."""
    inviting = [place for place, last in sentence.places("invited") if sentence.begins("nudging", last)]
    wished = {place for place, _ in sentence.places("if_wish")}
    conditions = [place for place, _ in sentence.places("unheard") + sentence.places("if_quiet") if place not in wished]
    if conditions and (nudges := inviting + _nudges(sentence)):
        return min(conditions + nudges), max(conditions + nudges)
    if wished:  # an answer is wanted, not a reminder
        return None
    found = inviting + ([0] if sentence.begins("nudging", 0) else [])
    return (min(found), max(found)) if found else None


def _nudges(sentence: Sentence) -> list[int]:
    """Where a call to nudge begins that is no part of what is promised."""
    promised = [core for core in sentence.cores if core.kind == "found"]
    return [place for place, last in sentence.places("nudge") if not any(core.start <= place and last <= core.end for core in promised)]
