"""What belongs together? The human messages of a conversation in order, who wrote each, and who is on the other side."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from replydue.core.history import without_history
from replydue.core.hosts import is_hiring_platform, is_job_board, is_shared, organisation
from replydue.core.later import Later, known
from replydue.core.mail import Mailbox, Message, Nature
from replydue.core.model import Conversation
from replydue.core.sender import is_no_reply, nature, permanently_undeliverable, refuses_answers, sent_by_machine
from replydue.settings import Settings

NOT_OF_THE_CONVERSATION = frozenset({"SPAM", "TRASH", "DRAFT", "CHAT"})
_CARRIED = 5  # earlier mails that one may carry below; with one of them it carries those before it
_What = TypeVar("_What")
_RELAYED = re.compile(r"\bvia\b", re.I)  # "Dana Whitfield via HireLoft": the address is that of a service which passes mail on


class ById(Mapping[str, _What]):
    """What is read in each message, by its id; read when it is first asked for, for of a long conversation only the last letters matter."""

    def __init__(self, messages: Iterable[Message], read: Callable[[Message], _What]) -> None:
        self._messages, self._read = {message.id: message for message in messages}, read
        self._known: dict[str, _What] = {}

    def __getitem__(self, id: str) -> _What:
        if id not in self._known:
            self._known[id] = self._read(self._messages[id])
        return self._known[id]

    def __contains__(self, id: object) -> bool:
        return id in self._messages

    def __iter__(self) -> Iterator[str]:
        return iter(self._messages)

    def __len__(self) -> int:
        return len(self._messages)


@dataclass(frozen=True)
class Exchange:
    """A conversation seen by who wrote what. `messages` are those of the thread, `human` all human ones, from other threads too; oldest first."""

    conversation: Conversation
    settings: Settings

    @cached_property
    def mine(self) -> frozenset[str]:
        """All addresses of the user, lower-case."""
        return frozenset({identity.address.lower() for identity in self.conversation.identities} | set(self.settings.account.addresses))

    def by_me(self, message: Message) -> bool:
        """Whether the user wrote it; an address with a `+tag` is the user's too."""
        address = message.sender.address
        return address in self.mine or without_tag(address) in self.mine

    @cached_property
    def messages(self) -> tuple[Message, ...]:
        """The thread's messages without spam, trash, drafts and chats (reading rules, section 4), each without what it carries of those before it."""
        kept = (message for message in self.conversation.messages if not message.labels & NOT_OF_THE_CONVERSATION)
        ordered = sorted(kept, key=lambda message: message.date)
        return tuple(_apart_from(message, ordered[max(0, place - _CARRIED) : place]) for place, message in enumerate(ordered))

    @cached_property
    def natures(self) -> Mapping[str, Nature]:
        """What made each message, by its id; what the user sent is the user's own unless it says that it is automatic."""
        return ById((*self.messages, *self.conversation.elsewhere), nature)

    def is_human(self, message: Message) -> bool:
        """Whether a person wrote it; it is read only where its head leaves that open."""
        return not sent_by_machine(message) and self.natures[message.id] is Nature.HUMAN

    @cached_property
    def linked(self) -> tuple[Message, ...]:
        """Mail of other threads between the user and the same people, or the same company."""
        kept = (message for message in self.conversation.elsewhere if not message.labels & NOT_OF_THE_CONVERSATION)
        return tuple(sorted((message for message in kept if self._belongs(message)), key=lambda message: message.date))

    @cached_property
    def human(self) -> tuple[Message, ...]:
        """The human messages in order: those of the thread, and from elsewhere those that came after the thread began."""
        first = self.messages[0].date if self.messages else None
        later = (message for message in self.linked if first is not None and message.date >= first)
        return tuple(sorted((m for m in (*self.messages, *later) if self.is_human(m)), key=lambda message: message.date))

    @cached_property
    def carried_on_in(self) -> str:
        """The other thread in which the conversation goes on, "" where this one is it: that of the newest word, of those in which the user wrote, if any.

        It is the same seen from each of them, so that the same people are not asked twice.
        """
        said = [message for message in (*self.messages, *self.linked) if self.is_human(message)]
        taken_part_in = {message.thread_id for message in said if self.by_me(message)}
        last = newest(message for message in said if not taken_part_in or message.thread_id in taken_part_in)
        return "" if last is None or any(message.id == last.id for message in self.messages) else last.thread_id

    @cached_property
    def letters(self) -> tuple[Message, ...]:
        """The human messages, and what the company's machines sent as letters: a no from a no-reply address is no reply, but it is a no."""
        first = self.messages[0].date if self.messages else None
        here = (m for m in self.messages if self.natures[m.id] in (Nature.AUTO_REPLY, Nature.BULK))
        there = (m for m in self.linked if first is not None and m.date >= first and self.natures[m.id] is Nature.AUTO_REPLY)
        by_machine = (message for message in (*here, *there) if not self.by_me(message))
        return tuple(sorted((*self.human, *by_machine), key=lambda message: message.date))

    @cached_property
    def theirs(self) -> tuple[Message, ...]:
        """The counterpart's human messages."""
        return tuple(message for message in self.human if not self.by_me(message))

    @cached_property
    def my_own(self) -> tuple[Message, ...]:
        """The user's human messages."""
        return tuple(message for message in self.human if self.by_me(message))

    @cached_property
    def automatic(self) -> tuple[Message, ...]:
        """What machines of the other side sent into the thread, or about it: Gmail gives bounces and out-of-office replies threads of their own."""
        kept = (m for m in self.conversation.elsewhere if not m.labels & NOT_OF_THE_CONVERSATION and self._reports(m))
        found = (m for m in (*self.messages, *kept) if not self.is_human(m) and not self.by_me(m))
        return tuple(sorted(found, key=lambda message: message.date))

    def _reports(self, message: Message) -> bool:
        """Whether a machine's mail of another thread answers a message of this one, or one that its people were sent."""
        if {message.in_reply_to, *message.references} & {mine.message_id for mine in self.messages if mine.message_id}:
            return True
        made_by = self.natures[message.id]
        if made_by is Nature.BOUNCE:
            return bool(permanently_undeliverable(message) & {person.address for person in self.people})
        return made_by is Nature.OUT_OF_OFFICE and any(person.address == message.sender.address for person in self.people)

    @cached_property
    def people(self) -> tuple[Mailbox, ...]:
        """Everybody on the other side of the thread who can be answered: who wrote, and whom the user wrote to."""
        written = [box for message in self.messages if not self.by_me(message) for box in (message.sender, *message.reply_to)]
        addressed = [box for message in self.messages if self.by_me(message) for box in message.to]
        known = {box.address: box for box in (*addressed, *written) if box.address and not self._is_me(box) and not is_no_reply(box.address)}
        return tuple(known.values())

    @cached_property
    def answerable(self) -> tuple[Mailbox, ...]:
        """The `people` but for machines of theirs which say that nobody reads an answer; for this their mail is read."""
        machines = (m for m in self.messages if not self.by_me(m) and self.natures[m.id] in (Nature.AUTO_REPLY, Nature.BULK))
        deaf = {m.sender.address for m in machines if refuses_answers(m)} - {message.sender.address for message in self.theirs}
        addressed = {box.address for message in self.my_own for box in message.to}
        return tuple(person for person in self.people if person.address not in deaf - addressed)

    def _is_me(self, box: Mailbox) -> bool:
        return box.address in self.mine or without_tag(box.address) in self.mine

    def _belongs(self, message: Message) -> bool:
        others = (message.to if self.by_me(message) else (message.sender,)) or ()
        return any(same_side(other, person) for other in others for person in self.people)


def _apart_from(message: Message, earlier: Sequence[Message]) -> Message:
    if not earlier:
        return message
    return replace(message, body=Later(lambda: without_history(known(message.body), (each.words for each in earlier))))


def same_side(one: Mailbox, other: Mailbox) -> bool:
    """Whether two mailboxes are one person, or people of one company (reading rules, sections 4 and 6)."""
    if one.address == other.address:
        relayed = is_hiring_platform(one.domain) or is_job_board(one.domain) or all(_RELAYED.search(box.name) for box in (one, other))
        return not relayed or plain_name(one.name) == plain_name(other.name)
    return not is_shared(one.domain) and bool(one.domain) and organisation(one.domain) == organisation(other.domain)


def plain_name(name: str) -> str:
    """A display name as it tells people apart: without 'via …', brackets, case and extra blanks."""
    return " ".join(re.sub(r"\s+(?:via|from|at|@|\|)\s.*|\(.*?\)|[\"']", "", name).split()).casefold()


def without_tag(address: str) -> str:
    """The address without its `+tag`."""
    local, at, domain = address.partition("@")
    return f"{local.partition('+')[0]}{at}{domain}"


def newest(messages: Iterable[Message]) -> Message | None:
    """The newest of the messages, None of none."""
    return max(messages, key=lambda message: message.date, default=None)
