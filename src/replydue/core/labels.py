"""Which labels should the thread bear? Standings as labels, and the levers that the user pulls by label (contract 2)."""

from __future__ import annotations

from replydue.core.life import LIVE, FollowUp, Phase
from replydue.core.model import Judgement, Standing
from replydue.values import Span

STANDING_LABELS = frozenset({"Waiting", "To approve", "Approved", "Call", "Your turn", "On hold", "Check", "Closed"})
SNOOZES = {"Snooze/3 days": Span(3, "day"), "Snooze/1 week": Span(1, "week"), "Snooze/2 weeks": Span(2, "week")}
KEPT_LEVERS = frozenset({"Track", "Stop"})
_WHITE, _BLACK = "#ffffff", "#000000"
# Every label, with its colours (text, background; Gmail's palette): what wants something of the user is bright, the rest quiet.
COLOURS = {
    "Waiting": (_BLACK, "#c9daf8"),
    "To approve": (_WHITE, "#16a766"),
    "Approved": (_BLACK, "#b9e4d0"),
    "Call": (_WHITE, "#8e63ce"),
    "Your turn": (_BLACK, "#ffad47"),
    "On hold": (_BLACK, "#efefef"),
    "Check": (_WHITE, "#cc3a21"),
    "Closed": (_WHITE, "#999999"),
    "Track": (_BLACK, "#fef1d1"),
    "Stop": (_BLACK, "#fef1d1"),
    **dict.fromkeys(SNOOZES, (_BLACK, "#fef1d1")),
}

_OF_STANDING = {
    Standing.WAITING: "Waiting",
    Standing.OVERDUE: "Waiting",
    Standing.YOUR_TURN: "Your turn",
    Standing.ON_HOLD: "On hold",
    Standing.CLOSED: "Closed",
}


def snoozed_for(levers: frozenset[str]) -> Span | None:
    """The longest snooze among the labels, None if there is none."""
    return max((SNOOZES[name] for name in levers if name in SNOOZES), key=lambda span: span.seconds, default=None)


def wanted_labels(judgement: Judgement, live: FollowUp | None, levers: frozenset[str]) -> frozenset[str]:
    """The one standing label that the thread should bear; an untracked thread bears none."""
    if judgement.standing is Standing.UNTRACKED:
        return frozenset()
    if judgement.doubt:
        return frozenset({"Check"})
    if live is not None and live.phase in LIVE:
        if live.phase is Phase.CALLING:
            return frozenset({"Call"})
        if live.phase in (Phase.APPROVED, Phase.SENDING):
            return frozenset({"Approved"})
        return frozenset({"Check" if live.approved_text else "To approve"})  # approved once, and changed after it
    return frozenset({_OF_STANDING[judgement.standing]})


def consumed_levers(levers: frozenset[str], wanted: frozenset[str]) -> frozenset[str]:
    """The labels to take off: standings that are no longer true, and levers that have taken effect. `Stop` and `Track` stay."""
    return (levers & (STANDING_LABELS | SNOOZES.keys())) - wanted
