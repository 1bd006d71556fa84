"""Judges a labelled conversation as `replydue explain` does, and says what it made of it in the words of the label."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from replydue.cli.explain import as_object
from replydue.service.saved_mail import judge_file
from replydue.settings import Settings
from tests.conversations.saved import Labelled, as_mbox

LABELS = ("standing", "reason", "expected_by", "source", "follow_up_due")


def explained(conversation: Labelled, folder: Path, style: str = "plain") -> dict[str, Any]:
    """The object of contract 3 for the conversation, saved in that style."""
    path = folder / "conversation.mbox"
    path.write_bytes(as_mbox(conversation, style))
    held = Settings.model_validate({"timezone": conversation["timezone"], "holidays": conversation["holidays"]})
    now = datetime.fromisoformat(conversation["now"])
    return as_object(next(judge_file(path, conversation["me"], held, now)))
