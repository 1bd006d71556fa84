"""What was set aside is found without a look at all conversations."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """In SQLite the index holds only those that are set aside."""
    op.create_index("conversations_aside", "conversations", ["aside"], sqlite_where=sa.text("aside > ''"))
