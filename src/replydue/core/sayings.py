"""Does a sentence say one of these things? The patterns of a topic, gathered from the data files of all languages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources

from replydue.core.promises import sentences

_READ = 20_000  # characters of a letter in which everything has been said


@cache
def patterns(topic: str) -> Mapping[str, re.Pattern[str]]:
    """For each kind of saying of a topic (`data/TOPIC_LANGUAGE.toml`) one pattern that matches it in any language."""
    gathered: dict[str, list[str]] = {}
    for entry in (resources.files("replydue.core") / "data").iterdir():
        if entry.name.startswith(f"{topic}_") and entry.name.endswith(".toml"):
            for kind, sayings in tomllib.loads(entry.read_text(encoding="utf-8")).items():
                gathered.setdefault(kind, []).extend(sayings)
    return {kind: re.compile("|".join(f"(?:{saying})" for saying in sayings), re.I) for kind, sayings in gathered.items()}


def plainly(text: str) -> str:
    """The text with typographic quotes made plain, which nobody distinguishes in meaning."""
    return text.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')


@lru_cache(maxsize=64)
def plain_sentences(words: str) -> tuple[tuple[str, str], ...]:
    """The sentences of a text as written and made plain, in order; kept, for the same letter is asked many things."""
    return tuple((sentence, plainly(sentence)) for sentence in sentences(words[:_READ]))


@lru_cache(maxsize=512)
def said(topic: str, kind: str, words: str) -> tuple[str, ...]:
    """The sentences of a text that say something of this kind, in order."""
    pattern = patterns(topic)[kind]
    return tuple(sentence for sentence, plain in plain_sentences(words) if pattern.search(plain))
