"""How is a running program measured from outside? The real `replydue run`, /proc, systemd's socket, and what a fresh interpreter costs."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from bench.world import configuration

CLIENT = "googleapiclient.discovery, google_auth_oauthlib.flow, google_auth_httplib2, apscheduler.schedulers.background, tenacity, sqlalchemy, pydantic"
SHOWN = "click, rich, sqlite3"
_PATIENCE = 120.0  # seconds


@dataclass
class Running:
    """A process under measurement. `ready` is when it said READY=1, in seconds after its start."""

    process: subprocess.Popen[bytes]
    ready: float = 0.0

    def memory(self) -> float:
        """Resident, in MiB: what it uses itself and what it shares (VmRSS of proc(5))."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024

    def processor(self) -> float:
        """Seconds of CPU of all its threads so far, to the nanosecond (schedstat of proc(5))."""
        tasks = Path(f"/proc/{self.process.pid}/task").iterdir()
        return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks) / 1e9


def environment(folder: Path) -> dict[str, str]:
    """A home of its own, and no proxy."""
    kept = {name: value for name, value in os.environ.items() if "proxy" not in name.lower() and not name.startswith(("XDG_", "REPLYDUE_"))}
    return {**kept, "HOME": str(folder), "no_proxy": "127.0.0.1,localhost"}


def configured(folder: Path, endpoint: str, **more: Any) -> list[str]:
    """Writes a configuration (JSON is YAML); the options that name it."""
    file = folder / "replydue.yaml"
    file.write_text(json.dumps(configuration(folder, endpoint, **more)), encoding="utf-8")
    return ["--config", str(file)]


@contextmanager
def running(folder: Path, options: Sequence[str]) -> Iterator[Running]:
    """`replydue run` from its start on; ready when this is entered. Raises TimeoutError where it never is."""
    address = folder / "notify"
    address.unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
        channel.bind(str(address))
        channel.settimeout(_PATIENCE)
        begun = time.perf_counter()
        command = [sys.executable, "-m", "replydue", "run", *options]
        process = subprocess.Popen(command, env={**environment(folder), "NOTIFY_SOCKET": str(address)}, stderr=subprocess.DEVNULL)  # noqa: S603  ourselves
        try:
            while b"READY=1" not in channel.recv(4096):
                pass
            yield Running(process, time.perf_counter() - begun)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


@contextmanager
def bare(imports: str) -> Iterator[Running]:
    """A process that has imported these and does nothing."""
    code = f"import {imports}\nimport time\nprint(1, flush=True)\ntime.sleep(600)"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:  # noqa: S603  ourselves
        try:
            assert process.stdout is not None  # noqa: S101  it was asked for
            process.stdout.readline()
            yield Running(process)
        finally:
            process.kill()


def seconds(command: Sequence[str], folder: Path) -> float:
    """How long a command takes, from outside. Raises CalledProcessError where it fails."""
    begun = time.perf_counter()
    subprocess.run(command, env=environment(folder), stdout=subprocess.DEVNULL, check=True)  # noqa: S603  ourselves
    return time.perf_counter() - begun


def in_turn(runs: int, folder: Path, *commands: Sequence[str]) -> list[float]:
    """The middle time of each command, run in turn so that what else the machine does meets all of them."""
    for command in commands:  # once for the disk's sake
        seconds(command, folder)
    taken = [[seconds(command, folder) for command in commands] for _ in range(runs)]
    return [median(times) for times in zip(*taken, strict=True)]


def python(code: str) -> list[str]:
    """A command that runs a line of Python in a fresh interpreter."""
    return [sys.executable, "-c", code]
