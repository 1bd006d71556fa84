"""What is wrong with a value, in words for the person who wrote it? Turns the model's errors into `file:line: setting: problem`."""

from __future__ import annotations

import types
import typing
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from replydue.config.yaml_text import Place, Written, named
from replydue.settings import Settings


def without_empty(values: Any, model: type[BaseModel] = Settings) -> Any:
    """The values without sections that hold nothing (`watch:` with all its lines commented out): those mean their defaults."""
    kept = {}
    for key, value in values.items():
        section = section_of(model, key)
        if section is None or not isinstance(value, dict | None):
            kept[key] = value
        elif value is not None:
            kept[key] = without_empty(value, section)
    return kept


def problems_of(error: ValidationError, written: Written, within: Place = ()) -> list[tuple[int, str, str]]:
    """(line, setting, problem) for each of the model's errors; `within`: of settings that stand at that place of the file."""
    found = []
    for detail in error.errors(include_url=False):
        place = _place(detail, written, within)
        found.append((written.line(place), named(place), _problem(detail, place)))
    return found


def _place(detail: ErrorDetails, written: Written, within: Place) -> Place:
    """Where it is in the file. The model's own marks of alternatives, which stand in no file, are left out."""
    place = within
    for part in detail["loc"]:
        if (*place, part) in written.lines:
            place = (*place, part)
    if detail["type"] == "missing":
        place = (*place, detail["loc"][-1])
    return place


def _problem(detail: ErrorDetails, place: Place) -> str:
    """The sentence for one error."""
    kind, context, value = detail["type"], detail.get("ctx", {}), detail["input"]
    if kind == "extra_forbidden":
        return _unknown(place)
    if kind == "literal_error":
        return _no_choice(value, str(context["expected"]))
    if kind == "value_error":
        return str(context["error"])
    if value is None:
        return "has no value; write one, or remove the line"
    if kind == "string_pattern_mismatch" and place[-1:] == ("name",):
        return f"{value!r} is no name for a mailbox; write it with letters, digits, '-' and '_'"
    if kind == "string_pattern_mismatch":
        return f"{value!r} is no name for a label; write it without '/' and without blanks at its ends"
    return _WRONG_TYPE.get(kind, detail["msg"][:1].lower() + detail["msg"][1:])


_WRONG_TYPE = {
    "missing": "is missing",
    "string_type": "must be text; put it in quotes",
    "string_too_short": "must not be empty",
    "string_too_long": "is too long; 100 characters are the most",
    "tuple_type": "must be a list, like [one, another]",
    "too_short": "must not be empty; name at least one",
    "model_type": "must be a section of settings, one 'name: value' a line",
    "model_attributes_type": "must be a section of settings, one 'name: value' a line",
}


def _unknown(place: Place) -> str:
    known = _known_at(place[:-1])
    return f"is no setting{_meant(str(place[-1]), known) or '; known here: ' + ', '.join(known)}"


def _no_choice(value: Any, expected: str) -> str:
    choices = [choice.strip().strip("'") for choice in expected.replace(" or ", ", ").split(", ")]
    said = "nothing" if value is None else repr(value)
    return f"{said} is not possible; write {_either(choices)}{_meant(str(value), choices)}"


def _either(choices: list[str]) -> str:
    return choices[0] if len(choices) == 1 else f"{', '.join(choices[:-1])} or {choices[-1]}"


def _meant(said: str, known: list[str]) -> str:
    forms = {form: name for name in known for form in (name.lower(), name.lower().replace("_", "-"))}
    close = get_close_matches(said.lower(), forms, n=1)
    return f" — did you mean {forms[close[0]]}" if close else ""


def _known_at(place: Place) -> list[str]:
    """The names of the settings that may stand in a section."""
    model: type[BaseModel] = Settings
    for part in place[2:] if place[:1] == ("accounts",) else place:
        if isinstance(part, str):
            model = section_of(model, part) or model
    return [info.alias or name for name, info in model.model_fields.items()]


def section_of(model: type[BaseModel], key: str) -> type[BaseModel] | None:
    """The model of a section, or of a list's items; None where the key is no section."""
    for name, info in model.model_fields.items():
        if key in (name, info.alias):
            return _model_in(info.annotation)
    return None


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in typing.get_args(annotation) if (found := _model_in(part))), None)
