"""A look at the store that changes nothing: an SQLite file that is up to date is asked directly, for to load SQLAlchemy takes longer than all that is shown."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from replydue.store.overview import Overview
from replydue.store.refusals import BUSY, told
from replydue.store.steps import steps


def look_into(address: str) -> Overview:
    """The store at an SQLAlchemy address, to be read only; made and brought up to date as needed. Raises StoreError."""
    file = file_of(address)
    connection = _up_to_date(file) if file else None
    if file and connection:
        return _Glance(file, connection)
    from replydue.store.store import open_store  # whatever is missing or wrong with the file is found, mended or told there

    return open_store(address)


class _Glance(Overview):
    """An SQLite file."""

    def __init__(self, file: Path, connection: sqlite3.Connection) -> None:
        self._file, self._connection = file, connection

    def _ask(self, query: str, **values: Any) -> Sequence[Sequence[Any]]:
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise told(error, str(self._file)) from error

    def close(self) -> None:
        """Closes the file."""
        self._connection.close()


def file_of(address: str) -> Path | None:
    """The file of an SQLite store, there or not; None where the store is of another kind."""
    kind, _, path = address.partition(":///")
    plain = kind.partition("+")[0] == "sqlite" and path and not path.startswith((":", "file:")) and "?" not in path
    return Path(path).expanduser() if plain else None


def _up_to_date(file: Path) -> sqlite3.Connection | None:
    """A connection that never writes; None where there is no such file, or its tables are not those of this version."""
    try:
        connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", timeout=BUSY, uri=True)  # `ro` could not read what the daemon is just writing
    except sqlite3.Error:
        return None
    try:
        connection.execute("PRAGMA query_only = ON")
        with closing(connection.execute("SELECT version_num FROM alembic_version")) as found:
            if found.fetchone() == (steps()[-1],):
                return connection
    except sqlite3.Error:
        pass
    connection.close()
    return None
