"""A real systemd as process 1 of namespaces of its own, to be used like a computer to which one is logged in as root."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_BOOT = Path(__file__).with_name("boot")
_PATIENCE = 40.0  # seconds; it boots in about five
_NEEDED = ("unshare", "nsenter", "pivot_root", "systemctl", "hostname")


@dataclass(frozen=True, slots=True)
class Lab:
    """The running systemd; `pid` is its process id out here."""

    pid: int

    def run(self, command: str, *, check: bool = True) -> str:
        """What a shell command prints in there."""
        inside = ["nsenter", "-t", str(self.pid), "-a", "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root", "sh", "-c", command]
        done = subprocess.run(inside, capture_output=True, text=True, check=False)
        assert not check or done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
        return done.stdout.strip()

    def write(self, path: str, text: str) -> None:
        """A file in there, readable by root alone."""
        self.run(f"umask 077; mkdir -p {shlex.quote(str(Path(path).parent))}; printf %s {shlex.quote(text)} > {shlex.quote(path)}")

    def shown(self, unit: str, name: str) -> str:
        """A property of a unit."""
        return self.run(f"systemctl show --value --property={name} {unit}")

    def log(self, unit: str) -> str:
        """What a unit has said."""
        return self.run(f"journalctl --no-pager -o cat -u {unit}")

    def until(self, happened: Callable[[], bool], unit: str) -> None:
        """Waits for something to happen; fails with what the unit has said."""
        deadline = time.monotonic() + _PATIENCE
        while not happened():
            if time.monotonic() > deadline:
                pytest.fail(f"it never happened: {self.shown(unit, 'StatusText')}\n{self.log(unit)}")
            time.sleep(0.1)


@contextmanager
def booted(below: Path = Path("/"), *, network: bool = False) -> Iterator[Lab]:
    """A systemd that runs, over a throw-away copy of the system in `below`; skips where this computer does not let one be started."""
    missing = [name for name in _NEEDED if shutil.which(name) is None]
    if missing or not Path("/lib/systemd/systemd").exists() or os.geteuid() != 0:
        pytest.skip(f"a second systemd needs root, systemd and util-linux ({', '.join(missing) or 'not root or no systemd'})")
    with subprocess.Popen(
        [str(_BOOT), str(ROOT), sys.base_prefix], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
        env={**os.environ, "LAB_BELOW": str(below), "LAB_NETWORK": "yes" if network else "no"},
    ) as process:  # fmt: skip
        try:
            yield _running(process)
        finally:
            process.kill()  # the rest goes with it (unshare --kill-child)
            os.killpg(process.pid, signal.SIGKILL)


def _running(process: subprocess.Popen[str]) -> Lab:
    deadline = time.monotonic() + _PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        for child in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split():
            lab = Lab(int(child))
            if Path(f"/proc/{child}/comm").read_text().strip() == "systemd" and lab.run("systemctl is-system-running", check=False) in ("running", "degraded"):
                return lab
        time.sleep(0.2)
    said = process.stdout.read() if process.stdout and process.poll() is not None else "it did not come up in time"
    pytest.skip(f"this computer does not let a second systemd be started: {said.strip()}")
