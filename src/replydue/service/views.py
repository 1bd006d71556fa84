"""What does the command line show? Rows made of the store alone, without asking Gmail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from replydue.core.life import Phase
from replydue.core.model import Evidence, Expectation, NextStep, Reason, Standing
from replydue.errors import UsageError
from replydue.service.summary import read_summary
from replydue.store import Kept, Overview


@dataclass(frozen=True, slots=True)
class StatusRow:
    """One conversation at a glance. `phase` is that of its live follow-up, "" if it has none."""

    thread_id: str
    name: str
    address: str
    company: str
    role: str
    standing: Standing
    reason: Reason | None
    expectation: Expectation | None
    next_step: NextStep | None
    phase: str
    snoozed_until: datetime | None
    last_mail: date | None
    problem: str


class Coming(StrEnum):
    """What will happen, or may."""

    EXPECTED = "expected"  # a reply, by the end of a day: `at` is its begin in the user's zone
    DRAFT = "draft"
    CALL = "call"
    SEND = "send"  # of what was approved


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """Something to come."""

    at: datetime
    kind: Coming
    name: str
    company: str
    what: str
    thread_id: str


@dataclass(frozen=True, slots=True)
class Why:
    """Why a conversation stands where it stands."""

    row: StatusRow
    evidence: tuple[Evidence, ...]
    history: tuple[tuple[int, str, datetime, str], ...]


# In the order in which they concern the user; before them what waits for the user's hand.
_URGENT = (Standing.YOUR_TURN, Standing.OVERDUE, Standing.WAITING, Standing.ON_HOLD, Standing.CLOSED)


def status_rows(store: Overview, *, untracked: bool = True, most: int | None = None) -> tuple[StatusRow, ...]:
    """The conversations that were decided upon, or set aside, the most urgent first; not more than `most`."""
    rows = {kept.thread_id: row for kept in store.wanting(most) if (row := _row(kept)) is not None}
    for standing in (*_URGENT, Standing.UNTRACKED) if untracked else _URGENT:
        left = None if most is None else max(0, most - len(rows))
        rows |= {kept.thread_id: row for kept in store.conversations(standing, most=left) if kept.thread_id not in rows and (row := _row(kept)) is not None}
    return tuple(rows.values())[:most]


def timeline_rows(store: Overview, now: datetime, most: int | None = None) -> tuple[TimelineRow, ...]:
    """What is coming, soonest first: steps, and the sending of what was approved; not more than `most`. `now` is aware."""
    rows = []
    for kept in store.in_phase(Phase.APPROVED):
        row = _row(kept)
        if row is not None:
            rows.append(TimelineRow(max(kept.wake_at or now, now), Coming.SEND, row.name, row.company, "the approved follow-up is sent", row.thread_id))
    for kept in store.coming(most):
        row = _row(kept)
        if row is not None and row.next_step is not None:
            kind, what = (Coming.CALL, "a call") if row.next_step.do == "call" else (Coming.DRAFT, f"draft of follow-up {row.next_step.number}")
            rows.append(TimelineRow(max(row.next_step.at, now), kind, row.name, row.company, what, row.thread_id))
    return tuple(sorted(rows, key=lambda row: row.at)[:most])


def expected_rows(store: Overview, now: datetime) -> tuple[TimelineRow, ...]:
    """The replies that are expected from today on, soonest first. `now` is in the user's zone."""
    rows = []
    for kept in store.conversations(Standing.WAITING, Standing.ON_HOLD):
        row = _row(kept)
        if row is not None and row.expectation is not None and row.expectation.by >= now.date():
            at = datetime.combine(row.expectation.by, time(), now.tzinfo)
            rows.append(TimelineRow(at, Coming.EXPECTED, row.name, row.company, "reply expected", row.thread_id))
    return tuple(rows)


def why(store: Overview, name: str) -> Why:
    """The evidence for the conversation that a name means. Raises UsageError where it means none or several."""
    row = find(store, name)
    kept = store.conversation(row.thread_id)
    summary = read_summary(kept.summary) if kept else None
    return Why(row, summary.evidence if summary else (), store.history_of(row.thread_id))


def find(store: Overview, name: str) -> StatusRow:
    """The conversation meant by a person's name, an address, a company or a thread id. Raises UsageError, naming the candidates."""
    found = matching(store, name)
    if not found:
        raise UsageError(f"no conversation is known by {name!r}", "see `replydue status --all` for the names")
    if len(found) > 1:
        named = ", ".join(f"{row.name or row.address} ({row.company or 'no company'}, {row.thread_id})" for row in found[:6])
        raise UsageError(f"{name!r} means several conversations: {named}", "name one by its id")
    return found[0]


def matching(store: Overview, name: str) -> list[StatusRow]:
    """All conversations that the name may mean: those that bear it, else those that have it in theirs; the followed ones, else the others."""
    rows = status_rows(store)
    sought = name.casefold().strip()
    exact = [row for row in rows if sought in (row.thread_id.casefold(), row.address.casefold(), row.name.casefold(), row.company.casefold())]
    found = exact or [row for row in rows if any(sought in text.casefold() for text in (row.name, row.address, row.company))]
    return [row for row in found if row.standing is not Standing.UNTRACKED] or found


def _row(kept: Kept) -> StatusRow | None:
    """None where nothing was decided yet, and nothing is wrong."""
    summary = read_summary(kept.summary)
    if summary is None and not kept.aside:
        return None
    counterpart = summary.counterpart if summary else None
    return StatusRow(
        thread_id=kept.thread_id,
        name=counterpart.name if counterpart else "",
        address=counterpart.address if counterpart else "",
        company=counterpart.company if counterpart else "",
        role=summary.role if summary else "",
        standing=summary.standing if summary else Standing.UNTRACKED,
        reason=summary.reason if summary else None,
        expectation=summary.expectation if summary else None,
        next_step=summary.next_step if summary else None,
        phase=kept.phase,
        snoozed_until=kept.override.snoozed_until,
        last_mail=summary.last_mail if summary else None,
        problem=kept.aside or "; ".join(filter(None, (summary.doubt, *summary.problems)) if summary else ()),
    )
