"""Is it over? Rejections, roles that are gone, and the user's own withdrawal (reading rules, section 4)."""

from __future__ import annotations

from replydue.core.model import Reason
from replydue.core.sayings import said

_REJECTIONS = (("rejected", Reason.REJECTED), ("role_closed", Reason.ROLE_CLOSED))


def closed_by_counterpart(words: str) -> tuple[Reason, str] | None:
    """Why the counterpart's words end the conversation, with the sentence that says so; None if they do not."""
    conditional = set(said("closure", "conditional", words))
    for kind, reason in _REJECTIONS:
        for sentence in said("closure", kind, words):
            if sentence not in conditional:
                return reason, sentence
    return None


def withdrawn_by_user(words: str) -> str:
    """The sentence with which the user withdraws, declines, or says that another job was taken; "" if there is none."""
    staying = set(said("closure", "staying", words))
    return next((sentence for sentence in said("closure", "withdrawn", words) if sentence not in staying), "")
