"""What is to be done now? One decision each; what was decided, once carried out, is not decided again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from replydue.core.decide import decide
from replydue.core.model import Action, Advance, AskToCall, Conversation, Override, Phase, PutUpDraft, Relabel, Remember, SendApproved, Standing, WithdrawDraft
from replydue.settings import Settings
from tests.core_decide.people import PROMISED, SETTINGS, conversation, draft, follow_up, mail, on

ASKS = mail("m2", "Hi Sam, could you send us your references, please?", on(24, "11:00"))


def _of[T: Action](kind: type[T], held: Conversation, now: datetime, settings: Settings = SETTINGS) -> list[T]:
    return [action for action in decide(held, settings, now).actions if isinstance(action, kind)]


def _with(held: Conversation, **more: Any) -> Conversation:
    return replace(held, **more)


def _drafted(*later: Any, phase: Phase = Phase.DRAFTED, levers: frozenset[str] = frozenset({"To approve"}), **more: Any) -> Conversation:
    return _with(conversation(*later), follow_ups=(follow_up(phase, **more),), drafts=(draft(),), levers=levers)
