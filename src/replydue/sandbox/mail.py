"""What is one message in the mailbox? Its bytes, its labels, and what is read from the bytes only when somebody asks."""

import html
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property

from replydue.sandbox import head
from replydue.sandbox.mime import Payload, plain_words, read_payload

SNIPPET_LENGTH = 200


@dataclass(eq=False)
class Mail:
    """A message. `received_ms` is Gmail's internalDate (epoch milliseconds); `history_id` that of its last change; `draft_id` "" for all but drafts."""

    id: str
    thread_id: str
    raw: bytes
    labels: set[str]
    received_ms: int
    history_id: int = 0
    draft_id: str = ""
    _subject: str | None = field(default=None, repr=False)
    _people: dict[tuple[str, ...], tuple[tuple[str, str], ...]] = field(default_factory=dict, repr=False)

    @cached_property
    def fields(self) -> head.Fields:
        """The header fields, unfolded, still encoded."""
        return head.fields(self.raw)

    @cached_property
    def payload(self) -> Payload:
        """The MIME tree."""
        return read_payload(self.raw)

    @cached_property
    def words(self) -> str:
        """All that the search looks through in the body, in one line."""
        return plain_words(self.payload)

    @property
    def snippet(self) -> str:
        """The first words, HTML-escaped as Gmail hands them out."""
        cut = re.sub(r"\s\S*$", "", self.words[: SNIPPET_LENGTH + 1]) if len(self.words) > SNIPPET_LENGTH else self.words
        return html.escape(cut, quote=True).replace("&#x27;", "&#39;")

    @property
    def received(self) -> datetime:
        """internalDate as a moment, in UTC."""
        return datetime.fromtimestamp(self.received_ms / 1000, UTC)

    @cached_property
    def order(self) -> tuple[int, int]:
        """Sorts messages by time, then by the order they came in."""
        return self.received_ms, int(self.id, 16)

    def subject(self) -> str:
        """The decoded subject."""
        if self._subject is None:
            self._subject = head.decoded(head.first(self.fields, "subject"))
        return self._subject

    def people(self, *names: str) -> tuple[tuple[str, str], ...]:
        """The (name, address) pairs of these header fields. Kept, for a search asks for them with each of its words."""
        if names not in self._people:
            self._people[names] = head.addresses(self.fields, *names)
        return self._people[names]

    def is_hidden(self) -> bool:
        """In spam or trash, and so out of searches."""
        return not self.labels.isdisjoint({"SPAM", "TRASH"})
