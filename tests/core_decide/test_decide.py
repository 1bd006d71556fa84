"""What is to be done now? One decision each; what was decided, once carried out, is not decided again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

import pytest

from replydue.core.decide import decide
from replydue.core.life import FollowUp, Phase
from replydue.core.model import (
    Advance,
    AskToCall,
    Conversation,
    Override,
    PutUpDraft,
    Relabel,
    Remember,
    SendApproved,
    Standing,
    WithdrawDraft,
)
from replydue.settings import Settings
from tests.core_decide.people import PROMISED, SETTINGS, conversation, draft, follow_up, mail, on

T = TypeVar("T")
ASKS = mail("m2", "Hi Sam, could you send us your references, please?", on(24, "11:00"))
TO_APPROVE = frozenset({"To approve"})
APPROVED = TO_APPROVE | {"Approved"}
CALLING = follow_up(Phase.CALLING, do="call", number=2, draft_id="", text="", id=2)


def _of(kind: type[T], held: Conversation, now: datetime, settings: Settings = SETTINGS) -> list[T]:
    """The actions of one kind."""
    return [action for action in decide(held, settings, now).actions if isinstance(action, kind)]


def _drafted(*later: Any, phase: Phase = Phase.DRAFTED, levers: frozenset[str] = TO_APPROVE, text: str = "", **more: Any) -> Conversation:
    """Our draft stands, as we wrote it or as the user did."""
    return replace(conversation(*later), follow_ups=(follow_up(phase, **more),), drafts=(draft(text) if text else draft(),), levers=levers)


def _phases(held: Conversation, now: datetime) -> list[Phase]:
    """The phases that follow-ups are found to have reached."""
    return [action.follow_up.phase for action in _of(Advance, held, now)]


def test_before_the_due_moment_only_the_label_is_set_and_the_day_is_waited_for() -> None:
    decision = decide(conversation(), SETTINGS, on(17, "12:00"))
    assert decision.actions == (Relabel(frozenset({"Waiting"}), frozenset()),)
    assert decision.wake_at == on(21, "00:00")
    assert not decision.follow_up_due


def test_after_the_expected_day_the_due_moment_is_waited_for() -> None:
    decision = decide(conversation(), SETTINGS, on(23, "12:00"))
    assert decision.judgement.standing is Standing.OVERDUE
    assert (decision.wake_at, decision.follow_up_due) == (on(24), False)


def test_at_the_due_moment_the_draft_goes_up_and_the_label_with_it() -> None:
    decision = decide(conversation(), SETTINGS, on(24))
    put_up, relabel = decision.actions
    assert isinstance(put_up, PutUpDraft)
    assert (put_up.anchor, put_up.step.number, put_up.step.at) == (PROMISED.id, 1, on(24))
    assert put_up.letter.to[0].address == "dana@northwind.example"
    assert relabel == Relabel(TO_APPROVE, frozenset())
    assert decision.follow_up_due


def test_a_draft_that_came_due_while_the_machine_was_off_goes_up_at_once() -> None:
    assert len(_of(PutUpDraft, conversation(), on(28, "22:00"))) == 1


def test_one_draft_of_anybody_is_enough() -> None:
    assert _of(PutUpDraft, replace(conversation(), drafts=(draft("my own", draft_id=""),)), on(24)) == []


@pytest.mark.parametrize(
    "held",
    [
        replace(conversation(), levers=frozenset({"Waiting"})),
        _drafted(),
        _drafted(text="Hi Dana, in my own words"),
        _drafted(phase=Phase.APPROVED, levers=frozenset({"Approved"}), approved_text="Hi Dana, any news?"),
        _drafted(ASKS, levers=frozenset({"Your turn"}), phase=Phase.WITHDRAWN),
        replace(conversation(), follow_ups=(CALLING,), levers=frozenset({"Call"})),
    ],
    ids=["waiting", "drafted", "edited", "approved, the window closed", "answered", "calling"],
)
def test_what_is_as_it_should_be_is_left_alone(held: Conversation) -> None:
    assert decide(held, SETTINGS, on(23 if held.levers == {"Waiting"} else 24, "20:00")).actions == ()


def test_an_answer_withdraws_the_untouched_draft() -> None:
    (action,) = _of(WithdrawDraft, _drafted(ASKS), on(24, "11:01"))
    assert (action.then, action.follow_up.draft_id) == (Phase.WITHDRAWN, "d1")


def test_an_answer_from_elsewhere_withdraws_it_too() -> None:
    held = replace(_drafted(), elsewhere=(replace(ASKS, thread_id="t2"),))
    assert len(_of(WithdrawDraft, held, on(24, "11:01"))) == 1


def test_an_automatic_answer_withdraws_nothing() -> None:
    receipt = mail("m2", "We have received your message and will answer as soon as we can.", on(24, "11:00"))
    held = _drafted(replace(receipt, headers=(("auto-submitted", "auto-replied"),)))
    assert decide(held, SETTINGS, on(24, "11:01")).actions == ()


def test_a_draft_that_the_user_rewrote_is_given_into_their_hands_when_the_answer_comes() -> None:
    held = _drafted(ASKS, text="Hi Dana, in my own words")
    assert _of(WithdrawDraft, held, on(24, "11:01")) == []
    assert _phases(held, on(24, "11:01")) == [Phase.WITHDRAWN]


@pytest.mark.parametrize(
    ("phase", "levers", "now", "sends"),
    [
        (Phase.DRAFTED, APPROVED, on(24, "10:00"), True),
        (Phase.APPROVED, APPROVED, on(24, "10:00"), True),
        (Phase.SENDING, APPROVED, on(24, "10:00"), True),
        (Phase.DRAFTED, APPROVED, on(24, "17:00"), False),
        (Phase.DRAFTED, TO_APPROVE, on(24, "10:00"), False),
        (Phase.APPROVED, TO_APPROVE, on(24, "10:00"), False),
        (Phase.SENDING, TO_APPROVE, on(24, "10:00"), False),
        (Phase.DRAFTING, APPROVED, on(24, "10:00"), True),  # found again; a label from before it stood would have been taken off first
        (Phase.WITHDRAWN, APPROVED, on(24, "10:00"), False),
    ],
)
def test_only_an_approved_draft_is_sent_and_only_in_the_window(phase: Phase, levers: frozenset[str], now: datetime, sends: bool) -> None:
    approved = "Hi Dana, any news?" if phase in (Phase.APPROVED, Phase.SENDING) else ""
    assert bool(_of(SendApproved, _drafted(phase=phase, levers=levers, approved_text=approved), now)) is sends


def test_a_draft_that_changed_after_the_approval_loses_it_and_the_label_goes_first() -> None:
    held = _drafted(phase=Phase.APPROVED, levers=APPROVED, approved_text="Hi Dana, any news?", text="Hi Dana, in my own words")
    relabel, advance = decide(held, SETTINGS, on(24, "10:00")).actions
    assert isinstance(relabel, Relabel)
    assert relabel.add == {"Check"}
    assert "Approved" in relabel.remove
    assert isinstance(advance, Advance)
    assert advance.follow_up.phase is Phase.DRAFTED


def test_an_approval_without_a_draft_is_taken_off_before_the_draft_goes_up() -> None:
    first, second = decide(replace(conversation(), levers=frozenset({"Approved"})), SETTINGS, on(24)).actions
    assert isinstance(first, Relabel)
    assert "Approved" in first.remove
    assert isinstance(second, PutUpDraft)


def test_a_sending_whose_label_was_taken_off_is_no_approval_any_more() -> None:
    held = _drafted(phase=Phase.SENDING, approved_text="Hi Dana, any news?")
    assert _phases(held, on(24, "10:00")) == [Phase.DRAFTED]
    assert _of(Relabel, held, on(24, "10:00")) == []


@pytest.mark.parametrize(
    ("held", "becomes"),
    [
        (replace(conversation(), follow_ups=(follow_up(Phase.DRAFTED),)), Phase.SKIPPED),
        (replace(conversation(mail("s1", "Hi Dana, any news?", on(24, "10:00"), mine=True)), follow_ups=(follow_up(Phase.DRAFTED),)), Phase.SENT),
        (replace(conversation(mail("s1", "Other words.", on(24, "10:00"), mine=True)), follow_ups=(follow_up(Phase.SENDING),)), Phase.SENT),
        (replace(_drafted(phase=Phase.DRAFTING, draft_id="")), Phase.DRAFTED),
        (replace(conversation(), follow_ups=(follow_up(Phase.WITHDRAWING),)), Phase.WITHDRAWN),
        (replace(conversation(), follow_ups=(CALLING,)), Phase.DONE),
    ],
    ids=["deleted", "sent", "sent in other words", "found again", "gone", "called"],
)
def test_what_gmail_shows_is_recorded(held: Conversation, becomes: Phase) -> None:
    assert _phases(held, on(24, "12:00"))[0] is becomes


def test_a_lost_draft_is_put_up_again_on_the_same_record() -> None:
    held = replace(conversation(), follow_ups=(follow_up(Phase.DRAFTING, draft_id=""),))
    assert len(_of(PutUpDraft, held, on(24, "09:05"))) == 1


def test_the_second_step_asks_for_a_call_once_its_label_stands() -> None:
    held = replace(conversation(), follow_ups=(follow_up(Phase.SENT, sent_id="s1"),), levers=frozenset({"Waiting"}))
    relabel, ask = decide(held, SETTINGS, on(8, month=12)).actions
    assert relabel == Relabel(frozenset({"Call"}), frozenset({"Waiting"}))
    assert isinstance(ask, AskToCall)
    assert (ask.step.number, ask.step.do) == (2, "call")


def test_a_deleted_draft_stops_the_conversation_where_that_is_wanted() -> None:
    settings = Settings.model_validate({"timezone": "America/New_York", "cadence": {"on_discard": "stop"}})
    held = replace(conversation(), follow_ups=(follow_up(Phase.DRAFTED),))
    assert _of(Remember, held, on(24, "12:00"), settings) == [Remember(Override(tracked=False))]


@pytest.mark.parametrize(("label", "days"), [("Snooze/3 days", 3), ("Snooze/1 week", 7), ("Snooze/2 weeks", 14)])
def test_a_snooze_label_is_remembered_before_it_is_taken_off(label: str, days: int) -> None:
    now = on(17, "12:00")
    remember, relabel = decide(replace(conversation(), levers=frozenset({"Waiting", label})), SETTINGS, now).actions
    assert remember == Remember(Override(snoozed_until=on(17, "00:00") + timedelta(days=days)))
    assert relabel == Relabel(frozenset(), frozenset({label}))


def test_a_snooze_parks_the_draft() -> None:
    held = replace(_drafted(), override=Override(snoozed_until=on(30)))
    decision = decide(held, SETTINGS, on(24, "12:00"))
    assert [type(action) for action in decision.actions] == [WithdrawDraft, Relabel]
    assert decision.wake_at == on(30)


def test_a_later_day_that_the_user_names_takes_the_draft_back() -> None:
    held = replace(_drafted(), override=Override(expected_by=on(4, month=12).date()))
    assert len(_of(WithdrawDraft, held, on(24, "12:00"))) == 1


@pytest.mark.parametrize(
    ("levers", "change"),
    [
        ({"Waiting", "Closed", "To approve"}, Relabel(frozenset(), frozenset({"Closed", "To approve"}))),
        ({"Your turn"}, Relabel(frozenset({"Waiting"}), frozenset({"Your turn"}))),
        ({"Track"}, Relabel(frozenset({"Waiting"}), frozenset())),
        ({"Stop", "Waiting"}, Relabel(frozenset(), frozenset({"Waiting"}))),
        ({"Call"}, Relabel(frozenset({"Waiting"}), frozenset({"Call"}))),
    ],
)
def test_the_thread_bears_one_standing_label_and_the_users_levers(levers: set[str], change: Relabel) -> None:
    assert decide(replace(conversation(), levers=frozenset(levers)), SETTINGS, on(17, "12:00")).actions == (change,)


def _carried_out(held: Conversation, now: datetime) -> Conversation:
    """The conversation as it is once all that was decided has been done."""
    for action in decide(held, SETTINGS, now).actions:
        match action:
            case PutUpDraft():
                put_up = FollowUp(action.step.number, "email", Phase.DRAFTED, action.anchor, action.step.at, now, text="put up", draft_id="new", id=9)
                held = replace(held, follow_ups=(*held.follow_ups, put_up), drafts=(*held.drafts, draft("put up", "new")))
            case AskToCall():
                asked = FollowUp(action.step.number, "call", Phase.CALLING, action.anchor, action.step.at, now, id=9)
                held = replace(held, follow_ups=(*held.follow_ups, asked))
            case WithdrawDraft():
                held = replace(
                    _recorded(held, replace(action.follow_up, phase=action.then)),
                    drafts=tuple(d for d in held.drafts if d.draft_id != action.follow_up.draft_id),
                )
            case SendApproved():
                sent = mail("sent", action.follow_up.text, now, mine=True)
                held = replace(
                    _recorded(held, replace(action.follow_up, phase=Phase.SENT, sent_id="sent", changed=now)), drafts=(), messages=(*held.messages, sent)
                )
            case Advance():
                held = _recorded(held, action.follow_up)
            case Relabel():
                held = replace(held, levers=(held.levers | action.add) - action.remove)
            case Remember():
                held = replace(held, override=action.override)
    return held


def _recorded(held: Conversation, changed: FollowUp) -> Conversation:
    return replace(held, follow_ups=tuple(changed if each.id == changed.id else each for each in held.follow_ups))


@pytest.mark.parametrize(
    "held",
    [
        conversation(),
        _drafted(),
        _drafted(levers=APPROVED),
        _drafted(ASKS),
        _drafted(ASKS, text="Hi Dana, in my own words"),
        _drafted(levers=TO_APPROVE | {"Snooze/1 week"}),
        _drafted(levers=TO_APPROVE | {"Stop"}),
        _drafted(mail("s1", "Hi Dana, is there any news on the role?", on(24, "09:30"), mine=True)),
        replace(conversation(), follow_ups=(follow_up(Phase.DRAFTED),)),
        replace(conversation(), follow_ups=(follow_up(Phase.SENT, sent_id="s1"),)),
        replace(conversation(), follow_ups=(CALLING,), levers=frozenset({"Waiting"})),
        replace(conversation(), follow_ups=(follow_up(Phase.DRAFTING, draft_id="", text="lost"),), drafts=(draft("lost", "found"),)),
    ],
)
@pytest.mark.parametrize("now", [on(24, "10:00"), on(24, "20:00"), on(28, "10:00"), on(9, "10:00", 12)])
def test_what_was_carried_out_is_not_decided_again(held: Conversation, now: datetime) -> None:
    assert decide(_carried_out(held, now), SETTINGS, now + timedelta(seconds=1)).actions == ()
