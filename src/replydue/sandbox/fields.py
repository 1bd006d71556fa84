"""Which part of the answer was asked for? Google's `fields`: `a,b(c,d),e/f`, with `*` for all."""

import re
from typing import Any, TypeAlias

from replydue.sandbox.errors import Refusal

Mask: TypeAlias = dict[str, "Mask | None"]
_TOKEN = re.compile(r"\s*([A-Za-z_][\w-]*|[*,/()])")


def read_mask(text: str) -> Mask:
    """The mask: names with what is wanted below them, None for all of it. 400 if it cannot be read."""
    tokens = _tokens(text)
    mask = _names(tokens, text)
    if tokens:
        raise _invalid(text)
    return mask


def _tokens(text: str) -> list[str]:
    found, at = [], 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if not match:
            raise _invalid(text)
        found.append(match[1])
        at = match.end()
    return found[::-1]


def _names(tokens: list[str], text: str) -> Mask:
    mask: Mask = {}
    while True:
        _one(tokens, mask, text)
        if not tokens or tokens[-1] != ",":
            return mask
        tokens.pop()


def _one(tokens: list[str], mask: Mask, text: str) -> None:
    if not tokens or tokens[-1] in ",/()":
        raise _invalid(text)
    name = tokens.pop()
    below: Mask | None = None
    if tokens and tokens[-1] == "/":
        tokens.pop()
        below = {}
        _one(tokens, below, text)
    elif tokens and tokens[-1] == "(":
        tokens.pop()
        below = _names(tokens, text)
        if not tokens or tokens.pop() != ")":
            raise _invalid(text)
    mask[name] = below if name not in mask else _merged(mask[name], below)


def _merged(one: Mask | None, other: Mask | None) -> Mask | None:
    return None if one is None or other is None else {**one, **other}


def chosen(value: Any, mask: Mask | None) -> Any:
    """The value with only what the mask names; lists are gone through one by one."""
    if mask is None or ("*" in mask and mask["*"] is None):
        return value
    if isinstance(value, list):
        return [chosen(one, mask) for one in value]
    if isinstance(value, dict):
        return {key: chosen(below, mask[key] if key in mask else mask["*"]) for key, below in value.items() if key in mask or "*" in mask}
    return value


def _invalid(text: str) -> Refusal:
    return Refusal(400, "invalidParameter", f"Invalid field selection {text}", extra={"location": "fields", "locationType": "parameter"})
