"""When does the daemon wake up? The only door to APScheduler: polls at an interval, and an alarm for the next moment that the store names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from replydue.service.clock import Clock

_POLL, _ALARM = "poll", "alarm"


class Timeline:
    """A projection of the store into time. Its jobs only say that it is time; what is due is worked out anew by whoever listens.

    Nothing is kept between runs, no alarm is dropped for being late, and late ones come once (`misfire_grace_time=None`, `coalesce`).
    """

    def __init__(self, clock: Clock, wake: Callable[[], None]) -> None:
        self._clock, self._wake = clock, wake
        self._scheduler = BackgroundScheduler(
            executors={"default": ThreadPoolExecutor(1)},  # its jobs put a word into a queue; by default it grows to ten threads
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
            timezone="UTC",
        )

    def start(self, poll_seconds: int) -> None:
        """Starts the polls; the first one is the caller's own."""
        self._scheduler.start()
        self.poll_every(poll_seconds)

    def poll_every(self, seconds: int) -> None:
        """Sets the interval of the polls."""
        self._scheduler.add_job(self._wake, "interval", seconds=seconds, id=_POLL, replace_existing=True)

    def alarm_at(self, moment: datetime | None) -> None:
        """Sets the one alarm, on the daemon's clock; None: no alarm is needed."""
        if moment is None:
            if self._scheduler.get_job(_ALARM):
                self._scheduler.remove_job(_ALARM)
            return
        self._scheduler.add_job(self._wake, "date", run_date=self._clock.real(moment), id=_ALARM, replace_existing=True)

    def stop(self) -> None:
        """Stops at once; no job holds anything that could be lost."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
