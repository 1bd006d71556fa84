"""What the command line shows of a conversation without deciding anew: the last decision as stored JSON."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pydantic import TypeAdapter

from replydue.core.model import Conversation, Counterpart, Decision, Evidence, Expectation, NextStep, Reason, Standing


@dataclass(frozen=True, slots=True)
class Summary:
    """A conversation in short."""

    standing: Standing
    reason: Reason | None
    counterpart: Counterpart | None
    expectation: Expectation | None
    next_step: NextStep | None
    evidence: tuple[Evidence, ...]
    role: str
    follow_up_due: bool
    last_mail: date | None = None
    problems: tuple[str, ...] = ()
    doubt: str = ""


_SUMMARY: TypeAdapter[Summary] = TypeAdapter(Summary)


def summary_of(conversation: Conversation, decision: Decision) -> str:
    """The decision in short, as JSON."""
    judgement = decision.judgement
    last = conversation.messages[-1].date.date() if conversation.messages else None
    summary = Summary(
        standing=judgement.standing,
        reason=judgement.reason,
        counterpart=judgement.counterpart,
        expectation=judgement.expectation,
        next_step=decision.next_step,
        evidence=judgement.evidence,
        role=judgement.role,
        follow_up_due=decision.follow_up_due,
        last_mail=last,
        problems=judgement.problems,
        doubt=judgement.doubt,
    )
    return _SUMMARY.dump_json(summary).decode("utf-8", "replace")


def read_summary(text: str) -> Summary | None:
    """The summary of a stored text, None where nothing was decided yet."""
    return _SUMMARY.validate_json(text) if text else None
