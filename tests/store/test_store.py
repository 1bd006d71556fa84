"""Is what goes into the store what comes out of it, each change whole or not at all?"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import event

from replydue.core.life import FollowUp, Phase
from replydue.core.mail import Body, Event, Mailbox, Message
from replydue.core.message import read
from replydue.core.mime import parse
from replydue.core.model import Decision, Expectation, Judgement, NextStep, Override, Source, Standing
from replydue.errors import StoreError
from replydue.store import Store, open_store

NOW = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
DANA = Mailbox("Dana Whitfield", "dana@northwind.example")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"sqlite:///{tmp_path / 'replydue.db'}")
    yield opened
    opened.close()


def _message(id: str, thread: str = "t1", at: datetime = NOW) -> Message:
    return Message(id, thread, f"<{id}@mail.example>", at, DANA, body=Body("Hello"), labels=frozenset({"INBOX", "Label_1"}))


def _follow_up(phase: Phase = Phase.DRAFTING) -> FollowUp:
    return FollowUp(1, "email", phase, "m1", NOW, NOW, text="Hi Dana")


def _decided(standing: Standing, by: date | None = None, step_at: datetime | None = None) -> Decision:
    expectation = Expectation(by, Source.PROMISE) if by else None
    return Decision(Judgement(standing, expectation=expectation), NextStep("email", 1, step_at) if step_at else None)


def test_a_message_comes_out_as_it_went_in(store: Store) -> None:
    zone = timezone(timedelta(hours=-5))
    event = Event("REQUEST", "u1", 2, NOW, NOW + timedelta(hours=1), "Interview", "dana@northwind.example")
    whole = replace(
        _message("m1"),
        date=NOW.astimezone(zone),
        to=(DANA,),
        headers=(("x", "ä\t€"), ("x", "")),
        references=("<a@b>",),
        oddities=("none",),
        body=Body("Hello", events=(event,), problems=("long",)),
    )
    store.put_thread("t1", [whole], ["dana@northwind.example"])
    (back,) = store.messages_of("t1")
    assert back == whole
    assert back.date.utcoffset() == zone.utcoffset(None)


@pytest.mark.parametrize(
    "raw",
    [
        b"Subject: \xed\xa0\x80 \xff\xfe\x00\r\nFrom: \xed\xb0\x80@x\r\n\r\n\xed\xa0\x80\x00body",
        b'Content-Type: text/plain; charset="utf-16"\r\n\r\n\xd8\x00\xd8\x00',
    ],
)
def test_broken_mail_can_be_stored(store: Store, raw: bytes) -> None:
    broken = read(parse(raw), id="m1", thread_id="t1", now=NOW)
    store.put_thread("t1", [broken], [])
    assert store.messages_of("t1")[0].id == "m1"


def test_half_characters_are_replaced_and_all_else_stays(store: Store) -> None:
    broken = replace(_message("m1"), subject="a\ud800b", to=(Mailbox("\udcff", "a@b.example"),), headers=(("x", "\udfff"),))
    store.put_thread("t1", [broken], [])
    (back,) = store.messages_of("t1")
    assert back == replace(broken, subject="a?b", to=(Mailbox("?", "a@b.example"),), headers=(("x", "?"),))


def test_a_thread_read_again_takes_the_place_of_what_was_known(store: Store) -> None:
    store.put_thread("t1", [_message("m1"), _message("m2", at=NOW - timedelta(days=1))], ["a@x.example"])
    store.set_override("t1", Override(tracked=True))
    store.put_thread("t1", [_message("m3")], ["b@x.example"])
    assert [message.id for message in store.messages_of("t1")] == ["m3"]
    assert store.messages_elsewhere("t2", ["a@x.example"]) == ()
    assert store.override_of("t1").tracked is True


def test_a_message_that_moved_to_another_thread_is_there_only(store: Store) -> None:
    store.put_thread("t1", [_message("m1")], [])
    store.put_thread("t2", [_message("m1", "t2")], [])
    assert store.messages_of("t1") == ()
    assert len(store.messages_of("t2")) == 1


def test_mail_of_other_threads_is_found_by_who_takes_part_oldest_first(store: Store) -> None:
    store.put_thread("t1", [_message("m1")], ["northwind.example"])
    store.put_thread("t2", [_message("m3", "t2"), _message("m2", "t2", NOW - timedelta(days=2))], ["northwind.example"])
    store.put_thread("t3", [_message("m4", "t3")], ["else.example"])
    assert [message.id for message in store.messages_elsewhere("t1", ["northwind.example", "dana@northwind.example"])] == ["m2", "m3"]
    assert store.messages_elsewhere("t1", []) == ()


def test_only_followed_threads_are_woken_by_mail_of_the_same_people(store: Store) -> None:
    for thread, followed in (("t1", True), ("t2", False)):
        store.put_thread(thread, [_message(f"m{thread}", thread)], ["northwind.example"])
        store.save_decision(thread, _decided(Standing.WAITING if followed else Standing.UNTRACKED), summary="", wake_at=None)
    assert store.threads_with(["northwind.example"]) == {"t1"}


def test_a_thread_that_is_gone_leaves_the_record_of_what_was_done(store: Store) -> None:
    store.put_thread("t1", [_message("m1")], [])
    store.record("t1", _follow_up(), "due")
    store.forget_thread("t1")
    assert not store.is_known("t1")
    assert len(store.follow_ups_of("t1")) == 1


def test_a_thread_that_cannot_be_read_is_looked_for_once_more(store: Store) -> None:
    assert store.mark_unseen("t1")
    assert store.unseen() == {"t1"}
    assert not store.mark_unseen("t1")
    assert store.unseen() == frozenset()


def test_each_phase_is_kept_with_its_moment_and_reason(store: Store) -> None:
    drafting = store.record("t1", _follow_up(), "step 1 is due")
    drafted = store.record("t1", replace(drafting, phase=Phase.DRAFTED, draft_id="d1", changed=NOW + timedelta(seconds=1)), "the draft was put up")
    assert store.follow_ups_of("t1") == (drafted,)
    assert drafted.id == drafting.id > 0
    assert [(number, phase, why) for number, phase, _at, why in store.history_of("t1")] == [
        (1, "drafting", "step 1 is due"), (1, "drafted", "the draft was put up"),
    ]  # fmt: skip


def test_a_phase_without_its_reason_is_not_kept(store: Store) -> None:
    """The connection breaks between the two writes: neither is there."""
    drafting = store.record("t1", _follow_up(), "step 1 is due")

    def breaking(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("INSERT INTO phases"):
            raise RuntimeError("the power is gone")

    event.listen(store._engine, "before_cursor_execute", breaking)
    with pytest.raises(RuntimeError):
        store.record("t1", replace(drafting, phase=Phase.DRAFTED), "the draft was put up")
    event.remove(store._engine, "before_cursor_execute", breaking)
    assert store.follow_ups_of("t1") == (drafting,)
    assert len(store.history_of("t1")) == 1


def test_threads_come_due_in_the_order_of_their_moments(store: Store) -> None:
    for thread, hours in (("t1", 3), ("t2", 1), ("t3", 9)):
        store.put_thread(thread, [], [])
        store.save_decision(thread, _decided(Standing.WAITING), summary="", wake_at=(NOW + timedelta(hours=hours)).astimezone(timezone(timedelta(hours=5))))
    assert store.due(NOW + timedelta(hours=3)) == ("t2", "t1")
    assert store.next_wake() == NOW + timedelta(hours=1)


def test_the_next_alarm_is_searched_for_and_not_scanned(store: Store) -> None:
    asked: list[str] = []

    def noted(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(store._engine, "before_cursor_execute", noted)
    store.next_wake()
    event.remove(store._engine, "before_cursor_execute", noted)
    with store._engine.connect() as connection:
        plan = [str(row[3]) for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked[-1]}", ("", 1, 0))]
    assert [step for step in plan if not step.startswith("SEARCH")] == []


def test_what_is_to_be_decided_is_due_with_the_checkpoint(store: Store) -> None:
    store.put_thread("t1", [], [])
    store.put_thread("t2", [], [])
    store.checkpoint("78", to_decide=["t1"], now=NOW)
    assert (store.history_id(), store.due(NOW)) == ("78", ("t1",))


def test_what_was_set_aside_is_named_and_comes_back(store: Store) -> None:
    store.put_thread("t1", [], [])
    store.set_aside("t1", "it could not be judged", NOW + timedelta(hours=1))
    assert store.conversations()[0].aside == "it could not be judged"
    assert store.due(NOW) == ()
    assert store.due(NOW + timedelta(hours=1)) == ("t1",)
    store.save_decision("t1", _decided(Standing.WAITING), summary="", wake_at=None)
    assert store.conversations()[0].aside == ""


def test_an_override_comes_out_as_it_went_in(store: Store) -> None:
    store.put_thread("t1", [], [])
    override = Override(tracked=False, expected_by=date(2026, 12, 4), snoozed_until=NOW)
    store.set_override("t1", override)
    assert store.override_of("t1") == override
    assert store.override_of("unknown") == Override()


def test_one_holder_has_the_lease_until_it_runs_out_or_is_given_back(store: Store) -> None:
    later = NOW + timedelta(minutes=10)
    assert store.lease("one", NOW, later) == ""
    assert store.lease("one", NOW, later) == ""
    assert store.lease("two", NOW, later) == "one"
    store.release("two")
    assert store.lease("two", NOW, later) == "one"
    assert store.lease("two", later, later) == ""
    store.release("two")
    assert store.lease("one", NOW, later) == ""


def test_a_naive_moment_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="time zone"):
        store.record("t1", replace(_follow_up(), changed=NOW.replace(tzinfo=None)), "due")


def test_a_database_that_is_overwritten_while_it_is_open_is_told_in_words(store: Store, tmp_path: Path) -> None:
    store.close()
    for leftover in tmp_path.iterdir():
        leftover.unlink()
    (tmp_path / "replydue.db").write_bytes(b"overwritten" * 500)
    with pytest.raises(StoreError, match="damaged"):
        store.history_id()


def _keep(store: Store, thread: str, decision: Decision) -> None:
    store.put_thread(thread, [], [])
    store.save_decision(thread, decision, summary="{}", wake_at=None)


def test_conversations_come_by_standing_soonest_expected_first_and_no_more_than_asked_for(store: Store) -> None:
    for thread, day in (("t1", 9), ("t2", None), ("t3", 7), ("t4", 8)):
        _keep(store, thread, _decided(Standing.WAITING, date(2026, 12, day) if day else None))
    _keep(store, "t5", _decided(Standing.CLOSED, date(2026, 12, 1)))
    assert [kept.thread_id for kept in store.conversations(Standing.WAITING)] == ["t3", "t4", "t1", "t2"]
    assert [kept.thread_id for kept in store.conversations(Standing.WAITING, most=2)] == ["t3", "t4"]
    assert {kept.thread_id for kept in store.conversations()} == {"t1", "t2", "t3", "t4", "t5"}
    assert store.counts() == {"waiting": 4, "closed": 1}
    assert store.followed() == {"t1", "t2", "t3", "t4", "t5"}
    assert store.followed_count() == 5


def test_what_wants_the_user_is_what_has_a_live_follow_up_or_was_set_aside(store: Store) -> None:
    for thread in ("t1", "t2", "t3", "t4"):
        _keep(store, thread, _decided(Standing.OVERDUE))
    store.record("t1", _follow_up(Phase.SKIPPED), "deleted")
    store.record("t1", _follow_up(Phase.DRAFTED), "due")
    store.record("t2", _follow_up(Phase.SENT), "sent")
    store.set_aside("t3", "it could not be judged", NOW)
    assert [(kept.thread_id, kept.phase) for kept in store.wanting()] == [("t1", "drafted"), ("t3", "")]


def test_what_is_coming_is_planned_and_has_nothing_live(store: Store) -> None:
    for thread, hours in (("t1", 5), ("t2", 3), ("t3", 1)):
        _keep(store, thread, _decided(Standing.WAITING, step_at=(NOW + timedelta(hours=hours)).astimezone(timezone(timedelta(hours=-5)))))
    _keep(store, "t4", _decided(Standing.CLOSED))
    store.record("t3", _follow_up(Phase.DRAFTED), "due")
    assert [kept.thread_id for kept in store.coming()] == ["t2", "t1"]
    assert [kept.thread_id for kept in store.coming(1)] == ["t2"]


def test_several_stores_may_be_made_at_the_same_time(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as threads:
        made = list(threads.map(open_store, [f"sqlite:///{tmp_path}/{number}.db" for number in range(8)]))
    for store in made:
        assert store.history_id() == ""
        store.close()
