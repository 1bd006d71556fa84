"""A terminal of the newcomer's computer: what is typed there, and what is seen."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import termios
import time

_PROMPT = r"[$#] $"
_COLOURS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_PATIENCE = 300.0  # seconds; packages are fetched


class Terminal:
    """A shell of that user; all that it shows is shown here too."""

    def __init__(self, command: list[str]) -> None:
        self._ours, theirs = pty.openpty()
        termios.tcsetwinsize(theirs, (50, 110))
        self._shell = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True)
        os.close(theirs)
        self.until(_PROMPT)

    def until(self, pattern: str) -> str:
        """What is seen until something like that is, without colours. Raises TimeoutError."""
        seen, end = "", time.monotonic() + _PATIENCE
        while not re.search(pattern, seen):
            if time.monotonic() > end:
                raise TimeoutError(f"nothing like {pattern!r} was seen")
            if select.select([self._ours], [], [], 0.2)[0]:
                told = os.read(self._ours, 65536).decode(errors="replace")
                sys.stdout.write(told)
                sys.stdout.flush()
                seen += _COLOURS.sub("", told)
        return seen

    def type(self, words: str) -> None:
        """Types a line."""
        os.write(self._ours, f"{words}\n".encode())

    def do(self, command: str) -> str:
        """Runs a command; what it shows."""
        self.type(command)
        return self.until(_PROMPT)

    def close(self) -> None:
        """Ends the shell."""
        self._shell.kill()
        self._shell.wait()
        os.close(self._ours)
