"""The reference page: every command, exit code, setting and file, in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from replydue.cli.reference.facts import ENVIRONMENT, FILES, exit_codes
from replydue.cli.reference.settings import Setting, every_setting
from replydue.cli.reference.tree import PROGRAM, Command, common_options, every_command

_HEAD = f"""\
# Reference

Every command, exit code and setting. This page is written by the program itself: `python -m replydue.cli.reference docs`.
The same stands in `{PROGRAM} COMMAND --help` and in `man {PROGRAM}`; the settings, as a file to start from, in [config/replydue.yaml](../config/replydue.yaml).
"""
_SETTINGS = """\
## Settings

They stand in `~/.config/replydue/replydue.yaml`, or in the file that `--config` names. Each has a default, so an empty file is valid.
A daemon that runs reads the file again on SIGHUP (`systemctl --user reload replydue`); if there is a mistake in it, its log says so,
and the settings from before stay.

`cadence.window.from` is written as `cadence: {window: {from: "09:00"}}`, or over several lines; `[]` stands for each item of a list.
Lengths of time are written as people write them: `90 seconds`, `2 days`, `5 business days`, `2 weeks`, `1 month`. Times of day stand in quotes;
`"24:00"` is the end of the day.
"""
_COLUMNS = ("setting", "values", "default", "means")


def page() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *_commands(), *_codes(), _SETTINGS, *_settings(), *_surroundings()]).rstrip() + "\n"


def _commands() -> Iterator[str]:
    yield from ("## Commands", "", "Every command has these options, before or behind its name:", "")
    yield from _table(("option", "does"), ((f"`{option}`", said) for option, said in common_options()))
    for command in every_command():
        yield from _command(command)


def _command(command: Command) -> Iterator[str]:
    yield from ("", f"### {PROGRAM} {command.path}", "", "```text", f"{PROGRAM} {command.usage}", "```", "", command.said)
    if command.options:
        yield ""
        yield from _table(("option", "does"), ((f"`{option}`", said) for option, said in command.options))


def _codes() -> Iterator[str]:
    yield from ("", "## Exit codes", "")
    yield from _table(("code", "means"), ((f"`{code}`", said) for code, said in exit_codes()))
    yield ""


def _settings() -> Iterator[str]:
    """First the settings that are no section, in one table; then each section with all in it."""
    found = list(every_setting())
    sections = {setting.name.partition(".")[0].removesuffix("[]") for setting in found if "." in setting.name}
    yield from _table(_COLUMNS, (_cells(setting) for setting in found if setting.name not in sections and "." not in setting.name))
    for setting in found:
        if setting.name in sections:
            yield from ("", f"### {setting.name}", "", setting.said, "")
            inner = (each for each in found if each.name.startswith((f"{setting.name}.", f"{setting.name}[]")) or (each is setting and each.values))
            yield from _table(_COLUMNS, map(_cells, inner))
    yield ""


def _cells(setting: Setting) -> tuple[str, ...]:
    return f"`{setting.name}`", setting.values, setting.default, setting.said


def _surroundings() -> Iterator[str]:
    yield from ("## Environment", "")
    yield from _table(("variable", "does"), ((f"`{name}`", said) for name, said in ENVIRONMENT))
    yield from ("", "## Files", "")
    yield from _table(("file", "holds"), ((f"`{file}`", said) for file, said in FILES))


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield _row(head)
    yield _row(("---",) * len(head))
    yield from map(_row, rows)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
