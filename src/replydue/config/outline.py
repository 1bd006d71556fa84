"""What of the configuration is needed to show what is known? Remembered from the last time it was found right.

To read a configuration and to check it takes longer than all that `status` shows. Nothing is remembered but what stands below, no secret among it, and
only as long as nothing has changed that it was made of: the file, replydue's own reading of it, the system's time zone, the environment. What is
remembered may be deleted at any time.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

import replydue
from replydue.config.place import cache_folder, chosen_path
from replydue.config.zone import local_zone
from replydue.private_file import save

ENDPOINT = "REPLYDUE_GMAIL_ENDPOINT"


@dataclass(frozen=True, slots=True)
class Outline:
    """The settings that showing takes, of one mailbox, as they are written; `timezone` is never empty."""

    store: str
    token: str
    timezone: str
    lookback: str
    label_prefix: str


def outlines(path: Path | None = None) -> dict[str, Outline]:
    """As `load_all`, in short: of each mailbox by its name; of the only one by "". Raises ConfigError."""
    file = chosen_path(path)
    made_of = _made_of(file)
    kept = cache_folder() / f"outline-{crc32(str(file).encode()):08x}.json"
    found = _remembered(kept, made_of)
    if not found:
        found = _read(path)
        if file.exists() and all(each.store.startswith("sqlite") for each in found.values()):  # the address of a server may hold a password
            _remember(kept, made_of, found)
    return found


def _read(path: Path | None) -> dict[str, Outline]:
    from replydue.config.reading import load_all

    return {name: Outline(held.store, held.account.token, held.timezone, str(held.watch.lookback), held.labels.prefix) for name, held in load_all(path).items()}


def _remember(kept: Path, made_of: list[Any], found: dict[str, Outline]) -> None:
    with suppress(OSError):  # a home that cannot be written: it is read anew each time
        save(kept, {"made_of": made_of, "found": {name: asdict(outline) for name, outline in found.items()}})


def _remembered(kept: Path, made_of: list[Any]) -> dict[str, Outline]:
    """What was found last; nothing where it was made of something else."""
    with suppress(OSError, ValueError, TypeError, AttributeError, KeyError):
        remembered = json.loads(kept.read_text(encoding="utf-8"))
        if remembered["made_of"] == made_of:
            return {name: Outline(**values) for name, values in remembered["found"].items()}
    return {}


def _made_of(file: Path) -> list[Any]:
    """All that an outline depends on: another list, and it is made anew. Files count by when they were changed last, and by their size and number."""
    ours = Path(replydue.__file__).parent
    code = [ours / "settings.py", ours / "values.py", ours / "sign_in_keyring.py", *sorted((ours / "config").glob("*.py"))]
    return [str(file.absolute()), *(_stamp(each) for each in (file, *code)), local_zone(), os.environ.get(ENDPOINT, "")]


def _stamp(file: Path) -> list[int]:
    try:
        found = file.stat()
    except OSError:
        return []
    return [found.st_mtime_ns, found.st_size, found.st_ino]
