"""What does systemd need to know to run it? The two units, written from one template: the user's own service (default) and the system's."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from replydue.config import ENDPOINT

NAME = "replydue.service"
USERS_PROGRAM = "%h/.local/bin/replydue"  # where pipx puts it; %h is the user's home (systemd.unit(5))
SYSTEMS_PROGRAM = "/usr/local/bin/replydue"  # where pipx puts it with PIPX_BIN_DIR=/usr/local/bin
SYSTEMS_CONFIGURATION = Path("/etc/replydue/replydue.yaml")

_PLAIN = re.compile(r"[\w@%+=:,./-]+", re.ASCII)


def unit(program: str, *, system: bool = False, configuration: Path | None = None, endpoint: str = "") -> str:
    """The text of a unit that runs the program, which is written as systemd takes it.

    `configuration` where it is not the usual one, `endpoint` where another server than Google's is set in the environment.
    """
    environment = Environment(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True)  # noqa: S701  no HTML
    template = environment.from_string((resources.files(__name__) / NAME).read_text(encoding="utf-8"))
    command = f"{program} run" + (f" --config {quoted(str(configuration))}" if configuration else "")
    return template.render(system=system, command=command, endpoint=endpoint and quoted(f"{ENDPOINT}={endpoint}"))


def quoted(word: str) -> str:
    """A word of a command line such that systemd takes it as it is (systemd.service(5), "Command lines")."""
    escaped = word.replace("%", "%%").replace("$", "$$")
    if _PLAIN.fullmatch(escaped):
        return escaped
    return '"' + escaped.replace("\\", "\\\\").replace('"', '\\"') + '"'
