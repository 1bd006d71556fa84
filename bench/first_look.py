"""What does the first look cost? Quota units, and the time they take where the quota is enforced; interrupted and resumed."""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import datetime, timedelta
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.mail import ME, MY_NAME, mailbox
from bench.row import Row, Size, at_most, beside
from bench.world import NOW, World, fill, units
from replydue.errors import GmailUnreachable
from replydue.gmail.quota import Budget
from replydue.sandbox import Clock, Request, Sandbox

LIST_UNITS, THREAD_UNITS, A_PAGE, LOOKBACK = 10, 40, 500, 90  # threads.list, threads.get, threads a page, days
LIMIT = 6_000  # units a user and minute for new projects


class Time(Clock):
    """The sandbox's clock and the daemon's stop-watch in one: the work of both, plus the pauses that the daemon asked for and that nobody waits through.

    Work counts in CPU time, for else what other programs do on the machine would count as well; the two never work at the same time.
    """

    def __init__(self, at: datetime) -> None:
        super().__init__()
        self._begun, self._start, self.paused = at, time.process_time(), 0.0
        self.filling = True

    def now(self) -> datetime:
        """As the sandbox asks; while it is being filled, as the clock was set."""
        return super().now() if self.filling else self._begun + timedelta(seconds=self.seconds())

    def run(self) -> None:
        """From here on it runs."""
        self.filling, self._start, self.paused = False, time.process_time(), 0.0

    def seconds(self) -> float:
        """Since it began to run."""
        return time.process_time() - self._start + self.paused

    def pause(self, seconds: float) -> None:
        """A pause, taken as passed."""
        self.paused += max(0.0, seconds)


def paced(made: World, clock: Time) -> None:
    """Makes the daemon keep the pace that it keeps with Google: towards the loopback it has none. The way in is private, for nobody else needs it."""
    calls = made.daemon.gmail._calls
    calls.budget = Budget(limited=True, clock=clock.seconds)
    calls._sleep = clock.pause


def floor_of(box: Sandbox, tracked: list[str]) -> int:
    """Each tracked thread read once, and one listing of the threads of the lookback."""
    since = box.clock.now() - timedelta(days=LOOKBACK)
    listed = sum(any(held.received >= since for held in box.messages_of(thread)) for thread in box.threads())
    return THREAD_UNITS * len(tracked) + LIST_UNITS * ceil(listed / A_PAGE)


def first_look(size: Size) -> list[Row]:
    """Units, time, and what an interruption costs."""
    whole = _looked(size, interrupted=False)
    broken = _looked(size, interrupted=True)
    spent, reading = units(whole.requests), units(r for r in whole.requests if r.method in ("threads.get", "messages.get", "threads.list", "messages.list"))
    return [
        at_most(f"first look at {size.messages:,} messages", spent, "units", whole.floor, 1.3, _by_method(whole.requests)),
        beside("  of that listing and reading", reading, "units", whole.floor),
        Row("  recruiters' threads that are followed after it", whole.followed, "threads", size.recruiters, "all", whole.followed == size.recruiters),
        at_most("  units until the daemon is at rest", whole.until_quiet, "units", whole.floor, 1.3, "our own labels come back as news"),
        at_most("  its time, quota enforced", whole.seconds, "s", spent / LIMIT * 60, 1.2, f"simulated pauses, real work; {whole.refused} calls refused"),
        beside("  real work in that time", whole.worked, "s", note="CPU time, the sandbox's own work included"),
        at_most("  interrupted half way and resumed", units(broken.requests), "units", whole.floor, 1.3),
    ]


class _Look:
    """What one first look came to."""

    def __init__(self, made: World, tracked: list[str], floor: int, seconds: float, worked: float) -> None:
        self.requests: list[Request] = made.box.requests
        self.floor, self.seconds, self.worked = floor, seconds, worked
        self.refused = sum(request.status == 403 for request in self.requests)
        rows = {row.thread_id for row in made.daemon.store.conversations() if row.standing not in ("", "untracked")}
        self.followed = len(rows & set(tracked))
        self.until_quiet = units(self.requests)


def _looked(size: Size, *, interrupted: bool) -> _Look:
    clock = Time(NOW)
    clock.set(NOW)
    with TemporaryDirectory() as folder, Sandbox(ME, MY_NAME, clock=clock, units_per_minute=LIMIT) as box:
        tracked = fill(box, mailbox(4, NOW, messages=size.messages, recruiters=size.recruiters))
        floor = floor_of(box, tracked)
        made = World(box, Path(folder))
        made.daemon.close()
        box.reset_log()
        clock.run()
        if interrupted:
            _interrupt(made, clock, floor // 2)
        made.restarted()
        paced(made, clock)
        began = clock.seconds(), clock.paused
        made.once()
        look = _Look(made, tracked, floor, clock.seconds() - began[0], clock.seconds() - began[0] - (clock.paused - began[1]))
        if not interrupted:
            look.until_quiet += _rest(made, clock)
        made.daemon.close()
        return look


def _interrupt(made: World, clock: Time, at_units: int) -> None:
    """Begins the look, and is told to stop when so many units are spent."""
    made.restarted()
    paced(made, clock)
    made.box.observe(lambda _request, _response: made.daemon.stop() if made.box.units >= at_units and not clock.filling else None)
    with suppress(GmailUnreachable):
        made.once()
    made.box._api.observers.clear()


def _rest(made: World, clock: Time) -> int:
    """The units of the polls that follow, until one finds nothing."""
    spent = 0
    for _ in range(10):
        clock.pause(60)
        made.clock.advance(made.box.clock.now() - made.clock.now())
        before = len(made.box.requests)
        made.once()
        new = made.box.requests[before:]
        spent += units(new)
        if len(new) == 1:
            return spent
    return spent


def _by_method(requests: list[Request]) -> str:
    counted: dict[str, int] = {}
    for request in requests:
        counted[request.method] = counted.get(request.method, 0) + request.units
    return ", ".join(f"{method} {count:,}" for method, count in sorted(counted.items(), key=lambda item: -item[1]))
