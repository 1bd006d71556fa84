"""A simulated job search: recruiters, a user, and the real daemon on the look-alike in process. All that happens follows from one seed."""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from unittest.mock import patch

from replydue.core.wording import BUILT_IN
from replydue.errors import ReplydueError
from replydue.gmail import connect
from replydue.gmail.calls import Patience
from replydue.sandbox import Clock as BoxClock
from replydue.sandbox import Sandbox
from replydue.service import systemd
from replydue.service.clock import Clock
from replydue.service.daemon import Daemon
from replydue.settings import Settings
from replydue.store import open_store
from tests.simulation.fast import remember_resources
from tests.simulation.harm import Killed, harmed
from tests.simulation.in_process import ENDPOINT, InProcess
from tests.simulation.oracle import Oracle, Violation
from tests.simulation.people import EVENTS, HOLIDAYS, ME, QUIET, ZONE, People

TICKS = (time(10), time(15, 30), time(20))  # no moment a daemon needs to heal in crosses an edge of the send window
HEALING = (timedelta(minutes=2), timedelta(minutes=66))  # the second is past the hour that a conversation is set aside for


@dataclass(frozen=True)
class Event:
    """Something that people do in a conversation at a tick of the world."""

    tick: int
    talk: int
    what: str

    def __str__(self) -> str:
        return f"day {self.tick // len(TICKS) + 1}, {TICKS[self.tick % len(TICKS)]:%H:%M}: conversation {self.talk} {self.what}"


def script(seed: int, weeks: int, talks: int) -> list[Event]:
    """What people will do in a world, as its seed has it: every other world is a quiet one."""
    life, whats = random.Random(seed), QUIET if seed % 2 else EVENTS
    ticks = range(7 * weeks * len(TICKS))
    return [Event(tick, talk, life.choice(whats)) for tick in ticks for talk in range(talks) if life.random() < 0.04]


class BoxTime(Clock):
    """The sandbox's time for the daemon."""

    def __init__(self, clock: BoxClock) -> None:
        super().__init__()
        self._clock = clock

    def now(self) -> datetime:
        """The moment it is in the simulated world."""
        return self._clock.now()


class World:
    """One mailbox lived through. `harm`: with faults and kills; without, the same world unharmed."""

    def __init__(self, folder: Path, seed: int, talks: int, harm: bool) -> None:
        self.seed, self.harm, self.count = seed, harm, Counter[str]()
        life = random.Random(f"{seed}, its beginning")
        self.first = date(2026, 9, 14) + timedelta(days=life.randrange(200))  # both changes of the clock, and the holidays of a winter
        self.jumps = {life.randrange(10, 60): life.randrange(1, 5)}  # tick -> days that the computer sleeps
        self.box = Sandbox(ME, "Sam Porter", clock=BoxClock(datetime.combine(self.first, time(6), ZONE)))
        self.box.observe(lambda _request, _response: self.people.answer_meanwhile())
        folder.mkdir(parents=True, exist_ok=True)
        token = folder / "token.json"
        token.write_text('{"token": "a-token"}', encoding="utf-8")
        self.settings = Settings.model_validate({
            "account": {"token": str(token)}, "timezone": str(ZONE), "holidays": HOLIDAYS, "digest": "off",
            "drafts": {"templates": str(folder / "templates"), "at_once": 1000},
            "store": f"sqlite:///{folder / 'replydue.db'}", "gmail": {"endpoint": ENDPOINT},
        })  # fmt: skip
        self.store = open_store(self.settings.store)
        self.daemon = self._daemon()
        self.people = People(self.box)
        self.oracle = Oracle(self.people)
        for _ in range(talks):
            self.people.begin(life.randrange(3, 12))

    def _daemon(self) -> Daemon:
        stop = threading.Event()
        with patch("replydue.gmail.connecting.Transport", lambda **_: InProcess(self.box)):
            gmail = connect(self.settings, stop=stop, sleep=lambda _: None, patience=Patience(total=1e9, first_pause=0.0, rate_pause=0.0))
        remember_resources(gmail)
        return Daemon(self.settings, gmail, self.store, BoxTime(self.box.clock), stop, BUILT_IN, systemd.Watchdog())

    def look(self, luck: random.Random | None = None) -> bool:
        """One pass, harmed where there is luck; whether it came through. A killed daemon is followed by a new one on the same store."""
        self.count["passes"] += 1
        try:
            with harmed(self.box, self.daemon, luck, self.count) if luck else nullcontext():
                return not self.daemon.once().problems
        except Killed:
            self.count["kills"] += 1
            self.daemon = self._daemon()
            return False
        except ReplydueError:
            return False
        finally:
            self.box.clear_faults()
            self.box.permit()
            self.people.answer_meanwhile()

    def tick(self, at: datetime, number: int, events: Sequence[Event]) -> None:
        """One moment of the day: people act, the daemon looks, harmed, and where it did not come through twice more, unharmed."""
        self.box.clock.set(at)
        for event in events:
            self.box.clock.set(self.box.clock.now() + timedelta(seconds=1))  # no two people act in the same second
            self.count["events"] += 1
            self.people.act(self.people.talks[event.talk], event.what)
        late = bool(self.people.meanwhile)
        healed = self.look(random.Random(f"{self.seed}, tick {number}") if self.harm else None)
        self.oracle.check(healed=healed and not late)
        for later in HEALING if late or not healed else ():
            self.box.clock.set(at + later)
            healed = self.look()
            self.oracle.check(healed=healed and later == HEALING[-1])

    def end(self) -> list[object]:
        """What can be seen at the end, by which two lives are compared."""
        ends: list[object] = []
        for talk in self.people.talks:
            drafts = sorted(_said(raw) for _, thread, raw in self.box.drafts() if thread in talk.threads)
            phases = [follow_up.phase.value for thread in sorted(talk.threads) for follow_up in self.store.follow_ups_of(thread)]
            ends.append((drafts, sorted(_said(held.raw) for held in self.oracle.sent(talk)), sorted(self.box.labels_of(talk.thread)), phases))
        return ends

    def close(self) -> None:
        """Lets go of the store."""
        self.daemon.close()


def _said(raw: bytes) -> str:
    """The words of a mail above what it quotes, whose line names the minute of the mail before."""
    body = message_from_bytes(raw, policy=default).get_body(("plain",))
    return str(body.get_content()).partition("\r\n\r\nOn ")[0] if body else ""


def live(folder: Path, seed: int, weeks: int, talks: int, *, harm: bool, events: Sequence[Event] | None = None) -> tuple[World, list[object]]:
    """A whole life: the world, and how it ended. Raises Violation."""
    events = script(seed, weeks, talks) if events is None else events
    world = World(folder, seed, talks, harm)
    asleep = {tick + skipped for tick, days in world.jumps.items() for skipped in range(days * len(TICKS))}
    waiting: list[Event] = []
    try:
        for number in range(7 * weeks * len(TICKS)):
            waiting += [event for event in events if event.tick == number]
            if number in asleep:  # what people do meanwhile the daemon finds all at once
                continue
            day, part = divmod(number, len(TICKS))
            world.tick(datetime.combine(world.first + timedelta(days=day), TICKS[part], ZONE), number, waiting)
            waiting = []
        return world, world.end()
    finally:
        world.close()


def live_twice(folder: Path, seed: int, weeks: int, talks: int, events: Sequence[Event] | None = None) -> Counter[str]:
    """The world harmed and unharmed; what was counted in the harmed one. Raises Violation, also where the two end differently (invariant 7)."""
    world, ended = live(folder / "harmed", seed, weeks, talks, harm=True, events=events)
    _, wanted = live(folder / "unharmed", seed, weeks, talks, harm=False, events=events)
    for number, (one, other) in enumerate(zip(ended, wanted, strict=True)):
        if one != other:
            raise Violation(f"invariant 7 does not hold for conversation {number}: it ended with {one} instead of {other}")
    world.count["conversation-weeks"] = weeks * talks
    return world.count + world.oracle.count
