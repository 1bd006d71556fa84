"""What does the command line show? Rows made of the store alone, without asking Gmail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from replydue.core.life import LIVE, Phase
from replydue.core.model import Evidence, Expectation, NextStep, Reason, Standing
from replydue.errors import UsageError
from replydue.service.summary import Summary, read_summary
from replydue.store import Store
from replydue.store.codec import text_to_moment


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


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """Something that will happen, or may."""

    at: datetime
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


def status_rows(store: Store) -> tuple[StatusRow, ...]:
    """All conversations that were decided upon, or set aside."""
    rows = []
    for stored in store.conversations():
        summary = read_summary(stored["summary"])
        if summary is None and not stored["aside"]:
            continue
        rows.append(_row(store, stored["thread_id"], summary, stored["aside"]))
    return tuple(rows)


def timeline_rows(store: Store, now: datetime) -> tuple[TimelineRow, ...]:
    """What is coming, soonest first: steps, and the sending of what was approved. `now` is aware."""
    rows = []
    wakes = {stored["thread_id"]: text_to_moment(stored["wake_at"]) for stored in store.conversations()}
    for row in status_rows(store):
        if row.phase == Phase.APPROVED:
            rows.append(TimelineRow(max(wakes[row.thread_id] or now, now), row.name, row.company, "the approved follow-up is sent", row.thread_id))
        elif row.next_step is not None and not row.phase:
            what = "a call" if row.next_step.do == "call" else f"draft of follow-up {row.next_step.number}"
            rows.append(TimelineRow(max(row.next_step.at, now), row.name, row.company, what, row.thread_id))
    return tuple(sorted(rows, key=lambda row: row.at))


def why(store: Store, name: str) -> Why:
    """The evidence for the conversation that a name means. Raises UsageError where it means none or several."""
    row = find(store, name)
    stored = next(entry for entry in store.conversations() if entry["thread_id"] == row.thread_id)
    summary = read_summary(stored["summary"])
    return Why(row, summary.evidence if summary else (), store.history_of(row.thread_id))


def find(store: Store, name: str) -> StatusRow:
    """The conversation meant by a person's name, an address, a company or a thread id. Raises UsageError, naming the candidates."""
    rows = status_rows(store)
    sought = name.casefold().strip()
    exact = [row for row in rows if sought in (row.thread_id.casefold(), row.address.casefold(), row.name.casefold(), row.company.casefold())]
    found = exact or [row for row in rows if any(sought in text.casefold() for text in (row.name, row.address, row.company))]
    followed = [row for row in found if row.standing is not Standing.UNTRACKED]
    found = followed or found
    if not found:
        raise UsageError(f"no conversation is known by {name!r}", "see `replydue status --all` for the names")
    if len(found) > 1:
        named = ", ".join(f"{row.name or row.address} ({row.company or 'no company'}, {row.thread_id})" for row in found[:6])
        raise UsageError(f"{name!r} means several conversations: {named}", "name one by its id")
    return found[0]


def _row(store: Store, thread_id: str, summary: Summary | None, aside: str) -> StatusRow:
    live = next((f for f in reversed(store.follow_ups_of(thread_id)) if f.phase in LIVE), None)
    counterpart = summary.counterpart if summary else None
    return StatusRow(
        thread_id=thread_id,
        name=counterpart.name if counterpart else "",
        address=counterpart.address if counterpart else "",
        company=counterpart.company if counterpart else "",
        role=summary.role if summary else "",
        standing=summary.standing if summary else Standing.UNTRACKED,
        reason=summary.reason if summary else None,
        expectation=summary.expectation if summary else None,
        next_step=summary.next_step if summary else None,
        phase=live.phase.value if live else "",
        snoozed_until=store.override_of(thread_id).snoozed_until,
        last_mail=summary.last_mail if summary else None,
        problem=aside or "; ".join(summary.problems if summary else ()),
    )
