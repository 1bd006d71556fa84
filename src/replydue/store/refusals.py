"""What does the database's refusal mean, in words that name the mend?"""

from __future__ import annotations

import os
from pathlib import Path

from replydue.errors import StoreError

BUSY = 5  # seconds that a lock is waited for
_NEEDED = 65_536  # bytes; the index of the write-ahead log takes half of it


def told(error: Exception, where: str) -> StoreError:
    """The error of SQLite, or of SQLAlchemy about it; `where` names the database."""
    said = str(getattr(error, "orig", error)).lower()
    if "locked" in said:
        return StoreError(f"the database {where} is locked by another program", "stop the other replydue, or try again")
    if "readonly" in said or "read-only" in said or "unable to open" in said:
        return StoreError(
            f"the database {where} cannot be written", "give yourself the right to write the file and its folder, or set `store` to another place"
        )
    if "malformed" in said or "not a database" in said:
        return StoreError(f"the database {where} is damaged", "move it away; replydue reads the mailbox anew")
    if "full" in said or ("disk i/o" in said and _no_room(where)):
        return StoreError(f"there is no room left for the database {where}", "free some space on that disk")
    return StoreError(f"the database {where} refused ({type(error).__name__})", "run again with --debug to see more")


def _no_room(where: str) -> bool:
    """SQLite speaks of the disk alone where it cannot make the files that it needs beside the database."""
    try:
        disk = os.statvfs(Path(where).parent)
    except (OSError, ValueError):
        return False
    return disk.f_bavail * disk.f_frsize < _NEEDED
