"""How much may be asked, and how fast? Gmail's price of each method, and a budget that stays below the limit of one user.

Source: Gmail's page on usage limits as of September 2026 (6,000 units a minute and user; bursts above some 100 units a second are refused).
"""

from __future__ import annotations

import time
from collections.abc import Callable

UNITS = {
    "getProfile": 1, "messages.list": 5, "messages.get": 20, "messages.attachments.get": 20, "messages.insert": 25, "messages.modify": 5,
    "messages.batchModify": 50, "threads.list": 10, "threads.get": 40, "threads.modify": 10, "drafts.list": 5, "drafts.get": 20, "drafts.create": 10,
    "drafts.update": 15, "drafts.delete": 10, "drafts.send": 100, "labels.list": 1, "labels.create": 5, "history.list": 2, "settings.sendAs.list": 1,
}  # fmt: skip
PER_SECOND = 90.0  # nine tenths of 6,000 a minute
BURST = 600.0  # what may be spent at once after a rest


class Budget:
    """A bucket of units that fills steadily. `spend` waits until enough is in it; `total` is what was spent so far."""

    def __init__(self, per_second: float | None, sleep: Callable[[float], object], clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._sleep, self._clock = per_second, sleep, clock
        self._level, self._seen = BURST, clock()
        self.total = 0

    def spend(self, units: int) -> None:
        """Takes units out, after waiting for them. Without a rate nothing is waited for: another server's limits are its own affair."""
        self.total += units
        if self._rate is None:
            return
        now = self._clock()
        self._level = min(BURST, self._level + (now - self._seen) * self._rate)
        self._seen = now
        self._level -= units
        if self._level < 0:
            self._sleep(-self._level / self._rate)
