"""What lies in the inbox? The real daemon against the sandbox over HTTP, through mornings, restarts, faults, and what the user does with a digest."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from replydue.core.digest_days import Stage
from replydue.sandbox import Fault, Held, Sandbox
from replydue.service.timeline import Timeline
from tests.service.world import ME, PROMISE, World, on, world_on


class Killed(BaseException):
    """The process ends here; nothing handles it."""


KIM = "Kim Sato <kim@rheinwerke.example>"


def digests(world: World) -> list[Held]:
    """All digests in the mailbox, those in the trash too, oldest first."""
    held = [message for thread in world.box.threads() for message in world.box.messages_of(thread)]
    return [message for message in held if b"@replydue.invalid>" in message.raw]


def in_inbox(world: World) -> list[EmailMessage]:
    """The digests that the user sees."""
    return [message_from_bytes(held.raw, policy=default) for held in digests(world) if "INBOX" in held.labels]


def text_of(message: EmailMessage) -> str:
    """The plain text."""
    body = message.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def drafted(world: World, *, two: bool = False) -> None:
    """Promises of Tuesday the 17th have passed, and on the 24th at nine the drafts stand."""
    world.promised()
    if two:
        words = "Hi Sam,\n\nThank you for the interview. You will hear from me by Friday.\n\nKim"
        world.box.receive(world.mail(words, sender=KIM))
    world.once()
    world.once(on(24, "09:00"))
    assert len(world.drafts()) == 1 + two


def test_where_nothing_is_to_do_nothing_comes(world: World) -> None:
    world.promised()
    world.once(on(17, "10:05"))
    world.once(on(18, "09:31"))
    assert digests(world) == []
    world.settled()


def test_two_drafts_make_one_message_that_links_to_each(world: World) -> None:
    drafted(world, two=True)
    assert digests(world) == []
    world.once(on(24, "09:30"))
    (digest,) = in_inbox(world)
    assert digest["Subject"] == "replydue: 2 drafts to approve"
    assert digest["To"] == ME
    for _draft, thread, _raw in world.box.drafts():
        assert f"https://mail.google.com/mail/u/?authuser=sam%40example.com#all/{thread}" in text_of(digest)
    assert {"INBOX", "UNREAD"} <= digests(world)[0].labels
    assert world.sent() == []
    world.settled()
    world.once(on(24, "14:00"))
    assert len(digests(world)) == 1


def test_the_next_day_it_is_replaced(world: World) -> None:
    drafted(world)
    world.once(on(24, "09:30"))
    world.once(on(25, "09:30"))
    assert len(in_inbox(world)) == 1
    assert [("TRASH" in held.labels) for held in digests(world)] == [True, False]
    world.settled()


@pytest.mark.parametrize("label", ["", "Job search"])
def test_one_that_the_user_starred_or_labelled_is_kept(world: World, label: str) -> None:
    drafted(world)
    world.once(on(24, "09:30"))
    thread = digests(world)[0].thread_id
    if label:
        world.box.user.label(thread, label)
    else:
        world.box.user.star(thread)
    world.once(on(25, "09:30"))
    assert len(in_inbox(world)) == 2
    world.settled()
    world.once(on(30, "09:30"))
    assert len(in_inbox(world)) == 2
    assert "TRASH" not in digests(world)[0].labels


def test_one_that_the_user_archived_stays_archived(world: World) -> None:
    drafted(world)
    world.once(on(24, "09:30"))
    world.box.user.archive(digests(world)[0].thread_id)
    world.once(on(24, "09:40"))
    assert in_inbox(world) == []
    world.once(on(25, "09:30"))
    assert len(in_inbox(world)) == 1
    assert "TRASH" not in digests(world)[0].labels
    world.settled()


def test_one_that_the_user_deleted_does_not_come_again(world: World) -> None:
    drafted(world)
    world.once(on(24, "09:30"))
    world.box.user.trash(digests(world)[0].thread_id)
    world.once(on(24, "11:00"))
    assert in_inbox(world) == []
    world.settled()


def test_off_in_the_morning_it_comes_at_the_start_and_only_once(world: World) -> None:
    drafted(world)
    world.restarted()
    world.once(on(24, "13:00"))
    assert len(in_inbox(world)) == 1
    world.restarted()
    world.once(on(24, "13:10"))
    assert len(digests(world)) == 1
    world.settled()


def test_off_all_day_none_comes_in_the_evening(world: World) -> None:
    drafted(world)
    world.restarted()
    world.once(on(24, "17:00"))
    assert digests(world) == []
    world.settled()


def test_none_at_the_weekend(world: World) -> None:
    drafted(world)
    world.once(on(28, "10:00"))
    world.once(on(29, "10:00"))
    assert digests(world) == []
    world.once(on(30, "09:30"))
    assert len(in_inbox(world)) == 1


def test_switched_off_none_comes(sandbox: Sandbox, tmp_path: Path) -> None:
    with world_on(sandbox, tmp_path, digest="off") as world:
        drafted(world)
        world.once(on(24, "10:00"))
        assert digests(world) == []


@pytest.mark.parametrize("kind", ["drop_after", "truncate"])
def test_a_lost_answer_to_the_insertion_makes_no_second(world: World, kind: str) -> None:
    drafted(world)
    world.box.fault(Fault("messages.insert", kind=kind))  # type: ignore[arg-type]
    world.once(on(24, "09:30"))
    world.once(on(24, "09:32"))
    assert len(digests(world)) == 1
    world.settled()
    world.once(on(25, "09:30"))
    assert len(in_inbox(world)) == 1


def test_a_lost_insertion_is_made_up_for_where_the_search_is_known_to_work(world: World) -> None:
    drafted(world)
    world.once(on(24, "09:30"))
    world.box.fault(Fault("messages.insert", kind="drop_before"))
    world.once(on(25, "09:30"))
    assert len(digests(world)) == 1
    world.once(on(25, "09:32"))
    assert len(digests(world)) == 2
    assert len(in_inbox(world)) == 1
    world.settled()


@pytest.mark.parametrize("effect", range(1, 5))
def test_a_kill_between_any_two_effects_ends_as_without_it(world: World, monkeypatch: pytest.MonkeyPatch, effect: int) -> None:
    """The four: the intention, the insertion, its record, the old one's way into the trash."""
    drafted(world)
    world.once(on(24, "09:30"))
    done = 0

    def mortal(act: Callable[..., Any]) -> Callable[..., Any]:
        def acting(*given: Any) -> Any:
            nonlocal done
            result = act(*given)
            done += 1
            if done == effect:
                raise Killed
            return result

        return acting

    monkeypatch.setattr(world.daemon.gmail, "insert", mortal(world.daemon.gmail.insert))
    monkeypatch.setattr(world.daemon.gmail, "trash", mortal(world.daemon.gmail.trash))
    monkeypatch.setattr(world.daemon.store, "post", mortal(world.daemon.store.post))
    with pytest.raises(Killed):
        world.once(on(25, "09:30"))
    world.restarted()
    world.once(on(25, "09:32"))
    assert [sorted({"INBOX", "TRASH"} & held.labels) for held in digests(world)] == [["TRASH"], ["INBOX"]]
    world.settled()


def test_where_the_search_finds_nothing_a_lost_answer_leads_to_none_rather_than_two(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    drafted(world)
    monkeypatch.setattr(world.daemon.gmail, "found_by", lambda _message_id: ())
    world.box.fault(Fault("messages.insert", kind="truncate"))
    world.once(on(24, "09:30"))
    world.once(on(24, "09:32"))
    world.once(on(24, "09:40"))
    assert len(digests(world)) == 1
    assert world.daemon.store.digests()[0].stage is Stage.NONE
    world.settled()


def test_a_server_that_refuses_insertions_is_asked_once_a_day(world: World) -> None:
    drafted(world)
    world.box.fault(Fault("messages.insert", status=400, reason="invalidArgument", times=9))
    world.once(on(24, "09:30"))
    world.settled()


def test_a_digest_costs_nothing_once_it_is_there(world: World) -> None:
    drafted(world)
    world.once(on(24, "09:30"))
    world.box.reset_log()
    world.once(on(24, "09:31"))
    assert [request.method for request in world.box.requests] == ["history.list"]
    world.box.user.read(digests(world)[0].thread_id)
    world.box.reset_log()
    world.once(on(24, "09:32"))
    assert [request.method for request in world.box.requests] == ["history.list"]


def test_a_digest_is_no_mail_to_judge_even_when_everything_is_looked_at_again(world: World) -> None:
    drafted(world)
    world.once(on(24, "09:30"))
    world.box.expire_history()
    world.once(on(24, "10:00"))
    assert digests(world)[0].thread_id not in world.daemon.store.known_threads()
    world.settled()


def test_a_request_of_the_recruiter_is_quoted_under_your_turn(world: World) -> None:
    drafted(world)
    world.at(on(24, "11:00"))
    world.reply("Hi Sam,\n\nsorry for the delay! Could you send me two references?\n\nBest,\nDana")
    world.once()
    (digest,) = in_inbox(world)
    assert digest["Subject"] == "replydue: 1 reply to write"
    assert "references" in text_of(digest)
    world.settled()


def test_a_call_comes_with_the_number_and_what_to_say(sandbox: Sandbox, tmp_path: Path) -> None:
    with world_on(sandbox, tmp_path, cadence={"steps": [{"do": "call"}]}) as world:
        world.promised(words=f"{PROMISE}\n\n-- \nDana Whitfield\n+1 212-736-3100")
        world.once()
        world.once(on(24, "09:00"))
        (digest,) = in_inbox(world)
        assert digest["Subject"] == "replydue: 1 call"
        assert "+1 212-736-3100" in text_of(digest)
        assert "Ask" in text_of(digest)
        world.settled()


def test_a_draft_that_comes_later_in_the_morning_is_announced(sandbox: Sandbox, tmp_path: Path) -> None:
    with world_on(sandbox, tmp_path) as world:
        world.promised()
        world.once()
        world.once(on(24, "08:30"))
        (digest,) = in_inbox(world)
        assert digest["Subject"] == "replydue: 1 follow-up later today"
        assert "from 09:00" in text_of(digest)
        world.settled()


def test_a_running_daemon_wakes_for_the_digest(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.promised()
    world.once()
    world.at(on(18, "08:00"))
    alarms: list[datetime | None] = []

    def set_and_stop(moment: datetime | None) -> None:
        alarms.append(moment)
        world.daemon.stop()

    monkeypatch.setattr(Timeline, "alarm_at", lambda _timeline, moment: set_and_stop(moment))
    world.daemon.run()
    assert alarms == [on(18, "09:30")]


def test_an_interview_of_tomorrow_comes_with_the_reminder_to_ask(world: World) -> None:
    world.at(on(18, "15:00"))
    words = "Hi Sam,\n\nthank you for your application for the Data Engineer role. Your interview is on Friday, November 20 at 2 pm.\n\nBest,\nDana"
    world.box.receive(world.mail(words, message_id="<first@northwind.example>"))
    world.once()
    world.write("Hi Dana,\n\nFriday at 2 pm works well for me. Thank you!\n\nSam")
    world.once()
    world.once(on(19, "09:30"))
    (digest,) = in_inbox(world)
    assert "1 interview" in digest["Subject"]
    assert "Tomorrow" in text_of(digest)
    assert "ask by when you will hear" in text_of(digest)
    world.settled()


def test_a_conversation_that_was_set_aside_is_named_with_the_reason(world: World) -> None:
    thread = world.promised()
    world.settled()
    world.daemon.store.set_aside(thread, "it could not be judged (ValueError)", on(25, "09:00"))
    world.once(on(18, "09:30"))
    (digest,) = in_inbox(world)
    assert digest["Subject"] == "replydue: 1 thread to look at"
    assert "it could not be judged (ValueError)" in text_of(digest)


def test_a_mail_that_cannot_be_told_more_of_is_told_in_short(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    drafted(world)

    def breaking(*_given: object) -> None:
        raise ValueError("the words of a mail that no log may hold")

    monkeypatch.setattr("replydue.service.digest.without_drafts", breaking)
    world.once(on(24, "09:30"))
    (digest,) = in_inbox(world)
    assert digest["Subject"] == "replydue: 1 draft to approve"


def test_a_digest_that_cannot_be_written_stops_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    world.promised()
    world.settled()

    def breaking(*_given: object) -> None:
        raise ValueError("the words of a mail that no log may hold")

    monkeypatch.setattr("replydue.service.digest.digest_of", breaking)
    assert world.once(on(24, "09:30")).drafts_created == 1
    assert digests(world) == []
    world.settled()
