"""Runs what the documentation shows, in the folder docs/examples; `python -m tests.docs.shown` writes the answers into the pages anew.

A block of the language `console` holds command lines behind `$` and below each what it prints. Commands that ask the store find the one that a pass of the
daemon over some of docs/examples has left, on Tuesday the 24th of November 2026 at ten, in New York.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from unittest.mock import patch
from zoneinfo import ZoneInfo

import time_machine
from click.testing import CliRunner

from replydue.cli.group import commands
from replydue.sandbox import Sandbox

from .pages import PAGES, ROOT, Block, blocks, text_of

EXAMPLES = ROOT / "docs" / "examples"
MOMENT = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("America/New_York"))
_KNOWN = ("promise", "asked", "told", "away", "paused", "rejected")  # what lies in the mailbox
_COMMAND = re.compile(r"^\$ replydue (.*)\n", re.M)
Run = Callable[[str], str]


def shown() -> list[Block]:
    """All blocks that show what commands print."""
    return [block for page in PAGES for block in blocks(page) if block.language == "console"]


def anew(block: Block, run: Run) -> str:
    """The block's text with what its commands print now."""
    return "\n".join(f"$ replydue {line}\n{run(line)}" for line in _COMMAND.findall(block.text))


@contextmanager
def computer(home: Path) -> Iterator[Run]:
    """Runs command lines on a computer that has nothing but the examples, and what one pass of the daemon made of them."""
    configuration = home / ".config" / "replydue" / "replydue.yaml"
    configuration.parent.mkdir(parents=True)
    configuration.write_text((EXAMPLES / "replydue.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    token = home / ".local" / "state" / "replydue" / "token.json"
    token.parent.mkdir(parents=True)
    token.write_text(json.dumps({"token": "a-token"}), encoding="utf-8")
    before = Path.cwd()
    with Sandbox(me="sam@home.example", name="Sam Porter") as box, time_machine.travel(MOMENT, tick=True):
        box.clock.set(MOMENT)
        for name in _KNOWN:
            box.load(EXAMPLES / f"{name}.mbox")
        environment = {"HOME": str(home), "REPLYDUE_GMAIL_ENDPOINT": box.endpoint, "REPLYDUE_CONFIG": "", "XDG_CONFIG_HOME": "", "TZ": "America/New_York"}
        with patch.dict(os.environ, environment):
            os.chdir(EXAMPLES)
            try:
                _printed("once")
                yield _printed
            finally:
                os.chdir(before)


def _printed(line: str) -> str:
    result = CliRunner().invoke(commands, shlex.split(line), prog_name="replydue")
    assert "internal error" not in result.output, f"{line}: {result.output}"
    return "\n".join(text.rstrip() for text in result.output.strip().splitlines()) + "\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, computer(Path(folder)) as run_there:
        for each in shown():
            each.page.write_text(text_of(each.page).replace(f"```console\n{each.text}```", f"```console\n{anew(each, run_there)}```"), encoding="utf-8")
