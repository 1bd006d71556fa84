"""The pages that the program writes itself are fresh, and name all that there is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from replydue import errors
from replydue.cli.reference import PAGES
from replydue.cli.reference.facts import ENVIRONMENT, exit_codes
from replydue.cli.reference.tree import Command, every_command
from replydue.settings import Settings
from tests.config.test_generated import settings_in

from .pages import ROOT

REFRESH = "write it anew with: python -m replydue.cli.reference docs"
# Of others: the desktop, the language, systemd, a web server's. They are read, but nobody sets them for replydue.
OF_OTHERS = {
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "BROWSER",
    "LC_ALL",
    "LC_TIME",
    "LANG",
    "JOURNAL_STREAM",
    "NOTIFY_SOCKET",
    "WATCHDOG_PID",
    "WATCHDOG_USEC",
    "REQUEST_URI",
}
HEEDED = re.compile(r"environ(?:\.get\(|\[)\"(\w+)\"|^[A-Z]+ = \"(REPLYDUE_\w+)\"", re.M)


@pytest.mark.parametrize("name", PAGES)
def test_the_page_is_fresh(name: str) -> None:
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == PAGES[name](), REFRESH


def test_the_reference_names_every_setting() -> None:
    page = PAGES["reference.md"]()
    assert [name for name in settings_in(Settings().model_dump(mode="json", by_alias=True)) if f"`{name}`" not in page and f"### {name}\n" not in page] == []


def test_the_reference_names_what_an_item_of_a_list_may_hold() -> None:
    page = PAGES["reference.md"]()
    assert all(f"`{name}`" in page for name in ("cadence.steps[].do", "cadence.steps[].after", "examples[].expect"))


@pytest.mark.parametrize("command", tuple(every_command()), ids=lambda command: command.path)
@pytest.mark.parametrize("name", PAGES)
def test_every_command_and_option_is_told(name: str, command: Command) -> None:
    page = PAGES[name]().replace("\\-", "-").replace("\\|", "|")
    assert f"replydue {command.path}" in page
    assert [option for option, said in command.options if option not in page or said.split()[0] not in page] == []


def test_the_exit_codes_are_those_that_errors_end_with() -> None:
    codes = {kind.exit_code for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.ReplydueError)}
    assert dict(exit_codes()).keys() == codes | {0, 130}
    assert all(said.endswith(".") and len(said) > 10 for said in dict(exit_codes()).values())


def test_every_variable_of_the_environment_is_told() -> None:
    texts = (file.read_text(encoding="utf-8") for file in Path(ROOT, "src").rglob("*.py"))
    heeded = {name for text in texts for found in HEEDED.findall(text) for name in found if name}
    assert heeded - OF_OTHERS <= {name for name, _ in ENVIRONMENT}
