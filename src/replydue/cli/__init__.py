"""The command line (contract 1)."""

from __future__ import annotations


def main() -> None:
    """The program `replydue`."""
    from replydue.cli.group import commands

    commands.main(prog_name="replydue")
