"""What time is it? The one place that reads the clock; movable, so that a demo can live through weeks in seconds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


class Clock:
    """The time as the daemon sees it: the computer's, plus an offset that only a demo or a test moves."""

    def __init__(self) -> None:
        self.offset = timedelta()

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        return datetime.now(UTC) + self.offset

    def advance(self, by: timedelta) -> None:
        """Moves this clock; the computer's stays."""
        self.offset += by

    def real(self, moment: datetime) -> datetime:
        """The moment on the computer's own clock at which this clock will show `moment`."""
        return moment - self.offset
