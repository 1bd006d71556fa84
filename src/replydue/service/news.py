"""Is there anything to do? What Gmail tells since the last look: one request. While the mailbox is quiet nothing more is loaded than this takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from replydue.core.digest_days import Stage, day_due
from replydue.errors import HistoryExpired
from replydue.gmail import Change
from replydue.service.desk import Desk
from replydue.service.under_way import is_under_way


@dataclass(frozen=True, slots=True)
class News:
    """What has happened since the last look. `whole`: that is not known, and the whole mailbox is to be looked at. `unseen`: threads to look for once more."""

    since: str
    until: str
    changes: tuple[Change, ...] = ()
    unseen: frozenset[str] = frozenset()
    whole: bool = False

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to look at."""
        return not (self.whole or self.changes or self.unseen)


def heard(desk: Desk) -> News:
    """What Gmail tells. Our own digests are no news. Raises SignInError, GmailUnreachable, GmailError."""
    since = desk.store.history_id()
    if not since or is_under_way(since):
        return News(since, since, whole=True)
    try:
        found = desk.gmail.changes_since(since)
    except HistoryExpired:
        return News(since, since, whole=True)
    digests = {digest.gmail_id for digest in desk.store.digests()} if found.changes else set()
    return News(since, found.history_id, tuple(change for change in found.changes if change.message_id not in digests), desk.store.unseen())


def digest_wanted(desk: Desk, now: datetime) -> bool:
    """Whether a digest is to be put in, looked for, or taken away. `now` is aware."""
    posted, day = desk.store.digests(), day_due(desk.settings, now)
    stages = [digest.stage for digest in posted]
    return (day is not None and day not in {digest.day for digest in posted}) or Stage.INSERTING in stages or stages.count(Stage.INSERTED) > 1
