"""How values of the core are written into the database, and read back."""

from __future__ import annotations

from datetime import UTC, datetime

from pydantic import TypeAdapter

from replydue.core.model import Message, Override

_MESSAGE: TypeAdapter[Message] = TypeAdapter(Message)
_OVERRIDE: TypeAdapter[Override] = TypeAdapter(Override)


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


def message_to_text(message: Message) -> str:
    return _MESSAGE.dump_json(message).decode("utf-8", "replace")


def text_to_message(text: str) -> Message:
    return _MESSAGE.validate_json(text)


def override_to_text(override: Override) -> str:
    return _OVERRIDE.dump_json(override).decode()


def text_to_override(text: str) -> Override:
    return _OVERRIDE.validate_json(text) if text else Override()
