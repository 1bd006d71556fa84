"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes all tables of the first version."""
    op.create_table(
        "mailbox",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("address", sa.String, nullable=False),
        sa.Column("history_id", sa.String, nullable=False),
        sa.Column("holder", sa.String, nullable=False),
        sa.Column("held_until", sa.String, nullable=False),
    )
    op.create_table(
        "conversations",
        sa.Column("thread_id", sa.String, primary_key=True),
        sa.Column("followed", sa.Boolean, nullable=False),
        sa.Column("summary", sa.Text, nullable=False),
        sa.Column("override", sa.Text, nullable=False),
        sa.Column("wake_at", sa.String, nullable=False),
        sa.Column("aside", sa.String, nullable=False),
    )
    op.create_index("conversations_wake", "conversations", ["wake_at"])
    op.create_table(
        "messages",
        sa.Column("id", sa.String, primary_key=True),
        sa.Column("thread_id", sa.String, nullable=False),
        sa.Column("sent_at", sa.String, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_index("messages_thread", "messages", ["thread_id"])
    op.create_table("people", sa.Column("thread_id", sa.String, primary_key=True), sa.Column("key", sa.String, primary_key=True))
    op.create_index("people_key", "people", ["key"])
    op.create_table(
        "follow_ups",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("thread_id", sa.String, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        *(sa.Column(name, sa.String, nullable=False) for name in ("do", "phase", "anchor", "at", "changed")),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("draft_id", sa.String, nullable=False),
        sa.Column("sent_id", sa.String, nullable=False),
        sa.Column("approved_text", sa.Text, nullable=False),
    )
    op.create_index("follow_ups_thread", "follow_ups", ["thread_id"])
    op.create_table(
        "phases",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("follow_up", sa.Integer, sa.ForeignKey("follow_ups.id", ondelete="CASCADE"), nullable=False),
        *(sa.Column(name, sa.String, nullable=False) for name in ("phase", "at", "why")),
    )
    op.create_index("phases_follow_up", "phases", ["follow_up"])
    op.create_table("unseen", sa.Column("thread_id", sa.String, primary_key=True))
