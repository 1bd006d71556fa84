"""Carries decisions out: the only place whose acts can be seen from outside. The intention is written down before each act, the result after it."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from replydue.core.follow_ups import draft_text
from replydue.core.life import FollowUp, Phase, advanced
from replydue.core.message import read
from replydue.core.mime import parse
from replydue.core.model import (
    Action,
    Advance,
    AskToCall,
    Conversation,
    Decision,
    PutUpDraft,
    Relabel,
    Remember,
    SendApproved,
    Standing,
    WithdrawDraft,
)
from replydue.errors import GmailError, NotFound
from replydue.gmail import Uncertain
from replydue.gmail.mime_out import write
from replydue.service.conversations import load
from replydue.service.desk import Desk
from replydue.service.label_news import relabel
from replydue.service.summary import summary_of
from replydue.service.watch import read as read_threads

log = logging.getLogger(__name__)

_ON_FRESH_MAIL = (PutUpDraft, SendApproved, WithdrawDraft, AskToCall, Advance)
_LOOK_AGAIN = timedelta(minutes=1)  # after a lost answer: by then Gmail shows what became of the call


@dataclass
class Done:
    """What was done in a pass, for its summary."""

    looked_at: int = 0  # conversations
    drafted: int = 0
    withdrawn: int = 0
    sent: int = 0
    calls: int = 0
    problems: list[str] = field(default_factory=list)
    news: list[str] = field(default_factory=list)  # what the user may want to know at once


@dataclass
class Carrier:
    """Carries out decisions for one mailbox."""

    desk: Desk
    done: Done = field(default_factory=Done)

    def settle(self, thread_id: str, now: datetime) -> None:
        """Decides upon a conversation and does what the decision wants; before it acts the thread is read once more. `now` is aware."""
        conversation = load(self.desk, thread_id)
        if not conversation.messages:
            if thread_id not in read_threads(self.desk, [thread_id], now):
                return  # it is gone, or it still cannot be read
            conversation = load(self.desk, thread_id)
        decision = self.desk.decide(conversation, now)
        if any(isinstance(action, _ON_FRESH_MAIL) for action in decision.actions):
            read_threads(self.desk, [thread_id], now)
            conversation = load(self.desk, thread_id)
            decision = self.desk.decide(conversation, now)
        try:
            for action in decision.actions:
                self._carry_out(action, conversation, now)
            wake_at = decision.wake_at
        except Uncertain as error:
            self._uncertain(conversation, error)
            wake_at = now + _LOOK_AGAIN
        self._tell(thread_id, decision)
        self.desk.store.save_decision(thread_id, decision, summary=summary_of(conversation, decision), wake_at=wake_at)

    def _tell(self, thread_id: str, decision: Decision) -> None:
        """What has just happened and is worth a notification; of a mailbox seen for the first time, nothing was news."""
        known, judgement = self.desk.store.conversation(thread_id), decision.judgement
        before, who = known.standing if known else "", judgement.counterpart
        if judgement.standing != (before or Standing.UNTRACKED):
            by = f", reply expected by {judgement.expectation.by}" if judgement.expectation and judgement.standing is not Standing.CLOSED else ""
            log.info("conversation %s: %s%s", thread_id, judgement.standing.value.replace("_", " "), by, extra={"conversation": thread_id})
        name = f"{who.name or who.address}{f' ({who.company})' if who.company else ''}" if who else "somebody"
        if any(isinstance(action, PutUpDraft) for action in decision.actions):
            self.done.news.append(f"A follow-up to {name} is ready to approve.")
        elif any(isinstance(action, AskToCall) for action in decision.actions):
            self.done.news.append(f"It is time to call {name}.")
        elif before in (Standing.WAITING, Standing.OVERDUE) and judgement.standing in (Standing.YOUR_TURN, Standing.ON_HOLD, Standing.CLOSED):
            answered = judgement.last_human is not None and judgement.last_human is judgement.answered_by
            self.done.news += [f"{name} has answered."] if answered else []

    def _carry_out(self, action: Action, conversation: Conversation, now: datetime) -> None:
        match action:
            case Remember():
                self.desk.store.set_override(conversation.id, action.override)
            case Advance():
                self._advance(action, conversation)
            case WithdrawDraft():
                self._withdraw(action, conversation, now)
            case SendApproved():
                self._send(action, conversation, now)
            case PutUpDraft():
                self._put_up(action, conversation, now)
            case AskToCall():
                called = FollowUp(action.step.number, "call", Phase.CALLING, action.anchor, action.step.at, now)
                self._record(conversation.id, called, "it is time for a call")
                self.done.calls += 1
            case Relabel():
                self._relabel(action, conversation)

    def _advance(self, action: Advance, conversation: Conversation) -> None:
        if action.follow_up.phase is Phase.SENT:
            self.done.sent += 1
        self._record(conversation.id, action.follow_up, action.why)

    def _record(self, thread_id: str, follow_up: FollowUp, why: str) -> FollowUp:
        """Writes a phase down. The log tells it by the conversation's id, and the reasons are ours: no word of a mail is in them."""
        kept = self.desk.store.record(thread_id, follow_up, why)
        log.info("conversation %s: follow-up %d: %s (%s)", thread_id, follow_up.number, follow_up.phase.value, why, extra={"conversation": thread_id})
        return kept

    def _put_up(self, action: PutUpDraft, conversation: Conversation, now: datetime) -> None:
        """A lost answer leaves the row at `drafting`: the next pass finds the draft in the thread, or tries again."""
        raw = write(action.letter)
        text = draft_text(read(parse(raw), now=now))
        begun = next((f for f in conversation.follow_ups if f.phase is Phase.DRAFTING), None)
        planned = FollowUp(action.step.number, "email", Phase.DRAFTING, action.anchor, action.step.at, now, text=text, id=begun.id if begun else 0)
        drafting = self._record(conversation.id, planned, f"step {action.step.number} is due")
        draft_id, _message_id = self.desk.gmail.create_draft(raw, conversation.id)
        self._record(conversation.id, advanced(drafting, Phase.DRAFTED, now, draft_id=draft_id), "the draft was put up")
        self.done.drafted += 1

    def _withdraw(self, action: WithdrawDraft, conversation: Conversation, now: datetime) -> None:
        follow_up = self._record(conversation.id, advanced(action.follow_up, Phase.WITHDRAWING, now), action.why)
        self.desk.gmail.delete_draft(follow_up.draft_id)
        self._record(conversation.id, advanced(follow_up, action.then, now), action.why)
        self.done.withdrawn += 1

    def _send(self, action: SendApproved, conversation: Conversation, now: datetime) -> None:
        """A lost answer leaves the row at `sending`: the next pass looks for the sent message before anything else is tried."""
        sending = self._record(conversation.id, advanced(action.follow_up, Phase.SENDING, now), "you approved it; the window is open")
        try:
            sent_id = self.desk.gmail.send_draft(sending.draft_id)
        except NotFound:  # gone in this moment: sent by the user, or deleted; the next look sees which
            raise Uncertain("the draft was gone in the moment of sending", "replydue looks what became of it") from None
        self._record(conversation.id, advanced(sending, Phase.SENT, now, sent_id=sent_id), "it was sent")
        self.done.sent += 1

    def _relabel(self, action: Relabel, conversation: Conversation) -> None:
        try:
            self._put_labels(action, conversation)
        except GmailError as error:
            if error.status != 400:
                raise
            self.desk.refresh_labels()  # the user has deleted one since it was looked up (gmail-api 1.4)
            self._put_labels(action, conversation)

    def _put_labels(self, action: Relabel, conversation: Conversation) -> None:
        ids = {name: id for id, name in self.desk.label_names.items()}
        relabel(self.desk, conversation.id, sorted(ids[name] for name in action.add), sorted(ids[name] for name in action.remove))

    def _uncertain(self, conversation: Conversation, error: Uncertain) -> None:
        log.warning("conversation %s: %s", conversation.id, error, extra={"conversation": conversation.id})
        self.done.problems.append(f"{conversation.id}: {error}")
