"""The digests put into the inbox."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """One row a day."""
    op.create_table(
        "digests",
        sa.Column("day", sa.String, primary_key=True),
        *(sa.Column(name, sa.String, nullable=False) for name in ("message_id", "stage", "begun", "gmail_id")),
    )
