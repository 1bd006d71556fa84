"""Which settings are there? Read from the JSON Schema, and so from the same model as the validation and the starter file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from replydue.config import schema, written

_UNSAID = object()


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting; `name` is the whole way to it (`cadence.window.from`; `cadence.steps[].do` of each item of a list). A section has no values."""

    name: str
    said: str
    values: str
    default: str


def every_setting() -> Iterator[Setting]:
    """All settings in the order of the starter file, a section before what it holds."""
    whole = schema()
    yield from _below(whole, whole["$defs"], "")


def _below(section: dict[str, Any], sections: dict[str, Any], above: str) -> Iterator[Setting]:
    for key, found in section["properties"].items():
        name, inner = f"{above}{key}", _section_in(found)
        plain = inner is None or inner != found.get("$ref")  # a list of sections has values of its own, and so has a section that can be off
        default = found.get("default", _UNSAID)
        yield Setting(name, found["description"], _values(found) if plain else "", _default(default) if plain else "")
        if inner is not None:
            yield from _below(sections[inner.rpartition("/")[2]], sections, f"{name}{'[]' if 'items' in found else ''}.")


def _section_in(found: dict[str, Any]) -> str | None:
    """The section that a setting holds, itself, as one of two possibilities, or as the items of its list."""
    for place in (found, found.get("items", {}), *found.get("oneOf", ())):
        if "$ref" in place:
            return str(place["$ref"])
    return None


def _default(value: object) -> str:
    if value is _UNSAID:
        return "must be given"
    return "" if value is None else f"`{written(value)}`"


def _values(found: dict[str, Any]) -> str:
    """What a setting may be, in words."""
    if "$ref" in found:
        return "a section"
    if "const" in found or "enum" in found:
        return ", ".join(f"`{each}`" for each in found.get("enum", [found.get("const")]))
    if either := [each for each in found.get("anyOf", found.get("oneOf", ())) if each.get("type") != "null"]:
        return " or ".join(map(_values, either))
    if "items" in found:
        return "a list of sections" if "$ref" in found["items"] else f"a list of {_values(found['items']).removeprefix('like ')}"
    if found["type"] == "integer":
        return f"a number, at least {found['minimum']}" if "minimum" in found else "a number"
    return "like " + ", ".join(map(_example, found["examples"])) if "examples" in found else "text"


def _example(text: str) -> str:
    """An example as it stands in the file: times of day in quotes, because other readers of YAML take them for numbers."""
    return f'`"{text}"`' if ":" in text else f"`{text}`"
