"""What has the daemon at hand? The mailbox, the store, the settings, who the user is, and which label id is which of our names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from replydue.core.labels import COLOURS
from replydue.core.mail import Message
from replydue.core.model import Conversation, Decision, Identity
from replydue.core.template_set import BUILT_IN, Templates
from replydue.gmail import Gmail
from replydue.settings import Settings
from replydue.store import Store


@dataclass
class Desk:
    """One pass's view of the mailbox."""

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
        from replydue.core.decide import decide  # the judgement is loaded with the first conversation that there is to decide upon

        known = self._decided.get(conversation.id)
        if known is None or known[2] is not self.templates or known[:2] != (conversation, now):
            known = self._decided[conversation.id] = conversation, now, self.templates, decide(conversation, self.settings, now, self.templates)
        return known[3]

    def clear(self) -> None:
        """Forgets the decisions, and with them the conversations: the pass is over."""
        self._decided.clear()

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
