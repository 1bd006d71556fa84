"""What is the life of a follow-up? Declared here, drawn from here (docs/follow-ups.md), and held to here: no other change of phase is made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any


class Phase(StrEnum):
    """Where one follow-up is in its life. Before the first of them it is only planned: the next step of a decision."""

    DRAFTING = "drafting"  # written down before Gmail is asked, so that a lost answer never makes two drafts
    DRAFTED = "drafted"
    APPROVED = "approved"
    SENDING = "sending"  # written down before Gmail is asked, so that a lost answer never sends twice
    SENT = "sent"
    WITHDRAWING = "withdrawing"  # our untouched draft is being taken away
    CALLING = "calling"  # a call: the label asks the user to make it
    DONE = "done"
    SKIPPED = "skipped"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    PARKED = "parked"


# From each phase to those that may follow it, and when they do.
LIFE: Mapping[Phase | None, Mapping[Phase, str]] = {
    None: {Phase.DRAFTING: "the day and its grace passed in silence", Phase.CALLING: "it is time for a call"},
    Phase.DRAFTING: {
        Phase.DRAFTING: "no draft came of it: once more",
        Phase.DRAFTED: "the draft stands in the thread",
        Phase.WITHDRAWING: "an answer came, and the draft stands",
        Phase.WITHDRAWN: "an answer came",
        Phase.SUPERSEDED: "you wrote by hand",
        Phase.PARKED: "snoozed, on hold, or expected later",
    },
    Phase.DRAFTED: {
        Phase.APPROVED: "you labelled it Approved",
        Phase.SENT: "you pressed Send",
        Phase.SKIPPED: "you deleted the draft",
        Phase.WITHDRAWING: "it lost its ground, and you had not touched it",
        Phase.WITHDRAWN: "an answer came; what you had changed is left to you",
        Phase.SUPERSEDED: "you wrote by hand",
        Phase.PARKED: "snoozed, on hold, or expected later",
    },
    Phase.APPROVED: {
        Phase.DRAFTED: "you took the label off, or changed the draft after it",
        Phase.SENDING: "the send window is open, and nobody has written",
        Phase.SENT: "you pressed Send",
        Phase.SKIPPED: "you deleted the draft",
        Phase.WITHDRAWING: "it lost its ground, and you had not touched it",
        Phase.WITHDRAWN: "an answer came; what you had changed is left to you",
        Phase.SUPERSEDED: "you wrote by hand",
        Phase.PARKED: "snoozed, on hold, or expected later",
    },
    Phase.SENDING: {
        Phase.SENDING: "the draft still stands: once more",
        Phase.SENT: "it was sent",
        Phase.DRAFTED: "it was not sent, and the label is gone",
        Phase.SKIPPED: "it was not sent, and the draft is gone",
        Phase.WITHDRAWING: "it was not sent, and an answer came",
        Phase.WITHDRAWN: "it was not sent, and an answer came",
        Phase.SUPERSEDED: "it was not sent, and you wrote by hand",
    },
    Phase.WITHDRAWING: {
        Phase.WITHDRAWING: "the draft still stands: once more",
        Phase.WITHDRAWN: "the draft is gone: an answer came",
        Phase.SUPERSEDED: "the draft is gone: you wrote by hand",
        Phase.PARKED: "the draft is gone: snoozed, on hold, or expected later",
        Phase.DRAFTED: "the draft stands, and need not go any more",
    },
    Phase.CALLING: {
        Phase.DONE: "you took the label Call off",
        Phase.WITHDRAWN: "an answer came",
        Phase.SUPERSEDED: "you wrote by hand",
        Phase.PARKED: "snoozed, on hold, or expected later",
    },
}
LIVE = frozenset(phase for phase in LIFE if phase is not None)
TAKEN = frozenset({Phase.SENT, Phase.DONE, Phase.SKIPPED})  # counts as a step of the cadence


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One step as recorded. `text` is the plain text that was put up, by which our own draft is known again; times are aware UTC."""

    number: int  # 1-based step of the cadence
    do: str  # email | call
    phase: Phase
    anchor: str  # Gmail id of the message it follows up on
    at: datetime  # when it came due
    changed: datetime  # when it took its phase
    text: str = ""
    draft_id: str = ""
    sent_id: str = ""  # Gmail id of the sent message
    approved_text: str = ""  # the draft's text when the user's `Approved` was first seen; kept where the draft changed after it
    id: int = 0  # the store's row; 0 while not stored


def advanced(follow_up: FollowUp, phase: Phase, at: datetime, **changes: Any) -> FollowUp:
    """The follow-up in another phase of its life since `at`. Raises ValueError where its life has no such turn."""
    if phase not in LIFE.get(follow_up.phase, {}):
        raise ValueError(f"a follow-up that is {follow_up.phase} does not become {phase}")
    return replace(follow_up, phase=phase, changed=at, **changes)


def diagram() -> str:
    """The life as a Mermaid state diagram."""
    lines = ["stateDiagram-v2"]
    for phase, turns in LIFE.items():
        lines += [f"  {phase or '[*]'} --> {then}: {when}" for then, when in turns.items()]
    lines += [f"  {phase} --> [*]" for phase in Phase if phase not in LIVE]
    return "\n".join(lines)
