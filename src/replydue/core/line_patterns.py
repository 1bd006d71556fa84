"""By which words are quotes, signatures, footers and machines known? The patterns of the data files, one a line, in many languages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources

from replydue.core.alternatives import alternatives
from replydue.core.any_of import AnyOf

LONGEST_LINE = 2_000  # characters; beyond this a line is no attribution, separator or signature


def any_of(name: str) -> re.Pattern[str]:
    """A pattern that matches where one of the lines of `quotes_NAME.txt` does; case is ignored, lines that begin with `#` are notes."""
    return _joined(line for line in _read(f"quotes_{name}.txt").splitlines() if line and not line.startswith("#"))


def of_machines(name: str) -> re.Pattern[str]:
    """A pattern that matches where one of the entries of that name in `sender_words.toml` does; case is ignored."""
    return _joined(_sender_words()[name])


def said_by_machines(name: str) -> AnyOf:
    """The same, to be looked for in whole letters."""
    return AnyOf((each for pattern in _sender_words()[name] for each in alternatives(pattern)), re.I)


def each_of_machines(name: str) -> tuple[re.Pattern[str], ...]:
    """The entries of that name in `sender_words.toml`, each by itself; case is ignored."""
    return tuple(_joined((pattern,)) for pattern in _sender_words()[name])


def _joined(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.I)


@cache
def _sender_words() -> dict[str, list[str]]:
    return tomllib.loads(_read("sender_words.toml"))


def _read(name: str) -> str:
    return (resources.files("replydue.core") / "data" / name).read_text(encoding="utf-8")
