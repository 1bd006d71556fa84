"""How does a store come to hold a hundred thousand conversations? Those of a first look are copied, row by row, under other names."""

from __future__ import annotations

import atexit
import shutil
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection, Engine, Table, event, insert, select

from bench.mail import mailbox
from bench.world import World, world
from replydue.sandbox import Sandbox
from replydue.store import Store
from replydue.store.opening import engine_for
from replydue.store.tables import metadata

_AT_ONCE = 200  # copies in one transaction
Rows = dict[Table, list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Seen:
    """A served mailbox, and a folder with a store that has seen it. `store` is its SQLAlchemy address."""

    box: Sandbox
    folder: Path
    store: str


_worlds = ExitStack()
atexit.register(_worlds.close)


@lru_cache
def _first_look(conversations: int) -> World:
    """A mailbox with little else than recruiters' threads, looked at; made once a run, for to look takes longer than most of what is measured on it."""
    now = datetime.now(UTC)
    made, _ = _worlds.enter_context(world(mailbox(5, now, messages=conversations * 3, recruiters=conversations), now))
    made.once()
    made.until_quiet()
    made.daemon.close()
    return made


@contextmanager
def looked_at(conversations: int) -> Iterator[Seen]:
    """A copy of the store of a first look, to do anything with, and the mailbox it is of."""
    made = _first_look(conversations)
    with TemporaryDirectory() as folder:
        shutil.copytree(made.folder, folder, dirs_exist_ok=True)
        yield Seen(made.box, Path(folder), f"sqlite:///{folder}/replydue.db")


def multiplied(address: str, conversations: int) -> int:
    """Copies the conversations of the store at an SQLAlchemy address until there are so many. Returns how many there are."""
    engine = engine_for(address)
    try:
        with engine.begin() as connection:
            threads = _threads(connection)
        copies = max(0, -(-conversations // len(threads)) - 1)
        for first in range(1, copies + 1, _AT_ONCE):
            _copy(engine, threads, range(first, min(first + _AT_ONCE, copies + 1)))
        return len(threads) * (copies + 1)
    finally:
        engine.dispose()


def _threads(connection: Connection) -> dict[str, Rows]:
    """All rows of each thread."""
    found: dict[str, Rows] = {}
    for table in metadata.sorted_tables:
        if "thread_id" in table.c:
            for row in connection.execute(select(table)):
                found.setdefault(row.thread_id, {}).setdefault(table, []).append(dict(row._mapping))
    return found


def _copy(engine: Engine, threads: dict[str, Rows], numbers: Iterable[int]) -> None:
    with engine.begin() as connection:
        for number in numbers:
            for table in metadata.sorted_tables:
                rows = [_renamed(row, number) for thread in threads.values() for row in thread.get(table, ())]
                if rows:
                    connection.execute(insert(table), rows)


def _renamed(row: dict[str, Any], number: int) -> dict[str, Any]:
    """The row under another thread and message id, of another company; numbers of rows are given anew."""
    changed = {key: value.replace(".example", f"-{number}.example") if isinstance(value, str) else value for key, value in row.items()}
    changed["thread_id"] = f"{number:x}{row['thread_id']}"
    if isinstance(row.get("id"), int):
        del changed["id"]
    elif "id" in row:
        changed["id"] = f"{number:x}{row['id']}"
    return changed


def plan_of(address: str, asks: str) -> str:
    """How SQLite looks up what a method of the store asks last, in its own words (EXPLAIN QUERY PLAN)."""
    engine, statements = engine_for(address), list[tuple[str, Any]]()
    store = Store(engine)
    event.listen(engine, "before_cursor_execute", lambda _c, _cursor, statement, parameters, *_: statements.append((statement, parameters)))
    getattr(store, asks)()
    statement, parameters = statements[-1]
    with engine.begin() as connection:
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
    engine.dispose()
    return "; ".join(str(row[-1]) for row in rows)
