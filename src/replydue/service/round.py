"""What is done in one pass? News is read and stored, what is due is decided upon, decisions are carried out, the digest is put in."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from replydue.errors import GmailUnreachable, ReplydueError, SignInError, StoreError
from replydue.service.beforehand import flood
from replydue.service.carry_out import Carrier, Done
from replydue.service.desk import Desk
from replydue.service.digest import Digests
from replydue.service.guards import right_clock
from replydue.service.news import News
from replydue.service.raised import where
from replydue.service.watch import SET_ASIDE, sync

log = logging.getLogger(__name__)


@dataclass
class Round:
    """One pass. A set `stopping` ends it between two conversations; `feed` hears that it gets on."""

    desk: Desk
    stopping: threading.Event
    feed: Callable[[], None]

    def make(self, news: News, now: datetime) -> Done:
        """Does all that is to do at `now` (aware). Raises GmailUnreachable, SignInError, Held, StoreError."""
        try:
            return self._make(news, now)
        finally:
            self.desk.clear()

    def _make(self, news: News, now: datetime) -> Done:
        threads = sync(self.desk, news, now) | set(self.desk.store.due(now))
        right_clock(self.desk)
        carrier = Carrier(self.desk)
        carrier.done.looked_at = len(threads)
        if threads and not self.desk.identities:
            self.desk.refresh()
        for thread_id in sorted(threads - self._held_back(carrier, threads, now)):
            if self.stopping.is_set():
                self.desk.store.set_aside(thread_id, "", now)  # decided upon first thing at the next start
                continue
            self._settle(carrier, thread_id, now)
            self.feed()
        if not self.stopping.is_set():
            Digests(self.desk).post(now)
        return carrier.done

    def _held_back(self, carrier: Carrier, threads: frozenset[str], now: datetime) -> frozenset[str]:
        """The threads that would bring a flood of drafts; they are looked at again in an hour, or after a reload."""
        held = flood(self.desk, threads, now)
        if held:
            most = self.desk.settings.drafts.at_once
            problem = f"{len(held)} new drafts at once are held back: if so many are meant, raise `drafts.at_once` (now {most})"
            log.warning("%s", problem)
            carrier.done.problems.append(problem)
        for thread_id in held:
            self.desk.store.set_aside(thread_id, problem, now + SET_ASIDE)
        return held

    def _settle(self, carrier: Carrier, thread_id: str, now: datetime) -> None:
        """One conversation that cannot be judged never stops the others (invariant 8)."""
        try:
            carrier.settle(thread_id, now)
        except StoreError:  # nothing can be written down of it either
            raise
        except (GmailUnreachable, SignInError) as error:
            self.desk.store.set_aside(thread_id, error.problem, now)
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, it concerns this conversation alone
            problem = str(error) if isinstance(error, ReplydueError) else f"it could not be judged ({type(error).__name__})"
            log.error("conversation %s: set aside for an hour: %s", thread_id, type(error).__name__, extra={"conversation": thread_id})
            log.debug("raised at\n%s", where(error))
            self.desk.store.set_aside(thread_id, problem, now + SET_ASIDE)
            carrier.done.problems.append(f"{thread_id}: {problem}")
