"""What has the user configured? YAML to settings, every problem with its line; and the starter file and JSON Schema from the same model."""

from __future__ import annotations

from replydue.config.reading import CONFIGURATION, ENDPOINT, FILE_NAME, chosen_path, default_folder, effective, load, load_all, read, refuse
from replydue.config.schema import SCHEMA_NAME, schema
from replydue.config.starter import as_yaml, starter, written
from replydue.config.templates import load_templates
from replydue.config.zone import local_zone

__all__ = [
    "CONFIGURATION", "ENDPOINT", "FILE_NAME", "SCHEMA_NAME", "as_yaml", "chosen_path", "default_folder", "effective", "load", "load_all", "load_templates",
    "local_zone", "read", "refuse", "schema", "starter", "written",
]  # fmt: skip
