"""How do other readers of dates do on the same text? dateparser, parsedatetime and chrono, each used as its page says; those not installed are left out."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from replydue.service.evaluation.model import Line, Question
from replydue.service.evaluation.questions import answered

TESTS = Path(__file__).parents[1] / "tests"
SETS = (TESTS / "dev/unseen_sentences.jsonl", TESTS / "core_time/seen.jsonl")
Text = tuple[str, date]  # and the day it was written on
Reader = Callable[[Sequence[Text]], list[list[date]]]  # for each text the days that are found in it, in the order in which they stand


@dataclass(frozen=True, slots=True)
class Read:
    """What a reader made of the texts: the days found in each, and the seconds it took."""

    days: list[list[date]]
    seconds: float


def read(reader: Reader, texts: Sequence[Text]) -> Read:
    """Reads, with a stop-watch; once before, for what is loaded at first use."""
    reader([("by Friday", date(2026, 11, 23))])
    begun = time.perf_counter()
    days = reader(texts)
    return Read(days, time.perf_counter() - begun)


def peers() -> tuple[dict[str, Reader], list[str]]:
    """The readers that are installed, by name, and the names of those that are not."""
    found: dict[str, Reader] = {}
    missing = []
    for name, make in {"dateparser": _dateparser, "parsedatetime": _parsedatetime, "chrono": _chrono}.items():
        try:
            found[name] = make()
        except ImportError:
            missing.append(name)
    return found, missing


def _dateparser() -> Reader:
    search: Any = import_module("dateparser.search").search_dates

    def reader(texts: Sequence[Text]) -> list[list[date]]:
        """English alone, which it is quickest at, dates that are to come preferred."""
        days = []
        for text, written in texts:
            base = datetime.combine(written, datetime.min.time())
            found = search(text, languages=["en"], settings={"RELATIVE_BASE": base, "PREFER_DATES_FROM": "future"}) or ()
            days.append([moment.date() for _, moment in found])
        return days

    return reader


def _parsedatetime() -> Reader:
    calendar: Any = import_module("parsedatetime").Calendar()

    def reader(texts: Sequence[Text]) -> list[list[date]]:
        return [[found[0].date() for found in calendar.nlp(text, datetime.combine(written, datetime.min.time())) or ()] for text, written in texts]

    return reader


_SCRIPT = """
const chrono = require("chrono-node");
const texts = JSON.parse(require("fs").readFileSync(0));
const found = texts.map(([text, day]) => chrono.parse(text, new Date(day + "T09:00:00"), {forwardDate: true}).map(one => {
  const moment = (one.end || one.start).date();
  return [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()];
}));
console.log(JSON.stringify(found));
"""


def _chrono() -> Reader:
    node = shutil.which("node")
    if node is None or subprocess.run([node, "-e", 'require("chrono-node")'], capture_output=True).returncode:  # noqa: S603  a fixed line
        raise ImportError("chrono-node")

    def reader(texts: Sequence[Text]) -> list[list[date]]:
        asked = json.dumps([[text, written.isoformat()] for text, written in texts])
        told = subprocess.run([node, "-e", _SCRIPT], input=asked, capture_output=True, text=True, check=True).stdout  # noqa: S603  a fixed script
        return [[date(*day) for day in days] for days in json.loads(told)]

    return reader


def labelled(language: str = "en") -> list[Line]:
    """The labelled messages of one language in tests/: the day by which a reply is expected, or none."""
    lines = [json.loads(line) for path in SETS for line in path.read_text("utf-8").splitlines() if line.startswith("{")]
    asked = [line for line in lines if {"text", "date", "expected_by"} <= line.keys() and line["expected_by"] != "any"]
    return [line for line in asked if line.get("language", "en") == language]


def our_days(lines: Iterable[Line]) -> list[date | None]:
    """What replydue reads in them."""
    answers = (answered(Question.MESSAGE, line, TESTS).got for line in lines)
    return [None if got == "none" else date.fromisoformat(got.partition(" ")[0]) for got in answers]


def days_taken(reader: Reader, lines: Sequence[Line]) -> list[date | None]:
    """What one would take for the promised day in each of the messages with that reader."""
    texts = [(str(line["text"]), date.fromisoformat(line["date"][:10])) for line in lines]
    return [promised(found, written) for found, (_, written) in zip(reader(texts), texts, strict=True)]


def promised(days: Sequence[date], written: date) -> date | None:
    """What a program would take for the promised day that knows dates and no promises: the first that is to come within half a year."""
    return next((day for day in days if written < day <= written + timedelta(days=183)), None)


def accuracy(lines: Sequence[Line], days: Sequence[date | None]) -> tuple[float, float]:
    """The parts of the messages read right: of those that promise a day, and of all."""
    wanted = [date.fromisoformat(line["expected_by"]) if line["expected_by"] else None for line in lines]
    right = [want == got for want, got in zip(wanted, days, strict=True)]
    dated = [one for one, want in zip(right, wanted, strict=True) if want]
    return sum(dated) / len(dated), sum(right) / len(right)
