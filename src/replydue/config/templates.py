"""Which words has the user written himself? Loads the templates folder over the built-in set."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from replydue.errors import ConfigError
from replydue.settings import Settings, expanded

if TYPE_CHECKING:
    from replydue.core.template_set import Templates


def load_templates(settings: Settings) -> Templates:
    """The templates to write with: every `.txt` of `drafts.templates` over the built-in ones. A folder that is not there is as good as an empty one.

    Raises ConfigError, with all problems as `file:line: problem`, when one is wrong, or when a step of the cadence names one that does not exist.
    """
    from replydue.core.template_set import BUILT_IN  # compiles all templates, and most commands write nothing

    folder = expanded(settings.drafts.templates)
    try:
        templates = BUILT_IN.with_own(_sources(folder))
    except ConfigError as error:
        problems = tuple(f"{folder}/{problem}" for problem in error.problems)
        raise ConfigError(problems[0], problems=problems) from None
    templates.check(settings)
    return templates


def _sources(folder: Path) -> dict[str, str]:
    try:
        files = sorted(file for file in folder.iterdir() if file.suffix == ".txt" and not file.name.startswith("."))
        return {file.name.removesuffix(".txt"): _text(file) for file in files}
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ConfigError(f"{error.filename or folder} cannot be read ({error.strerror})", "mend its permissions, or drafts.templates") from None


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ConfigError(f"{file} is not UTF-8 text", "save it as UTF-8") from None
