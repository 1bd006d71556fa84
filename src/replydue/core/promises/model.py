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
    """One sentence that says when the counterpart comes back. `by` is None where no day is named; `after_user`: counts from the user's answer."""

    kind: Kind
    by: date | None
    quote: str
    after_user: Span | None = None


@dataclass(frozen=True, slots=True)
class Appointment:
    """A day on which the two sides meet, as a person wrote it."""

    day: date
    quote: str
