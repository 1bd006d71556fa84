"""The service through a day on a moved clock, over HTTP, its sign-in lost and found again; `make soak` does the same with a poll each minute."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.soak.life import Held, Lived, Plan, live
from tests.soak.verdict import faults

PLAN = Plan(poll=timedelta(minutes=20))


def test_a_day_with_a_lost_sign_in_is_lived_through(tmp_path: Path) -> None:
    lived = live(tmp_path, PLAN)
    assert list(faults(lived, PLAN)) == []
    assert lived.polls == 72


WELL = Lived(
    polls=72,
    held=[Held(140_000, 4, 12)] * 24,
    warnings=["lost: the sign-in"],
    notified=["lost: the sign-in", "a draft"],
    status={"before the loss": "1 waiting, 0 drafts", "while it is lost": "run `replydue auth`", "at the end": "1 waiting, 1 draft to approve"},
    asked=15,
    waited=PLAN.poll,
    ready=1,
)


@pytest.mark.parametrize(
    ("lived", "said"),
    [
        (replace(WELL, warnings=["lost: the sign-in"] * 2), "2 warnings"),
        (replace(WELL, notified=[]), "the notifications are others"),
        (replace(WELL, others=["?"]), "other warnings"),
        (replace(WELL, waited=None), "came None after"),
        (replace(WELL, ready=2), "2 times"),
        (replace(WELL, asked=72), "72 requests"),
        (replace(WELL, status={**WELL.status, "at the end": "run `replydue auth`"}), "the status line at the end"),
        (replace(WELL, held=[Held(140_000 + 300 * hour, 4, 12) for hour in range(24)]), "memory grew from"),
        (replace(WELL, held=[Held(140_000 + 100 * hour, 4, 12) for hour in range(24)]), "memory grew in quiet hours"),
        (replace(WELL, held=[Held(140_000, 4 + hour // 6, 12) for hour in range(24)]), "threads"),
        (replace(WELL, held=[Held(140_000, 4, 12 + hour) for hour in range(24)]), "open files"),
    ],
)
def test_what_is_not_as_it_must_be_is_named(lived: Lived, said: str) -> None:
    assert list(faults(WELL, PLAN)) == []
    assert any(said in fault for fault in faults(lived, PLAN))
