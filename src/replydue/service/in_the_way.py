"""What keeps a mailbox from being watched, and is it time to tell? When it is new, and once a day from then on, however often it is tried."""

from __future__ import annotations

from datetime import datetime, timedelta

_REMINDED = timedelta(days=1)


class InTheWay:
    """What was met, as the user reads it. `what` is the newest of it, "" where the work goes on; `since`: when it was met first."""

    def __init__(self) -> None:
        self.what = ""
        self.since: datetime | None = None
        self._first: dict[str, datetime] = {}
        self._told: dict[str, datetime] = {}

    def met(self, what: str, now: datetime) -> bool:
        """It was met again; whether it is to be told. Two that take turns, as a lost sign-in and a lost network, are told once a day each."""
        self.what, self.since = what, self._first.setdefault(what, now)
        if what in self._told and now - self._told[what] < _REMINDED:
            return False
        self._told[what] = now
        return True

    def mended(self) -> bool:
        """Nothing is in the way any more; whether something was."""
        was, self.what, self.since = self.what, "", None
        self._first.clear()
        self._told.clear()
        return bool(was)
