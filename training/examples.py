"""What is learnt from: one thing, the traits it is told by, and what it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Example:
    """What one thing is told by, and what it is, "" where nobody has said; `text` is for people.

    `letter` names that which it stands in, if it does in any; `placed`: what is around it there is among the traits.
    """

    traits: frozenset[str]
    kind: str
    text: str = ""
    letter: str = ""
    placed: bool = False


def lines_of(file: Path) -> Iterator[dict[str, Any]]:
    """The cases of a labelled set (docs/evaluation.md)."""
    return (json.loads(text) for text in file.read_text(encoding="utf-8").splitlines() if text.startswith("{"))
