"""What the command line shows of a conversation without deciding anew: the last decision as stored JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date, datetime
from operator import methodcaller
from typing import Any

from replydue.core.model import Conversation, Counterpart, Decision, Evidence, Expectation, NextStep, Reason, Source, Standing


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
    return json.dumps(asdict(summary), default=methodcaller("isoformat"), ensure_ascii=False).encode("utf-8", "replace").decode()


def read_summary(text: str) -> Summary | None:
    """The summary of a stored text, None where nothing was decided yet."""
    if not text:
        return None
    found = json.loads(text)
    reason, who, last = found["reason"], found["counterpart"], found.get("last_mail")
    return Summary(
        standing=Standing(found["standing"]),
        reason=Reason(reason) if reason else None,
        counterpart=Counterpart(**who) if who else None,
        expectation=_expectation(found["expectation"]),
        next_step=_next_step(found["next_step"]),
        evidence=tuple(Evidence(**each) for each in found["evidence"]),
        role=found["role"],
        follow_up_due=found["follow_up_due"],
        last_mail=date.fromisoformat(last) if last else None,
        problems=tuple(found.get("problems", ())),
        doubt=found.get("doubt", ""),
    )


def _expectation(found: dict[str, Any] | None) -> Expectation | None:
    if found is None:
        return None
    evidence = found["evidence"]
    return Expectation(date.fromisoformat(found["by"]), Source(found["source"]), Evidence(**evidence) if evidence else None)


def _next_step(found: dict[str, Any] | None) -> NextStep | None:
    return NextStep(found["do"], found["number"], datetime.fromisoformat(found["at"])) if found else None
