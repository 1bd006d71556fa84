"""The tables. Moments are ISO 8601 texts in UTC, which sort by time; values of the core that are only read whole are JSON."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, String, Table, Text, text

metadata = MetaData()
_ASIDE = text("aside > ''")  # few are, and it is they that are looked for

mailbox = Table(
    "mailbox",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("address", String, nullable=False, default=""),
    Column("history_id", String, nullable=False, default=""),  # a text: other servers' ids do not fit into 64 bits
    Column("holder", String, nullable=False, default=""),  # who holds the lease: host and process
    Column("held_until", String, nullable=False, default=""),
)

conversations = Table(
    "conversations",
    metadata,
    Column("thread_id", String, primary_key=True),
    Column("standing", String, nullable=False, default="", server_default=""),  # of the last decision, as the next two; "" before the first
    Column("expected_by", String, nullable=False, default="", server_default=""),
    Column("step_at", String, nullable=False, default="", server_default=""),
    Column("summary", Text, nullable=False, default=""),  # JSON of the last decision, for the command line
    Column("override", Text, nullable=False, default=""),
    Column("wake_at", String, nullable=False, default=""),
    Column("aside", String, nullable=False, default=""),  # why it was set aside
    Index("conversations_wake", "wake_at"),
    Index("conversations_standing", "standing", "expected_by"),
    Index("conversations_step", "step_at"),
    Index("conversations_aside", "aside", sqlite_where=_ASIDE),
)

messages = Table(
    "messages",
    metadata,
    Column("id", String, primary_key=True),
    Column("thread_id", String, nullable=False),
    Column("sent_at", String, nullable=False),
    Column("value", Text, nullable=False),
    Index("messages_thread", "thread_id"),
)

people = Table(  # who took part in a thread: how mail of other threads is found
    "people",
    metadata,
    Column("thread_id", String, primary_key=True),
    Column("key", String, primary_key=True),  # an address, or a company's own domain
    Index("people_key", "key"),
)

follow_ups = Table(
    "follow_ups",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("thread_id", String, nullable=False),
    Column("number", Integer, nullable=False),
    Column("do", String, nullable=False),
    Column("phase", String, nullable=False),
    Column("anchor", String, nullable=False),
    Column("at", String, nullable=False),
    Column("changed", String, nullable=False),
    Column("text", Text, nullable=False, default=""),
    Column("draft_id", String, nullable=False, default=""),
    Column("sent_id", String, nullable=False, default=""),
    Column("approved_text", Text, nullable=False, default=""),
    Index("follow_ups_thread", "thread_id"),
    Index("follow_ups_phase", "phase"),
)

phases = Table(  # the history of each follow-up
    "phases",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("follow_up", Integer, ForeignKey("follow_ups.id", ondelete="CASCADE"), nullable=False),
    Column("phase", String, nullable=False),
    Column("at", String, nullable=False),
    Column("why", String, nullable=False),
    Index("phases_follow_up", "follow_up"),
)

unseen = Table(  # threads named by Gmail's history that could not be read yet
    "unseen",
    metadata,
    Column("thread_id", String, primary_key=True),
)

digests = Table(  # one a day at most
    "digests",
    metadata,
    Column("day", String, primary_key=True),  # ISO 8601, in the user's zone
    Column("message_id", String, nullable=False),  # ours: by it a digest is found again whose insertion was not heard of
    Column("stage", String, nullable=False),
    Column("begun", String, nullable=False),
    Column("gmail_id", String, nullable=False, default=""),
)
