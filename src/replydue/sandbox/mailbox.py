"""What is in the mailbox? All its state, its indexes, and the few ways it can change; each change is written into the history."""

import threading
from bisect import insort
from collections import defaultdict
from collections.abc import Collection, Iterable

from replydue.sandbox import head
from replydue.sandbox.clock import Clock
from replydue.sandbox.errors import not_found
from replydue.sandbox.history import ADDED, DELETED, LABELLED, UNLABELLED, Change, History
from replydue.sandbox.labels import Labels
from replydue.sandbox.mail import Mail


def in_ms(clock: Clock) -> int:
    """The clock's moment in epoch milliseconds."""
    return int(clock.now().timestamp() * 1000)


class Mailbox:
    """One account. `lock` is held around every call; the methods themselves take none. `own` are the user's (address, name) pairs, the primary one first."""

    def __init__(self, own: tuple[tuple[str, str], ...], clock: Clock) -> None:
        self.own = own
        self.clock = clock
        self.lock = threading.RLock()
        self.labels = Labels()
        self.history = History()
        self.sent_by_draft: set[str] = set()
        self._mails: dict[str, Mail] = {}
        self._threads: dict[str, list[str]] = {}
        self._labelled: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._by_message_id: defaultdict[str, list[str]] = defaultdict(list)
        self._drafts: dict[str, str] = {}
        self._made = 0
        self._newest_first: list[Mail] | None = None

    @property
    def addresses(self) -> frozenset[str]:
        """Every address of the user's, in lower case."""
        return frozenset(address.lower() for address, _ in self.own)

    # --- looking

    def mail(self, id_: str) -> Mail:
        """The message with this id; 404 if there is none."""
        if id_ not in self._mails:
            raise not_found()
        return self._mails[id_]

    def thread(self, id_: str) -> list[Mail]:
        """All messages of a thread, the oldest first, drafts, spam and trash among them; 404 if there is none."""
        if id_ not in self._threads:
            raise not_found()
        return sorted((self._mails[one] for one in self._threads[id_]), key=lambda mail: mail.order)

    def thread_ids(self) -> list[str]:
        """All threads, in the order they began to be."""
        return list(self._threads)

    def has_thread(self, id_: str) -> bool:
        """Whether there is such a thread."""
        return id_ in self._threads

    def draft(self, draft_id: str) -> Mail:
        """The message of a draft; 404 if there is none."""
        return self.mail(self._drafts.get(draft_id, ""))

    def drafts(self) -> dict[str, Mail]:
        """All drafts by their id."""
        return {draft_id: self._mails[id_] for draft_id, id_ in self._drafts.items()}

    def newest_first(self) -> list[Mail]:
        """All messages, the newest first."""
        if self._newest_first is None:
            self._newest_first = sorted(self._mails.values(), key=lambda mail: mail.order, reverse=True)
        return self._newest_first

    def labelled(self, label: str) -> list[Mail]:
        """All messages with this label."""
        return [self._mails[id_] for id_ in self._labelled[label]]

    def __len__(self) -> int:
        return len(self._mails)

    def thread_for(self, fields: head.Fields) -> str:
        """The thread that mail with this header belongs to: that of a message it answers, if the subjects agree. "" for a new one."""
        subject = head.thread_subject(head.first(fields, "subject"))
        for answered in head.answered_ids(fields):
            for id_ in self._by_message_id.get(answered, ()):
                if head.thread_subject(self._mails[id_].subject()) == subject:
                    return self._mails[id_].thread_id
        return ""

    def takes(self, thread_id: str, fields: head.Fields) -> bool:
        """Whether Gmail puts mail with this subject into that thread."""
        subject = head.thread_subject(head.first(fields, "subject"))
        return any(head.thread_subject(mail.subject()) == subject for mail in self.thread(thread_id))

    # --- changing

    def add(
        self,
        raw: bytes,
        labels: Iterable[str],
        *,
        thread_id: str = "",
        received_ms: int | None = None,
        draft_id: str = "",
        fields: head.Fields | None = None,
        log: bool = True,
    ) -> Mail:
        """A new message; without a thread it begins one. `fields` is its header if it was read before; `log=False` for mail that was there all along."""
        id_ = self._new_id()
        when = in_ms(self.clock) if received_ms is None else received_ms
        mail = Mail(id_, thread_id or id_, raw, set(labels), when, self.history.current, draft_id)
        if fields is not None:
            mail.fields = fields
        self._mails[id_] = mail
        self._threads.setdefault(mail.thread_id, []).append(id_)
        for label in mail.labels:
            self._labelled[label][id_] = None
        if draft_id:
            self._drafts[draft_id] = id_
        if message_id := head.message_id(mail.fields):
            self._by_message_id[message_id].append(id_)
        if self._newest_first is not None:
            insort(self._newest_first, mail, key=lambda one: (-one.order[0], -one.order[1]))
        if log:
            self._write_down(ADDED, [mail])
        return mail

    def remove(self, mail: Mail) -> None:
        """Takes a message away for good (not into the trash)."""
        self._write_down(DELETED, [mail])
        del self._mails[mail.id]
        for label in mail.labels:
            self._labelled[label].pop(mail.id, None)
        self._by_message_id.get(head.message_id(mail.fields), [mail.id]).remove(mail.id)
        rest = self._threads[mail.thread_id]
        rest.remove(mail.id)
        if not rest:
            del self._threads[mail.thread_id]
        if self._drafts.get(mail.draft_id) == mail.id:
            del self._drafts[mail.draft_id]
        if self._newest_first is not None:
            self._newest_first.remove(mail)

    def relabel(self, mails: Collection[Mail], add: Iterable[str], remove: Iterable[str]) -> None:
        """Puts labels on and takes labels off. One record a label, one entry a message that changed; nothing where nothing changes."""
        for label in dict.fromkeys(add):
            changed = [mail for mail in mails if label not in mail.labels]
            for mail in changed:
                mail.labels.add(label)
                self._labelled[label][mail.id] = None
            self._write_down(LABELLED, changed, label)
        for label in dict.fromkeys(remove):
            changed = [mail for mail in mails if label in mail.labels]
            for mail in changed:
                mail.labels.discard(label)
                self._labelled[label].pop(mail.id, None)
            self._write_down(UNLABELLED, changed, label)

    def release_draft(self, draft: Mail, raw: bytes) -> Mail:
        """Makes a draft an ordinary message with other bytes; its labels are left to the caller."""
        self._by_message_id.get(head.message_id(draft.fields), [draft.id]).remove(draft.id)
        del self._drafts[draft.draft_id]
        self.sent_by_draft.add(draft.draft_id)
        fresh = Mail(draft.id, draft.thread_id, raw, draft.labels, in_ms(self.clock), draft.history_id)
        self._mails[draft.id] = fresh
        self._by_message_id[head.message_id(fresh.fields)].append(fresh.id)
        self._newest_first = None
        return fresh

    def touch(self, mails: Collection[Mail]) -> None:
        """A bare record: these messages, and no word on what changed."""
        self._write_down("", mails)

    def _write_down(self, kind: str, mails: Collection[Mail], *changed: str) -> None:
        if not mails:
            return
        changes = tuple(Change(mail.id, mail.thread_id, tuple(sorted(mail.labels)), changed) for mail in mails)
        id_ = self.history.add(kind, changes, in_ms(self.clock))
        for mail in mails:
            mail.history_id = id_

    def _new_id(self) -> str:
        """16 hex digits that rise with time, as Gmail's do."""
        self._made = max(in_ms(self.clock) << 20, self._made) + 1
        return f"{self._made:016x}"
