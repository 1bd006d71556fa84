"""The grammar of days of one language, from its data file `days_<code>.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from replydue.core.phrases.grammar import Grammar, Phrases
from replydue.core.phrases.tokens import Spelling, tokens_of

_AROUND = (
    *("never_before", "never_before_number", "never_after", "never_after_number", "by", "closes", "until", "not", "not_denied", "once", "not_once"),
    "clause_end",
)


@dataclass(frozen=True, slots=True)
class Language:
    """A language's grammar of days, and the words around a phrase that change it or forbid it."""

    grammar: Grammar
    around: Mapping[str, Phrases]
    months: frozenset[str]
    bearing: frozenset[str]  # words without which no day is named

    @property
    def spelling(self) -> Spelling:
        """How the language's words are cut."""
        return self.grammar.spelling


@cache
def table_of(kind: str, code: str) -> Mapping[str, Any] | None:
    """The data file `KIND_CODE.toml`, or None where the language has none."""
    file = files("replydue.core") / "data" / f"{kind}_{code}.toml"
    return tomllib.loads(file.read_text("utf-8")) if code.isalpha() and file.is_file() else None


@cache
def language(code: str) -> Language | None:
    """The language of a two-letter code, or None where it has no file of days."""
    table = table_of("days", code)
    if table is None:
        return None
    spelling = _spelling(table.get("spelling", {}))
    phrases: Mapping[str, list[str]] = table.get("around", {})
    around = {name: Phrases(((phrase, phrase) for phrase in phrases.get(name, ())), spelling) for name in _AROUND}
    grammar = Grammar(table, spelling)
    months = frozenset(word for symbol in ("MONTH", "SHORTMONTH") if symbol in grammar.values for word in grammar.values[symbol].by_first)
    return Language(grammar, around, months, _bearing(table, spelling))


def _spelling(table: Mapping[str, Any]) -> Spelling:
    written_out = {word: tuple(words.split()) for word, words in table.get("written_out", {}).items()}
    return Spelling(frozenset(table.get("ordinals", ())), table.get("endings", {}), written_out, frozenset(table.get("elided", ())))


def _bearing(table: Mapping[str, Any], spelling: Spelling) -> frozenset[str]:
    bearing = table["bearing"]
    phrases = [phrase for name in bearing.get("lists", ()) for phrase in table["lists"][name]]
    phrases += [phrase for name in bearing.get("values", ()) for phrases_of in table["values"][name].values() for phrase in phrases_of]
    return frozenset(_telling(phrase, spelling) for phrase in [*phrases, *bearing.get("words", ())])


def _telling(phrase: str, spelling: Spelling) -> str:
    """The word by which a phrase is known from afar: its last one of three letters or more ("end of the day": day), else its longest."""
    words = [token.text for token in tokens_of(phrase, spelling)]
    return next((word for word in reversed(words) if len(word) > 2), max(words, key=len))
