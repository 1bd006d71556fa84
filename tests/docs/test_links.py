"""Every link in the documentation leads somewhere, and every page can be reached."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from .pages import PAGES, ROOT, anchors, links, named


def inner_links(page: Path) -> Iterator[tuple[str, Path, str]]:
    """Links to files and headings of this repository: as written, the file, the anchor."""
    for link in links(page):
        parts = urlsplit(link)
        if not parts.scheme:
            yield link, (page.parent / parts.path).resolve() if parts.path else page, parts.fragment


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_link_leads_to_a_file(page: Path) -> None:
    assert [link for link, file, _ in inner_links(page) if not file.exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_every_anchor_is_that_of_a_heading(page: Path) -> None:
    assert [link for link, file, anchor in inner_links(page) if anchor and anchor not in anchors(file)] == []


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached, left = set[Path](), [ROOT / "README.md"]
    while left:
        page = left.pop()
        reached.add(page)
        left += [file for _, file, _ in inner_links(page) if file.suffix == ".md" and file.exists() and file not in reached]
    assert [named(page) for page in PAGES if page not in reached] == []


def test_the_index_names_every_page_of_its_folder() -> None:
    index = ROOT / "docs" / "README.md"
    assert {page for page in PAGES if page.parent == index.parent} - {file for _, file, _ in inner_links(index)} == {index}
