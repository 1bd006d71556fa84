"""What time is it in the sandbox? Real time, until somebody sets the clock; from then on it stands still and is moved by hand."""

from datetime import UTC, datetime, timedelta


class Clock:
    """The sandbox's clock. Every moment is aware and in UTC."""

    def __init__(self, at: datetime | None = None) -> None:
        self._at: datetime | None = None
        if at is not None:
            self.set(at)

    def now(self) -> datetime:
        """The moment it is in the mailbox."""
        return self._at or datetime.now(UTC)

    def set(self, at: datetime) -> None:
        """Stops the clock at `at`, which must be aware. Going back is allowed."""
        if at.tzinfo is None:
            raise ValueError("the sandbox's clock takes aware moments only")
        self._at = at.astimezone(UTC)

    def advance(self, by: timedelta) -> datetime:
        """Stops the clock `by` later than it is, and says when that is."""
        self.set(self.now() + by)
        return self.now()
