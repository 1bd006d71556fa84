"""How a message is written into the database, and read back."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError

from replydue.core.model import Message

_MESSAGE: TypeAdapter[Message] = TypeAdapter(Message)


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
    """The message of a stored text."""
    return _MESSAGE.validate_json(text)
