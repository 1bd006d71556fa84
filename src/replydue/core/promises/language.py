"""The words of promises of one language, from its data file `promises_<code>.toml`."""

from __future__ import annotations

from functools import cache

from replydue.core.phrases.grammar import Grammar
from replydue.core.phrases.language import language, table_of


@cache
def words_of(code: str) -> Grammar | None:
    """The word lists and rules of a two-letter code, or None where the language lacks a file of promises or of days."""
    table, days = table_of("promises", code), language(code)
    return Grammar(table, days.spelling) if table and days else None
