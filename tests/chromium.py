"""A real headless Chromium, worked through its own protocol (DevTools, over a pipe): it opens a page, presses a button, and shows what it ended at."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pytest

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_QUIET = (
    "--headless", "--remote-debugging-pipe", "--no-first-run", "--no-default-browser-check", "--disable-gpu", "--disable-dev-shm-usage",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",  # this computer, and nothing else
)  # fmt: skip
_PATIENCE = 30.0  # seconds for something that takes a fraction of one


class Chromium:
    """One page of it. `to` and `back` are the two ends of its pipe."""

    def __init__(self, to: IO[bytes], back: IO[bytes]) -> None:
        self._to, self._back = to, back
        self._count, self._session = 0, ""
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]

    def open(self, address: str) -> None:
        """Goes there."""
        self._ask("Page.navigate", url=address)

    def press(self, button: str) -> None:
        """Presses the button of these words, as soon as there is one."""
        find = f"[...document.querySelectorAll('button')].find(one => one.innerText.trim() === {json.dumps(button)})"
        self._until(f"Boolean({find})")
        self._evaluated(f"{find}.click()")

    def untick(self, words: str) -> None:
        """Takes the tick off the box with these words beside it."""
        find = f"[...document.querySelectorAll('label')].find(one => one.innerText.includes({json.dumps(words)}))"
        self._until(f"Boolean({find})")
        self._evaluated(f"{find}.click()")

    def read(self, words: str) -> str:
        """The text of the page, as soon as these words stand there."""
        return str(self._until(f"document.body && document.body.innerText.includes({json.dumps(words)}) && document.body.innerText"))

    def address(self) -> str:
        """What the line at the top shows, also of a page that cannot be reached; "" on the way from one to the next."""
        history = self._ask("Page.getNavigationHistory")
        return str(history["entries"][history["currentIndex"]]["url"]) if "entries" in history else ""

    def ended_at(self, begins: str) -> str:
        """The address, as soon as it begins so."""
        end = time.monotonic() + _PATIENCE
        while not (found := self.address()).startswith(begins):
            assert time.monotonic() < end, f"it ended at {found}"
            time.sleep(0.05)
        return found

    def _until(self, expression: str) -> Any:
        end = time.monotonic() + _PATIENCE
        while not (found := self._evaluated(expression)):
            assert time.monotonic() < end, f"{expression} never came; at {self.address()}"
            time.sleep(0.05)
        return found

    def _evaluated(self, expression: str) -> Any:
        """None while one page gives way to the next."""
        return self._ask("Runtime.evaluate", expression=expression, returnByValue=True).get("result", {}).get("value")

    def _ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        self._count += 1
        asked = {"id": self._count, "method": method, "params": parameters} | ({"sessionId": self._session} if self._session else {})
        self._to.write(json.dumps(asked).encode() + b"\0")
        self._to.flush()
        while (answer := self._answer()).get("id") != self._count:
            pass
        return dict(answer.get("result", {}))

    def _answer(self) -> dict[str, Any]:
        read = bytearray()
        while (sign := self._back.read(1)) != b"\0":
            assert sign, "Chromium has ended"
            read += sign
        return dict(json.loads(read))


@contextmanager
def chromium(folder: Path) -> Iterator[Chromium]:
    """One that keeps all its own in the folder; skips where there is none."""
    program = next(filter(None, map(shutil.which, _NAMES)), None)
    if program is None:
        pytest.skip("there is no Chromium here: on Debian, `apt install chromium`")
    (theirs, to), (back, answers) = os.pipe(), os.pipe()
    process = _begun([program, *_QUIET, f"--user-data-dir={folder}", *(["--no-sandbox"] if os.geteuid() == 0 else [])], theirs, answers)
    os.close(theirs)
    os.close(answers)
    with os.fdopen(to, "wb") as writing, os.fdopen(back, "rb") as reading:
        try:
            yield Chromium(writing, reading)
        finally:
            os.kill(process, signal.SIGTERM)
            os.waitpid(process, 0)


def _begun(command: list[str], asked: int, answers: int) -> int:
    """Its process. It reads what it is asked at 3 and answers at 4."""
    high = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (asked, answers)]
    nowhere = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_WRONLY, 0) for number in (1, 2)]
    ends = [(os.POSIX_SPAWN_DUP2, end, number) for end, number in zip(high, (3, 4), strict=True)]
    process = os.posix_spawn(command[0], command, os.environ, file_actions=[*nowhere, *ends, *((os.POSIX_SPAWN_CLOSE, end) for end in high)])
    for end in high:
        os.close(end)
    return process
