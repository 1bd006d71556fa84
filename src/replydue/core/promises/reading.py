"""One sentence, taken apart: which word lists and rules stand where, in which segment, and which days it names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

from replydue.core.business_days import BusinessDays
from replydue.core.phrases import NamedDay
from replydue.core.phrases.chart import Effort, Reading
from replydue.core.phrases.grammar import Grammar
from replydue.core.phrases.language import language
from replydue.core.phrases.named import days_of
from replydue.core.phrases.stretch import Context
from replydue.core.phrases.tokens import Token, tokens_of
from replydue.core.promises.language import words_of
from replydue.core.sentences import sentences

_ACTIONS = {"found": lambda *_: "found", "negative": lambda *_: "negative", "other": lambda *_: "other", "barred": lambda *_: "barred"}
_FRIDAY = 4
_POINTING: Mapping[str, Callable[[BusinessDays, date], date]] = {  # the word lists that point at a day named before, and the business day they mean
    "that_day": lambda business_days, day: business_days.roll(day),
    "day_later": lambda business_days, day: business_days.roll(day + timedelta(days=1)),
    "day_before": lambda business_days, day: business_days.before(day),
    "that_week": lambda business_days, day: business_days.roll(day + timedelta(days=max(0, _FRIDAY - day.weekday()))),
}
_ALWAYS_SPLIT = frozenset(";()|")


@dataclass(frozen=True, slots=True)
class Calendar:
    """What days are read by. `back`: how many days a date without a year may lie behind the reference day."""

    reference: date
    business_days: BusinessDays
    month_first: bool
    language: str = "en"
    back: int = 0

    @property
    def context(self) -> Context:
        """The same, for the grammar of days."""
        return Context(self.reference, self.business_days, self.month_first, self.back)


@dataclass(frozen=True, slots=True)
class Efforts:
    """What the reading of one message may cost, in steps (a thousand are about 4 ms): sentences that can name a day do not wait for the others."""

    dated: Effort = field(default_factory=lambda: Effort(3_500))
    undated: Effort = field(default_factory=lambda: Effort(2_000))


@dataclass(frozen=True, slots=True)
class Core:
    """Where a rule of coming back stands, as token offsets.

    `kind`: found, negative ("we won't have an answer"), other ("you will send us ...") or barred ("you will have two days to ...").
    """

    start: int
    end: int
    kind: str

    def rules_out(self, core: Core) -> bool:
        """Whether this one, which denies, says of the other's verb that it is not done, or not by the counterpart."""
        if self.kind == "barred":
            return self.start <= core.end and core.start <= self.end
        return self.start <= core.start <= self.end <= core.end


def sentences_read(words: str, calendar: Calendar, efforts: Efforts) -> tuple[Sentence, ...]:
    """The sentences of newly written words in one language; none in a language without data files."""
    tongue = words_of(calendar.language)
    if tongue is None:
        return ()
    read: list[Sentence] = []
    for text in sentences(words, calendar.language):
        if any(map(str.isalnum, text)):
            read.append(Sentence(text, calendar, tongue, efforts, before=read[-1] if read else None))
    return tuple(read)


class Sentence:
    """A sentence as tokens, with the questions that the rules ask of it. `written` is how it stands in its letter, where `text` is only what is read of it."""

    def __init__(self, text: str, calendar: Calendar, words: Grammar, efforts: Efforts, before: Sentence | None = None, written: str = "") -> None:
        self.written = written or text
        self.text, self.calendar, self.words, self.efforts, self.before = text, calendar, words, efforts, before
        self._places: dict[str, list[tuple[int, int]]] = {}
        self._tongue = language(calendar.language)

    @cached_property
    def tokens(self) -> Sequence[Token]:
        """What the sentence consists of. Cut when it is first asked for: of a letter that is too long the rest never is."""
        return tokens_of(self.text, self.words.spelling)

    @cached_property
    def effort(self) -> Effort:
        """What its reading is counted to, the cutting included."""
        dated = self._tongue is not None and any(token.number is not None or token.text in self._tongue.bearing for token in self.tokens)
        effort = self.efforts.dated if dated else self.efforts.undated
        effort.left -= len(self.tokens)
        return effort

    @cached_property
    def _spoken(self) -> Mapping[str, Sequence[int]]:
        """Where each word stands."""
        spoken: dict[str, list[int]] = {}
        for place, token in enumerate(self.tokens):
            spoken.setdefault(token.text, []).append(place)
        return spoken

    @cached_property
    def possible(self) -> Set[str]:
        """The word lists of which some phrase can stand in the sentence, and in small letters the rules that can: those that begin with one of its words."""
        named = self.words.named_by_first
        return frozenset[str]().union(*(named[word] for word in self._spoken.keys() & named.keys()))

    def _beginning(self, words: Set[str]) -> list[int]:
        """The places of those of the words that the sentence has, in order; most sentences have none of a list's."""
        return sorted(place for word in words & self._spoken.keys() for place in self._spoken[word])

    @cached_property
    def days(self) -> tuple[NamedDay, ...]:
        """The days to come that the sentence names. Weekdays named in turn follow each other: "we meet on Friday and will call you on Monday"."""
        if self._tongue is None:
            return ()
        undated = self.effort is self.efforts.undated
        found = () if undated else days_of(self.text, self.tokens, self.calendar.context, self._tongue, self.effort)
        days: list[NamedDay] = []
        for day in found:
            day = self._in_turn(days[-1], day) if days else day
            days.append(self._from_there(days[-1] if days else self.day_shortly_before(), day))
        return tuple(self._with_pointed_at(days))

    def _with_pointed_at(self, days: list[NamedDay]) -> list[NamedDay]:
        """The days, and those that are only pointed at: "the panel sits on Friday and you will hear that evening", "… the day after"."""
        pointed = [(*place, name) for name in _POINTING for place in self.places(name)]
        for first, last, name in sorted(pointed, key=lambda found: (found[0], -found[1])):
            start, end = self.tokens[first].start, self.tokens[last - 1].end
            others = [day for day in days if (day.start, day.end) != (start, end)]  # "the following day" is tomorrow only where no day was named before it
            earlier = next((day for day in reversed(others) if day.end <= start), None) or self.day_shortly_before()
            if earlier is None or earlier.span or not earlier.day or any(day.start < end and start < day.end for day in others):
                continue
            day = _POINTING[name](self.calendar.business_days, earlier.day)
            days = sorted([*others, NamedDay(day, start, end, self.text[start:end], day=day)], key=lambda day: day.start)
        return days

    def dated_shortly_before(self) -> Sentence | None:
        """The sentence before, or where that names no day the one before it, if it names one."""
        near = self.before.before if self.before and not self.before.days else self.before
        return near if near and near.days else None

    def day_shortly_before(self) -> NamedDay | None:
        """The day that was named last shortly before."""
        near = self.dated_shortly_before()
        return near.days[-1] if near else None

    def _in_turn(self, before: NamedDay, day: NamedDay) -> NamedDay:
        if not before.day or not day.day or before.weekday is None or day.weekday is None or day.day >= before.day:
            return day
        place = self.token_at(before.start)
        if self.has("past", 0, place) or self.has("was", 0, place) or not self.has("ahead", 0, self.token_at(before.end)):
            return day
        later = before.day + timedelta(days=(day.day - before.day).days % 7)
        return replace(day, day=later, by=self.calendar.business_days.roll(later))

    def _from_there(self, before: NamedDay | None, day: NamedDay) -> NamedDay:
        """ "By Wednesday of next week, and if there is nothing by that Friday": the first Friday from the day named before on."""
        place = self.token_at(day.start)
        if before is None or not before.day or day.weekday is None or not self.has("that_one", max(0, place - 1), place):
            return day
        there = before.day + timedelta(days=(day.weekday - before.day.weekday()) % 7)
        return replace(day, day=there, by=self.calendar.business_days.roll(there))

    def places(self, name: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
        """Where phrases of a word list stand, or what the rules of the same name in capitals describe, as token offsets."""
        if name not in self.possible:
            return []
        if name not in self._places:
            self._places[name] = self._found(name)
        found = self._places[name]
        stop = len(self.tokens) if end is None else end
        return [(place, last) for place, last in found if start <= place and last <= stop]

    def _found(self, name: str) -> list[tuple[int, int]]:
        phrases, symbol = self.words.phrases(name), name.upper()
        found = [(place, last) for place in self._beginning(phrases.by_first.keys()) for last, _ in phrases.at(self.tokens, place)]
        if symbol in self.words.rules:
            found += [(place, last) for place in self._beginning(self.words.first(symbol)) for last in self._reading.symbol(symbol, place)]
        return found

    def has(self, name: str, start: int = 0, end: int | None = None) -> bool:
        """Whether a phrase of the word list stands there."""
        return name in self.possible and bool(self.places(name, start, end))

    def begins(self, name: str, place: int) -> bool:
        """Whether a phrase of the word list begins at the token."""
        return self.words.phrases(name).stand(self.tokens, place)

    @cached_property
    def segments(self) -> list[tuple[int, int]]:
        """The sentence cut where a new subject, request or condition begins after a comma or "and"."""
        cuts = [0]
        for place in range(1, len(self.tokens)):
            before = self.tokens[place - 1].text
            if not self.tokens[place].text[0].isalnum():
                continue
            dash = before == "-" and not self.tokens[place - 1].glued and not self.tokens[place].glued
            begins = before in _ALWAYS_SPLIT or dash or ((before == ":" or self.begins("splitter", place - 1)) and self.begins("starter", place))
            if begins and not self._inside_a_day(self.tokens[place].start):
                cuts.append(place)
        return list(zip(cuts, [*cuts[1:], len(self.tokens)], strict=True))

    def _inside_a_day(self, offset: int) -> bool:
        """Whether a day's phrase goes on there: "Monday, May 18"."""
        return any(day.start < offset < day.end for day in self.days)

    @cached_property
    def cores(self) -> list[Core]:
        """Where the rules of coming back stand; those that somebody else does are left out."""
        denied = [core for core in self._all_cores if core.kind != "found"]
        kept = (core for core in self._all_cores if core.kind in ("found", "negative"))
        return [core for core in kept if not (core.kind == "found" and any(other.rules_out(core) for other in denied))]

    def barred(self, start: int, end: int) -> bool:
        """Whether something there rules out a promise, whatever else is said: "I'd appreciate a reply by Friday"."""
        return any(core.kind == "barred" and start <= core.start < end for core in self._all_cores)

    @cached_property
    def _all_cores(self) -> list[Core]:
        """What the rules say, the shortest of each kind at each place."""
        ends: dict[tuple[int, str], int] = {}
        for place in self._beginning(self.words.first("PROMISE")):
            for end, kind in self._reading.symbol("PROMISE", place).items():
                ends[place, kind] = min(end, ends.get((place, kind), end))
        return [Core(place, end, kind) for (place, kind), end in ends.items()]

    @cached_property
    def _reading(self) -> Reading:
        return Reading(self.words, _ACTIONS, None, self.tokens, self.effort, frozenset(start for start, _ in self.segments))

    def segment_of(self, place: int) -> tuple[int, int]:
        """The segment that holds the token."""
        return next((start, end) for start, end in reversed(self.segments) if start <= place)

    def core(self, start: int, end: int) -> Core | None:
        """The first rule of coming back that stands in the segment; an affirmed one before a denied one."""
        inside = (core for core in self.cores if start <= core.start and core.end <= end)
        return min(inside, key=lambda core: (core.kind == "negative", core.start), default=None)

    def says_coming(self, place: int) -> bool:
        """Whether the token is part of a rule of coming back: "call" in "we will call you"."""
        return any(core.kind == "found" and core.start < place < core.end for core in self.cores)

    def days_in(self, start: int, end: int) -> list[NamedDay]:
        """The days named between two tokens."""
        if start >= end:
            return []
        first, last = self.tokens[start].start, self.tokens[end - 1].end
        return [day for day in self.days if first <= day.start and day.end <= last]

    def token_at(self, offset: int) -> int:
        """The token that begins at or after the offset."""
        return bisect_left(self.tokens, offset, key=lambda token: token.start)
