"""The conversations in short, as lists are made of them: read by what they are ordered by, so that the first page of many costs no more than that of few."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from replydue.core.life import LIVE
from replydue.core.model import Override
from replydue.store.codec import text_to_moment, text_to_override
from replydue.store.tables import conversations, follow_ups

_LIVE = sorted(phase.value for phase in LIVE)
_newest = select(func.max(follow_ups.c.id)).where(follow_ups.c.phase.in_(_LIVE)).group_by(follow_ups.c.thread_id)
_live = select(follow_ups.c.thread_id, follow_ups.c.phase).where(follow_ups.c.id.in_(_newest)).subquery()
_OF_ONE = conversations.outerjoin(_live, _live.c.thread_id == conversations.c.thread_id)


@dataclass(frozen=True, slots=True)
class Kept:
    """A conversation as it is kept. `summary` is the last decision as JSON, `phase` that of the live follow-up, "" without one."""

    thread_id: str
    standing: str
    summary: str
    override: Override
    wake_at: datetime | None
    aside: str
    phase: str


def one(connection: Connection, thread_id: str) -> Kept | None:
    """The one of a thread."""
    return next(_kept(connection, _select(conversations.c.thread_id == thread_id)), None)


def wanting(connection: Connection) -> Iterator[Kept]:
    """Those with a live follow-up, and those set aside."""
    return _kept(connection, _select(or_(_live.c.phase.is_not(None), conversations.c.aside != "")).order_by(*_BY_DAY))


def standing(connection: Connection, standings: tuple[str, ...], most: int | None) -> Iterator[Kept]:
    """Those of the standings, all where none is named: soonest expected first, those without a day last."""
    which = conversations.c.standing.in_(standings) if standings else conversations.c.thread_id != ""
    return _kept(connection, _select(which).order_by(*_BY_DAY).limit(most))


def coming(connection: Connection, most: int | None) -> Iterator[Kept]:
    """Those whose next step is still to come, soonest first."""
    planned = _select(conversations.c.step_at > "", _live.c.phase.is_(None), conversations.c.aside == "")
    return _kept(connection, planned.order_by(conversations.c.step_at, conversations.c.thread_id).limit(most))


_BY_DAY = (conversations.c.expected_by == "", conversations.c.expected_by, conversations.c.thread_id)


def _select(*which: ColumnElement[bool]) -> Select[Any]:
    return select(conversations, func.coalesce(_live.c.phase, "").label("phase")).select_from(_OF_ONE).where(*which)


def _kept(connection: Connection, query: Select[Any]) -> Iterator[Kept]:
    for row in connection.execute(query):
        yield Kept(row.thread_id, row.standing, row.summary, text_to_override(row.override), text_to_moment(row.wake_at), row.aside, row.phase)
