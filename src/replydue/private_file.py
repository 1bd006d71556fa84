"""Writes a file that only the user reads: whole or not at all."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any


def save(file: Path, found: dict[str, Any]) -> None:
    """Writes JSON with mode 0600, its folder with 0700 where it is new; a crash leaves the old file or the new one. Raises OSError."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = file.with_name(f".{file.name}.{os.getpid()}")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as opened:
        json.dump(found, opened)
        opened.flush()
        os.fsync(opened.fileno())
    new.replace(file)
