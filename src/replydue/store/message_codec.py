"""How a message is written into the database, and read back."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import PydanticSerializationError

from replydue.core.later import known
from replydue.core.model import Body, Event, Head, Message


@dataclass(frozen=True, slots=True)
class _Row(Head):
    """A message as it is stored, its body among the rest."""

    words: str = ""
    signature: str = ""
    text: str = ""
    html: str = ""
    events: tuple[Event, ...] = ()
    content_types: tuple[str, ...] = ()
    delivery: tuple[tuple[str, str], ...] = ()
    attachments: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


_ROW: TypeAdapter[_Row] = TypeAdapter(_Row)
_HEAD, _BODY = (tuple(field.name for field in fields(part)) for part in (Head, Body))


def message_to_text(message: Message) -> str:
    """The message as JSON. Half characters (lone surrogates), which broken mail brings and no database takes, become question marks."""
    head, body = ({name: getattr(part, name) for name in names} for part, names in ((message, _HEAD), (known(message.body), _BODY)))
    row = _Row(**head, **body)
    try:
        return _ROW.dump_json(row).decode()
    except PydanticSerializationError:
        return _ROW.dump_json(_ROW.validate_python(_whole(asdict(row)))).decode()


def _whole(value: Any) -> Any:
    """The value with every half character in it replaced."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {key: _whole(each) for key, each in value.items()}
    return type(value)(_whole(each) for each in value) if isinstance(value, (tuple, frozenset)) else value


def text_to_message(text: str) -> Message:
    """The message of a stored text."""
    row = _ROW.validate_json(text)
    head, body = ({name: getattr(row, name) for name in names} for names in (_HEAD, _BODY))
    return Message(**head, body=Body(**body))
