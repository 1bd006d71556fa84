"""Does a look at the store see what the store itself sees, and change nothing?"""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from replydue.core.life import FollowUp, Phase
from replydue.core.model import Decision, Expectation, Judgement, NextStep, Override, Source, Standing
from replydue.errors import StoreError
from replydue.store import Overview, Store, file_of, look_into, open_store
from replydue.store.glance import _Glance

NOW = datetime(2026, 11, 24, 15, tzinfo=UTC)


def _address(path: Path) -> str:
    return f"sqlite:///{path / 'replydue.db'}"


def _fill(store: Store) -> None:
    days = {"t1": 9, "t2": None, "t3": 7, "t4": 8}
    for number, (thread, day) in enumerate(days.items()):
        store.put_thread(thread, [], [])
        expectation = Expectation(date(2026, 12, day), Source.PROMISE) if day else None
        standing = Standing.CLOSED if thread == "t4" else Standing.WAITING
        step = NextStep("email", 1, NOW + timedelta(days=9 - number))
        store.save_decision(thread, Decision(Judgement(standing, expectation=expectation), step), summary=f'{{"a": "{thread}"}}', wake_at=NOW)
    store.set_override("t1", Override(tracked=True, expected_by=date(2026, 12, 1), snoozed_until=NOW))
    store.set_aside("t2", "it could not be judged", NOW)
    store.record("t3", FollowUp(1, "email", Phase.APPROVED, "m1", NOW, NOW), "due: it's time")
    store.checkpoint("77")


def _seen(overview: Overview) -> list[object]:
    phases = [overview.in_phase(phase) for phase in Phase]
    lists = [overview.wanting(), overview.wanting(1), overview.coming(), overview.coming(1), overview.conversations(), *phases]
    by_standing = [overview.conversations(standing, most=most) for standing in Standing for most in (None, 0, 1, 2)]
    one = [overview.conversation("t1"), overview.conversation("nobody"), overview.history_of("t3"), overview.history_id()]
    return [*lists, *by_standing, *one, dict(overview.counts()), dict(overview.live_counts())]


def test_it_sees_what_the_store_sees_while_that_is_open_and_after(tmp_path: Path) -> None:
    store = open_store(_address(tmp_path))
    _fill(store)
    wanted = _seen(store)
    for _ in range(2):
        look = look_into(_address(tmp_path))
        assert isinstance(look, _Glance)
        assert _seen(look) == wanted
        look.close()
        store.close()


def test_it_cannot_write(tmp_path: Path) -> None:
    open_store(_address(tmp_path)).close()
    look = look_into(_address(tmp_path))
    with pytest.raises(StoreError):
        look._ask("DELETE FROM conversations")
    look.close()


@pytest.mark.parametrize("made_before", [False, True])
def test_a_store_that_is_missing_or_old_is_made_ready(made_before: bool, tmp_path: Path) -> None:
    if made_before:
        open_store(_address(tmp_path)).close()
        with sqlite3.connect(tmp_path / "replydue.db") as connection:
            connection.execute("DROP INDEX conversations_aside")
            connection.execute("UPDATE alembic_version SET version_num = '0003'")
        connection.close()
    for _ in range(2):
        look = look_into(_address(tmp_path))
        assert look.conversations() == ()
        look.close()
    assert isinstance(look, _Glance)


def test_a_damaged_file_is_told_as_the_store_tells_it(tmp_path: Path) -> None:
    (tmp_path / "replydue.db").write_bytes(b"no database at all, however long it is" * 200)
    with pytest.raises(StoreError, match="damaged"):
        look_into(_address(tmp_path))


def test_damage_that_comes_while_it_is_open_is_told_in_words(tmp_path: Path) -> None:
    open_store(_address(tmp_path)).close()
    look = look_into(_address(tmp_path))
    (tmp_path / "replydue.db").write_bytes(b"overwritten" * 5000)
    with pytest.raises(StoreError, match="damaged"):
        look.conversations()
    look.close()


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("sqlite:////var/lib/replydue.db", "/var/lib/replydue.db"), ("sqlite+pysqlite:///a.db", "a.db"), ("sqlite:///:memory:", None), ("sqlite://", None),
        ("sqlite:///a.db?timeout=3", None), ("sqlite:///file:a?mode=memory&uri=true", None), ("postgresql://sam@db.example/replydue", None),
    ],
)  # fmt: skip
def test_only_a_plain_file_is_looked_into(address: str, file: str | None) -> None:
    assert file_of(address) == (Path(file) if file else None)


def test_the_first_page_of_many_is_searched_for_and_not_scanned(tmp_path: Path) -> None:
    open_store(_address(tmp_path)).close()
    look = look_into(_address(tmp_path))
    asked: list[str] = []
    assert isinstance(look, _Glance)
    look._connection.set_trace_callback(asked.append)
    _ = look.wanting(5), look.conversations(Standing.WAITING, most=5), look.coming(5), look.in_phase(Phase.APPROVED)
    look._connection.set_trace_callback(None)
    plans = [str(row[3]) for query in asked for row in look._connection.execute(f"EXPLAIN QUERY PLAN {query}")]
    look.close()
    assert len(asked) == 5
    assert [step for step in plans if step.startswith("SCAN")] == []
