"""By what is mail of other threads found to belong together? Threads that share a key may; `conversation` then tells whether they do."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from replydue.core.conversation import NOT_OF_THE_CONVERSATION, without_tag
from replydue.core.hosts import is_shared, organisation
from replydue.core.mail import Mailbox, Message, Nature
from replydue.core.model import Identity
from replydue.core.sender import nature, permanently_undeliverable
from replydue.settings import Settings


def keys_of(messages: Collection[Message], identities: Iterable[Identity], settings: Settings) -> frozenset[str]:
    """By what mail of other threads is found to belong together: people's addresses, companies' own domains, and for machines' reports what they report on."""
    mine = {identity.address for identity in identities} | set(settings.account.addresses)
    boxes: set[Mailbox] = set()
    for message in messages:
        if not message.labels & NOT_OF_THE_CONVERSATION:
            boxes |= {message.sender, *message.reply_to, *(message.to if message.sender.address in mine else ())}
    others = {box for box in boxes if box.address and box.address not in mine and without_tag(box.address) not in mine}
    people = {box.address for box in others} | {organisation(box.domain) for box in others if not is_shared(box.domain)}
    return frozenset(people | {message.message_id for message in messages if message.message_id} | _reported_on(messages))


def _reported_on(messages: Iterable[Message]) -> set[str]:
    """The messages that machines' mail answers, and the addresses that bounces name."""
    automatic = [message for message in messages if nature(message) is not Nature.HUMAN]
    answered = {reference for message in automatic for reference in (message.in_reply_to, *message.references) if reference}
    return answered | {address for message in automatic for address in permanently_undeliverable(message)}
