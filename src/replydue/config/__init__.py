"""What has the user configured? YAML to settings, every problem with its line; and the starter file and JSON Schema from the same model.

What checks and writes is loaded when it is asked for: the commands that only show need `outlines` alone.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from replydue.config.outline import ENDPOINT, Outline, outlines
from replydue.config.place import CONFIGURATION, FILE_NAME, cache_folder, chosen_path, default_folder
from replydue.config.zone import local_zone

if TYPE_CHECKING:
    from replydue.config.json_schema import SCHEMA_NAME, schema
    from replydue.config.reading import effective, load, load_all, read, refuse
    from replydue.config.starter_file import as_yaml, starter, written
    from replydue.config.templates import load_templates

__all__ = [
    "CONFIGURATION", "ENDPOINT", "FILE_NAME", "SCHEMA_NAME", "Outline", "as_yaml", "cache_folder", "chosen_path", "default_folder", "effective", "load",
    "load_all", "load_templates", "local_zone", "outlines", "read", "refuse", "schema", "starter", "written",
]  # fmt: skip

_MODULES = {
    **dict.fromkeys(("effective", "load", "load_all", "read", "refuse"), "reading"),
    **dict.fromkeys(("SCHEMA_NAME", "schema"), "json_schema"),
    **dict.fromkeys(("as_yaml", "starter", "written"), "starter_file"),
    "load_templates": "templates",
}


def __getattr__(name: str) -> Any:
    """What is not loaded yet, from its module."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
