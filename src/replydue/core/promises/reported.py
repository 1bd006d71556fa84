"""What the user repeats of a promise that was made to him: "you mentioned I would hear by Friday" (reading rules, section 3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from replydue.core.phrases import NamedDay
from replydue.core.phrases.named import days_past
from replydue.core.promises.days import latest
from replydue.core.promises.model import Kind, Promise
from replydue.core.promises.reading import Calendar, Efforts, Sentence, sentences_read
from replydue.core.promises.weighing import Ruled, Told, weighed
from replydue.values import Span

BACK = 90  # days: "you expected to know more around November 27", written after it, means the one just past
REPEATED = "repeated"  # what a day in the user's words may be named for, beside others
_SURE = 0.7  # how likely a day has to be that of a promise which is repeated
_RULED = 0.3  # … where the rules say so
_MARGIN = 0.1  # by which it may be less likely than another day of the sentence
_NEAR = 5  # tokens between "spoke" and "on Monday"


@dataclass(frozen=True, slots=True)
class Said:
    """When a promise was made, as the user says, and where in his sentence that is said, as offsets."""

    day: date
    start: int
    end: int


def repeated_in(passage: str, calendar: Calendar, otherwise: Span, efforts: Efforts) -> tuple[Promise, ...]:
    """The promises that the user's sentences repeat, in order, where they name a day: by the weights of their language, else by the rules alone.

    Relative words count from the day a promise was made, where its sentence or the one before says which, else from the day of his message.
    """
    told = weighed("reported", list(ruled_in(sentences_read(passage, calendar, efforts), otherwise)), passage, "mine")
    return tuple(promise for each in told for promise in _repeated(each, otherwise))


def ruled_in(read: Iterable[Sentence], otherwise: Span) -> Iterator[Ruled]:
    """The sentences, each as it was read on the day on which its promise was made, with what the rules find repeated in it."""
    for sentence in read:
        said_then = as_told(sentence)
        yield said_then, repeated_by_rules(sentence, said_then, otherwise)


def _repeated(told: Told, otherwise: Span) -> Sequence[Promise]:
    sentence = told.sentence
    days = [(day, kinds) for day, kinds in told.days if not (sentence.begins("gone_by", sentence.token_at(day.start)) or _agreed(day, sentence))]
    if not days:
        return told.ruled
    ruled, best = {promise.by for promise in told.ruled}, max(kinds[REPEATED] for _, kinds in days)
    by = latest(sentence, [day for day, kinds in days if kinds[REPEATED] >= max(_RULED if day.by in ruled else _SURE, best - _MARGIN)], otherwise)
    return [Promise(Kind.REPORTED, by, sentence.text)] if by else []


def _agreed(day: NamedDay, sentence: Sentence) -> bool:
    """ "Thursday it is": a time that was offered, and no answer that was promised."""
    return sentence.begins("agreed", sentence.token_at(day.end))


def as_told(sentence: Sentence) -> Sentence:
    """The sentence read on the day on which the promise was made, where it or the one before says which, and without the words that say so."""
    said, spoke = said_on(sentence), said_on(sentence.before) if sentence.before else None
    made = said or spoke
    if made is None:
        return sentence
    words = _without(sentence.text, said) if said else sentence.text
    return Sentence(words, replace(sentence.calendar, reference=made.day), sentence.words, sentence.efforts, sentence.before, sentence.written)


def repeated_by_rules(sentence: Sentence, told: Sentence, otherwise: Span) -> list[Promise]:
    """What the word lists find repeated in the sentence; `told` is the same as it was read on the day on which the promise was made."""
    telling, expected = sentence.places("told"), sentence.places("you_will")
    if not (telling or expected) or (not telling and sentence.has("wish", 0, expected[0][0])) or not sentence.has("me_hears") or sentence.text.endswith("?"):
        return []
    by = latest(told, [day for day in told.days if not _when_told(told, day)], otherwise)
    return [Promise(Kind.REPORTED, by, sentence.text)] if by else []


def said_on(sentence: Sentence) -> Said | None:
    """The day gone by that stands next to a word of speaking: "when we spoke on Monday"."""
    if not sentence.has("spoken_on"):
        return None
    for day, start, end in days_past(sentence.text, sentence.calendar.context, sentence.calendar.language):
        first, last = sentence.token_at(start), sentence.token_at(end)
        if sentence.has("spoken_on", max(0, first - _NEAR), min(last + _NEAR, len(sentence.tokens))) and not sentence.has(
            "me_hears", max(0, first - _NEAR), first
        ):
            return Said(day, start, end)
    return None


def _without(text: str, said: Said) -> str:
    """The text without the words that say when the promise was made; all others keep their places."""
    return text[: said.start] + " " * (said.end - said.start) + text[said.end :]


def _when_told(sentence: Sentence, day: NamedDay) -> bool:
    """Whether the day is that of the talk, not that of the answer."""
    place = sentence.token_at(day.start)
    return (
        sentence.has("spoken_on", max(0, place - 4), place)
        and not sentence.has("told", place - 3 if place > 3 else 0, place)
        and not sentence.has("me_hears", max(0, place - 4), place)
    )
