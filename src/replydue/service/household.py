"""Several mailboxes in one process: a daemon for each, in a thread of its own. What one of them meets with never stops the others."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable, Mapping
from contextlib import closing
from types import FrameType

from replydue.errors import ReplydueError
from replydue.service import systemd
from replydue.service.daemon import Daemon, build
from replydue.service.raised import where
from replydue.settings import Settings

log = logging.getLogger(__name__)

_AGAIN = 300.0  # seconds until a mailbox that could not be watched is tried once more
_POLITE = 4.0  # seconds for all to end by themselves; what hangs then is left to the end of the process, which every write is prepared for


class Household:
    """The daemons of some mailboxes, by name. `reload` gives the settings of one anew."""

    def __init__(self, mailboxes: Mapping[str, Settings], reload: Callable[[str], Settings], *, again: float = _AGAIN) -> None:
        self._mailboxes, self._reload, self._again = mailboxes, reload, again
        self._shared = systemd.Shared(mailboxes)
        self._daemons: dict[str, Daemon] = {}
        self._lock = threading.Lock()
        self._stopping = threading.Event()

    def run(self) -> None:
        """Watches all mailboxes until SIGTERM or SIGINT, or `stop`. SIGHUP makes each read its configuration again. Only for the main thread."""
        for number, act in ((signal.SIGTERM, self.stop), (signal.SIGINT, self.stop), (signal.SIGHUP, self._read_anew)):
            signal.signal(number, _handler(act))
        threads = [threading.Thread(target=self._watch, args=(name,), name=name, daemon=True) for name in self._mailboxes]
        for thread in threads:
            thread.start()
        self._stopping.wait()
        systemd.notify(STOPPING="1")
        for thread in threads:
            thread.join(_POLITE)

    def stop(self) -> None:
        """Asks all to end."""
        self._stopping.set()
        with self._lock:
            for daemon in self._daemons.values():
                daemon.stop()

    def _read_anew(self) -> None:
        with self._lock:
            for daemon in self._daemons.values():
                daemon.read_anew()

    def _watch(self, name: str) -> None:
        """One mailbox, tried again and again: its store may be locked, its server away, its sign-in missing."""
        watchdog = self._shared.part(name)
        settings = self._mailboxes[name]
        while not self._stopping.is_set():
            try:
                self._live(name, settings, watchdog)
            except ReplydueError as error:
                log.error("%s", error)
                watchdog.tell(READY="1", STATUS=error.problem)
            except Exception as error:  # noqa: BLE001 - whatever it is, it concerns this mailbox alone
                log.error("stopped by %s, and started again in a while", type(error).__name__)
                log.debug("raised at\n%s", where(error))
            watchdog.rest(self._again, self._stopping)
            settings = self._anew(name, settings)

    def _live(self, name: str, settings: Settings, watchdog: systemd.Watchdog) -> None:
        with closing(build(settings, watchdog=watchdog)) as daemon:
            with self._lock:
                self._daemons[name] = daemon
            try:
                if not self._stopping.is_set():
                    daemon.run(reload=lambda: self._reload(name))
            finally:
                with self._lock:
                    del self._daemons[name]

    def _anew(self, name: str, settings: Settings) -> Settings:
        """The settings as the file has them now: what was wrong may have been mended there."""
        try:
            return self._reload(name)
        except ReplydueError as error:
            log.error("the configuration was not reloaded, the old one stays: %s", error)
            return settings


def _handler(act: Callable[[], None]) -> Callable[[int, FrameType | None], None]:
    return lambda _number, _frame: act()
