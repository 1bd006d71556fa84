"""The values that promises are told in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from replydue.values import Span


class Kind(StrEnum):
    """What sort of word was given (reading rules, section 3)."""

    PROMISE = "promise"
    REPORTED = "reported"  # the user repeats what he was told
    PREFERENCE = "preference"  # an invitation to nudge
    SILENCE_MEANS_NO = "silence_means_no"
    PAUSE = "pause"


@dataclass(frozen=True, slots=True)
class Promise:
    """One sentence that says when the counterpart comes back. `by` is None where no day is named; `after_user`: counts from the user's answer.

    `starts`: the day on which it only starts, where the sentence names no end ("not before the 14th"); `by` holds the wait from there already.
    """

    kind: Kind
    by: date | None
    quote: str
    after_user: Span | None = None
    starts: date | None = None

    def is_ended_by(self, other: Promise) -> bool:
        """Whether the other names the end of what this one only says the start of: "not before the 10th", "by the 13th at the latest"."""
        return bool(self.starts and other.kind is Kind.PROMISE and not other.starts and other.by and other.by > self.starts)


@dataclass(frozen=True, slots=True)
class Appointment:
    """A day on which the two sides meet, as a person wrote it."""

    day: date
    quote: str
