"""The daemon: builds its parts, reads the clock, looks and acts, and stops. All of Gmail's work is done in the one thread that runs it."""

from __future__ import annotations

import logging
import os
import queue
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import FrameType
from zoneinfo import ZoneInfo

from replydue.config import load_templates
from replydue.core.digest_days import next_moment
from replydue.core.life import Phase
from replydue.core.model import Standing
from replydue.core.template_set import Templates
from replydue.errors import ConfigError, GmailUnreachable, Held, ReplydueError, SignInError, StoreError
from replydue.gmail import Gmail, connect
from replydue.service import systemd
from replydue.service.clock import Clock
from replydue.service.desk import Desk
from replydue.service.guards import own_sign_in, right_clock
from replydue.service.in_the_way import InTheWay
from replydue.service.news import digest_wanted, heard
from replydue.service.notify import Notifier
from replydue.service.timeline import Timeline
from replydue.service.views import timeline_rows
from replydue.settings import Settings
from replydue.store import Store, open_store

log = logging.getLogger(__name__)

_LEASE = timedelta(minutes=10)
_POLITE = 3.0  # seconds for the call under way to end by itself once the daemon is told to; systemd and people wait no longer than five


class _CutShort(BaseException):
    """The call under way hangs, and the daemon is to end: as harmless as a kill, which every write is prepared for."""


@dataclass(frozen=True)
class Summary:
    """What one pass did."""

    changed: int = 0
    conversations: int = 0
    drafts_created: int = 0
    drafts_withdrawn: int = 0
    sent: int = 0
    calls: int = 0
    problems: tuple[str, ...] = ()

    def sentence(self) -> str:
        """The pass in one line."""
        counts = (
            (self.changed, "thread looked at", "threads looked at"),
            (self.drafts_created, "draft put up", "drafts put up"),
            (self.drafts_withdrawn, "draft withdrawn", "drafts withdrawn"),
            (self.sent, "follow-up sent", "follow-ups sent"),
            (self.calls, "call to make", "calls to make"),
            (len(self.problems), "problem", "problems"),
        )
        said = [f"{count} {one if count == 1 else many}" for count, one, many in counts if count]
        return f"{', '.join(said) or 'nothing new'}; {self.conversations} conversation{'' if self.conversations == 1 else 's'} followed"


class Daemon:
    """Watches one mailbox. `stop` may be set from any thread and ends even a wait for Gmail within a second."""

    def __init__(
        self, settings: Settings, gmail: Gmail, store: Store, clock: Clock, stop: threading.Event, templates: Templates, watchdog: systemd.Watchdog
    ) -> None:
        self.settings, self.gmail, self.store, self.clock = settings, gmail, store, clock
        self.stopping = stop
        self._watchdog = watchdog
        self._desk = Desk(gmail, store, settings, templates)
        self._events: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._notifier = Notifier(settings.notify)
        self._timeline = Timeline(clock, lambda: self._events.put("wake"))
        self._connected_by = _connections(settings)
        self._in_the_way = InTheWay()

    def once(self) -> Summary:
        """One full pass: what is new, what it means, what is due now. Raises ReplydueError; refuses while another daemon watches the mailbox."""
        with self._lease():
            return self._pass()

    def run(self, reload: Callable[[], Settings] | None = None) -> None:
        """Runs until SIGTERM or SIGINT. SIGHUP reloads the configuration by `reload`; a bad one is named and the old one kept."""
        with self._lease(), self._signals():
            try:
                self._watch(reload)
            except _CutShort:
                log.warning("stopped in the middle of a call to Gmail")
            finally:
                self._watchdog.tell(STOPPING="1")
                self._timeline.stop()

    def _watch(self, reload: Callable[[], Settings] | None) -> None:
        """The loop: whatever the event is, the mailbox is looked at and what is due is worked out anew.

        It is ready before the first look, which may take long on a big mailbox, or wait for Gmail.
        """
        self._timeline.start(self.settings.watch.poll.seconds)
        self._watchdog.tell(READY="1", STATUS=self._status())
        self._events.put("start")
        while not self.stopping.is_set():
            event = self._next_event()
            if event == "reload" and reload is not None:
                self._reload(reload)
            if event and not self.stopping.is_set():
                well = self._look_and_report()
                self._watchdog.tell(STATUS=self._status())
                self._timeline.alarm_at(self._next_alarm() if well else None)  # what is due already and cannot be done waits for the next poll

    def _next_alarm(self) -> datetime | None:
        """The next moment at which something is due: a conversation, or the digest."""
        moments = (self.store.next_wake(), next_moment(self.settings, self.clock.now()))
        return min((moment for moment in moments if moment is not None), default=None)

    def _next_event(self) -> str:
        """The next event; "" where it is only time to feed the watchdog."""
        self._watchdog.feed()
        try:
            return self._events.get(timeout=self._watchdog.patience)
        except queue.Empty:
            return ""

    def wake(self) -> None:
        """Asks a running daemon to look now, as after its clock was moved."""
        self._events.put("wake")

    def read_anew(self) -> None:
        """Asks a running daemon to read its configuration again."""
        self._events.put("reload")

    def stop(self) -> None:
        """Asks a running daemon to end."""
        self.stopping.set()
        self._events.put("stop")

    def close(self) -> None:
        """Lets go of Gmail and the store."""
        self.gmail.close()
        self.store.close()

    def _pass(self) -> Summary:
        now = self.clock.now()
        self._renew(now)
        own_sign_in(self._desk)
        news = heard(self._desk)
        if news.nothing and not self.store.due(now) and not digest_wanted(self._desk, now):
            right_clock(self._desk)
            if news.until != news.since:
                self.store.checkpoint(news.until)
            return Summary(conversations=self.store.followed_count())
        from replydue.service.round import Round  # with the judgement, which a service that has just started, or a quiet mailbox, does without

        done = Round(self._desk, self.stopping, self._watchdog.feed).make(news, now)
        self._notifier.tell(done.news)
        return Summary(done.looked_at, self.store.followed_count(), done.drafted, done.withdrawn, done.sent, done.calls, tuple(done.problems))

    def _look_and_report(self) -> bool:
        """A pass that outlives Gmail's bad hours, a lost sign-in, a full disk, and what is held for the user to look at: the next poll tries again.

        Returns whether it was one. A new sign-in is found by it (KeptCredentials), so that no restart is needed.
        """
        try:
            summary = self._pass()
        except (GmailUnreachable, SignInError, Held, StoreError) as error:
            if not self.stopping.is_set():
                self._tell_of(error)
            return False
        if self._in_the_way.mended():
            log.info("what was in the way is mended; the work goes on")
        if summary.drafts_created or summary.drafts_withdrawn or summary.sent or summary.calls or summary.problems:
            log.info("%s", summary.sentence())
        return True

    def _tell_of(self, error: ReplydueError) -> None:
        """A network that is away comes back by itself; all else only the user can mend, who is notified."""
        if self._in_the_way.met(str(error), self.clock.now()):
            by_itself = isinstance(error, GmailUnreachable)
            log.log(logging.WARNING if by_itself else logging.ERROR, "%s", error)
            self._notifier.tell([] if by_itself else [str(error)])

    def _reload(self, reload: Callable[[], Settings]) -> None:
        self._watchdog.tell(RELOADING="1")
        try:
            settings = reload()
            self._desk.templates, self._notifier = load_templates(settings), Notifier(settings.notify)
        except ReplydueError as error:
            log.error("the configuration was not reloaded, the old one stays: %s", error)
        else:
            if _connections(settings) != self._connected_by:
                log.warning("the account's files, `store` and `gmail.endpoint` take effect only after a restart; all else holds from now on")
            self.settings = self._desk.settings = settings
            self._timeline.poll_every(settings.watch.poll.seconds)
            log.info("the configuration was reloaded")
        self._watchdog.tell(READY="1")

    def _status(self) -> str:
        if self._in_the_way.since is not None:
            return f"{self._in_the_way.what} (since {self._local(self._in_the_way.since)})"
        counts = self.store.counts()
        waiting = counts.get(Standing.WAITING, 0) + counts.get(Standing.OVERDUE, 0)
        to_approve = self.store.live_counts().get(Phase.DRAFTED, 0)
        line = f"{waiting} waiting, {to_approve} draft{'' if to_approve == 1 else 's'} to approve"
        coming = timeline_rows(self.store, self.clock.now(), most=1)
        return f"{line}, next {self._local(coming[0].at)}" if coming else line

    def _local(self, moment: datetime) -> str:
        return f"{moment.astimezone(ZoneInfo(self.settings.timezone)):%a %d %b %H:%M}"

    @contextmanager
    def _lease(self) -> Iterator[None]:
        self._renew(self.clock.now())
        try:
            yield
        finally:
            with suppress(StoreError):  # where it cannot be written the lease runs out by itself
                self.store.release(_holder())

    def _renew(self, now: datetime) -> None:
        other = self.store.lease(_holder(), now, now + max(_LEASE, 3 * timedelta(seconds=self.settings.watch.poll.seconds)))
        if other and not _is_dead(other):
            raise ReplydueError(f"another replydue watches this mailbox already ({other})", "stop it first, or wait until its lease has run out")
        if other:
            self.store.release(other)
            self.store.lease(_holder(), now, now + _LEASE)

    @contextmanager
    def _signals(self) -> Iterator[None]:
        """Hears signals while it runs, in the main thread only; elsewhere `stop` is called directly."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return

        def end(_number: int, _frame: FrameType | None) -> None:
            self.stop()
            signal.setitimer(signal.ITIMER_REAL, _POLITE)

        def cut(_number: int, _frame: FrameType | None) -> None:
            raise _CutShort

        def reload(_number: int, _frame: FrameType | None) -> None:
            self.read_anew()

        handlers = ((signal.SIGTERM, end), (signal.SIGINT, end), (signal.SIGHUP, reload), (signal.SIGALRM, cut))
        before = {number: signal.signal(number, handler) for number, handler in handlers}
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            for number, handler in before.items():
                signal.signal(number, handler)


def build(settings: Settings, *, clock: Clock | None = None, watchdog: systemd.Watchdog | None = None) -> Daemon:
    """The daemon of a configuration, connected; `watchdog` where it shares one with others. Raises SignInError, ConfigError, StoreError, GmailUnreachable."""
    if not settings.timezone:
        raise ConfigError("the time zone is not known", "set `timezone`, like Europe/London")
    stop = threading.Event()
    templates = load_templates(settings)
    watchdog = watchdog or systemd.Watchdog()
    gmail = connect(settings, stop=stop, sleep=lambda seconds: watchdog.rest(seconds, stop))
    return Daemon(settings, gmail, open_store(settings.store), clock or Clock(), stop, templates, watchdog)


def _connections(settings: Settings) -> tuple[str, ...]:
    """What a daemon is connected by when it is built."""
    return settings.account.token, settings.account.client_secret, settings.store, settings.gmail.endpoint


def _holder() -> str:
    return f"{socket.gethostname()}, process {os.getpid()}"


def _is_dead(holder: str) -> bool:
    """Whether the holder was a process of this computer that is no more."""
    host, _, process = holder.rpartition(", process ")
    if host != socket.gethostname() or not process.isdigit():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
