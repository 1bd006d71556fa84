"""Do the invariants hold? Judged by the mailbox and by what people did, never by what the program thinks."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from replydue.sandbox.sandbox import Held
from tests.simulation.people import People, Talk, is_business_day

_INTERVAL = timedelta(days=13, hours=12)  # two weeks, less what a change to summer time and a day's window make of it
_STEPS = 3


class Violation(AssertionError):
    """An invariant does not hold."""


class Oracle:
    """Looks at the mailbox after each pass."""

    def __init__(self, people: People) -> None:
        self._people, self._box = people, people.box
        self.count = Counter[str]()  # of what the daemon did

    def check(self, *, healed: bool) -> None:
        """All that can be seen from outside. `healed`: the last pass came through, so what takes a pass must have happened."""
        for talk in self._people.talks:
            self._sending(talk)
            standing = {id: raw for id, thread, raw in self._box.drafts() if thread in talk.threads}
            self._must(len(standing) <= 1, 2, talk)
            self._must(all(standing.get(id) == raw for id, raw in talk.mine.items()), 4, talk)
            self._steps(talk, {*standing, *([""] if "Replydue/Call" in self._box.labels_of(talk.thread) else [])})
            if healed:
                self._must(all(id in talk.mine or talk.seen[id] >= talk.said for id in standing), 3, talk)
                if talk.alone and talk.free and len(talk.steps) < _STEPS and self._now >= talk.ready and self._in_window:
                    self._must(len(talk.seen) == 1, 6, talk)
        ours = set[str]().union(*(talk.threads for talk in self._people.talks))
        if any(thread not in ours for _, thread, _ in self._box.drafts()):
            raise Violation(f"a draft stands where nobody recruits, at {self._now}")

    @property
    def _now(self) -> datetime:
        return self._people.now()

    @property
    def _in_window(self) -> bool:
        return is_business_day(self._now.date()) and 9 <= self._now.hour < 17

    def sent(self, talk: Talk) -> list[Held]:
        """What went out in the conversation."""
        return [held for thread in sorted(talk.threads) for held in self._box.messages_of(thread) if "SENT" in held.labels]

    def _sending(self, talk: Talk) -> None:
        """What the daemon sent since the last look: one message for one approval, with nobody's word in between."""
        for held in self.sent(talk):
            if held.id in self._people.by_hand:
                continue
            self._must(bool(talk.approved) and not talk.overtaken, 1, talk)
            talk.mine.pop(talk.approved, None)
            talk.approved = ""
            talk.steps.append(self._now)
            self._people.by_hand.add(held.id)
            self.count["sent"] += 1

    def _steps(self, talk: Talk, stand: set[str]) -> None:
        """What stands anew is a step: not before its time, its interval after the one before, and no more than there are."""
        for gone in talk.seen.keys() - stand:
            del talk.seen[gone]
        for new in stand - talk.seen.keys():
            talk.seen[new] = self._now
            self.count["drafts" if new else "calls"] += 1
            self._must(self._now >= talk.due, 5, talk)
            self._must(not talk.steps or self._now - talk.steps[-1] >= _INTERVAL, 5, talk)
            self._must(len(talk.steps) < _STEPS, 5, talk)

    def _must(self, holds: bool, invariant: int, talk: Talk) -> None:
        if not holds:
            raise Violation(f"invariant {invariant} does not hold for conversation {talk.number} at {self._now:%a %Y-%m-%d %H:%M}")
