"""A recruiter answers: how long does the untouched draft stay? The real daemon, in real time."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random

from bench.mail import Mail, recruiting
from bench.process import configured, running
from bench.row import Row, Size
from bench.world import World, world
from replydue.sandbox import Sandbox

_POLL = 5  # seconds, the least that the configuration takes
_SPARE = 1.0  # seconds
_PATIENCE = 90.0


def replies(size: Size) -> list[Row]:
    """The longest of several waits, each begun at another moment between two polls."""
    rng = Random(8)  # noqa: S311  the same in every run is what is wanted
    count = 3 if size.quick else 10
    with world(_overdue(rng, count), datetime.now(UTC)) as (made, tracked):
        made.daemon.close()
        options = configured(made.folder, made.box.endpoint, watch={"poll": f"{_POLL}s"})
        with running(made.folder, options):
            _wait(lambda: len(made.box.drafts()) == count)
            waits = [_answered(made, thread, rng.uniform(0, _POLL)) for thread in tracked]
    note = f"{count} answers, the quickest after {min(waits):.1f} s; poll: {_POLL}s"
    return [Row("an answer in Gmail → the draft is gone", max(waits), "s", _POLL, f"≤ poll + {_SPARE:g} s", max(waits) <= _POLL + _SPARE, note)]


def _overdue(rng: Random, count: int) -> list[Mail]:
    """Conversations whose promised day has passed."""
    then = datetime.now(UTC) - timedelta(days=44)  # the promises made are for the forty days after
    mails: list[Mail] = []
    while len(mails) < count * 4:
        thread = recruiting(rng, len(mails), then, then)
        if len(thread) == 4 and b"decided to move forward" not in thread[-1].raw:
            mails += thread
    return mails


def _answered(made: World, thread: str, later: float) -> float:
    """Seconds from the answer's arrival to the end of the draft."""
    time.sleep(later)
    made.box.receive(_answer(made.box, thread))
    begun = time.perf_counter()
    _wait(lambda: all(drafted != thread for _, drafted, _ in made.box.drafts()))
    return time.perf_counter() - begun


def _answer(box: Sandbox, thread: str) -> bytes:
    last = next(held.raw.decode() for held in reversed(box.messages_of(thread)) if "DRAFT" not in held.labels)
    head = dict(line.split(": ", 1) for line in last.partition("\r\n\r\n")[0].splitlines() if ": " in line)
    lines = (f"From: {head['From']}", f"To: {head['To']}", f"Subject: {head['Subject']}", f"In-Reply-To: {head['Message-ID']}",
             f"Message-ID: <again.{thread}@mail.example>",
             "", "Hi Sam,", "", "we still compare notes; you will hear from me in two weeks.", "")  # fmt: skip
    return "\r\n".join(lines).encode()


def _wait(until: Callable[[], bool]) -> None:
    begun = time.monotonic()
    while not until():
        time.sleep(0.01)
        if time.monotonic() - begun > _PATIENCE:
            raise TimeoutError("what was waited for did not come")
