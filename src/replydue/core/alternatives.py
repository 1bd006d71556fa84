"""Which patterns is a pattern made of? Cut at its outermost `|`, so that each can be ruled out, and looked for, by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FRAMED = re.compile(r"(\^|\\b|\(\?<!\\w\))?\(\?:(.*?)\)(\$|\\b|\(\?!\\w\))?", re.S)
_PIECE = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]|[^\\\[()|]+", re.S)


def alternatives(pattern: str) -> Iterator[str]:
    """The patterns of which one matches where the pattern does, in its order: of `\\b(?:one|two)\\b` they are `\\b(?:one)\\b` and `\\b(?:two)\\b`."""
    for part in _cut(pattern):
        framed = _FRAMED.fullmatch(part)
        inner = list(_cut(framed[2])) if framed and _is_whole(framed[2]) else []
        if framed and len(inner) > 1:
            for each in inner:
                yield from alternatives(f"{framed[1] or ''}(?:{each}){framed[3] or ''}")
        else:
            yield part


def _cut(pattern: str) -> Iterator[str]:
    """The parts between those `|` that stand in no brackets."""
    depth, part = 0, ""
    for piece in _PIECE.findall(pattern):
        depth += (piece == "(") - (piece == ")")
        if piece == "|" and depth == 0:
            yield part
            part = ""
        else:
            part += piece
    yield part


def _is_whole(pattern: str) -> bool:
    """Whether each bracket that it opens is closed in it, and none before: `a)(?:b` is not."""
    depth = 0
    for piece in _PIECE.findall(pattern):
        depth += (piece == "(") - (piece == ")")
        if depth < 0:
            return False
    return depth == 0
