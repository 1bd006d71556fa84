"""Sentences with each day marked for what it is named (`mail/days_en.txt`: "You'll hear [[by Friday|P]]"), and labelled messages of which one day counts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from replydue.core.business_days import BusinessDays
from replydue.core.own_words import own_words
from replydue.core.phrases import NamedDay
from replydue.core.promises.given import told_in
from replydue.core.promises.reading import Calendar, Efforts, Sentence, sentences_read
from replydue.core.promises.reported import BACK, REPEATED, as_told, repeated_by_rules
from replydue.core.promises.weighing import For, traits
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
_OTHERWISE = Span(5, "business day")

_Read = tuple[Sentence, NamedDay, frozenset[str]]  # a day, the sentence it stands in, and its traits


def letters(lines: str) -> list[str]:
    """The marked lines that are whole letters, without their marks."""
    return [without_marks(line) for line in lines.splitlines() if " / " in line]


def without_marks(line: str) -> str:
    """A line as it was written."""
    return _MARK.sub(r"\1", line)


def marks_in(text: str) -> list[str]:
    """The codes of the marks in a text, those that are known."""
    return [mark[2] for mark in _MARK.finditer(text) if mark[2] in _CODES or mark[2] in _USER_CODES]


def marked(lines: str) -> Iterator[Example]:
    """An example for each day of the counterpart's marked lines; a day without a mark is named for something else."""
    for text, marks in map(_unmarked, lines.splitlines()):
        yield from _coded(text, marks, _read(text, _CALENDAR), _CODES)


def marked_by_user(lines: str) -> Iterator[Example]:
    """An example for each day of the user's marked lines."""
    for text, marks in map(_unmarked, lines.splitlines()):
        yield from _coded(text, marks, _read_of_user(text, _CALENDAR), _USER_CODES)


def _coded(text: str, marks: list[tuple[int, int, str]], read: Iterable[_Read], codes: Mapping[str, str]) -> Iterator[Example]:
    reached = 0
    for sentence, day, traits_of_it in read:
        offset = _flat(text).find(sentence.text, reached)
        reached = max(offset, reached)
        code = next((code for start, end, code in marks if start < offset + day.end and offset + day.start < end), "O")
        yield Example(traits_of_it, codes[code], sentence.text)


def _read_of_user(text: str, calendar: Calendar) -> Iterator[_Read]:
    for sentence in sentences_read(text, replace(calendar, back=BACK), Efforts()):
        said_then = as_told(sentence)
        ruled = repeated_by_rules(sentence, said_then, _OTHERWISE)
        yield from ((sentence, day, frozenset(traits(said_then, day, ruled))) for day in said_then.days)


def labelled(file: Path) -> Iterator[Example]:
    """An example for each day of the counterpart's messages that a label tells something of (docs/evaluation.md)."""
    for line in lines_of(file):
        if "text" not in line or line.get("language", "en") != "en" or line.get("by") == "user" or line.get("expected_by", "any") == "any":
            continue
        settings = settings_of(line)
        calendar = Calendar(moment(line["date"], settings.timezone).date(), BusinessDays(settings.holidays), settings.month_first)
        read = list(_read(own_words(line["text"], "").words, calendar))
        for sentence, day, example in read:
            kind = _kind(line, day, settings, alone=len(read) == 1)
            if kind is not None:
                yield Example(example, kind, sentence.text)


def labelled_of_user(file: Path) -> Iterator[Example]:
    """An example for each day of the user's messages: that which counts is of a promise repeated, in a message without one all are something else."""
    for line in lines_of(file):
        if line.get("by") == "user" and line.get("language", "en") == "en":
            settings = settings_of(line)
            reference = moment(line["date"], settings.timezone).date()
            read = _read_of_user(own_words(line["text"], "").words, Calendar(reference, BusinessDays(settings.holidays), settings.month_first))
            for sentence, day, traits_of_it in read:
                if line["expected_by"] in (None, day.by.isoformat()):
                    yield Example(traits_of_it, REPEATED if line["expected_by"] else "other", sentence.text)


def _kind(line: Mapping[str, Any], day: NamedDay, settings: Settings, *, alone: bool) -> For | None:
    """What the label tells of a day; nothing of one beside that which counts."""
    if line["expected_by"] is None:
        return _TRAPS.get(str(line.get("trap")), For.OTHER)
    by = BusinessDays(settings.holidays).add_span(day.by, _OTHERWISE) if day.opens else day.by
    if by.isoformat() != line["expected_by"]:
        return None
    kind = _SOURCES.get(str(line.get("source")))
    return For.START if kind is For.PROMISE and day.opens else kind


def _read(text: str, calendar: Calendar) -> Iterator[_Read]:
    for told in told_in(sentences_read(text, calendar, Efforts()), _OTHERWISE):
        yield from ((told.sentence, day, frozenset(traits(told.sentence, day, told.ruled))) for day in told.sentence.days)


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
