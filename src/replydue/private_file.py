"""How are files with secrets written? Readable by their owner alone, in a folder that is the owner's alone, whole or not at all."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any


def own_folder(folder: Path) -> Path:
    """The folder, made for the user alone where it is new. One that exists keeps its permissions. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def write_own(file: Path, text: str) -> None:
    """Writes a file with mode 0600. A crash, or a full disk, leaves the old file or the new one, never half of it. Raises OSError."""
    new = own_folder(file.parent) / f".{file.name}.{os.getpid()}"
    new.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as opened:
            opened.write(text)
            opened.flush()
            os.fsync(opened.fileno())
        new.replace(file)
    except OSError:
        new.unlink(missing_ok=True)
        raise


def save(file: Path, found: dict[str, Any]) -> None:
    """As `write_own`, as JSON."""
    write_own(file, json.dumps(found))
