"""What if a call fails? Lost answers, expired history, mail that nobody can read: nothing is doubled, nothing is lost, the others go on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from replydue.core.decide import decide
from replydue.core.mail import Message
from replydue.core.model import Conversation, Decision, Standing
from replydue.errors import ReplydueError
from replydue.gmail import Thread
from replydue.sandbox import Fault
from replydue.service.daemon import build
from replydue.settings import Settings
from tests.service.world import World, on


@pytest.mark.parametrize("kind", ["drop_after", "drop_before", "truncate"])
def test_a_lost_answer_to_the_draft_never_makes_two(world: World, kind: str) -> None:
    thread = world.promised()
    world.once()
    world.box.fault(Fault("drafts.create", kind=kind))  # type: ignore[arg-type]
    world.once(on(24, "09:00"))
    world.once(on(24, "09:02"))
    assert len(world.drafts()) == 1
    assert world.row(thread).phase == "drafted"
    assert world.labels(thread) == {"To approve"}
    world.settled()
    assert len(world.drafts()) == 1


@pytest.mark.parametrize("kind", ["drop_after", "drop_before", "truncate"])
def test_a_lost_answer_to_the_sending_never_sends_twice(world: World, kind: str) -> None:
    thread = world.drafted()
    world.box.user.label(thread, "Replydue/Approved")
    world.box.fault(Fault("drafts.send", kind=kind))  # type: ignore[arg-type]
    world.once(on(24, "10:00"))
    world.once(on(24, "10:02"))
    assert len(world.sent()) == 1
    assert world.labels(thread) == {"Waiting"}
    world.settled()
    assert len(world.sent()) == 1


def test_an_approval_taken_back_after_a_failed_sending_sends_nothing(world: World) -> None:
    thread = world.drafted()
    world.box.user.label(thread, "Replydue/Approved")
    world.box.fault(Fault("drafts.send", kind="drop_before", times=2))
    world.once(on(24, "10:00"))
    world.box.clear_faults()
    world.box.user.unlabel(thread, "Replydue/Approved")
    world.once(on(24, "10:02"))
    world.once(on(24, "10:04"))
    assert world.sent() == []
    assert world.labels(thread) == {"To approve"}
    world.settled()


def test_the_user_sends_a_draft_whose_putting_up_was_not_heard_of(world: World) -> None:
    thread = world.promised()
    world.once()
    world.box.fault(Fault("drafts.create", kind="drop_after"))
    world.once(on(24, "09:00"))
    world.at(on(24, "09:05"))
    world.box.user.press_send(world.draft_id())
    world.once()
    world.once()
    assert world.drafts() == []
    step = world.row(thread).next_step
    assert step is not None
    assert step.number == 2
    world.settled()


def test_a_lost_draft_that_its_thread_does_not_show_yet_is_found_in_the_list_of_drafts(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Gmail's views may lag behind one another for seconds."""
    world.promised()
    world.once()
    world.box.fault(Fault("drafts.create", kind="drop_after"))
    world.once(on(24, "09:00"))
    shown = world.daemon.gmail.threads

    def lagging(ids: Iterable[str]) -> Iterator[Thread]:
        for thread in shown(ids):
            yield replace(thread, messages=tuple(message for message in thread.messages if "DRAFT" not in message.labels))

    monkeypatch.setattr(world.daemon.gmail, "threads", lagging)
    world.once(on(24, "09:02"))
    monkeypatch.undo()
    assert len(world.drafts()) == 1
    world.settled()


def test_an_expired_history_leads_to_a_new_look_that_loses_nothing(world: World) -> None:
    thread = world.drafted()
    world.at(on(24, "11:00"))
    world.reply("Hi Sam,\n\ncould you send me your references?\n\nDana")
    world.box.expire_history()
    world.once()
    assert world.drafts() == []
    assert world.row(thread).standing is Standing.YOUR_TURN
    world.settled()


def test_mail_that_is_none_is_named_and_the_others_go_on(world: World) -> None:
    world.at(on(17, "09:00"))
    world.box.receive(b"Subject: =?utf-8?b?@@@\r\nContent-Type: multipart/mixed; boundary=\r\n\r\n" + bytes(range(128, 256)))
    world.box.receive(b"\r\n\r\n")
    world.box.receive(
        b"From: \xff\xfe <a@\xed\xa0\x80.example>\r\nSubject: \xed\xb0\x80 application\r\nDate: Tue, 99 Nov 2026 10:00:00 +9999\r\n\r\n\xed\xa0\x80"
    )
    world.drafted()
    world.settled()


def test_a_conversation_that_raises_is_set_aside_for_an_hour_and_the_others_go_on(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    first = world.promised()
    other = world.box.thread_of(
        world.box.receive(world.mail("Hi Sam,\n\nThank you for the interview. You will hear from me by Friday.", sender="Kim <kim@rheinwerke.example>"))
    )

    def breaking(conversation: Conversation, *rest: Any) -> Decision:
        if conversation.id == first:
            raise ValueError("the words of a mail that no log may hold")
        return decide(conversation, *rest)

    monkeypatch.setattr("replydue.core.decide.decide", breaking)
    summary = world.once()
    assert len(summary.problems) == 1
    assert "words of a mail" not in summary.problems[0]
    assert world.labels(other) == {"Waiting"}
    assert world.row(first).problem == "it could not be judged (ValueError)"
    monkeypatch.undo()
    world.once(on(17, "10:30"))
    assert world.labels(first) == set()
    world.once(on(17, "11:01"))
    assert world.labels(first) == {"Waiting"}
    world.settled()


def test_a_thread_that_cannot_be_read_is_set_aside_for_an_hour_and_the_others_go_on(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    first = world.promised()
    other = world.box.thread_of(
        world.box.receive(world.mail("Hi Sam,\n\nThank you for the interview. You will hear from me by Friday.", sender="Kim <kim@rheinwerke.example>"))
    )
    put = world.daemon.store.put_thread

    def breaking(thread_id: str, messages: Sequence[Message], keys: Sequence[str]) -> None:
        if thread_id == first and messages:
            raise ValueError("a mail that breaks the reader")
        put(thread_id, messages, keys)

    monkeypatch.setattr(world.daemon.store, "put_thread", breaking)
    world.once()
    assert world.labels(other) == {"Waiting"}
    world.once(on(17, "11:01"))
    assert world.row(first).problem == "it could not be read (ValueError)"
    monkeypatch.undo()
    world.once(on(17, "12:02"))
    assert world.labels(first) == {"Waiting"}
    world.settled()


def test_a_refusal_for_one_thread_does_not_stop_the_others(world: World) -> None:
    world.promised()
    world.box.receive(world.mail("Hi Sam,\n\nThank you for the interview. You will hear from me by Friday.", sender="Kim <kim@rheinwerke.example>"))
    world.once()
    world.box.fault(Fault("drafts.create", status=400, reason="invalidArgument"))
    summary = world.once(on(24, "09:00"))
    assert len(summary.problems) == 1
    assert len(world.drafts()) == 1
    world.once(on(24, "10:01"))
    assert len(world.drafts()) == 2
    world.settled()


def test_labels_that_could_not_be_read_are_read_at_the_next_look(world: World) -> None:
    thread = world.promised()
    world.once()
    world.restarted()
    world.box.fault(Fault("labels.list", status=400, reason="invalidArgument"))
    with pytest.raises(ReplydueError):
        world.once(on(24, "09:00"))
    assert world.once(on(24, "09:02")).problems == ()
    assert world.labels(thread) == {"To approve"}
    world.settled()


def test_a_second_daemon_on_the_same_store_is_refused_and_told_of_the_first(world: World) -> None:
    now = world.clock.now()
    world.daemon.store.lease("elsewhere, process 1", now, now.replace(year=now.year + 1))
    with pytest.raises(ReplydueError, match="elsewhere, process 1"):
        world.once()


def test_an_empty_mailbox_and_one_without_recruiters_are_fine(world: World) -> None:
    assert world.once().conversations == 0
    world.box.receive(world.mail("See you on Friday!", sender="Lea <lea@friends.example>", subject="Party"))
    assert world.once().conversations == 0
    world.settled()


def test_a_time_zone_is_needed(tmp_path: Path) -> None:
    with pytest.raises(ReplydueError, match="time zone"):
        build(Settings(store=f"sqlite:///{tmp_path / 'r.db'}"))
