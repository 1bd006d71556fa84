"""Whole conversations, each labelled with its standing, reason, expected day, source, and whether a follow-up is due (contract 3)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conversations.judging import LABELS, explained
from tests.conversations.saved import STYLES, Labelled, hash_of, labelled

SEEN = {conversation["name"]: conversation for conversation in labelled(Path(__file__).parent / "seen")}
_QUOTING = [style for style in STYLES if style != "plain"]


def _judged(conversation: Labelled, folder: Path, style: str) -> dict[str, object]:
    found = explained(conversation, folder, style)
    return {label: found[label] for label in LABELS}


@pytest.mark.parametrize("name", SEEN)
def test_a_conversation_is_judged_as_its_label_says(name: str, tmp_path: Path) -> None:
    assert _judged(SEEN[name], tmp_path, "plain") == dict(SEEN[name]["expect"])


@pytest.mark.parametrize("name", SEEN)
def test_quoted_history_changes_nothing(name: str, tmp_path: Path) -> None:
    style = _QUOTING[hash_of(name) % len(_QUOTING)]
    assert _judged(SEEN[name], tmp_path, style) == dict(SEEN[name]["expect"])
