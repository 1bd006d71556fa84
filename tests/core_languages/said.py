"""What the tables of promises are compared with: the promise that counts in a message of Monday, 23 November 2026."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from replydue.core.business_days import BusinessDays
from replydue.core.promises import Kind, promises_in
from replydue.values import Span

MONDAY = date(2026, 11, 23)
HOLIDAYS = {"de": BusinessDays(("DE",)), "fr": BusinessDays(("FR",)), "es": BusinessDays(("ES",))}
WAIT = Span(5, "business day")
_LANGUAGES = ("de", "fr", "es")


def lines(kind: str) -> list[tuple[str, str, str]]:
    """The table `KIND_LANGUAGE.txt` of each language: language, what is expected, the words."""
    found = []
    for language in _LANGUAGES:
        text = (Path(__file__).parent / f"{kind}_{language}.txt").read_text("utf-8")
        rows = (line.partition(" | ") for line in text.splitlines() if line and not line.startswith("#"))
        found += [(language, expected.strip(), words.strip()) for expected, _, words in rows]
    return found


def told(words: str, language: str, *, by_user: bool = False) -> str:
    """The promise that counts, as the tables write it: silence and nudging before a promise, the latest day last."""
    found = promises_in(words, MONDAY, HOLIDAYS[language], False, WAIT, by_user=by_user, language=language)
    if not found:
        return "-"
    best = max(found, key=lambda p: (p.kind is Kind.PREFERENCE, p.by or date.min, p.after_user is not None))
    return f"{best.kind} +{best.after_user.count} {best.after_user.unit}" if best.after_user else f"{best.kind} {best.by or '?'}"
