"""What an overview is ordered by stands in columns of its own, so that no summary is read for it; `followed` says nothing more than `standing`."""

import json
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """The columns are filled from the summaries, each of which holds the last decision."""
    for name in ("standing", "expected_by", "step_at"):
        op.add_column("conversations", sa.Column(name, sa.String, nullable=False, server_default=""))
    conversations = sa.table("conversations", *(sa.column(name) for name in ("thread_id", "summary", "standing", "expected_by", "step_at")))
    connection = op.get_bind()
    for thread_id, summary in connection.execute(sa.select(conversations.c.thread_id, conversations.c.summary).where(conversations.c.summary != "")).all():
        connection.execute(conversations.update().where(conversations.c.thread_id == thread_id).values(**_overview(json.loads(summary))))
    op.drop_column("conversations", "followed")
    op.create_index("conversations_standing", "conversations", ["standing", "expected_by"])
    op.create_index("conversations_step", "conversations", ["step_at"])
    op.create_index("follow_ups_phase", "follow_ups", ["phase"])


def _overview(summary: dict[str, Any]) -> dict[str, str]:
    expectation, step = summary.get("expectation") or {}, summary.get("next_step") or {}
    step_at = datetime.fromisoformat(step["at"]).astimezone(UTC).isoformat(timespec="microseconds") if step else ""
    return {"standing": summary["standing"], "expected_by": expectation.get("by", ""), "step_at": step_at}
