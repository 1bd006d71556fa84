"""The first look: what it reads of a big mailbox, how it goes on after an interruption, and how far it says it is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from replydue.errors import GmailUnreachable
from replydue.sandbox import Sandbox
from replydue.service import narrowing
from replydue.service.progress import said, telling
from tests.service.world import DANA, World, on, world_on


@pytest.fixture
def world(sandbox: Sandbox, tmp_path: Path) -> Iterator[World]:
    with world_on(sandbox, tmp_path) as made:
        made.at(on(17, "10:00"))
        yield made


def fetched(world: World) -> list[str]:
    """The threads that were read."""
    return [request.path.rpartition("/")[2] for request in world.box.requests if request.method == "threads.get"]


_APPLIED = "Dear Dana,\n\nI would like to apply for the Data Engineer position.\n\nSam"


@pytest.mark.parametrize(
    ("sender", "subject", "words", "labels", "read"),
    [
        (DANA, "Data Engineer at Northwind", "Hi Sam,\n\nthank you for your application. You will hear from us by Friday.", ("INBOX",), True),
        ("No reply <no-reply@greenhouse.io>", "Thank you", "We received your application for the role. Unsubscribe", ("INBOX", "CATEGORY_UPDATES"), True),
        ("Mia <mia@friends.example>", "Sunday", "Shall we go hiking?", ("INBOX",), False),
        ("Shop <news@shop.example>", "An offer", "A strong position in design. Unsubscribe", ("INBOX", "CATEGORY_PROMOTIONS"), False),
        ("Alerts <alerts@linkedin.com>", "12 new jobs", "Data Engineer: apply now. Unsubscribe", ("INBOX", "CATEGORY_UPDATES"), False),
    ],
)
def test_of_a_big_mailbox_only_what_may_be_a_candidacy_is_read(
    sender: str, subject: str, words: str, labels: tuple[str, ...], read: bool, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(narrowing, "READ_ALL", 0)
    thread = world.box.thread_of(world.box.receive(world.mail(words, sender=sender, subject=subject), labels=labels))
    world.once()
    assert (thread in fetched(world)) is read


def test_what_the_user_wrote_is_read_where_it_speaks_of_work_and_left_alone_where_not(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(narrowing, "READ_ALL", 0)
    me = "Sam Porter <sam@example.com>"
    applied = world.box.user.write(world.mail(_APPLIED, sender=me, to=DANA))
    greeted = world.box.user.write(world.mail("Hello Mia,\n\nshall we go hiking?", sender=me, to="mia@friends.example", subject="Sunday"))
    world.once()
    assert [world.box.thread_of(applied) in fetched(world), world.box.thread_of(greeted) in fetched(world)] == [True, False]


def interrupted(world: World) -> list[str]:
    """Thirty candidacies, and a look at them that was stopped after ten; all threads."""
    senders = [f"Dana Whitfield <dana@company{number}.example>" for number in range(30)]
    threads = [world.box.thread_of(world.box.receive(world.mail("Hi Sam,\n\nthank you for your application.", sender=sender))) for sender in senders]
    world.box.observe(lambda _request, _response: world.daemon.stop() if len(fetched(world)) >= 10 else None)
    with pytest.raises(GmailUnreachable):
        world.once()
    world.box._api.observers.pop()
    world.restarted()
    return threads


def test_a_look_that_was_interrupted_is_gone_on_with(world: World) -> None:
    threads = interrupted(world)
    before = fetched(world)
    assert 10 <= len(before) < 30
    world.box.reset_log()
    world.once()
    assert sorted(before + fetched(world))[: len(threads)] == sorted(threads)
    assert len(world.daemon.store.known_threads()) == len(threads)
    world.settled()


def test_mail_that_comes_between_an_interruption_and_the_end_of_the_look_is_seen_at_the_next_poll(world: World) -> None:
    interrupted(world)
    thread = world.promised()
    world.once()
    world.once()
    assert world.labels(thread) == {"Waiting"}


def test_what_one_does_with_mail_in_gmail_costs_no_reading(world: World) -> None:
    thread = world.promised()
    world.once()
    world.box.reset_log()
    world.box.user.read(thread)
    world.once()
    world.box.user.archive(thread)
    world.once()
    assert [request.method for request in world.box.requests] == ["history.list", "history.list"]


def test_our_own_labels_cost_no_request(world: World) -> None:
    world.promised()
    world.once()
    world.box.reset_log()
    world.once()
    assert [request.method for request in world.box.requests] == ["history.list"]
    assert world.once().changed == 0


@pytest.mark.parametrize(
    ("done", "seconds", "sentence"),
    [
        (100, 40.0, "looking at the mailbox: 100 of 300 conversations read, 80 seconds to go"),
        (50, 60.0, "looking at the mailbox: 50 of 300 conversations read, 5 minutes to go"),
        (299, 100.0, "looking at the mailbox: 299 of 300 conversations read, 5 seconds to go"),
    ],
)
def test_the_time_to_go_is_reckoned_by_the_time_taken(done: int, seconds: float, sentence: str) -> None:
    assert said(done, 300, seconds) == sentence


def test_progress_is_told_now_and_then(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("INFO")
    now = [0.0]
    progress = telling(100, clock=lambda: now[0])
    for _ in range(50):
        now[0] += 1
        progress()
    assert [record.message.partition(": ")[2].partition(" of")[0] for record in caplog.records] == ["10", "20", "30", "40", "50"]
