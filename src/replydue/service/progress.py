"""How far is a long look, and how long does it still take? Told now and then, to the log and to systemd."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from replydue.service import systemd

log = logging.getLogger(__name__)

_EVERY = 10.0  # seconds; a look that takes less than this says nothing


def telling(total: int, clock: Callable[[], float] = time.monotonic) -> Callable[[], None]:
    """What is to be called after each of so many conversations."""
    begun = told = clock()
    done = 0

    def progress() -> None:
        nonlocal done, told
        done += 1
        now = clock()
        if now - told >= _EVERY:
            told = now
            sentence = said(done, total, now - begun)
            log.info("%s", sentence)
            systemd.notify(STATUS=sentence)

    return progress


def said(done: int, total: int, seconds: float) -> str:
    """The state in one line, the time to go reckoned by the time taken."""
    left = (total - done) * seconds / done
    return f"looking at the mailbox: {done} of {total} conversations read, {_span(left)} to go"


def _span(seconds: float) -> str:
    if seconds < 90:
        return f"{max(5, round(seconds / 5) * 5)} seconds"
    return f"{round(seconds / 60)} minutes"
