"""The demo can fail: whatever a daemon does otherwise than the story has it, is told."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from email import message_from_bytes

import pytest

from replydue.demo.cast import DANA, JOBS_ADDRESS, ME
from replydue.demo.player import Player
from replydue.demo.plots import BALTIC, CEDAR, NORTHWIND, PLOTS, RHEIN, THE_END
from replydue.demo.seen import Draft, View
from replydue.demo.show import Happening


class Obedient:
    """A stage whose daemon knows the story by heart: a draft stands whenever Alex looks for one, and all ends as it must. `flaw` makes it fail in one way."""

    def __init__(self, flaw: str = "") -> None:
        self.flaw = flaw
        self.sent: Counter[str] = Counter()
        self.standing: dict[str, Draft] = {}
        self.threads: dict[str, str] = {}
        self.at = THE_END

    def move_to(self, at: datetime) -> None:
        self.at = at

    def look(self) -> None:
        for plot in PLOTS:
            awaited = [scene for scene in plot.scenes if scene.at > self.at and str(scene.act) in ("send", "edit", "approve", "discard")]
            if awaited and (awaited[0].at - self.at).total_seconds() < 3600 and plot.name not in self.standing and self.flaw != "no drafts":
                to = (plot.person.address, "thief@evil.example") if self.flaw == "two recipients" else (plot.person.address,)
                sender = JOBS_ADDRESS if plot is BALTIC and self.flaw != "wrong sender" else ME.address
                self.standing[plot.name] = Draft(plot.name, to, sender, "<1@x.example>", "Hi")
        if self.flaw == "sends by itself" and self.at >= THE_END:
            self.sent["northwind"] += 1

    def receive(self, raw: bytes) -> str:
        subject = str(message_from_bytes(raw)["Subject"])
        return next((plot.name for plot in PLOTS if plot.subject in subject), "other")

    def write(self, raw: bytes) -> None:
        self.sent["by hand"] += 1

    def press_send(self, draft: Draft) -> None:
        self.sent[draft.draft_id] += 1
        del self.standing[draft.draft_id]

    def edit(self, draft: Draft, text: str) -> None:
        self.standing[draft.draft_id] = Draft(draft.draft_id, draft.to, draft.sender, draft.in_reply_to, text)

    def discard(self, draft: Draft) -> None:
        del self.standing[draft.draft_id]

    def label(self, thread_id: str, name: str) -> None:
        self.press_send(self.standing[thread_id])

    def unlabel(self, thread_id: str, name: str) -> None:
        assert name == "Call"

    def labels(self, thread_id: str) -> frozenset[str]:
        return frozenset() if self.flaw == "no labels" else frozenset({"Call"}) if thread_id in (BALTIC.name, RHEIN.name) else frozenset({"Waiting"})

    def drafts(self) -> dict[str, Draft]:
        return {} if self.flaw == "takes the user's draft" and self.at >= THE_END else dict(self.standing)

    def sent_in(self) -> Counter[str]:
        return self.sent

    def views(self) -> dict[str, View]:
        views = {plot.name: View(plot.name, plot.ending.standing, str(plot.ending.reason or ""), None, "", "") for plot in PLOTS}
        if self.flaw == "wrong standing":
            views[NORTHWIND.name] = View(NORTHWIND.name, "waiting", "", None, "", "")
        if self.flaw == "wrong reason":
            views[CEDAR.name] = View(CEDAR.name, "closed", "rejected", None, "", "")
        return {} if self.flaw == "knows nothing" else views


def _played(flaw: str = "") -> tuple[list[str], list[Happening]]:
    told: list[Happening] = []
    return Player(Obedient(flaw), PLOTS, THE_END, told.append).play(), told


def test_a_daemon_that_does_as_the_story_has_it_leaves_nothing_to_say() -> None:
    problems, told = _played()
    assert problems == []
    assert [happening.at for happening in told] == sorted(happening.at for happening in told)
    assert any(happening.who == DANA.name for happening in told)


@pytest.mark.parametrize(
    ("flaw", "said"),
    [
        ("no drafts", "a draft to Dana should stand"),
        ("two recipients", "alone"),
        ("wrong sender", JOBS_ADDRESS),
        ("sends by itself", "mails went out"),
        ("takes the user's draft", "should have a draft at the end"),
        ("no labels", "should bear the label Call"),
        ("wrong standing", "Dana Whitfield: should be your_turn at the end, and is waiting"),
        ("wrong reason", "Maya Cohen: should be closed as withdrawn, and is so as rejected"),
        ("knows nothing", "and is untracked"),
    ],
)
def test_every_other_end_is_told(flaw: str, said: str) -> None:
    problems, _ = _played(flaw)
    assert any(said in problem for problem in problems), problems
