"""What happened in the mailbox? From the records of history.list to changes (gmail-api 2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

from replydue.gmail.values import Change

_KINDS: dict[str, Literal["added", "deleted", "labelled", "unlabelled"]] = {
    "messagesAdded": "added",
    "messagesDeleted": "deleted",
    "labelsAdded": "labelled",
    "labelsRemoved": "unlabelled",
}


def changes_in(records: Iterable[dict[str, Any]]) -> tuple[Change, ...]:
    """The changes in their order, none left out: a label put on, taken off and put on again is three. Records that name none are normal (gmail-api 0.4)."""
    return tuple(change for record in records for change in _changes(record))


def _changes(record: dict[str, Any]) -> Iterator[Change]:
    for key, kind in _KINDS.items():
        for entry in record.get(key) or ():
            message = entry.get("message") or {}
            yield Change(
                kind,
                str(message.get("id", "")),
                str(message.get("threadId", "")),
                frozenset(message.get("labelIds") or ()),
                frozenset(entry.get("labelIds") or ()),
            )
