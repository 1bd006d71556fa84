"""Which time zone does this computer keep?"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from zoneinfo import ZoneInfo


def local_zone(environment: Mapping[str, str] | None = None, root: Path = Path("/")) -> str:
    """The system's time zone by its IANA name: from `TZ`, `/etc/timezone` or where `/etc/localtime` points to, else UTC. Never empty."""
    environment = os.environ if environment is None else environment
    return next((name for name in _named(environment, root / "etc") if _exists(name)), "UTC")


def _named(environment: Mapping[str, str], folder: Path) -> Iterator[str]:
    yield _zone_of_path(environment.get("TZ", "").removeprefix(":"))
    with suppress(OSError, UnicodeDecodeError):
        yield (folder / "timezone").read_text(encoding="ascii").strip()
    with suppress(OSError):
        yield _zone_of_path(str((folder / "localtime").readlink()))


def _zone_of_path(path: str) -> str:
    """`Europe/London` of `/usr/share/zoneinfo/Europe/London`; a name stays what it is."""
    return path.rpartition("zoneinfo/")[2]


def _exists(name: str) -> bool:
    try:
        return bool(name) and bool(ZoneInfo(name).key)
    except (KeyError, ValueError, OSError):
        return False
