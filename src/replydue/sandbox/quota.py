"""What does a call cost, and has the user enough left? Google's table of units as it stands since May 2026."""

from collections import deque
from datetime import datetime, timedelta

# fmt: off
UNITS = {
    "getProfile": 1, "watch": 100, "stop": 50, "history.list": 2,
    "messages.list": 5, "messages.get": 20, "messages.attachments.get": 20, "messages.insert": 25, "messages.import": 25, "messages.send": 100,
    "messages.modify": 5, "messages.batchModify": 50, "messages.trash": 20, "messages.untrash": 5,
    "threads.list": 10, "threads.get": 40, "threads.modify": 10, "threads.trash": 20, "threads.untrash": 10,
    "drafts.list": 5, "drafts.get": 20, "drafts.create": 10, "drafts.update": 15, "drafts.delete": 10, "drafts.send": 100,
    "labels.list": 1, "labels.get": 1, "labels.create": 5, "labels.update": 5, "labels.patch": 5, "labels.delete": 5,
    "settings.getVacation": 1, "settings.sendAs.list": 1, "settings.sendAs.get": 1,
}
# fmt: on
MINUTE = timedelta(minutes=1)


class Meter:
    """Counts units. With a limit, calls that would go above it within one minute of the sandbox's clock are refused."""

    def __init__(self, per_minute: int | None) -> None:
        self.per_minute = per_minute
        self.spent = 0
        self._minute: deque[tuple[datetime, int]] = deque()
        self._in_minute = 0

    def charge(self, units: int, at: datetime) -> bool:
        """Takes the units, and says whether they were there to be taken. A refused call costs nothing."""
        while self._minute and self._minute[0][0] <= at - MINUTE:
            self._in_minute -= self._minute.popleft()[1]
        if self.per_minute is not None and self._in_minute + units > self.per_minute:
            return False
        self._minute.append((at, units))
        self._in_minute += units
        self.spent += units
        return True
