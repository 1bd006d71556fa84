"""What does a new user find in the file? The commented starter, written from the model's defaults and descriptions."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from replydue.config.json_schema import SCHEMA_NAME
from replydue.settings import Settings
from replydue.values import Span

_HEAD = f"""\
# yaml-language-server: $schema={SCHEMA_NAME}
#
# replydue: what you may set. Every setting has a default, so any line can go; an empty file is valid.
# `replydue config check` tells whether all is well, with line numbers; `replydue config show` what holds.
"""
# Written without quotes: words that YAML reads as nothing else. Times of day get quotes, because other readers of YAML take them for numbers.
_PLAIN = re.compile(r"[A-Za-z~/](?:[\w ~/.@+-]|:(?=/)|(?<=\w)-)*")
_LENGTH = re.compile(r"\d+ (?:business )?[a-z]+")
_READ_AS_OTHER = {"true", "false", "null", "yes", "no", "on", "~"}
_UNSEEN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")  # beside JSON's own; YAML takes them for the end of a line, or not at all
_COMMENTS_FROM, _WIDTH = 28, 120  # columns; a longer setting pushes its comment further


def starter(settings: Settings | None = None) -> str:
    """The configuration file with all settings, each with its comment; by default with the defaults."""
    return _HEAD + as_yaml(settings or Settings())


def as_yaml(settings: Settings) -> str:
    """All settings, each with its comment. Reading it gives the same settings again."""
    return "".join(_section(settings, 0))


def _section(section: BaseModel, depth: int) -> Iterator[str]:
    for name, info in type(section).model_fields.items():
        value, key = getattr(section, name), info.alias or name
        above = "\n" if depth == 0 else ""
        if isinstance(value, BaseModel) and not _compact(value):
            yield f"{above}{'  ' * depth}# {info.description}\n" if info.description else above
            yield f"{'  ' * depth}{key}:\n"
            yield from _section(value, depth + 1)
        elif isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
            yield _line(f"{'  ' * depth}{key}:", _comment(info), depth)
            yield from (f"{'  ' * (depth + 1)}- {written(item)}\n" for item in value)
        else:
            yield above + _line(f"{'  ' * depth}{key}: {written(value)}", _comment(info), depth)


def _line(setting: str, comment: str, depth: int) -> str:
    """The setting with its comment behind it; above it, where the line would become too long to read."""
    behind = f"{setting:<{_COMMENTS_FROM}}  # {comment}\n"
    return behind if len(behind) <= _WIDTH else f"{'  ' * depth}# {comment}\n{setting}\n"


def _compact(section: BaseModel) -> bool:
    """Whether a section fits on one line and explains itself there: a window, a table of waits."""
    return type(section).__name__ in ("Wait", "Window", "Digest")


def _comment(info: FieldInfo) -> str:
    choices = " | ".join(get_args(info.annotation)) if get_origin(info.annotation) is Literal else ""
    return f"{info.description}{f' ({choices})' if choices else ''}"


def written(value: Any) -> str:
    """A value of a setting in YAML's flow style."""
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        kept = {info.alias or name: getattr(value, name) for name, info in fields.items() if info.is_required() or getattr(value, name) != _unset(value, info)}
        dumped = value.model_dump(mode="json", by_alias=True)
        return written({key: dumped[key] for key in kept})
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {written(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, tuple | list):
        return "[" + ", ".join(written(item) for item in value) + "]"
    if isinstance(value, Span | int):
        return str(value)
    return _word(str(value))


def _unset(section: BaseModel, info: FieldInfo) -> Any:
    """What a field of a list's item is left out for; a section shows all of its fields."""
    return info.default if any(each.is_required() for each in type(section).model_fields.values()) else object()


def _word(text: str) -> str:
    plain = (_PLAIN.fullmatch(text) and text.lower() not in _READ_AS_OTHER and text == text.strip()) or _LENGTH.fullmatch(text)
    return text if plain else _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))  # JSON's quotes are YAML's
