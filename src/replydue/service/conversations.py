"""Gathers all that a decision about one conversation may look at: the stored mail, the drafts that stand, the labels, what was done and laid down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from replydue.core.conversation import NOT_OF_THE_CONVERSATION
from replydue.core.decide import decide
from replydue.core.follow_ups import draft_text
from replydue.core.keys import keys_of
from replydue.core.labels import COLOURS
from replydue.core.life import LIVE, FollowUp, Phase
from replydue.core.model import Conversation, Decision, Identity, Message, StandingDraft
from replydue.core.wording import BUILT_IN, Templates
from replydue.errors import NotFound
from replydue.gmail import Gmail
from replydue.settings import Settings
from replydue.store import Store

# Seen in the trash and in spam too, and taken off there: out of them again, it would approve a draft that came after it.
_SEEN_EVERYWHERE = frozenset({"Approved"})


@dataclass
class Desk:
    """One pass's view of the mailbox: who the user is, and which label id is which of our names."""

    gmail: Gmail
    store: Store
    settings: Settings
    templates: Templates = BUILT_IN
    identities: tuple[Identity, ...] = ()
    label_names: Mapping[str, str] = field(default_factory=dict)  # id -> name below our prefix
    as_of: datetime | None = None  # when both were read
    _decided: dict[str, tuple[Conversation, datetime, Templates, Decision]] = field(default_factory=dict)

    def decide(self, conversation: Conversation, now: datetime) -> Decision:
        """The decision for a conversation; within one pass the same one is asked several times, and mail is judged once."""
        known = self._decided.get(conversation.id)
        if known is None or known[2] is not self.templates or known[:2] != (conversation, now):
            if known is not None and known[1] != now:
                self._decided.clear()  # of an earlier pass
            known = self._decided[conversation.id] = conversation, now, self.templates, decide(conversation, self.settings, now, self.templates)
        return known[3]

    def refresh(self) -> None:
        """Reads the identities and labels anew; two requests, so only when there is something to decide. Where one fails, neither counts as read."""
        identities = self.gmail.identities()
        self.refresh_labels()
        self.identities = identities

    def refresh_labels(self) -> None:
        """Reads the labels anew, for the user may have deleted or renamed some. What is missing is made: a lever that is not there cannot be pulled."""
        prefix = f"{self.settings.labels.prefix}/"
        ours = {f"{prefix}{name}": colours for name, colours in COLOURS.items()}
        self.label_names = {id: name.removeprefix(prefix) for name, id in self.gmail.ensure_labels(ours).items()}

    def levers(self, messages: Iterable[Message]) -> frozenset[str]:
        """Our labels that any message of the thread bears."""
        return frozenset(
            self.label_names[label] for message in messages for label in message.labels if label in self.label_names and "DRAFT" not in message.labels
        )


def load(desk: Desk, thread_id: str) -> Conversation:
    """The conversation as it stands. Drafts are asked of Gmail, for the store cannot know whether the user has touched them."""
    stored = desk.store.messages_of(thread_id)
    conversation = without_drafts(desk, thread_id)
    return replace(conversation, drafts=_drafts(desk.gmail, thread_id, stored, conversation.follow_ups))


def without_drafts(desk: Desk, thread_id: str) -> Conversation:
    """The conversation as the store knows it; Gmail is not asked."""
    stored = desk.store.messages_of(thread_id)
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
