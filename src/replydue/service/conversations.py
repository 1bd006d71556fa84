"""Gathers all that a decision about one conversation may look at: the stored mail, the drafts that stand, the labels, what was done and laid down."""

from __future__ import annotations

from dataclasses import replace

from replydue.core.conversation import NOT_OF_THE_CONVERSATION
from replydue.core.follow_ups import draft_text
from replydue.core.keys import keys_of
from replydue.core.life import LIVE, FollowUp, Phase
from replydue.core.mail import Message
from replydue.core.model import Conversation, StandingDraft
from replydue.errors import NotFound
from replydue.gmail import Gmail
from replydue.service.desk import Desk

# Seen in the trash and in spam too, and taken off there: out of them again, it would approve a draft that came after it.
_SEEN_EVERYWHERE = frozenset({"Approved"})


def load(desk: Desk, thread_id: str) -> Conversation:
    """The conversation as it stands. Drafts are asked of Gmail, for the store cannot know whether the user has touched them."""
    stored = desk.store.messages_of(thread_id)
    conversation = _known(desk, thread_id, stored)
    return replace(conversation, drafts=_drafts(desk.gmail, thread_id, stored, conversation.follow_ups))


def without_drafts(desk: Desk, thread_id: str) -> Conversation:
    """The conversation as the store knows it; Gmail is not asked."""
    return _known(desk, thread_id, desk.store.messages_of(thread_id))


def _known(desk: Desk, thread_id: str, stored: tuple[Message, ...]) -> Conversation:
    messages = tuple(message for message in stored if not message.labels & NOT_OF_THE_CONVERSATION)
    keys = keys_of(stored, desk.identities, desk.settings)
    return Conversation(
        id=thread_id,
        identities=desk.identities,
        messages=messages,
        elsewhere=desk.store.messages_elsewhere(thread_id, sorted(keys)) if keys else (),
        follow_ups=desk.store.follow_ups_of(thread_id),
        levers=desk.levers(messages or stored) | (desk.levers(stored) & _SEEN_EVERYWHERE),
        override=desk.store.override_of(thread_id),
    )


def _drafts(gmail: Gmail, thread_id: str, stored: tuple[Message, ...], follow_ups: tuple[FollowUp, ...]) -> tuple[StandingDraft, ...]:
    """The drafts in the thread. Ours is asked for by its id, for the list of drafts may lag (gmail-api, 3.12)."""
    found: dict[str, StandingDraft] = {}
    for follow_up in follow_ups:
        if follow_up.phase in LIVE and follow_up.draft_id:
            try:
                draft = gmail.draft(follow_up.draft_id)
            except NotFound:
                continue
            found[draft.id] = StandingDraft(draft.id, draft.message.id, draft_text(draft.message))
    seen = {draft.message_id for draft in found.values()}
    lost = any(follow_up.phase is Phase.DRAFTING for follow_up in follow_ups)  # its draft may stand there without our knowing the id
    if lost or any("DRAFT" in message.labels and message.id not in seen for message in stored):
        for draft in gmail.drafts_in(thread_id):
            found.setdefault(draft.id, StandingDraft(draft.id, draft.message.id, draft_text(draft.message)))
    return tuple(found.values())
