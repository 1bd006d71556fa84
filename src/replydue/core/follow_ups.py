"""What has become of a follow-up? Reads from the thread whether its draft stands, was touched, was sent, or is gone."""

from __future__ import annotations

from datetime import datetime, timedelta

from replydue.core.life import FollowUp, Phase, advanced
from replydue.core.mail import Message
from replydue.core.model import Advance, Conversation, Judgement, StandingDraft

_CLOCK_SKEW = timedelta(minutes=5)  # between Gmail's clock and ours


def draft_text(message: Message) -> str:
    """What a draft says, by which ours is known again: its newly written part and the name under it."""
    return "\n".join(part for part in (message.words, message.signature) if part)


def same_text(one: str, other: str) -> bool:
    """Whether two texts differ in white space only; Gmail's editor changes that by itself."""
    return "".join(one.split()) == "".join(other.split())


def its_draft(follow_up: FollowUp, conversation: Conversation) -> StandingDraft | None:
    """The draft of a follow-up as it stands: by its id, else by its text (a lost answer leaves us without the id)."""
    by_id = next((draft for draft in conversation.drafts if follow_up.draft_id and draft.draft_id == follow_up.draft_id), None)
    return by_id or next((draft for draft in conversation.drafts if follow_up.text and same_text(draft.text, follow_up.text)), None)


def is_touched(follow_up: FollowUp, draft: StandingDraft) -> bool:
    """Whether the user changed what we wrote."""
    return not same_text(draft.text, follow_up.text)


def sent_as(follow_up: FollowUp, conversation: Conversation, judgement: Judgement) -> Message | None:
    """The message that a draft has become: the user's newest in the thread since the draft was put up."""
    mine = {identity.address.lower() for identity in conversation.identities}
    since = follow_up.changed - _CLOCK_SKEW
    known = {f.sent_id for f in conversation.follow_ups if f.sent_id}
    later = [
        m
        for m in conversation.messages
        if (m.sender.address in mine or "SENT" in m.labels) and m.date >= since and m.id not in known and m.id != follow_up.anchor
    ]
    return next((m for m in reversed(later) if same_text(draft_text(m), follow_up.text)), later[-1] if later else None)


def observed(follow_up: FollowUp, conversation: Conversation, judgement: Judgement, now: datetime) -> Advance | None:
    """The phase that a live follow-up has reached by itself or by the user's hand, None while it stays as it is."""
    if follow_up.phase is Phase.CALLING:
        return None if "Call" in conversation.levers else Advance(advanced(follow_up, Phase.DONE, now), "the label Call was taken off")
    draft = its_draft(follow_up, conversation)
    if draft is not None:
        if follow_up.phase is Phase.DRAFTING:
            return Advance(advanced(follow_up, Phase.DRAFTED, now, draft_id=draft.draft_id), "the draft stands in the thread")
        return None
    if follow_up.phase is Phase.WITHDRAWING:
        return None  # what it then is depends on why
    sent = sent_as(follow_up, conversation, judgement)
    if sent is not None and follow_up.phase is not Phase.DRAFTING:
        return Advance(advanced(follow_up, Phase.SENT, sent.date, sent_id=sent.id), "it was sent")
    if follow_up.phase is Phase.DRAFTING:
        return None  # whether to try again is the decision's
    return Advance(advanced(follow_up, Phase.SKIPPED, now), "the draft was deleted")
