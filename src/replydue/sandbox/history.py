"""What has changed since? The mailbox's log of changes, each with the labels as they were at that moment."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

ADDED, DELETED, LABELLED, UNLABELLED = "messagesAdded", "messagesDeleted", "labelsAdded", "labelsRemoved"
KINDS = {"messageAdded": ADDED, "messageDeleted": DELETED, "labelAdded": LABELLED, "labelRemoved": UNLABELLED}
START = 4_100
KEPT_MS = 28 * 24 * 3600 * 1000  # seen on a real account; Google promises "at least a week"


@dataclass(frozen=True)
class Change:
    """One message in a record: its ids and labels then, and for changes of labels which ones."""

    message_id: str
    thread_id: str
    labels: tuple[str, ...]
    changed: tuple[str, ...] = ()

    def message(self) -> dict[str, Any]:
        """The message as Gmail shows it in history. Without labels there is no key for them."""
        shown: dict[str, Any] = {"id": self.message_id, "threadId": self.thread_id}
        return {**shown, "labelIds": list(self.labels)} if self.labels else shown


@dataclass(frozen=True)
class Record:
    """What one act did. `kind` "" is a bare record, which names messages but no change: real Gmail has many."""

    id: int
    kind: str
    changes: tuple[Change, ...]
    at_ms: int

    def concerns(self, label: str) -> bool:
        """Whether a listing for one label shows it: any kind of change, as long as the message bears or bore the label."""
        return any(label in change.labels or label in change.changed for change in self.changes)

    def json(self) -> dict[str, Any]:
        """The record as Gmail shows it."""
        short = [{"id": change.message_id, "threadId": change.thread_id} for change in self.changes]
        shown: dict[str, Any] = {"id": str(self.id), "messages": short}
        if self.kind:
            shown[self.kind] = [self._entry(change) for change in self.changes]
        return shown

    def _entry(self, change: Change) -> dict[str, Any]:
        return {"message": change.message(), **({"labelIds": list(change.changed)} if change.changed else {})}


class History:
    """The log. Ids rise, with gaps. `floor` is the oldest id that can still be asked from."""

    def __init__(self) -> None:
        self.current = START
        self.floor = START
        self._records: list[Record] = []

    def add(self, kind: str, changes: tuple[Change, ...], at_ms: int) -> int:
        """Writes one record down and gives its id."""
        self.current += 3 + (self.current * 7 + len(self._records)) % 11
        self._records.append(Record(self.current, kind, changes, at_ms))
        return self.current

    def after(self, start: int) -> list[Record]:
        """All records after this id, oldest first. The id must lie between `floor` and `current`."""
        return self._records[bisect_right(self._records, start, key=lambda record: record.id) :]

    def forget_before(self, now_ms: int) -> None:
        """Drops what is older than Gmail keeps. Ids from before the last dropped record are expired from then on."""
        keep = bisect_right(self._records, now_ms - KEPT_MS, key=lambda record: record.at_ms)
        if keep:
            self.floor = self._records[keep - 1].id
            del self._records[:keep]

    def expire(self) -> None:
        """Every id handed out so far is too old from now on, even the newest."""
        self._records.clear()
        self.current += 5
        self.floor = self.current
