"""A day or more of the service on a moved clock: polls, a sign-in lost and found again, and what is held meanwhile: memory, threads, files."""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen
from zoneinfo import ZoneInfo

import time_machine

from replydue.gmail.sign_in import by_pasting, sign_in
from replydue.service.daemon import Daemon, build
from replydue.settings import Settings
from tests.browser import Browser
from tests.listening import Listening, listening
from tests.soak.heard import Log, Systemd, heard

ZONE = ZoneInfo("America/New_York")
BEGINS = datetime(2026, 11, 23, 18, tzinfo=ZONE)  # a Monday; the promise that passed makes a draft due the next morning at nine
_ME, _DANA = "sam@example.com", "Dana Whitfield <dana@northwind.example>"
_PATIENCE = 30.0  # seconds for something that takes a fraction of one


@dataclass(frozen=True)
class Plan:
    """For how long, how often Gmail is asked, and from when to when nobody is signed in."""

    hours: int = 24
    poll: timedelta = timedelta(minutes=1)
    lost: int = 4
    found: int = 16


@dataclass(frozen=True)
class Held:
    """What the process holds: memory in KiB, threads, open files."""

    memory: int
    threads: int
    files: int


@dataclass
class Lived:
    """What came of it. `waited`: from the new sign-in to the draft that had come due without one."""

    polls: int = 0
    held: list[Held] = field(default_factory=list)  # hour by hour
    warnings: list[str] = field(default_factory=list)  # what the journal has of the lost sign-in
    others: list[str] = field(default_factory=list)  # other warnings
    notified: list[str] = field(default_factory=list)
    status: dict[str, str] = field(default_factory=dict)  # systemd's line, before the loss, at its end, and at the end of all
    asked: int = 0  # requests to Gmail and its sign-in, while nobody was signed in
    waited: timedelta | None = None
    ready: int = 0  # how often the service told systemd that it is up: once, unless it was restarted


def live(folder: Path, plan: Plan) -> Lived:
    """Lives through the plan. The mailbox is a process of its own, so that what is held is the service's alone."""
    lived = Lived()
    with _apart(), _mailbox(folder) as box, listening() as ear, heard(folder / "notify") as systemd, Log() as log, time_machine.travel(BEGINS) as clock:
        settings = _settings(folder, box, ear)
        box.set_clock()
        _sign_in(settings)
        with _running(settings) as daemon:
            lived.ready += systemd.until("1 waiting")
            _hours(plan, lived, Driver(box, daemon, systemd, clock, settings))
        lived.status["at the end"] = systemd.last
        lived.warnings, lived.others = log.split("replydue auth")
        lived.notified = list(ear.heard)
    return lived


@contextmanager
def _apart() -> Iterator[None]:
    """What this process held before is searched for garbage once, and not with each look at what is held."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


@dataclass
class Driver:
    """Moves the clock, and with it the service from poll to poll."""

    box: Box
    daemon: Daemon
    systemd: Systemd
    clock: time_machine.Traveller
    settings: Settings

    def poll(self, by: timedelta) -> int:
        """One poll later. Returns how often the service said that it is up."""
        self.clock.shift(by)
        self.box.set_clock()
        self.daemon.wake()
        return self.systemd.until("")


def _hours(plan: Plan, lived: Lived, driver: Driver) -> None:
    before = asked = 0
    for hour in range(plan.hours):
        if hour == plan.lost:
            lived.status["before the loss"], asked = driver.systemd.last, driver.box.state()["requests"]
            driver.box.post("sign-in", {"revoke": True})
        if hour == plan.found:
            lived.status["while it is lost"] = driver.systemd.last
            lived.asked = driver.box.state()["requests"] - asked
            _sign_in(driver.settings)
            before = lived.polls
        for _ in range(timedelta(hours=1) // plan.poll):
            lived.ready += driver.poll(plan.poll)
            lived.polls += 1
            if before and lived.waited is None and driver.box.state()["drafts"]:
                lived.waited = (lived.polls - before) * plan.poll
        lived.held.append(_held())


def _held() -> Held:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return Held(pages * os.sysconf("SC_PAGE_SIZE") // 1024, threading.active_count(), len(list(Path("/proc/self/fd").iterdir())))


class Box:
    """The mailbox, worked from outside (docs/sandbox.md)."""

    def __init__(self, endpoint: str) -> None:
        self.endpoint = endpoint

    def post(self, path: str, asked: dict[str, Any] | bytes) -> dict[str, Any]:
        """What the sandbox answers."""
        body = asked if isinstance(asked, bytes) else json.dumps(asked).encode()
        with urlopen(Request(f"{self.endpoint}/sandbox/{path}", body), timeout=_PATIENCE) as answer:
            return dict(json.load(answer))

    def get(self, path: str) -> dict[str, Any]:
        """The same, without asking for a change."""
        with urlopen(f"{self.endpoint}/sandbox/{path}", timeout=_PATIENCE) as answer:
            return dict(json.load(answer))

    def state(self) -> dict[str, Any]:
        """What is there."""
        return self.get("state")

    def set_clock(self) -> None:
        """Its clock shows what this process's shows."""
        self.post("clock", {"set": datetime.now(ZONE).isoformat()})


@contextmanager
def _mailbox(folder: Path) -> Iterator[Box]:
    """A sandbox with one promise in it that has passed."""
    (folder / "promise.eml").write_bytes(_promise())
    command = (sys.executable, "-c", "from replydue.cli import main; main()", "sandbox", "--me", _ME, "--mail", str(folder / "promise.eml"), "--json")
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield Box(json.loads(process.stdout.readline())["endpoint"])
        finally:
            process.terminate()


def _promise() -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = _DANA, f"Sam Porter <{_ME}>", "Data Engineer at Northwind"
    message["Date"], message["Message-ID"] = format_datetime(BEGINS - timedelta(days=6)), "<first@northwind.example>"
    message.set_content("Hi Sam,\n\nIt was good to talk about the Data Engineer role. You should hear from us by Friday.\n\nBest,\nDana")
    return message.as_bytes()


def _settings(folder: Path, box: Box, ear: Listening) -> Settings:
    (folder / "client_secret.json").write_text(json.dumps(box.get("client")), encoding="utf-8")
    return Settings.model_validate({
        "account": {"token": str(folder / "token.json"), "client_secret": str(folder / "client_secret.json")}, "timezone": str(ZONE), "holidays": "US",
        "drafts": {"templates": str(folder / "templates")}, "store": f"sqlite:///{folder / 'replydue.db'}", "gmail": {"endpoint": box.endpoint},
        "notify": [ear.address], "digest": "off", "watch": {"poll": "2000 hours"},  # its polls are ours: each is waited for
    })  # fmt: skip


def _sign_in(settings: Settings) -> None:
    """The user runs `replydue auth`: through Google's own library, with a browser at the other end."""
    sign_in(settings, by_pasting(Browser().sign_in))


@contextmanager
def _running(settings: Settings) -> Iterator[Daemon]:
    with closing(build(settings)) as daemon:
        thread = threading.Thread(target=daemon.run)
        thread.start()
        try:
            yield daemon
        finally:
            daemon.stop()
            thread.join(_PATIENCE)
            assert not thread.is_alive()
