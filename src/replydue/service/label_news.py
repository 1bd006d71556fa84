"""What do changed labels mean for the mail that is known? They are put on what is stored: Gmail tells which, so that no thread is read for them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from replydue.core.conversation import NOT_OF_THE_CONVERSATION
from replydue.core.keys import keys_of
from replydue.gmail import Change
from replydue.service.desk import Desk

_OTHER_MAIL = frozenset({"DRAFT", "SENT"})  # with these the mail itself becomes another one


def only_labels(changes: Iterable[Change]) -> bool:
    """Whether nothing but labels has changed: no mail came, went, or was sent."""
    return all(change.kind in ("labelled", "unlabelled") and not change.changed & _OTHER_MAIL for change in changes)


def relabelled(desk: Desk, thread_id: str, changes: Iterable[Change]) -> bool:
    """Puts the changes, in their order, on the stored mail of a thread. False where they concern mail that is not stored: then it is to be read.

    What was stored may be newer than some of the changes, for in the end the last one holds. That nothing is otherwise than before does not mean that it
    was decided upon: a halt may have come in between.
    """
    stored = {message.id: message for message in desk.store.messages_of(thread_id)}
    labels = {id: message.labels for id, message in stored.items()}
    for change in changes:
        if change.message_id not in labels:
            return False
        before = labels[change.message_id]
        labels[change.message_id] = before | change.changed if change.kind == "labelled" else before - change.changed
    if any(message.labels != labels[id] for id, message in stored.items()):
        messages = tuple(replace(message, labels=labels[id]) for id, message in stored.items())
        desk.store.put_thread(thread_id, messages, keys_of(messages, desk.identities, desk.settings))
    return True


def relabel(desk: Desk, thread_id: str, add: Collection[str], remove: Collection[str]) -> None:
    """Puts labels on a conversation in Gmail, takes others off, by id, and writes that down, so that it is no news when Gmail tells it. Raises as Gmail does.

    Gmail shows a conversation's label whichever message bears it. So it is put on the newest, where nothing has to be taken off another one.
    """
    stored = desk.store.messages_of(thread_id)
    newest = next((message.id for message in reversed(stored) if not message.labels & NOT_OF_THE_CONVERSATION), "")
    alone = newest if all(message.id == newest or not message.labels & set(remove) for message in stored) else ""
    desk.gmail.relabel(thread_id, add, remove, message_id=alone)
    bearing = {alone} if alone else {message.id for message in stored if "DRAFT" not in message.labels}
    messages = tuple(replace(m, labels=(m.labels | set(add)) - set(remove)) if m.id in bearing else m for m in stored)
    desk.store.put_thread(thread_id, messages, keys_of(messages, desk.identities, desk.settings))
