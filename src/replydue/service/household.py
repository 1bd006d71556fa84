"""Several mailboxes in one process: a daemon for each, in a thread of its own. What one of them meets with never stops the others."""

from __future__ import annotations

import logging
import queue
import signal
import threading
from collections.abc import Callable, Mapping
from contextlib import closing
from types import FrameType

from replydue.errors import ConfigError, Held, ReplydueError, SignInError
from replydue.service import systemd
from replydue.service.clock import Clock
from replydue.service.daemon import Daemon, build
from replydue.service.in_the_way import InTheWay
from replydue.service.notify import Notifier
from replydue.service.raised import where
from replydue.settings import Settings

log = logging.getLogger(__name__)

_AGAIN = 60.0  # seconds until a mailbox that could not be watched is tried once more: until then Gmail is not asked
_POLITE = 4.0  # seconds for all to end by themselves; what hangs then is left to the end of the process, which every write is prepared for

Mailboxes = Mapping[str, Settings]


class Household:
    """The daemons of some mailboxes, by name. `load` reads the configuration anew, in any thread, and raises ConfigError where it is wrong."""

    def __init__(self, mailboxes: Mailboxes, load: Callable[[], Mailboxes], *, again: float = _AGAIN) -> None:
        self._load, self._again = load, again
        self._shared = systemd.Shared()
        self._events: queue.SimpleQueue[str] = queue.SimpleQueue()  # may be put into by a handler of signals at any instant
        self._members = {name: self._member(name, settings) for name, settings in mailboxes.items()}

    def run(self) -> None:
        """Watches all mailboxes until SIGTERM or SIGINT, or `stop`. SIGHUP reads the configuration again. Only for the main thread."""
        for number, act in ((signal.SIGTERM, self.stop), (signal.SIGINT, self.stop), (signal.SIGHUP, self.read_anew)):
            signal.signal(number, _handler(act))
        for member in self._members.values():
            member.start()
        while self._events.get() == "reload":
            self._reload()
        systemd.notify(STOPPING="1")
        for member in self._members.values():
            member.stop()
        for member in self._members.values():
            member.join(_POLITE)

    def stop(self) -> None:
        """Asks all to end."""
        self._events.put("stop")

    def read_anew(self) -> None:
        """Asks for the configuration to be read again."""
        self._events.put("reload")

    def _reload(self) -> None:
        """Those that are new begin, those that are gone end, all others go on with what holds for them now."""
        try:
            mailboxes = self._load()
        except ReplydueError as error:
            log.error("the configuration was not reloaded, the old one stays: %s", error)
            return
        for name in self._members.keys() - mailboxes.keys():
            log.info("the mailbox %s is gone from the configuration, and is left alone", name)
            gone = self._members.pop(name)
            gone.stop()
            gone.join(_POLITE)
            self._shared.leave(name)
        for name, settings in mailboxes.items():
            if name in self._members:
                self._members[name].take(settings)
            else:
                self._members[name] = self._member(name, settings)
                self._members[name].start()

    def _member(self, name: str, settings: Settings) -> _Member:
        return _Member(name, settings, self._shared.part(name), self._load, self._again)


class _Member(threading.Thread):
    """One mailbox, tried again and again: its store may be locked, its sign-in missing."""

    def __init__(self, name: str, settings: Settings, watchdog: systemd.Watchdog, load: Callable[[], Mailboxes], again: float) -> None:
        super().__init__(name=name, daemon=True)
        self._settings, self._watchdog, self._load, self._again = settings, watchdog, load, again
        self._stopping, self._hurry, self._lock = threading.Event(), threading.Event(), threading.Lock()
        self._daemon: Daemon | None = None
        self._in_the_way = InTheWay()

    def run(self) -> None:
        """Watches until it is stopped."""
        while not self._stopping.is_set():
            try:
                self._live()
            except ReplydueError as error:
                self._met(error)
            except Exception as error:  # noqa: BLE001 - whatever it is, it concerns this mailbox alone
                log.error("stopped by %s, and started again in a while", type(error).__name__)
                log.debug("raised at\n%s", where(error))
            self._watchdog.rest(self._again, self._hurry)
            self._hurry.clear()
            self._mended_perhaps()

    def stop(self) -> None:
        """Asks it to end."""
        self._stopping.set()
        self._hurry.set()
        with self._lock:
            if self._daemon is not None:
                self._daemon.stop()

    def take(self, settings: Settings) -> None:
        """The settings from now on; what waits to be tried again is tried at once."""
        self._settings = settings
        self._hurry.set()
        with self._lock:
            if self._daemon is not None:
                self._daemon.read_anew()

    def wake(self) -> None:
        """Asks for a look now."""
        with self._lock:
            if self._daemon is not None:
                self._daemon.wake()

    def _live(self) -> None:
        with closing(build(self._settings, watchdog=self._watchdog)) as daemon:
            with self._lock:
                self._daemon = daemon
            try:
                if not self._stopping.is_set():
                    self._in_the_way.mended()
                    daemon.run(reload=lambda: self._settings)
            finally:
                with self._lock:
                    self._daemon = None

    def _met(self, error: ReplydueError) -> None:
        self._watchdog.tell(READY="1", STATUS=str(error))
        if self._in_the_way.met(str(error), Clock().now()):
            log.error("%s", error)
            if isinstance(error, SignInError | Held):
                Notifier(self._settings.notify).tell([str(error)])

    def _mended_perhaps(self) -> None:
        """What was wrong may have been mended in the file."""
        try:
            self._settings = self._load().get(self.name, self._settings)
        except ConfigError as error:
            log.debug("the configuration was not read: %s", error)


def _handler(act: Callable[[], None]) -> Callable[[int, FrameType | None], None]:
    return lambda _number, _frame: act()
