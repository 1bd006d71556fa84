"""What does it cost to have it run? Memory and processor at rest, and the time from start to ready."""

from __future__ import annotations

import time
from statistics import median

from bench.commands import replydue
from bench.process import CLIENT, Running, bare, configured, in_turn, python, running
from bench.row import Row, Size, at_most, beside
from bench.stores import Seen, looked_at, multiplied, plan_of

_POLL = 5  # seconds, the least that the configuration takes; an hour at `poll: 60s` has as many polls as five minutes at this
_AN_HOUR = 60  # polls


def idle(size: Size) -> list[Row]:
    """Memory, processor and start with an ordinary number of conversations."""
    with looked_at(size.conversations) as made, bare(CLIENT) as imports:
        options = configured(made.folder, made.box.endpoint, watch={"poll": f"{_POLL}s"})
        floor = imports.memory()
        with running(made.folder, options) as daemon:
            rest(made, 3)
            memory, (polls, spent) = daemon.memory(), _spent(made, daemon, 4 if size.quick else 24)
        starts = [_start(made, options) for _ in range(size.runs)]
        (imported,) = in_turn(size.runs, made.folder, python(f"import {CLIENT}"))
    an_hour = spent / polls * _AN_HOUR
    return [
        at_most(f"memory at rest, {size.conversations} conversations", memory, "MiB", floor, 1.25, "floor: the packages imported in a bare process"),
        Row("processor at rest, an hour", an_hour, "s", None, "< 1 s", an_hour < 1, f"{polls} polls measured, {spent / polls * 1000:.1f} ms each"),
        at_most(f"start to READY, {size.conversations} conversations", median(starts), "s", imported, 1.5, "floor: that import"),
    ]


def after_first_look(size: Size) -> list[Row]:
    """Memory of a process that has taken the first look itself, and not been started anew since."""
    with looked_at(size.conversations) as made, bare(CLIENT) as imports:
        (made.folder / "replydue.db").unlink()
        options = configured(made.folder, made.box.endpoint, watch={"poll": f"{_POLL}s"})
        with running(made.folder, options) as daemon:
            rest(made, 4)
            return [beside("memory at rest after its own first look", daemon.memory(), "MiB", imports.memory())]


def many(size: Size) -> list[Row]:
    """The same with very many conversations."""
    with looked_at(size.conversations) as made:
        options = configured(made.folder, made.box.endpoint, watch={"poll": f"{_POLL}s"})
        with running(made.folder, options) as daemon:
            rest(made, 3)
            few = daemon.memory()
        count = multiplied(made.store, size.many)
        with running(made.folder, options) as daemon:
            rest(made, 3)
            memory = daemon.memory()
        starts = [_start(made, options) for _ in range(size.runs)]
        on_disk = (made.folder / "replydue.db").stat().st_size / 2**20
        return [
            Row(f"start to READY, {count:,} conversations", median(starts), "s", None, "< 5 s", median(starts) < 5, f"{on_disk:,.0f} MiB on disk"),
            at_most(f"memory at rest, {count:,} conversations", memory, "MiB", few, 2.5, f"floor: the same with {size.conversations}"),
            *_asked(size, made, options),
        ]


def _asked(size: Size, made: Seen, options: list[str]) -> list[Row]:
    plan = plan_of(made.store, "next_wake")
    (status,) = in_turn(size.runs, made.folder, replydue("status", *options))
    return [
        Row("  the next alarm is found", float("SCAN" in plan), "scans", None, "0 scans", "SCAN" not in plan, plan),
        Row("  `replydue status`, first page", status, "s", None, "< 0.5 s", status < 0.5),
    ]


def rest(made: Seen, polls: int) -> None:
    """Waits until the daemon has polled so often with nothing to do. Raises TimeoutError where it does not."""
    begun, quiet, seen = time.monotonic(), 0, len(made.box.requests)
    while quiet < polls:
        time.sleep(0.2)
        requests = made.box.requests[seen:]
        seen += len(requests)
        if requests:
            quiet = quiet + len(requests) if all(request.method == "history.list" for request in requests) else 0
        if time.monotonic() - begun > 600:
            raise TimeoutError("the daemon does not come to rest")


def _spent(made: Seen, daemon: Running, polls: int) -> tuple[int, float]:
    """Polls, and the seconds of CPU that they and the rests between them took."""
    before, asked = daemon.processor(), len(made.box.requests)
    rest(made, polls)
    return len(made.box.requests) - asked, daemon.processor() - before


def _start(made: Seen, options: list[str]) -> float:
    with running(made.folder, options) as daemon:
        return daemon.ready
