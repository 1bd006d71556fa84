"""Sentences with each day marked for what it is named (`mail/days_en.txt`: "You'll hear [[by Friday|P]]"), and labelled messages of which one day counts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from replydue.core.acts import Said
from replydue.core.business_days import BusinessDays
from replydue.core.context import Likely
from replydue.core.own_words import own_words
from replydue.core.phrases import NamedDay
from replydue.core.promises.given import ruled_in
from replydue.core.promises.reading import Calendar, Efforts, Sentence, sentences_read
from replydue.core.promises.reported import BACK, REPEATED
from replydue.core.promises.reported import ruled_in as repeated_in
from replydue.core.promises.weighing import For, Ruled, around_days, doings, of_sentences, traits
from replydue.service.evaluation.written_mail import moment, settings_of
from replydue.settings import Settings
from replydue.values import Span
from training.examples import Example, lines_of

_CODES = {
    "P": For.PROMISE, "S": For.START, "N": For.NUDGE, "X": For.SILENCE, "H": For.PAUSE,
    "C": For.CONDITION, "T": For.TAKEN_BACK, "D": For.DEADLINE, "E": For.EVENT, "O": For.OTHER,
}  # fmt: skip
_USER_CODES = {"R": REPEATED, "W": "when told", "A": "appointment", "O": "other"}
_SOURCES = {"promise": For.PROMISE, "preference": For.NUDGE, "pause": For.PAUSE, "silence_means_no": For.SILENCE}
_TRAPS = {"deadline": For.DEADLINE, "event": For.EVENT, "condition": For.CONDITION}
_MARK = re.compile(r"\[\[(.*?)\|([A-Z])\]\]")
_CALENDAR = Calendar(date(2026, 11, 24), BusinessDays(("US",)), month_first=True)
_BACK = replace(_CALENDAR, back=BACK)
_OTHERWISE = Span(5, "business day")

_Rule = Callable[[Iterable[Sentence]], Iterable[Ruled]]


@dataclass(frozen=True)
class Dated:
    """A letter with the days it names: its words as the product reads them, its sentences with what the rules find in each, and what each day is named for."""

    words: str
    ruled: Sequence[Ruled]
    kinds: Sequence[str]

    @property
    def examples(self) -> list[Example]:
        """An example for each day, told by itself."""
        days = ((sentence, frozenset(traits(sentence, day, promises))) for sentence, promises in self.ruled for day in sentence.days)
        return [Example(own, kind, sentence.written, self.words) for (sentence, own), kind in zip(days, self.kinds, strict=True)]

    def around(self, likely: Sequence[Likely], acts: Sequence[Said]) -> list[frozenset[str]]:
        """What each day is told by besides itself, by how likely each is named for what, and by what the sentences do."""
        return list(around_days(of_sentences(likely, self.ruled), doings([sentence for sentence, _ in self.ruled], acts)))


def letters(lines: str) -> list[str]:
    """The marked lines that are whole letters, without their marks."""
    return [without_marks(line) for line in lines.splitlines() if " / " in line]


def labelled_letters(file: Path) -> Iterator[str]:
    """The counterpart's labelled messages that are whole letters; a line break is written as ` / `."""
    texts = (line["text"] for line in lines_of(file) if _is_theirs(line))
    return (" / ".join(text.splitlines()) for text in texts if "\n" in text)


def _is_theirs(line: Mapping[str, Any]) -> bool:
    """Whether a case is an English message of the counterpart's."""
    return "text" in line and line.get("language", "en") == "en" and line.get("by") != "user"


def without_marks(line: str) -> str:
    """A line as it was written."""
    return _MARK.sub(r"\1", line)


def marks_in(text: str) -> list[str]:
    """The codes of the marks in a text, those that are known."""
    return [mark[2] for mark in _MARK.finditer(text) if mark[2] in _CODES or mark[2] in _USER_CODES]


def marked(lines: str) -> Iterator[Dated]:
    """The counterpart's marked lines; a day without a mark is named for something else."""
    return (_marked(line, _CALENDAR, lambda read: ruled_in(read, _OTHERWISE), _CODES) for line in lines.splitlines())


def marked_by_user(lines: str) -> Iterator[Dated]:
    """The user's marked lines."""
    return (_marked(line, _BACK, lambda read: repeated_in(read, _OTHERWISE), _USER_CODES) for line in lines.splitlines())


def _marked(line: str, calendar: Calendar, rule: _Rule, codes: Mapping[str, str]) -> Dated:
    text, marks = _unmarked(line)
    read = sentences_read(text, calendar, Efforts())
    reached = 0
    kinds: list[str] = []
    ruled = list(rule(read))
    for sentence, _ in ruled:
        offset = _flat(text).find(sentence.written, reached)
        reached = max(offset, reached)
        named = (next((code for start, end, code in marks if start < offset + day.end and offset + day.start < end), "O") for day in sentence.days)
        kinds.extend(codes[code] for code in named)
    return Dated(text, ruled, kinds)


def labelled(file: Path) -> Iterator[Dated]:
    """The counterpart's messages with what their labels tell of each day (docs/evaluation.md)."""
    for line in lines_of(file):
        if _is_theirs(line) and line.get("expected_by", "any") != "any":
            words, calendar, settings = _letter(line)
            ruled = list(ruled_in(sentences_read(words, calendar, Efforts()), _OTHERWISE))
            yield Dated(words, ruled, [_kind(line, day, settings) or "" for sentence, _ in ruled for day in sentence.days])


def labelled_of_user(file: Path) -> Iterator[Dated]:
    """The user's messages: the day that counts is of a promise repeated, in a message without one all are something else."""
    for line in lines_of(file):
        if line.get("by") == "user" and line.get("language", "en") == "en":
            words, calendar, _ = _letter(line)
            ruled = list(repeated_in(sentences_read(words, replace(calendar, back=BACK), Efforts()), _OTHERWISE))
            expected = line["expected_by"]
            days = (day for sentence, _ in ruled for day in sentence.days)
            yield Dated(words, ruled, [(REPEATED if expected else "other") if expected in (None, day.by.isoformat()) else "" for day in days])


def _letter(line: Mapping[str, Any]) -> tuple[str, Calendar, Settings]:
    """The words of a message, the calendar of its day, and the settings that it is read with."""
    settings = settings_of(line)
    reference = moment(line["date"], settings.timezone).date()
    return own_words(line["text"], "").words, Calendar(reference, BusinessDays(settings.holidays), settings.month_first), settings


def _kind(line: Mapping[str, Any], day: NamedDay, settings: Settings) -> For | None:
    """What the label tells of a day; nothing of one beside that which counts."""
    if line["expected_by"] is None:
        return _TRAPS.get(str(line.get("trap")), For.OTHER)
    by = BusinessDays(settings.holidays).add_span(day.by, _OTHERWISE) if day.opens else day.by
    if by.isoformat() != line["expected_by"]:
        return None
    kind = _SOURCES.get(str(line.get("source")))
    return For.START if kind is For.PROMISE and day.opens else kind


def _flat(text: str) -> str:
    return " ".join(text.split())


def _unmarked(line: str) -> tuple[str, list[tuple[int, int, str]]]:
    """A line without its marks, and where they stood once its white space is folded. A line break of the mail is written as ` / `."""
    text, marks, at = "", [], 0
    for mark in _MARK.finditer(line):
        text += line[at : mark.start()].replace(" / ", "\n")
        start = len(_flat(f"{text}|")) - 1
        text += mark[1]
        marks.append((start, start + len(_flat(mark[1])), mark[2]))
        at = mark.end()
    return text + line[at:].replace(" / ", "\n"), marks
