"""Are the user's own examples read as he expects? Run by `replydue config check`."""

from __future__ import annotations

from collections.abc import Iterator

from replydue.core.model import Expectation
from replydue.service.evaluation.one_message import day_named
from replydue.settings import Settings


def failing_examples(settings: Settings) -> Iterator[tuple[int, str]]:
    """For each example that is read otherwise, its place in the list (from 0) and what came instead."""
    for place, example in enumerate(settings.examples):
        found = day_named({"text": example.text, "date": example.date.isoformat(), "by": example.by}, settings)
        if (found.by if found else None) != example.expect:
            yield place, f"expected {example.expect or 'none'}, got {_told(found)}"


def _told(found: Expectation | None) -> str:
    if found is None:
        return "none"
    return f'{found.by} because "{found.evidence.quote}"' if found.evidence else f"{found.by}"
