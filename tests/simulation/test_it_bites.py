"""Would the simulation notice? Six bugs are planted one by one, and each is caught within a few worlds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from replydue.core import decide as deciding
from replydue.core import follow_ups
from replydue.core.cadence import next_step
from replydue.gmail import Gmail, Uncertain
from replydue.service import carry_out, conversations
from replydue.store import Store
from replydue.values import Span
from tests.simulation import harm
from tests.simulation.fast import remember_readings
from tests.simulation.oracle import Violation
from tests.simulation.world import Event, live

Planting = Callable[[pytest.MonkeyPatch], None]


def _answers_in_other_threads_are_ignored(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Store, "messages_elsewhere", lambda *_: ())


def _a_lost_draft_is_not_looked_for(patch: pytest.MonkeyPatch) -> None:
    of_gmail = conversations._drafts
    patch.setattr(conversations, "_drafts", lambda gmail, thread, stored, ours: of_gmail(gmail, thread, (), tuple(f for f in ours if f.draft_id)))


def _what_is_approved_goes_out_without_a_second_look(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(carry_out, "_ON_FRESH_MAIL", ())


def _there_is_no_grace(patch: pytest.MonkeyPatch) -> None:
    none = Span(0, "business day")
    patch.setattr(
        deciding,
        "next_step",
        lambda judgement, conversation, settings: next_step(
            judgement, conversation, settings.model_copy(update={"cadence": settings.cadence.model_copy(update={"grace": none})})
        ),
    )


def _what_the_user_edited_counts_as_untouched(patch: pytest.MonkeyPatch) -> None:
    for module in (deciding, follow_ups):
        patch.setattr(module, "is_touched", lambda *_: False)


def _a_lost_sending_is_taken_for_none(patch: pytest.MonkeyPatch) -> None:
    """Whatever the answer was: the words go out once more, as a program would do that only tries again."""
    send = Gmail.send_draft

    def again(self: Gmail, draft_id: str) -> Any:
        raw = self._service.users().drafts().get(userId="me", id=draft_id, format="raw").execute()["message"]
        try:
            return send(self, draft_id)
        except Uncertain:
            self._service.users().messages().send(userId="me", body={"raw": raw["raw"], "threadId": raw["threadId"]}).execute()
            raise

    patch.setattr(Gmail, "send_draft", again)


_WORLDS = 8


def _all(*whats: tuple[int, str]) -> list[Event]:
    """The same in all conversations, by tick; the first draft stands within three weeks, which are 63 ticks."""
    return [Event(tick, talk, what) for talk in range(3) for tick, what in whats]


@pytest.mark.timeout(120)
@pytest.mark.parametrize(
    ("plant", "invariants", "events"),
    [
        (_answers_in_other_threads_are_ignored, "3", _all((72, "answers elsewhere"))),
        (_a_lost_draft_is_not_looked_for, "2", _all()),
        (_what_is_approved_goes_out_without_a_second_look, "1", _all((71, "approves"), (72, "answers meanwhile"))),
        (_there_is_no_grace, "5", _all()),
        (_what_the_user_edited_counts_as_untouched, "4", _all((68, "edits"), (72, "answers"))),
        (_a_lost_sending_is_taken_for_none, "1", _all((70, "approves"))),
    ],
)
def test_a_planted_bug_is_caught(plant: Planting, invariants: str, events: list[Event], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(monkeypatch)
    monkeypatch.setattr(harm, "_KINDS", ("lost write",))  # the rarest luck that one of the bugs needs: fewer worlds show it
    remember_readings(monkeypatch)
    caught = ""
    for seed in range(1, _WORLDS + 1):
        try:
            live(tmp_path / str(seed), seed, 4, 3, harm=True, events=events)
        except Violation as violation:
            caught = str(violation)
            break
    assert f"invariant {invariants} " in caught
