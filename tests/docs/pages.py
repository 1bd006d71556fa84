"""Reads the documentation as GitHub shows it: its pages, blocks of code, inline code, links and anchors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "config").rglob("*.md")])
_BLOCK = re.compile(r"^(?P<fence>```+)(?P<language>\w*)\n(?P<text>.*?)^(?P=fence)$", re.M | re.S)
_INLINE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
_LINK = re.compile(r"(?<!!)\[[^\]\n]*(?:\[[^\]\n]*\][^\]\n]*)*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#{1,6} (.+)$", re.M)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block of code, and the line it begins in."""

    page: Path
    line: int
    language: str
    text: str

    def __str__(self) -> str:
        """Where it stands."""
        return f"{named(self.page)}:{self.line}"


def named(page: Path) -> str:
    """The page by its way from the root."""
    return str(page.relative_to(ROOT))


def text_of(page: Path) -> str:
    """The whole page."""
    return page.read_text(encoding="utf-8")


def blocks(page: Path) -> Iterator[Block]:
    """The fenced blocks of a page."""
    text = text_of(page)
    return (Block(page, text.count("\n", 0, found.start()) + 1, found["language"], found["text"]) for found in _BLOCK.finditer(text))


def inline(page: Path) -> list[str]:
    """What stands between backticks within text."""
    return _INLINE.findall(_BLOCK.sub("", text_of(page)))


def links(page: Path) -> list[str]:
    """Where the page's links go."""
    return _LINK.findall(_INLINE.sub("", _BLOCK.sub("", text_of(page))))


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them: small letters, no signs but hyphens, blanks as hyphens."""
    headings = _HEADING.findall(_BLOCK.sub("", text_of(page)))
    return {re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}
