"""The conversations in short, as lists are made of them: read by what they are ordered by, so that the first page of many costs no more than that of few.

It is asked in plain SQL, which SQLite and PostgreSQL read alike, so that SQLite alone can answer (`glance`), as well as SQLAlchemy (`store`).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from replydue.core.life import LIVE, Phase
from replydue.core.model import Override, Standing
from replydue.store.codec import text_to_moment, text_to_override

_ALL = 2**31 - 1  # rows: where no limit is asked for
_LIVE = f"phase IN ({', '.join(repr(phase.value) for phase in sorted(LIVE))})"
# Of a follow-up that is live there is one at most; an older row that should not be is never shown before it.
_KEPT = f"""
    SELECT c.thread_id, c.standing, c.summary, c.override, c.wake_at, c.aside,
      COALESCE((SELECT f.phase FROM follow_ups f WHERE f.thread_id = c.thread_id AND f.{_LIVE} ORDER BY f.id DESC LIMIT 1), '')
    FROM conversations c WHERE """  # noqa: S608  put together of our own words alone
_WANTING = f"""
    c.thread_id IN (SELECT thread_id FROM follow_ups WHERE {_LIVE} UNION SELECT thread_id FROM conversations WHERE aside > '')
    ORDER BY c.expected_by = '', c.expected_by, c.thread_id LIMIT :most"""  # noqa: S608
_COMING = f"""
    c.step_at > '' AND length(c.aside) = 0 AND NOT EXISTS (SELECT 1 FROM follow_ups f WHERE f.thread_id = c.thread_id AND f.{_LIVE})
    ORDER BY c.step_at, c.thread_id LIMIT :most"""  # noqa: S608  `length`, that SQLite searches by the step and not by what is aside
_HISTORY = """
    SELECT f.number, p.phase, p.at, p.why FROM phases p JOIN follow_ups f ON f.id = p.follow_up WHERE f.thread_id = :thread ORDER BY p.id"""


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


class Overview(ABC):
    """What is known of one mailbox, as far as it is shown. Raises StoreError."""

    @abstractmethod
    def _ask(self, query: str, **values: Any) -> Iterable[Sequence[Any]]:
        """The rows that a query answers, with values for its `:names`."""

    @abstractmethod
    def close(self) -> None:
        """Closes all connections."""

    def history_id(self) -> str:
        """Gmail's history id up to which everything is stored, "" before the first look."""
        return next((str(row[0] or "") for row in self._ask("SELECT history_id FROM mailbox")), "")

    def conversations(self, *standings: Standing, most: int | None = None) -> tuple[Kept, ...]:
        """Those of the standings, all where none is named: soonest expected first, those without a day last; not more than `most`."""
        values = {f"standing{number}": standing.value for number, standing in enumerate(standings)}
        which = f"c.standing IN ({', '.join(f':{name}' for name in values)})" if standings else "c.thread_id > ''"
        # Asked apart, for so an index gives them in order.
        with_day = self._kept(f"{which} AND c.expected_by > '' ORDER BY c.expected_by, c.thread_id LIMIT :most", most, **values)
        left = None if most is None else most - len(with_day)
        return (*with_day, *self._kept(f"{which} AND c.expected_by = '' ORDER BY c.thread_id LIMIT :most", left, **values))

    def conversation(self, thread_id: str) -> Kept | None:
        """One of them, None where it is not known."""
        return next(iter(self._kept("c.thread_id = :thread LIMIT :most", None, thread=thread_id)), None)

    def wanting(self, most: int | None = None) -> tuple[Kept, ...]:
        """Those that have a live follow-up or were set aside, soonest expected first; not more than `most`."""
        return self._kept(_WANTING, most)

    def in_phase(self, phase: Phase) -> tuple[Kept, ...]:
        """Those whose live follow-up has that phase."""
        found = self._kept("c.thread_id IN (SELECT thread_id FROM follow_ups WHERE phase = :phase) LIMIT :most", None, phase=phase.value)
        return tuple(kept for kept in found if kept.phase == phase)

    def coming(self, most: int | None = None) -> tuple[Kept, ...]:
        """Those whose next step is planned, soonest first; not more than `most`."""
        return self._kept(_COMING, most)

    def counts(self) -> Mapping[str, int]:
        """How many conversations there are of each standing; "" where nothing was decided yet."""
        return {row[0]: row[1] for row in self._ask("SELECT standing, COUNT(*) FROM conversations GROUP BY standing")}

    def followed_count(self) -> int:
        """How many conversations are followed."""
        return sum(count for standing, count in self.counts().items() if standing not in ("", Standing.UNTRACKED))

    def live_counts(self) -> Mapping[str, int]:
        """How many live follow-ups there are of each phase."""
        return {row[0]: row[1] for row in self._ask(f"SELECT phase, COUNT(*) FROM follow_ups WHERE {_LIVE} GROUP BY phase")}  # noqa: S608

    def history_of(self, thread_id: str) -> tuple[tuple[int, str, datetime, str], ...]:
        """Every change of phase in the conversation: step number, phase, moment, reason."""
        return tuple((number, phase, datetime.fromisoformat(at), why) for number, phase, at, why in self._ask(_HISTORY, thread=thread_id))

    def _kept(self, which: str, most: int | None, **values: Any) -> tuple[Kept, ...]:
        return tuple(_read(self._ask(_KEPT + which, most=_ALL if most is None else max(0, most), **values)))


def _read(rows: Iterable[Sequence[Any]]) -> Iterator[Kept]:
    for thread_id, standing, summary, override, wake_at, aside, phase in rows:
        yield Kept(thread_id, standing, summary, text_to_override(override), text_to_moment(wake_at), aside, phase)
