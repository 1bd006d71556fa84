"""The only door to the database: SQLAlchemy Core on SQLite, or PostgreSQL."""

from replydue.store.overview import Kept
from replydue.store.store import Store, open_store

__all__ = ["Kept", "Store", "open_store"]
