"""Which steps has the history of the tables?"""

from __future__ import annotations

from pathlib import Path


def steps() -> list[str]:
    """The steps, oldest first, by the names of their files: v0002_digests.py is step 0002."""
    return sorted(file.name[1:5] for file in (Path(__file__).parent / "migrations" / "versions").glob("v*.py"))
