"""Where does the configuration lie?"""

from __future__ import annotations

import os
from pathlib import Path

FILE_NAME = "replydue.yaml"
CONFIGURATION = "REPLYDUE_CONFIG"


def default_folder() -> Path:
    """Where the configuration lies: `$XDG_CONFIG_HOME/replydue`, by default `~/.config/replydue`."""
    return _folder("XDG_CONFIG_HOME", ".config")


def cache_folder() -> Path:
    """Where lies what may be deleted at any time: `$XDG_CACHE_HOME/replydue`, by default `~/.cache/replydue`."""
    return _folder("XDG_CACHE_HOME", ".cache")


def _folder(variable: str, below_home: str) -> Path:
    """A folder of the XDG Base Directory Specification, which ignores relative paths."""
    home = os.environ.get(variable, "")
    return (Path(home) if Path(home).is_absolute() else Path.home() / below_home) / "replydue"


def chosen_path(path: Path | None = None) -> Path:
    """The file that is read: the one given, else that of `REPLYDUE_CONFIG`, else `replydue.yaml` in the default folder."""
    if path is not None:
        return path.expanduser()
    named = os.environ.get(CONFIGURATION, "")
    return Path(named).expanduser() if named else default_folder() / FILE_NAME
