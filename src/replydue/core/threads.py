"""Which saved messages are one thread? By Gmail's own thread id where an export states it, else by References, else by subject among the same people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from replydue.core.mail import Message

_REPLY = re.compile(r"^\s*(?:(?:re|aw|antw|sv|vs|ref|rv|res|fwd?|wg|tr)\s*(?:\[\d+\])?\s*:\s*)+", re.I)


def threaded(messages: Sequence[Message]) -> tuple[Message, ...]:
    """The messages in their order, each with the id of its thread: that of the thread's first message."""
    by_id: dict[str, int] = {}
    by_subject: dict[str, list[int]] = {}
    thread_of: list[int] = []
    stated: dict[str, int] = {}
    for index, message in enumerate(messages):
        thread = _stated(message, stated, index)
        if thread is None:
            thread = _referred(message, by_id, thread_of)
        if thread is None:
            thread = _same_subject(message, messages, by_subject, thread_of)
        thread_of.append(index if thread is None else thread)
        if message.message_id:
            by_id.setdefault(message.message_id, index)
        by_subject.setdefault(_plain(message.subject), []).append(index)
    _join_late(messages, by_id, thread_of)
    return tuple(replace(message, thread_id=messages[thread].id or str(thread)) for message, thread in zip(messages, thread_of, strict=True))


def _stated(message: Message, stated: dict[str, int], index: int) -> int | None:
    """Google Takeout writes Gmail's own thread id into each message."""
    known = message.header("x-gm-thrid")
    return stated.setdefault(known, index) if known else None


def _referred(message: Message, by_id: dict[str, int], thread_of: list[int]) -> int | None:
    for reference in (message.in_reply_to, *reversed(message.references)):
        if reference in by_id:
            return thread_of[by_id[reference]]
    return None


def _same_subject(message: Message, messages: Sequence[Message], by_subject: dict[str, list[int]], thread_of: list[int]) -> int | None:
    """An answer whose program left References out: the same subject, between people who are in the thread already."""
    if not _REPLY.match(message.subject) or message.references or message.in_reply_to:
        return None
    people = _people(message)
    for index in reversed(by_subject.get(_plain(message.subject), [])):
        if len(people & _people(messages[index])) >= 2:
            return thread_of[index]
    return None


def _join_late(messages: Sequence[Message], by_id: dict[str, int], thread_of: list[int]) -> None:
    """An answer may stand before what it answers; threads that refer to each other become one."""
    for index, message in enumerate(messages):
        for reference in (message.in_reply_to, *message.references):
            if reference in by_id and thread_of[by_id[reference]] != thread_of[index] and not message.header("x-gm-thrid"):
                one, other = sorted((thread_of[by_id[reference]], thread_of[index]))
                thread_of[:] = [one if thread == other else thread for thread in thread_of]


def _people(message: Message) -> set[str]:
    return {box.address for box in (message.sender, *message.to, *message.cc) if box.address}


def _plain(subject: str) -> str:
    return " ".join(_REPLY.sub("", subject).split()).casefold()
