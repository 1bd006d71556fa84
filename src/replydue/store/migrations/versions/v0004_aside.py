"""What was set aside is found without a look at all conversations."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """The index holds only those that are set aside."""
    few = sa.text("aside > ''")
    op.create_index("conversations_aside", "conversations", ["aside"], sqlite_where=few, postgresql_where=few)
