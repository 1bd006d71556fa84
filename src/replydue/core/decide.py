"""The decision: what the mail means, what comes next, and what is to be done now. Pure; carried out in one place (service/carry_out)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from replydue.core.cadence import is_open, live_one, next_opening, next_step
from replydue.core.follow_ups import is_touched, its_draft, observed, same_text
from replydue.core.judgement import judge
from replydue.core.labels import consumed_levers, snoozed_for, wanted_labels
from replydue.core.life import LIVE, FollowUp, Phase, advanced
from replydue.core.model import (
    Action,
    Advance,
    AskToCall,
    Conversation,
    Decision,
    Judgement,
    NextStep,
    PutUpDraft,
    Relabel,
    Remember,
    SendApproved,
    Standing,
    WithdrawDraft,
)
from replydue.core.wording import BUILT_IN, Templates, write
from replydue.settings import Settings

_AWAITING = (Standing.WAITING, Standing.OVERDUE, Standing.ON_HOLD)
_CHANGED = "the draft changed after you approved it"
_WITH_DRAFT = frozenset({Phase.DRAFTED, Phase.APPROVED, Phase.SENDING})


@dataclass
class _Deciding:
    """One decision in the making: what it is about, and the actions found so far."""

    conversation: Conversation
    settings: Settings
    now: datetime
    templates: Templates
    judgement: Judgement
    actions: list[Action] = field(default_factory=list)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.settings.timezone)

    @property
    def live(self) -> FollowUp | None:
        """The one live follow-up (invariant 2)."""
        return live_one(self.conversation.follow_ups, LIVE)

    def with_follow_up(self, changed: FollowUp) -> None:
        """Goes on as if the follow-up were in its new phase already."""
        others = tuple(f for f in self.conversation.follow_ups if f.id != changed.id or f.number != changed.number or f.anchor != changed.anchor)
        self.conversation = replace(self.conversation, follow_ups=(*others, changed))


def decide(conversation: Conversation, settings: Settings, now: datetime, templates: Templates = BUILT_IN) -> Decision:
    """All of it for one conversation. `now` is aware, `settings.timezone` names the user's zone.

    Deciding again after the actions were carried out yields no further action.
    """
    conversation, remembered = _with_levers(conversation, settings, now)
    making = _Deciding(conversation, settings, now, templates, judge(conversation, settings, now))
    if remembered:
        making.actions.append(Remember(conversation.override))
    _observe(making)
    step = next_step(making.judgement, making.conversation, settings)
    _take_back(making)
    _approve(making)
    due = _is_due(making, step)
    if due and step is not None:
        _take(making, step)
    _label(making)
    return Decision(
        judgement=making.judgement,
        next_step=step,
        follow_up_due=bool(due and step is not None and step.do == "email"),
        actions=tuple(making.actions),
        wake_at=_wake_at(making, step),
    )


def _with_levers(conversation: Conversation, settings: Settings, now: datetime) -> tuple[Conversation, bool]:
    """The conversation with what its Snooze label asks for, until a day begins, and whether that is news."""
    span = snoozed_for(conversation.levers)
    if span is None:
        return conversation, False
    until = now.astimezone(ZoneInfo(settings.timezone)).date() + timedelta(seconds=span.seconds)
    override = replace(conversation.override, snoozed_until=datetime.combine(until, time(), ZoneInfo(settings.timezone)))
    return replace(conversation, override=override), True


def _observe(making: _Deciding) -> None:
    follow_up = making.live
    if follow_up is None:
        return
    seen = observed(follow_up, making.conversation, making.judgement, making.now)
    if seen is None:
        return
    making.actions.append(seen)
    making.with_follow_up(seen.follow_up)
    if seen.follow_up.phase is Phase.SKIPPED and making.settings.cadence.on_discard == "stop":
        override = replace(making.conversation.override, tracked=False)
        making.conversation = replace(making.conversation, override=override)
        making.actions.append(Remember(override))
        making.judgement = judge(making.conversation, making.settings, making.now)


def _take_back(making: _Deciding) -> None:
    """Withdraws the untouched draft of a follow-up that has lost its ground; one that the user touched is left to the user."""
    follow_up = making.live
    ground = _lost_ground(making, follow_up) if follow_up else None
    if follow_up is None:
        return
    if ground is None:
        _leave_standing(making, follow_up)
        return
    phase, why = ground
    draft = its_draft(follow_up, making.conversation)
    gone = replace(follow_up, phase=phase, changed=making.now)
    if draft is not None and not is_touched(follow_up, draft):
        making.actions.append(WithdrawDraft(replace(follow_up, draft_id=draft.draft_id), phase, why))
    else:
        making.actions.append(Advance(advanced(follow_up, phase, making.now), why))
    making.with_follow_up(gone)


def _leave_standing(making: _Deciding, follow_up: FollowUp) -> None:
    """A withdrawal was cut short, and has no reason any more: the draft stands as before, or is gone all the same."""
    if follow_up.phase is not Phase.WITHDRAWING:
        return
    stands = its_draft(follow_up, making.conversation) is not None
    left = advanced(follow_up, Phase.DRAFTED if stands else Phase.WITHDRAWN, making.now)
    making.actions.append(Advance(left, "it need not be withdrawn any more" if stands else "its draft is gone"))
    making.with_follow_up(left)


def _lost_ground(making: _Deciding, follow_up: FollowUp) -> tuple[Phase, str] | None:
    judgement, conversation = making.judgement, making.conversation
    anchor = next((m for m in conversation.messages if m.id == follow_up.anchor), None)
    answer, last = judgement.answered_by, judgement.last_human
    if answer is not None and (anchor.date if anchor else follow_up.at) < answer.date and answer.id != follow_up.anchor:
        return Phase.WITHDRAWN, "an answer came"
    if judgement.standing not in _AWAITING:
        return Phase.PARKED if judgement.standing is Standing.ON_HOLD else Phase.WITHDRAWN, f"the conversation is {judgement.standing.value.replace('_', ' ')}"
    if anchor is not None and last is not None and last.date > anchor.date and last.id not in (follow_up.anchor, follow_up.sent_id):
        return Phase.SUPERSEDED, "you wrote yourself"
    snoozed = conversation.override.snoozed_until
    if snoozed is not None and snoozed > making.now and follow_up.phase is not Phase.SENDING:
        return Phase.PARKED, "you snoozed it"
    if judgement.standing is not Standing.OVERDUE and follow_up.phase is not Phase.SENDING:
        return Phase.PARKED, "the answer is expected later now"
    return None


def _approve(making: _Deciding) -> None:
    """Sends what the user approved by label, in the send window, if it still says what it said when the label was first seen."""
    follow_up = making.live
    if follow_up is None or follow_up.phase not in _WITH_DRAFT:
        return
    draft = its_draft(follow_up, making.conversation)
    if draft is None or "Approved" not in making.conversation.levers:
        if draft is not None and follow_up.phase is not Phase.DRAFTED:  # a sending whose draft still stands did not happen
            by_us = "Check" in making.conversation.levers  # a halt came between our taking the label off and writing it down
            taken_back = advanced(follow_up, Phase.DRAFTED, making.now, approved_text=follow_up.approved_text if by_us else "")
            making.actions.append(Advance(taken_back, _CHANGED if by_us else "the label Approved was taken off"))
            making.with_follow_up(taken_back)
        return
    if follow_up.phase is Phase.DRAFTED:
        follow_up = advanced(follow_up, Phase.APPROVED, making.now, approved_text=draft.text)
        making.actions.append(Advance(follow_up, "you approved it by label"))
        making.with_follow_up(follow_up)
    if not same_text(draft.text, follow_up.approved_text):
        changed = advanced(follow_up, Phase.DRAFTED, making.now)  # keeps what was approved: by that the label says Check
        making.actions.append(Advance(changed, _CHANGED))
        making.with_follow_up(changed)
    elif is_open(making.settings.cadence.window, making.now, making.zone):
        making.actions.append(SendApproved(replace(follow_up, draft_id=draft.draft_id)))
        making.with_follow_up(replace(follow_up, phase=Phase.SENT, changed=making.now))


def _is_due(making: _Deciding, step: NextStep | None) -> bool:
    judgement = making.judgement
    overdue = judgement.standing is Standing.OVERDUE and not judgement.doubt
    return step is not None and overdue and step.at <= making.now and not judgement.carried_on_in


def _take(making: _Deciding, step: NextStep) -> None:
    """Puts up the step's draft, or asks for the call, unless one is live or the user is writing already."""
    judgement, live = making.judgement, making.live
    if judgement.anchor is None or (live is not None and live.phase is not Phase.DRAFTING):
        return
    if step.do == "call":
        making.actions.append(AskToCall(step, judgement.anchor.id))
        making.with_follow_up(FollowUp(step.number, "call", Phase.CALLING, judgement.anchor.id, step.at, making.now))
        return
    if making.conversation.drafts or judgement.counterpart is None or not judgement.counterpart.address or judgement.reply_target is None:
        return
    letter = write(judgement, making.conversation, step, making.settings, making.templates, making.now)
    making.actions.append(PutUpDraft(step, judgement.anchor.id, letter))
    making.with_follow_up(FollowUp(step.number, "email", Phase.DRAFTED, judgement.anchor.id, step.at, making.now))


def _label(making: _Deciding) -> None:
    levers = making.conversation.levers
    wanted = wanted_labels(making.judgement, making.live, levers)
    add = wanted - levers
    remove = consumed_levers(levers, wanted)
    if not add and not remove:
        return
    relabel = Relabel(add, remove)
    making.actions.insert(_place_of(relabel, making.actions), relabel)


def _place_of(relabel: Relabel, actions: list[Action]) -> int:
    """Labels follow what was done, but for two, so that a halt in between harms nothing: the label that asks for a call stands before the call is recorded,
    for without it the record would read as "done"; and an `Approved` that approves nothing is off before there is a draft that it would approve."""
    void = "Approved" in relabel.remove and not any(isinstance(action, SendApproved) for action in actions)
    earlier = (AskToCall, PutUpDraft, Advance) if void else (AskToCall,)
    return next((index for index, action in enumerate(actions) if isinstance(action, earlier)), len(actions))


def _wake_at(making: _Deciding, step: NextStep | None) -> datetime | None:
    """The next moment at which the same mail would be decided upon differently."""
    moments = [step.at] if step else []
    expected = making.judgement.expectation
    if expected is not None:
        moments.append(datetime.combine(expected.by + timedelta(days=1), time(), tzinfo=making.zone))
    live = making.live
    if live is not None and live.phase is Phase.APPROVED:
        moments.append(next_opening(making.settings.cadence.window, making.now, making.zone))
    return min((moment for moment in moments if moment > making.now), default=None)
