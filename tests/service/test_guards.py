"""What is so unlikely that it is held back? Floods, other and empty mailboxes, wrong clocks; and what had died long before the first look."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from replydue.core.model import Reason, Standing
from replydue.errors import ReplydueError
from replydue.sandbox import Sandbox

from .world import ME, World, on, world_on


def _promises(world: World, count: int) -> list[str]:
    """So many recruiters of as many companies have promised an answer by Friday the 20th; the threads' ids."""
    world.at(on(17, "10:00"))
    words = "Hi Sam,\n\nThank you for your application for the Data Engineer role. You should hear from us by Friday.\n\nBest,\nDana"
    mails = [world.mail(words, sender=f"Dana Whitfield <dana@company{number}.example>", subject=f"Data Engineer {number}") for number in range(count)]
    return [world.box.thread_of(world.box.receive(mail)) for mail in mails]


@pytest.fixture
def few(tmp_path: Path) -> Iterator[World]:
    with Sandbox(ME, "Sam Porter") as box, world_on(box, tmp_path, drafts={"templates": str(tmp_path / "templates"), "at_once": 3}) as world:
        yield world


def test_a_flood_of_drafts_is_held_back_and_the_way_out_is_named(few: World) -> None:
    _promises(few, 4)
    few.once()
    done = few.once(on(24, "09:00"))
    assert few.drafts() == []
    assert "raise `drafts.at_once` (now 3)" in "".join(done.problems)


def test_once_allowed_the_flood_comes(few: World) -> None:
    _promises(few, 4)
    few.once()
    few.once(on(24, "09:00"))
    few.settings = few.settings.model_copy(update={"drafts": few.settings.drafts.model_copy(update={"at_once": 4})})
    few.restarted()
    few.once(on(24, "10:01"))
    assert len(few.drafts()) == 4
    few.settled()


def test_as_many_as_are_allowed_are_no_flood(few: World) -> None:
    _promises(few, 3)
    few.once()
    few.once(on(24, "09:00"))
    assert len(few.drafts()) == 3


def test_what_had_died_long_before_the_first_look_is_closed_and_not_nagged(world: World) -> None:
    thread = world.promised()
    world.once(on(17, "10:00") + timedelta(weeks=8))
    assert (world.row(thread).standing, world.row(thread).reason) == (Standing.CLOSED, Reason.STALE)
    assert world.drafts() == []
    world.settled()
    world.at(on(17, "11:00") + timedelta(weeks=8))
    world.reply("Hi Sam, sorry for the silence! You will hear from us by Friday.\n\nDana")
    world.once()
    assert world.row(thread).standing is Standing.WAITING


def test_what_dies_under_our_eyes_is_followed_up_however_late(world: World) -> None:
    """The machine was off for two months."""
    world.promised()
    world.once()
    world.once(on(17, "10:00") + timedelta(weeks=9))
    assert len(world.drafts()) == 1


def test_a_mailbox_that_shows_nothing_of_what_is_followed_forgets_nothing(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    threads = _promises(world, 5)
    world.once()
    world.box.expire_history()
    monkeypatch.setattr(world.daemon.gmail, "threads", lambda ids: iter(()))
    with pytest.raises(ReplydueError, match="shows none of the 5 conversations"):
        world.once(on(18, "10:00"))
    monkeypatch.undo()
    assert set(threads) <= world.daemon.store.known_threads()
    world.once(on(18, "11:00"))
    assert world.row(threads[0]).standing is Standing.WAITING


def test_another_mailbox_is_not_taken_for_the_one_that_is_known(world: World) -> None:
    world.promised()
    world.once()
    with Sandbox("alex@example.com") as other:
        world.settings = world.settings.model_copy(update={"gmail": world.settings.gmail.model_copy(update={"endpoint": other.endpoint})})
        world.restarted()
        with pytest.raises(ReplydueError, match=r"signed in to alex@example\.com, and what is known is of sam@example\.com"):
            world.once(on(18, "10:00"))


@pytest.mark.parametrize(("ahead", "way"), [(3 * 86400.0, "72 hours ahead of"), (-2 * 3600.0, "2 hours behind")])
def test_a_wrong_clock_stops_everything(world: World, monkeypatch: pytest.MonkeyPatch, ahead: float, way: str) -> None:
    world.promised()
    world.once()
    monkeypatch.setattr(world.daemon.gmail._transport, "clock_ahead", ahead)
    with pytest.raises(ReplydueError, match=f"clock is {way} Gmail's"):
        world.once(on(24, "09:00"))
    assert world.drafts() == []
