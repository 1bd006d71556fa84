"""How quickly does the command line answer? Whole processes, from start to end."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from bench.process import SHOWN, configured, environment, in_turn, python
from bench.row import Row, Size, at_most, beside
from bench.stores import Seen, looked_at

HEAVY = ("googleapiclient", "google_auth_oauthlib", "apscheduler", "alembic", "sqlalchemy", "pydantic", "rich.table")
_NOTHING_REMEMBERED = ["env", "XDG_CACHE_HOME=/dev/null"]


def replydue(*arguments: str) -> list[str]:
    """A command of the program, as it is installed."""
    return [str(Path(sys.executable).with_name("replydue")), *arguments]


def commands(size: Size) -> list[Row]:
    """`--help` and `status`, beside a process that only imports what is shown."""
    with looked_at(size.conversations) as made:
        options = configured(made.folder, made.box.endpoint)
        asked = [replydue("--help"), replydue("status", *options)]
        anew = [*_NOTHING_REMEMBERED, *asked[1]]
        floor, bare, first, *times = in_turn(size.runs * 3, made.folder, python(f"import {SHOWN}"), python("pass"), anew, *asked)
        loaded = [_loaded(made, command) for command in asked]
    names = ("replydue --help", f"replydue status, {size.conversations} conversations")
    rows = [at_most(f"`{name}`", taken, "s", floor, 2.5, f"floor: python -c 'import {SHOWN}'") for name, taken in zip(names, times, strict=True)]
    heavy = [Row(f"  {', '.join(HEAVY[:2])}, … loaded by it", len(found), "packages", None, "none", not found, ", ".join(found)) for found in loaded]
    changed = beside("  once after a change of the configuration", first, "s", floor, "which is then read and checked whole")
    return [rows[0], heavy[0], rows[1], heavy[1], changed, beside("  `python -c pass`", bare, "s", floor)]


def _loaded(made: Seen, command: list[str]) -> list[str]:
    """Which of the heavy packages the command imports."""
    verbose = [sys.executable, "-X", "importtime", *command]
    told = subprocess.run(verbose, env=environment(made.folder), capture_output=True, text=True, check=True).stderr  # noqa: S603  ourselves
    modules = {line.rpartition("|")[2].strip() for line in told.splitlines() if line.startswith("import time:")}
    return [name for name in HEAVY if name in modules]
