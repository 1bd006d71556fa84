"""Can the database be opened, and if not, is it said why?"""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from replydue.errors import StoreError
from replydue.service.views import status_rows, timeline_rows
from replydue.store import open_store, opening
from replydue.store.steps import steps
from replydue.store.tables import metadata


def _address(path: Path) -> str:
    return f"sqlite:///{path}"


def test_a_new_database_is_the_users_alone(tmp_path: Path) -> None:
    file = tmp_path / "state" / "replydue.db"
    open_store(_address(file)).close()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_tilde_is_the_home_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    open_store("sqlite:///~/state/replydue.db").close()
    assert (tmp_path / "state" / "replydue.db").exists()


def test_the_migrations_make_the_tables_that_the_code_works_with(tmp_path: Path) -> None:
    open_store(_address(tmp_path / "replydue.db")).close()
    engine = create_engine(_address(tmp_path / "replydue.db"))
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_opening_twice_keeps_what_is_there(tmp_path: Path) -> None:
    store = open_store(_address(tmp_path / "replydue.db"))
    store.checkpoint("77", "sam@example.com")
    store.close()
    again = open_store(_address(tmp_path / "replydue.db"))
    assert (again.history_id(), again.address()) == ("77", "sam@example.com")
    again.close()


def test_a_database_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    open_store(_address(tmp_path / "replydue.db")).close()
    with sqlite3.connect(tmp_path / "replydue.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(StoreError, match="newer replydue"):
        open_store(_address(tmp_path / "replydue.db"))


def test_the_steps_are_named_by_their_files() -> None:
    scripts = ScriptDirectory(str(Path(opening.__file__).parent / "migrations"))
    assert steps() == sorted(script.revision for script in scripts.walk_revisions())
    assert steps()[-1] == scripts.get_current_head()


def test_what_the_first_version_wrote_is_read_by_this_one(tmp_path: Path) -> None:
    """All of it: first_version.sql is what the first daemon that could do everything had written down."""
    with closing(sqlite3.connect(tmp_path / "replydue.db")) as connection:
        connection.executescript(Path(__file__).with_name("first_version.sql").read_text(encoding="utf-8"))
    store = open_store(_address(tmp_path / "replydue.db"))
    rows = {row.name: row for row in status_rows(store)}
    assert [(name, row.standing.value, row.phase) for name, row in rows.items()] == [
        ("Maya Cohen", "overdue", "drafted"),
        ("Jürgen Falk", "overdue", ""),
        ("Dana Whitfield", "waiting", ""),
        ("Ingrid Solberg", "on_hold", ""),
        ("Kenji Tanaka", "closed", ""),
    ]
    assert [row.expectation.by.isoformat() for row in rows.values() if row.expectation] == ["2026-10-02", "2026-09-28", "2026-10-16", "2027-02-01"]
    assert [(row.name, row.kind.value) for row in timeline_rows(store, datetime(2026, 10, 7, tzinfo=UTC))] == [
        ("Jürgen Falk", "call"),
        ("Dana Whitfield", "draft"),
        ("Ingrid Solberg", "draft"),
    ]
    assert [len(store.messages_of(row.thread_id)) for row in rows.values()] == [3, 2, 8, 3, 4]
    assert [phase for _, phase, _, _ in store.history_of(rows["Jürgen Falk"].thread_id)] == ["drafting", "drafted", "skipped"]
    assert (store.address(), store.history_id()) == ("alex@morgan.example", "4600")
    store.close()


@pytest.mark.parametrize("content", [b"this is a letter, and no database at all, however long it is made" * 40, b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_damaged_file_is_said_to_be_one(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "replydue.db").write_bytes(content)
    with pytest.raises(StoreError, match="damaged"):
        open_store(_address(tmp_path / "replydue.db"))


def test_a_locked_database_is_said_to_be_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "BUSY", 0.05)
    store = open_store(_address(tmp_path / "replydue.db"))
    other = sqlite3.connect(tmp_path / "replydue.db")
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreError, match="locked by another program"):
        store.checkpoint("78")
    other.close()
    store.close()


def test_a_database_that_may_only_be_read_is_said_to_be_so(tmp_path: Path) -> None:
    open_store(_address(tmp_path / "replydue.db")).close()
    with pytest.raises(StoreError, match="cannot be written"):
        open_store(f"sqlite:///file:{tmp_path / 'replydue.db'}?mode=ro&uri=true").checkpoint("78")


@pytest.mark.parametrize(
    ("address", "said"),
    [("sqlite:////dev/null/replydue.db", "folder cannot be used"), ("sqlite:////proc/replydue.db", "cannot be"), ("postgresql+nodriver://x/y", "driver")],
)
def test_an_address_that_cannot_work_is_explained(address: str, said: str) -> None:
    with pytest.raises(StoreError, match=said):
        open_store(address)
