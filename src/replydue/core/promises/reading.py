"""One sentence, taken apart: which word lists and rules stand where, in which segment, and which days it names."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from importlib.resources import files

from replydue.core.business_days import BusinessDays
from replydue.core.phrases import NamedDay, days_named
from replydue.core.phrases.grammar import Grammar, Reading
from replydue.core.phrases.tokens import Token, tokens_of

_ACTIONS = {"found": lambda _: "found", "negative": lambda _: "negative"}
_ALWAYS_SPLIT = frozenset(";:()|")


@cache
def words_of(code: str) -> Grammar:
    """The words and rules of one language. Raises FileNotFoundError for one that has none."""
    table = tomllib.loads((files("replydue.core") / "data" / f"promises_{code}.toml").read_text("utf-8"))
    return Grammar(table["lists"], {}, table["grammar"])


@dataclass(frozen=True, slots=True)
class Calendar:
    """What days are read by."""

    reference: date
    business_days: BusinessDays
    month_first: bool


@dataclass(frozen=True, slots=True)
class Core:
    """Where a rule of coming back stands: token offsets; `negative`: "we won't have an answer"."""

    start: int
    end: int
    negative: bool


class Sentence:
    """A sentence as tokens, with the questions that the rules ask of it."""

    def __init__(self, text: str, calendar: Calendar) -> None:
        self.text, self.calendar = text, calendar
        self.tokens: Sequence[Token] = tokens_of(text)
        self.words = words_of("en")
        self._places: dict[str, list[tuple[int, int]]] = {}

    @cached_property
    def days(self) -> tuple[NamedDay, ...]:
        """The days to come that the sentence names."""
        calendar = self.calendar
        return days_named(self.text, calendar.reference, calendar.business_days, calendar.month_first)

    def places(self, name: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
        """Where phrases of a word list stand, as token offsets."""
        if name not in self._places:
            phrases = self.words.lists[name]
            self._places[name] = [(place, last) for place in range(len(self.tokens)) for last, _ in phrases.at(self.tokens, place)]
        stop = len(self.tokens) if end is None else end
        return [(place, last) for place, last in self._places[name] if start <= place and last <= stop]

    def has(self, name: str, start: int = 0, end: int | None = None) -> bool:
        """Whether a phrase of the word list stands there."""
        return bool(self.places(name, start, end))

    def begins(self, name: str, place: int) -> bool:
        """Whether a phrase of the word list begins at the token."""
        return place < len(self.tokens) and any(True for _ in self.words.lists[name].at(self.tokens, place))

    def segments(self) -> list[tuple[int, int]]:
        """The sentence cut where a new subject, request or condition begins after a comma or "and"."""
        cuts = [0]
        for place in range(1, len(self.tokens)):
            before = self.tokens[place - 1].text
            dash = before == "-" and not self.tokens[place - 1].glued and not self.tokens[place].glued
            if before in _ALWAYS_SPLIT or dash or (self.begins("splitter", place - 1) and self.begins("starter", place)):
                cuts.append(place)
        return list(zip(cuts, [*cuts[1:], len(self.tokens)], strict=True))

    def core(self, start: int, end: int) -> Core | None:
        """The first rule of coming back that stands in the segment; an affirmed one before a denied one."""
        reading = Reading(self.words, _ACTIONS, None, self.tokens[start:end])
        cores = [
            Core(start + place, start + last, value == "negative") for place in range(end - start) for last, value in reading.symbol("PROMISE", place).items()
        ]
        return min(cores, key=lambda core: (not core.negative, core.start), default=None)

    def days_in(self, start: int, end: int) -> list[NamedDay]:
        """The days named between two tokens."""
        if start >= end:
            return []
        first, last = self.tokens[start].start, self.tokens[end - 1].end
        return [day for day in self.days if first <= day.start and day.end <= last]

    def token_at(self, offset: int) -> int:
        """The token that begins at or after the offset."""
        return next((place for place, token in enumerate(self.tokens) if token.start >= offset), len(self.tokens))
