"""When is a follow-up due? Section 6 of the reading rules, row by row."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from replydue.core.cadence import is_open, next_step
from replydue.core.life import FollowUp, Phase
from replydue.core.model import Override, Source, Standing
from replydue.settings import Settings
from tests.core_decide.people import SETTINGS, ZONE, conversation, follow_up, judged, mail, on

FRIDAY = date(2026, 11, 20)


def _cadence(**cadence: object) -> Settings:
    return Settings.model_validate({"timezone": "America/New_York", "cadence": cadence})


@pytest.mark.parametrize(
    ("by", "source", "settings", "due"),
    [
        (FRIDAY, Source.PROMISE, SETTINGS, on(24)),
        (date(2026, 11, 19), Source.PROMISE, SETTINGS, on(23)),
        (date(2026, 11, 18), Source.PROMISE, SETTINGS, on(20)),
        (date(2026, 11, 25), Source.PROMISE, SETTINGS, on(30)),  # Thanksgiving is no business day; the grace is Friday
        (FRIDAY, Source.PREFERENCE, SETTINGS, on(23)),
        (date(2026, 11, 18), Source.PREFERENCE, SETTINGS, on(19)),
        (FRIDAY, Source.USER, SETTINGS, on(24)),
        (FRIDAY, Source.PROMISE, _cadence(grace="3 business days"), on(26)),  # the window's days are those of the week, holidays among them
        (FRIDAY, Source.PROMISE, _cadence(grace="0 days"), on(23)),
        (FRIDAY, Source.PROMISE, _cadence(window={"days": ["thu"], "from": "13:30", "to": "15:00"}), on(26, "13:30")),
        (date(2026, 10, 30), Source.PROMISE, SETTINGS, on(3)),  # summer time has ended in between; nine is nine
    ],
)
def test_the_first_step_is_due_at_the_opening_after_a_whole_grace(by: date, source: Source, settings: Settings, due: datetime) -> None:
    step = next_step(judged(by, source), conversation(), settings)
    assert step is not None
    assert (step.number, step.do, step.at) == (1, "email", due)
    assert step.at.utcoffset() == due.utcoffset()


@pytest.mark.parametrize(
    ("taken", "due"),
    [
        (follow_up(Phase.SENT, on(24, "09:00"), sent_id="s1"), on(8, month=12)),
        (follow_up(Phase.SENT, on(24, "09:01"), sent_id="s1"), on(9, month=12)),  # on Tuesday the window opens a minute before two weeks have passed
        (follow_up(Phase.SKIPPED, on(27, "16:00")), on(14, month=12)),
        (follow_up(Phase.SKIPPED, on(22, "10:00")), on(7, month=12)),  # two weeks later is a Sunday; on Monday they have passed when the window opens
    ],
)
def test_the_next_step_is_due_a_whole_interval_after_the_one_before(taken: FollowUp, due: datetime) -> None:
    step = next_step(judged(FRIDAY), replace(conversation(), follow_ups=(taken,)), SETTINGS)
    assert step is not None
    assert (step.number, step.do, step.at) == (2, "call", due)


def test_a_step_by_hand_counts_and_one_mail_counts_once() -> None:
    by_hand = mail("s1", "Any news?", on(24, "08:00"), mine=True)
    judgement = judged(FRIDAY, steps_by_hand=(by_hand,))
    alone = next_step(judgement, conversation(by_hand), SETTINGS)
    as_ours = next_step(judgement, replace(conversation(by_hand), follow_ups=(follow_up(Phase.SENT, on(24, "08:00"), sent_id="s1"),)), SETTINGS)
    assert alone == as_ours
    assert alone is not None
    assert (alone.number, alone.at) == (2, on(8, month=12))


@pytest.mark.parametrize("phase", [Phase.WITHDRAWN, Phase.SUPERSEDED, Phase.DRAFTING, Phase.DRAFTED, Phase.APPROVED, Phase.SENDING])
def test_what_was_not_taken_does_not_count(phase: Phase) -> None:
    step = next_step(judged(FRIDAY), replace(conversation(), follow_ups=(follow_up(phase),)), SETTINGS)
    assert step is not None
    assert step.number == 1


def test_never_more_steps_than_the_cadence_has() -> None:
    taken = tuple(follow_up(phase, on(24 + day), number=day + 1, id=day + 1) for day, phase in enumerate((Phase.SENT, Phase.DONE, Phase.SKIPPED)))
    assert next_step(judged(FRIDAY), replace(conversation(), follow_ups=taken), SETTINGS) is None


def test_an_answer_starts_the_cadence_anew() -> None:
    answer = mail("m2", "We need until next Friday.", on(25, "10:00"))
    held = replace(conversation(answer), follow_ups=(follow_up(Phase.SENT, on(24, "11:00"), sent_id="s1"),))
    step = next_step(judged(date(2026, 12, 4), answered_by=answer), held, SETTINGS)
    assert step is not None
    assert (step.number, step.at) == (1, on(8, month=12))


def test_an_expected_day_that_lies_later_holds_a_later_step_back() -> None:
    held = replace(conversation(), follow_ups=(follow_up(Phase.SENT, on(24), sent_id="s1"),))
    step = next_step(judged(date(2026, 12, 18)), held, SETTINGS)
    assert step is not None
    assert step.at == on(22, month=12)


@pytest.mark.parametrize(
    ("until", "due"),
    [(on(23, "12:00"), on(24)), (on(28, "12:00"), on(30)), (on(30, "12:00"), on(30, "12:00")), (on(30, "18:00"), on(1, month=12))],
)
def test_a_snooze_moves_the_step_to_when_it_ends_or_the_next_opening(until: datetime, due: datetime) -> None:
    step = next_step(judged(FRIDAY), replace(conversation(), override=Override(snoozed_until=until)), SETTINGS)
    assert step is not None
    assert step.at == due


@pytest.mark.parametrize("standing", [Standing.YOUR_TURN, Standing.CLOSED, Standing.UNTRACKED])
def test_where_nothing_is_awaited_nothing_is_next(standing: Standing) -> None:
    assert next_step(judged(FRIDAY, standing=standing), conversation(), SETTINGS) is None


def test_without_a_day_nothing_is_next() -> None:
    assert next_step(judged(FRIDAY, expectation=None, standing=Standing.ON_HOLD), conversation(), SETTINGS) is None


@pytest.mark.parametrize(
    ("moment", "open_then"),
    [(on(24), True), (on(24, "08:59"), False), (on(24, "16:59"), True), (on(24, "17:00"), False), (on(28, "12:00"), False)],
)
def test_the_window_is_open_from_its_first_minute_until_before_its_last(moment: datetime, open_then: bool) -> None:
    assert is_open(SETTINGS.cadence.window, moment, ZONE) is open_then
