"""The values that a measurement is told in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Line = Mapping[str, Any]  # one case as docs/evaluation.md writes it


class Question(StrEnum):
    """What a case asks (docs/evaluation.md)."""

    MESSAGE = "message"
    CONVERSATION = "conversation"
    PHRASE = "phrase"
    RAW_MESSAGE = "raw message"
    BODY = "body"


class Harm(StrEnum):
    """What an answer must never, or hardly ever, be."""

    DAY_WITHOUT_PROMISE = "a day read where none is promised"
    NEEDLESS_FOLLOW_UP = "a follow-up though none is wanted"
    OVERDUE_MISSED = "an overdue conversation missed"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was expected and what came. The `kind`s are the row and the column of the confusion table; `quote` is the evidence of what came."""

    expected: str
    got: str
    expected_kind: str
    got_kind: str
    right: bool
    quote: str = ""
    harms: frozenset[Harm] = frozenset()
    size: int = 0  # characters or bytes that were judged


@dataclass(frozen=True, slots=True)
class Asked:
    """One case of a set: its question, the group it is counted in, and the line in our own form. `left_out`: why it is not counted."""

    name: str
    question: Question
    line: Line
    group: str = ""
    left_out: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One case, answered."""

    asked: Asked
    answer: Answer
    milliseconds: float

    @property
    def dearness(self) -> float:
        """Milliseconds for each 100 kB begun."""
        return self.milliseconds / max(1.0, self.answer.size / 100_000)
