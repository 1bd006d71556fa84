"""What if the daemon is killed? Between any two things that it writes, in Gmail or in the store: the end is the same as without the kill."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from replydue.sandbox import Sandbox
from replydue.sandbox.clock import Clock
from tests.conftest import MONDAY
from tests.service.world import World, on, world_on

GMAIL = ("create_draft", "delete_draft", "send_draft", "relabel")
STORE = ("checkpoint", "record", "set_override")


class Killed(BaseException):
    """The process ends here; nothing handles it."""


class Reaper:
    """Counts the daemon's writes, and kills it after the one it is set to."""

    def __init__(self, at: int) -> None:
        self.count, self.at = 0, at

    def watch(self, world: World) -> None:
        """Sets the reaper on the daemon as it is now."""
        for part, names in ((world.daemon.gmail, GMAIL), (world.daemon.store, STORE)):
            for name in names:
                setattr(part, name, self._mortal(getattr(part, name)))

    def _mortal(self, act: Callable[..., Any]) -> Callable[..., Any]:
        def acting(*given: Any, **named: Any) -> Any:
            if self.at and self.count >= self.at:
                raise Killed  # a dead process does nothing more
            result = act(*given, **named)
            self.count += 1
            if self.count == self.at:
                raise Killed
            return result

        return acting


def _due(world: World) -> None:
    world.once()
    world.at(on(24, "09:00"))


def _approved_before_there_is_a_draft(world: World) -> None:
    world.once()
    world.at(on(24, "09:00"))
    world.box.user.label(world.box.threads()[0], "Replydue/Approved")


def _approved(world: World) -> None:
    _due(world)
    world.once()
    world.box.user.label(world.box.threads()[0], "Replydue/Approved")


def _changed_after_the_approval(world: World) -> None:
    _due(world)
    world.once()
    world.at(on(24, "18:00"))
    world.box.user.label(world.box.threads()[0], "Replydue/Approved")
    world.once()
    world.box.user.edit_draft(world.draft_id(), "Hi Dana,\n\nother words.\n\nSam")
    world.at(on(25, "09:00"))


def _answered(world: World) -> None:
    _due(world)
    world.once()
    world.at(on(24, "11:00"))
    world.reply("Hi Sam,\n\nsorry! When could you talk to us next week?\n\nDana")


def _snoozed(world: World) -> None:
    _due(world)
    world.once()
    world.box.user.label(world.box.threads()[0], "Replydue/Snooze/1 week")


def _time_for_a_call(world: World) -> None:
    _due(world)
    world.once()
    world.box.user.press_send(world.draft_id())
    world.once()
    world.at(on(9, "09:00", 12))


@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    ("chapter", "drafts", "sent", "labels", "phases"),
    [
        (_due, 1, 0, {"To approve"}, ["drafted"]),
        (_approved_before_there_is_a_draft, 1, 0, {"To approve"}, ["drafted"]),
        (_approved, 0, 1, {"Waiting"}, ["sent"]),
        (_changed_after_the_approval, 1, 0, {"Check"}, ["drafted"]),
        (_answered, 0, 0, {"Your turn"}, ["withdrawn"]),
        (_snoozed, 0, 0, {"Waiting"}, ["parked"]),
        (_time_for_a_call, 0, 1, {"Call"}, ["sent", "calling"]),
    ],
)
def test_a_kill_at_any_instant_leads_to_the_same_end(
    chapter: Callable[[World], None], drafts: int, sent: int, labels: set[str], phases: list[str], tmp_path: Path
) -> None:
    wanted = (drafts, sent, labels, phases)
    ended, writes = _lived(tmp_path / "unharmed", chapter, 0)
    assert ended == wanted
    assert writes >= 3
    for at in range(1, writes + 1):
        ended, _ = _lived(tmp_path / str(at), chapter, at)
        assert ended == wanted, f"killed after write {at} of {writes}"


def _lived(folder: Path, chapter: Callable[[World], None], at: int) -> tuple[Any, int]:
    """How it ends with a kill after that write (0: no kill), and how many writes there were to be killed after."""
    folder.mkdir()
    reaper = Reaper(at)
    box = Sandbox("sam@example.com", "Sam Porter", clock=Clock(MONDAY))
    with box, world_on(box, folder) as world:
        thread = world.promised()
        chapter(world)
        reaper.watch(world)
        writes = _look(world, reaper)
        world.settled()
        ended = [follow_up.phase.value for follow_up in world.daemon.store.follow_ups_of(thread)]
        return (len(world.drafts()), len(world.sent()), world.labels(thread), ended), writes


def _look(world: World, reaper: Reaper) -> int:
    """One pass; if it is killed, a new daemon takes over."""
    try:
        world.once()
    except Killed:
        world.restarted()
    return reaper.count
