"""Whatever a user may meet, a word in a table or a sentence that says what is wrong, stands on the page where one would look for it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from replydue.core.labels import COLOURS
from replydue.core.model import Reason, Source, Standing

from .failures import PLACES, sentences
from .pages import PAGES, ROOT, text_of

DOCS = ROOT / "docs"
# Never told to anybody: they are caught by those that ask, and by the end of the program.
WITHIN = {"there is a label of that name", "stopped while waiting for Gmail"}


@pytest.mark.parametrize("label", COLOURS)
@pytest.mark.parametrize("page", [DOCS / "labels-and-levers.md", ROOT / "README.md"], ids=lambda page: page.name)
def test_every_label_is_told(label: str, page: Path) -> None:
    named = label.removeprefix("Snooze/")
    assert f"`{label}`" in text_of(page) or f"`Replydue/{label}`" in text_of(page) or f"`{named}`" in text_of(page)


@pytest.mark.parametrize("word", [*Standing, *Reason, *Source])
def test_every_standing_reason_and_source_is_told(word: str) -> None:
    assert f"| `{word}` |" in text_of(DOCS / "how-it-decides.md")


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_every_failure_has_its_mend(place: Path) -> None:
    pages = (text_of(DOCS / "troubleshooting.md") + text_of(DOCS / "set-up.md")).lower()
    assert [said for said in sorted(sentences(place) - WITHIN) if said.lower() not in pages] == []


def test_failures_are_found_at_all() -> None:
    assert sum(len(sentences(place)) for place in PLACES) > 40


def test_every_target_of_make_is_told_and_every_one_told_is_there() -> None:
    targets = set(re.findall(r"^(\w+):.*##", text_of(ROOT / "Makefile"), re.M))
    told = {found for page in PAGES for found in re.findall(r"(?:`|^ *)make (\w+)", text_of(page), re.M)}
    assert told == targets
