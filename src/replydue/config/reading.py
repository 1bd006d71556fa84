"""Which settings hold? Finds the file, reads it with all its problems at once, and fills in what the system knows."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from replydue.config.accounts import mailboxes, problems_in
from replydue.config.outline import ENDPOINT
from replydue.config.place import CONFIGURATION, FILE_NAME, chosen_path
from replydue.config.problems import problems_of, without_empty
from replydue.config.yaml_text import Place, named, written
from replydue.config.zone import local_zone
from replydue.errors import ConfigError
from replydue.settings import Gmail, Settings


def load(path: Path | None = None) -> Settings:
    """The settings that hold: those of the file (see `chosen_path`), with the environment and the system filled in (see `effective`).

    Where nobody named a file and there is none at the default place, all defaults. Raises ConfigError with all problems found.
    """
    file = chosen_path(path)
    somebody_named_it = path is not None or bool(os.environ.get(CONFIGURATION, ""))
    text = _text(file, or_nothing=not somebody_named_it)
    return effective(read(text, str(file)))


def load_all(path: Path | None = None) -> dict[str, Settings]:
    """As `load`, for each mailbox by its name; the only one's is "". Raises ConfigError."""
    return {name: effective(settings) for name, settings in mailboxes(load(path)).items()}


def effective(settings: Settings) -> Settings:
    """The settings with a time zone in any case (the system's where none is set), and the server of `REPLYDUE_GMAIL_ENDPOINT` (contract 4)."""
    changes: dict[str, object] = {}
    if not settings.timezone:
        changes["timezone"] = local_zone()
    if endpoint := os.environ.get(ENDPOINT, ""):
        changes["gmail"] = _server(endpoint)
    return settings.model_copy(update=changes)


def _server(endpoint: str) -> Gmail:
    try:
        return Gmail(endpoint=endpoint)
    except ValidationError as error:
        said = str(error.errors()[0].get("ctx", {}).get("error", ""))
        raise ConfigError(f"{ENDPOINT}: {said}") from None


def read(text: str, name: str = FILE_NAME) -> Settings:
    """The settings of a configuration's text. Raises ConfigError with every problem found, each as `name:line: setting: problem`, in the order of the lines."""
    found = written(text)
    problems = list(found.problems)
    try:
        settings = Settings.model_validate(without_empty(found.values))
    except ValidationError as error:
        problems += problems_of(error, found)
    else:
        problems += problems_in(settings, found)
    if problems:
        raise _refused(name, problems)
    return settings


def refuse(file: Path, found: Iterable[tuple[Place, str]]) -> None:
    """Raises ConfigError for problems that only show once the settings are put to work; each is a place in the file and what is wrong there."""
    problems = list(found)
    if problems:
        lines = written(_text(file, or_nothing=True))
        raise _refused(str(file), [(lines.line(place), named(place), problem) for place, problem in problems])


def _refused(name: str, problems: list[tuple[int, str, str]]) -> ConfigError:
    lines = [f"{name}:{line}: {setting + ': ' if setting else ''}{problem}" for line, setting, problem in sorted(problems, key=lambda each: each[0])]
    return ConfigError(lines[0] if len(lines) == 1 else f"{name} has {len(lines)} problems", problems=tuple(lines))


def _text(file: Path, *, or_nothing: bool) -> str:
    """The file's text; `or_nothing`: a file that is not there is empty. Raises ConfigError where it cannot be read or is no text."""
    try:
        raw = file.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        if or_nothing:
            return ""
        raise ConfigError(f"there is no file {file}", "name another one, or write one with `replydue init`") from None
    except IsADirectoryError:
        raise ConfigError(f"{file} is a folder", f"name the file in it, like {file / FILE_NAME}") from None
    except OSError as error:
        raise ConfigError(f"{file} cannot be read ({error.strerror})", "mend its permissions, or name another file") from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problem = f"{file}:{line}: this is not UTF-8 text; save the file as UTF-8"
        raise ConfigError(problem, problems=(problem,)) from None
