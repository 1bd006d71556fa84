"""The ways in which people word one thing, a sentence a line, in a file for each thing: `rejected.txt`, `requests.txt` and so on."""

from __future__ import annotations

from pathlib import Path


def wordings(thing: str) -> list[str]:
    """The sentences that say it."""
    return [line for line in (Path(__file__).parent / f"{thing}.txt").read_text("utf-8").splitlines() if line]
