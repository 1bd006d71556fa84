"""The only door to the database: SQLAlchemy Core on SQLite, or PostgreSQL."""

from replydue.store.store import Store, open_store

__all__ = ["Store", "open_store"]
