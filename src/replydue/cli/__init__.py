"""The command line (contract 1)."""

from __future__ import annotations

import gc

_AT_ONCE = 50_000  # objects made between two searches for garbage, instead of Python's 700: what is being loaded is none


def main() -> None:
    """The program `replydue`."""
    gc.set_threshold(_AT_ONCE, *gc.get_threshold()[1:])
    from replydue.cli.group import commands

    try:
        commands.main(prog_name="replydue")
    finally:
        gc.freeze()  # the process ends: there is no need to search all that it holds for garbage once more
