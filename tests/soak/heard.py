"""What the service says to systemd and to the journal."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PATIENCE = 30.0  # seconds for something that takes a fraction of one


class Systemd:
    """Systemd's end of NOTIFY_SOCKET."""

    def __init__(self, channel: socket.socket) -> None:
        self._channel = channel
        self.last = ""  # the status line

    def until(self, words: str) -> int:
        """Waits for the next status line with these words in it. Returns how often the service said on the way that it is up."""
        ready = 0
        while True:
            told = dict(line.partition("=")[::2] for line in self._channel.recv(4096).decode().splitlines())
            ready += "READY" in told
            self.last = told.get("STATUS", self.last)
            if words in told.get("STATUS", "") and "STATUS" in told and "READY" not in told:
                return ready


@contextmanager
def heard(address: Path) -> Iterator[Systemd]:
    """Listens there, and says so in the environment."""
    before = os.environ.get("NOTIFY_SOCKET")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
        channel.bind(str(address))
        channel.settimeout(_PATIENCE)
        os.environ["NOTIFY_SOCKET"] = str(address)
        try:
            yield Systemd(channel)
        finally:
            os.environ.pop("NOTIFY_SOCKET") if before is None else os.environ.update(NOTIFY_SOCKET=before)


class Log(logging.Handler):
    """Keeps what replydue would write to the journal from warnings on, whatever was done to logging before in this process."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._said: list[str] = []
        self._ours, self._disabled = logging.getLogger("replydue"), logging.root.manager.disable

    def __enter__(self) -> Log:
        logging.disable(logging.NOTSET)
        self._ours.addHandler(self)
        for name in [name for name in logging.root.manager.loggerDict if name.startswith("replydue.")]:
            logging.getLogger(name).disabled = False
        return self

    def __exit__(self, *_: object) -> None:
        self._ours.removeHandler(self)
        logging.disable(self._disabled)

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps one."""
        self._said.append(record.getMessage())

    def split(self, words: str) -> tuple[list[str], list[str]]:
        """What was said with these words in it, and what without."""
        return [said for said in self._said if words in said], [said for said in self._said if words not in said]
