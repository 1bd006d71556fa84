"""The only door to the database: SQLAlchemy Core on SQLite, or PostgreSQL. What only looks goes in by `look_into`, which loads no more than it must."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from replydue.store.glance import file_of, look_into
from replydue.store.overview import Kept, Overview

if TYPE_CHECKING:
    from replydue.store.store import Store, open_store

__all__ = ["Kept", "Overview", "Store", "file_of", "look_into", "open_store"]


def __getattr__(name: str) -> Any:
    """`Store` and `open_store`, loaded with SQLAlchemy when they are asked for."""
    if name not in ("Store", "open_store"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from replydue.store import store

    return getattr(store, name)
