"""What would be done? Asked of all conversations before anything is done to one: a flood of drafts is held back, and what had died long before stays dead."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from replydue.core.model import AskToCall, Decision, PutUpDraft
from replydue.errors import ReplydueError
from replydue.service.conversations import load
from replydue.service.desk import Desk


def close_the_stale(desk: Desk, thread_ids: Collection[str], now: datetime) -> None:
    """At a first look: conversations whose step would have been due longer ago than `cadence.stale` are taken for dead."""
    for thread_id in thread_ids:
        decision = _decision(desk, thread_id, now)
        step = decision.next_step if decision else None
        if step is not None and (now - step.at).total_seconds() > desk.settings.cadence.stale.seconds:
            desk.store.set_override(thread_id, replace(desk.store.override_of(thread_id), stale=now))


def flood(desk: Desk, thread_ids: Collection[str], now: datetime) -> frozenset[str]:
    """The threads that would get a new draft or call in this pass, if they are more than `drafts.at_once`; else none."""
    most = desk.settings.drafts.at_once
    if len(thread_ids) <= most:
        return frozenset()
    decisions = ((thread_id, _decision(desk, thread_id, now)) for thread_id in thread_ids)
    wanting = frozenset(
        thread_id for thread_id, decision in decisions if decision and any(isinstance(action, PutUpDraft | AskToCall) for action in decision.actions)
    )
    return wanting if len(wanting) > most else frozenset()


def _decision(desk: Desk, thread_id: str, now: datetime) -> Decision | None:
    """None where the conversation cannot be judged: that is told when its turn comes, and concerns it alone (invariant 8)."""
    try:
        return desk.decide(load(desk, thread_id), now)
    except ReplydueError:
        raise
    except Exception:  # noqa: BLE001 - whatever it is
        return None
