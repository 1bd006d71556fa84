"""How moments and what the user laid down are written into the database, and read back. Messages: `message_codec`."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, date, datetime
from operator import methodcaller

from replydue.core.model import Override


def moment_to_text(moment: datetime | None) -> str:
    """ISO 8601 in UTC with microseconds, "" for None. Raises ValueError on a naive moment."""
    if moment is None:
        return ""
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone cannot be stored")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def text_to_moment(text: str) -> datetime | None:
    """The aware moment of a stored text, None for ""."""
    return datetime.fromisoformat(text) if text else None


def override_to_text(override: Override) -> str:
    """What the user laid down, as JSON; days and moments in ISO 8601."""
    return json.dumps(asdict(override), default=methodcaller("isoformat"))


def text_to_override(text: str) -> Override:
    """What the user laid down, by its stored text; nothing, for ""."""
    if not text:
        return Override()
    found = json.loads(text)
    return Override(
        tracked=found["tracked"],
        expected_by=date.fromisoformat(found["expected_by"]) if found["expected_by"] else None,
        snoozed_until=text_to_moment(found["snoozed_until"] or ""),
        stale=text_to_moment(found.get("stale") or ""),
    )
