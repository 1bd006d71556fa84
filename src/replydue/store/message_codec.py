"""How a message is written into the database, and read back."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from pydantic import TypeAdapter

from replydue.core.later import known
from replydue.core.mail import Body, Head, Message

_HEAD, _BODY = TypeAdapter(Head), TypeAdapter(Body)


def message_to_text(message: Message) -> str:
    """The message as JSON, head and body side by side. Half characters (lone surrogates), which broken mail brings and no database takes, become question
    marks."""
    row = {**_HEAD.dump_python(message, mode="json"), **_BODY.dump_python(known(message.body), mode="json")}
    return json.dumps(row, ensure_ascii=False).encode("utf-8", "replace").decode()


def text_to_message(text: str) -> Message:
    """The message of a stored text."""
    head = _HEAD.validate_json(text)
    known_by_head: dict[str, Any] = {field.name: getattr(head, field.name) for field in fields(head)}
    return Message(**known_by_head, body=_BODY.validate_json(text))
