"""What is each day of a letter named for? Weighed by all that stands around it, and by what the rules say of it (topic `days` of core/weights).

Each day is weighed alone first, and then again with what its sentence and those around it do (core/acts), and what the other days are likely named for.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce

from replydue.core.acts import Said, acts_of
from replydue.core.context import ANYWHERE, Likely, among, before_and_after, highest, others_than_each, shares, weighed_twice
from replydue.core.phrases import NamedDay
from replydue.core.promises.days import of_event, taken_back
from replydue.core.promises.model import Promise
from replydue.core.promises.reading import Sentence
from replydue.core.weights import runs, weights_of

_NEAREST = 3  # words on either side of a day whose place is a trait
_NEAR = 10  # words on either side whose side is a trait; those farther away tell less by it than they mislead
_DAY, _ANOTHER = "DAY", "ANOTHER"
_PHRASE = 4  # words of the day's own phrase
_ITS_ACT = (0.1, 0.3, 0.5, 0.7, 0.9)  # from which shares on it is worth telling what its sentence does
_AHEAD = (0, 1, 7, 31, 92, 200)  # days from the reference day between which one day is as good as another
_MANY = 3  # days in a sentence that are as good as more
_ASKED = frozenset([  # the word lists and rules that are asked for in a sentence, see data/promises_CODE.toml
    "after_meeting", "after_words", "answer", "approach", "asking", "at_latest", "by_then", "come_back", "confirming", "deadline", "did", "doing", "event",
    "fixed", "for_it", "from_you", "give", "guess", "hold", "hopefully", "hoping", "if_quiet", "if_you", "instead", "invited", "label", "letter",
    "meeting", "modal", "more_time", "needing", "no_means", "not", "nudge", "nudging", "only_chosen", "ordering", "ours_to_give", "own_answer", "past",
    "patient_verb", "please", "proposing", "receive", "retracted_after", "retracted_before", "review", "see_you", "softener", "spoken_on", "takes", "task",
    "tell", "then", "told", "unheard", "unhold", "unkept", "us", "verb", "wait_for_us", "was", "week_later", "you", "yours",
])  # fmt: skip


class For(StrEnum):
    """What a day is named for."""

    PROMISE = "promise"  # by then the counterpart comes back
    START = "start"  # the promise only starts then
    NUDGE = "nudge"  # after it the user may remind
    SILENCE = "silence"  # silence until then means no
    PAUSE = "pause"
    CONDITION = "condition"  # it counts from something that the user does
    TAKEN_BACK = "taken_back"
    DEADLINE = "deadline"  # of the user's
    EVENT = "event"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, what the rules find promised in it, and its days, each with how likely it is named for what; no days in a language without weights."""

    sentence: Sentence
    ruled: Sequence[Promise]
    days: Sequence[tuple[NamedDay, Mapping[str, float]]]


Ruled = tuple[Sentence, Sequence[Promise]]  # a sentence, and what the rules find promised in it


def weighed(topic: str, ruled: Sequence[Ruled], passage: str, about: str) -> list[Told]:
    """The sentences of a passage with their days weighed by the weights of a topic; `about` is the topic that tells what its sentences do."""
    language = ruled[0][0].calendar.language if ruled else ""
    weights = weights_of(topic, language)
    if weights is None or not any(sentence.days for sentence, _ in ruled):
        return [Told(sentence, promises, []) for sentence, promises in ruled]
    doing = doings([sentence for sentence, _ in ruled], acts_of(about, passage, language))
    alone = [frozenset(traits(sentence, day, promises)) for sentence, promises in ruled for day in sentence.days]
    likely = iter(weighed_twice(alone, lambda first: around_days(of_sentences(first, ruled), doing), weights))
    return [Told(sentence, promises, [(day, next(likely)) for day in sentence.days]) for sentence, promises in ruled]


def of_sentences(likely: Iterable[Likely], ruled: Sequence[Ruled]) -> list[list[Likely]]:
    """What is told of each day in order, put together for each sentence."""
    each = iter(likely)
    return [[next(each) for _ in sentence.days] for sentence, _ in ruled]


def doings(read: Sequence[Sentence], acts: Sequence[Said]) -> list[frozenset[str]]:
    """What each of the sentences is told by that it and those around it do; of one alone, nothing, for its words tell all."""
    around = among([said.likely for said in acts])
    found = {said.sentence: beside and beside.union(shares("does", said.likely, _ITS_ACT)) for said, beside in zip(acts, around, strict=True)}
    return [found.get(sentence.written, frozenset()) for sentence in read]


def around_days(first: Sequence[Sequence[Likely]], doing: Sequence[frozenset[str]]) -> Iterator[frozenset[str]]:
    """What each day is told by besides itself: what its sentence does, and the other days of the sentence, of those before it and of those after it."""
    nothing: Likely = {}
    whole = [reduce(highest, days, nothing) for days in first]
    for days, doing_here, (earlier, later) in zip(first, doing, before_and_after(whole), strict=True):
        outside = doing_here.union(shares("earlier day", earlier, ANYWHERE), shares("later day", later, ANYWHERE))
        yield from (outside.union(shares("day beside", beside, ANYWHERE)) for beside in others_than_each(days))


def traits(sentence: Sentence, day: NamedDay, ruled: Sequence[Promise]) -> Iterator[str]:
    """What a day is told by."""
    first, after = sentence.token_at(day.start), sentence.token_at(day.end)
    words, place = _words(sentence, first)
    yield from _around(words, place)
    yield from runs(["^", *words, "$"], 2)
    if sentence.before is not None:
        yield from {f"before: {_word(token.text, token.number)}" for token in sentence.before.tokens}
    yield f"phrase: {' '.join(_word(token.text, token.number) for token in sentence.tokens[first : min(after, first + _PHRASE)])}"
    yield f"days {min(_MANY, len(sentence.days))}"
    yield f"ahead {bisect_left(_AHEAD, (day.by - sentence.calendar.reference).days)}"
    yield from (name for name, held in _held(sentence, day) if held)
    yield from _listed(sentence, first, after)
    yield from _ruled(sentence, day, ruled)


def _word(text: str, number: int | None) -> str:
    return text if number is None else "0"


def _words(sentence: Sentence, first: int) -> tuple[list[str], int]:
    """The words of the sentence with each day put as one, and where the one in question stands."""
    spans = {sentence.token_at(day.start): sentence.token_at(day.end) for day in sentence.days}
    words: list[str] = []
    at, place = 0, 0
    while at < len(sentence.tokens):
        if at == first:
            place = len(words)
        if at in spans and spans[at] > at:
            words.append(_DAY if at == first else _ANOTHER)
            at = spans[at]
        else:
            words.append(_word(sentence.tokens[at].text, sentence.tokens[at].number))
            at += 1
    return words, place


def _around(words: Sequence[str], place: int) -> Iterator[str]:
    for side, others in (("left", words[:place][::-1]), ("right", words[place + 1 :])):
        yield from (f"{side} {distance}: {word}" for distance, word in enumerate(others[:_NEAREST], start=1))
        yield from (f"{side}: {word}" for word in others[:_NEAR])


def _held(sentence: Sentence, day: NamedDay) -> Iterator[tuple[str, bool]]:
    yield "question", sentence.text.endswith("?")
    yield "opens", day.opens
    yield "length", day.span is not None
    yield "taken back", taken_back(sentence, day)
    yield "of event", of_event(sentence, day)


def _listed(sentence: Sentence, first: int, after: int) -> Iterator[str]:
    """What the word lists and rules find in the sentence, and on either side of the day in its own part."""
    start, end = sentence.segment_of(first)
    for name in _ASKED & sentence.possible:
        places = sentence.places(name)
        if places:
            yield f"has {name}"
        if any(start <= begins and ends <= first for begins, ends in places):
            yield f"has {name} left"
        if any(after <= begins and ends <= end for begins, ends in places):
            yield f"has {name} right"
    for where, core in (("part", sentence.core(start, end)), ("sentence", sentence.core(0, len(sentence.tokens)))):
        yield f"{where} says {core.kind if core else 'nothing'}"


def _ruled(sentence: Sentence, day: NamedDay, ruled: Sequence[Promise]) -> Iterator[str]:
    yield from (f"ruled {promise.kind.value} {'here' if promise.by == day.by else 'elsewhere'}" for promise in ruled)
    if any(promise.after_user for promise in ruled):
        yield "ruled to hang on the user"
    if not ruled:
        yield "ruled nothing"
