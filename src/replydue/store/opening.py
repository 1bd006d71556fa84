"""Opens the database: makes its folder and file readable by the user alone, brings its tables up to date, and says clearly what is wrong with it."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from replydue.errors import StoreError
from replydue.store.refusals import BUSY, told
from replydue.store.steps import steps

_UPGRADING = threading.Lock()  # Alembic keeps what it works on for the whole process, and several mailboxes open their stores at the same time


def engine_for(address: str) -> Engine:
    """An engine on the database at an SQLAlchemy address, its tables up to date. Raises StoreError."""
    url = _url(address)
    try:
        if url.get_backend_name() == "sqlite":
            _private_file(url)
        engine = create_engine(url, connect_args={"timeout": BUSY} if url.get_backend_name() == "sqlite" else {})
        if url.get_backend_name() == "sqlite":
            event.listen(engine, "connect", _prepare_sqlite)
        _migrate(engine)
    except (NoSuchModuleError, ModuleNotFoundError) as error:
        raise StoreError(f"the database address {url.render_as_string()!r} needs a driver that is not installed", "install it, or use sqlite:///…") from error
    except OSError as error:
        raise StoreError(f"the database's folder cannot be used ({error.strerror})", f"look at the rights of {url.database}") from error
    except SQLAlchemyError as error:
        raise told(error, str(url.database)) from error
    return engine


def _url(address: str) -> URL:
    try:
        url = make_url(address)
    except ArgumentError as error:
        raise StoreError(f"the database address {address!r} cannot be read", "write it like sqlite:///~/.local/state/replydue/replydue.db") from error
    if url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:":
        return url.set(database=str(Path(url.database).expanduser()))
    return url


def _private_file(url: URL) -> None:
    if not url.database or url.database == ":memory:" or url.database.startswith("file:"):
        return
    path = Path(url.database)
    if not path.parent.exists():
        path.parent.mkdir(parents=True, mode=0o700)
    if not path.exists():
        path.touch(mode=0o600)


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _migrate(engine: Engine) -> None:
    """Runs the migrations that are missing; a database of a newer replydue is refused rather than guessed at."""
    known = steps()
    with engine.begin() as connection:
        present = _revision(connection)
        if present and present not in known:
            raise StoreError("the database was written by a newer replydue", "install that version again, or set `store` to another place")
        if present != known[-1]:
            _upgrade(connection)


def _upgrade(connection: Connection) -> None:
    from alembic import command  # loading it takes longer than all else that `status` does, and it is needed once a version
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "replydue.store:migrations")
    config.attributes["connection"] = connection
    with _UPGRADING:
        command.upgrade(config, "head")


def _revision(connection: Connection) -> str:
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")
