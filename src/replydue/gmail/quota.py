"""How much may still be asked of Gmail? Quota units by call, and a pace below the limit."""

from __future__ import annotations

import time
from collections.abc import Callable

# Units of a call, from Google's quota page of 2026-09-10 (the costs of 1 May 2026).
UNITS = {
    "getProfile": 1, "messages.list": 5, "messages.get": 20, "messages.attachments.get": 20, "messages.insert": 25, "messages.trash": 20, "messages.modify": 5,
    "threads.list": 10, "threads.get": 40, "threads.modify": 10,
    "drafts.list": 5, "drafts.get": 20, "drafts.create": 10, "drafts.delete": 10, "drafts.send": 100,
    "labels.list": 1, "labels.create": 5, "history.list": 2, "settings.sendAs.list": 1,
}  # fmt: skip
# The limit of new projects is 6,000 a minute, enforced like a rate (gmail-api 1.8). Within any minute there come at most 60 of these seconds, what may be
# asked at once, and a batch of five threads (200) that was paid for before it and had to wait.
_UNITS_A_SECOND = 94.0
_AT_ONCE = 150
_SLOWER = 0.7  # after each time that it was too much all the same
_SLOWEST = 25.0  # a pace that Gmail bears for hours


def units_of(method: str) -> int:
    """The units of a call like `drafts.create`. Raises KeyError for one that has no known price."""
    return UNITS[method]


class Budget:
    """Counts the units spent and says how long to wait before the next ones; while not `limited` it only counts."""

    def __init__(self, *, limited: bool, clock: Callable[[], float] = time.monotonic) -> None:
        self.spent = 0
        self._limited, self._clock = limited, clock
        self._pace = _UNITS_A_SECOND
        self._left, self._at = float(_AT_ONCE), clock()

    def spend(self, units: int) -> float:
        """Takes the units. Returns the seconds to wait before they may be asked for."""
        self.spent += units
        if not self._limited:
            return 0.0
        now = self._clock()
        self._left = min(_AT_ONCE, self._left + (now - self._at) * self._pace) - units
        self._at = now
        return max(0.0, -self._left / self._pace)

    def exceeded(self) -> None:
        """The server said that it was too much: from now on a slower pace is kept, whoever it is, and it begins with nothing left."""
        self._pace = max(_SLOWEST, self._pace * _SLOWER)
        self._limited = True
        self._left, self._at = min(self._left, 0.0), self._clock()
