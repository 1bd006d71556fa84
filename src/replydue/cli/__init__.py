"""The command line (contract 1)."""

from __future__ import annotations

import gc


def main() -> None:
    """The program `replydue`."""
    from replydue.cli.loading import unsearched

    with unsearched():
        from replydue.cli.group import commands
    try:
        commands.main(prog_name="replydue")
    finally:
        gc.freeze()  # the process ends: there is no need to search all that it holds for garbage once more
