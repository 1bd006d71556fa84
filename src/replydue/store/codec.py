"""How values of the core are written into the database, and read back."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError

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
    """The message as JSON. Half characters (lone surrogates), which broken mail brings and no database takes, become question marks."""
    try:
        return _MESSAGE.dump_json(message).decode()
    except PydanticSerializationError:
        return _MESSAGE.dump_json(_MESSAGE.validate_python(_whole(asdict(message)))).decode()


def _whole(value: Any) -> Any:
    """The value with every half character in it replaced."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {key: _whole(each) for key, each in value.items()}
    return type(value)(_whole(each) for each in value) if isinstance(value, (tuple, frozenset)) else value


def text_to_message(text: str) -> Message:
    return _MESSAGE.validate_json(text)


def override_to_text(override: Override) -> str:
    return _OVERRIDE.dump_json(override).decode()


def text_to_override(text: str) -> Override:
    return _OVERRIDE.validate_json(text) if text else Override()
