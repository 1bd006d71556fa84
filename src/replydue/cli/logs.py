"""Where do events go? To standard error, one a line; under systemd with the priority that the journal understands."""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path

_PRIORITIES = ((logging.CRITICAL, 2), (logging.ERROR, 3), (logging.WARNING, 4), (logging.INFO, 6))  # sd-daemon(3)
# What others log at their own will: requests with addresses, jobs with arguments.
_QUIET = ("googleapiclient", "google", "google_auth_httplib2", "apscheduler", "werkzeug", "urllib3", "alembic", "sqlalchemy")


def set_up(*, debug: bool) -> None:
    """Sends the log of this process to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(OneLine(journal=_is_journal(), debug=debug))
    logging.basicConfig(level=logging.DEBUG if debug else logging.INFO, handlers=[handler], force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


class OneLine(logging.Formatter):
    """One line for each event. An exception is named by its kind and place: its message may hold words of a mail."""

    def __init__(self, *, journal: bool, debug: bool) -> None:
        super().__init__(datefmt="%Y-%m-%d %H:%M:%S")
        self.journal, self.debug = journal, debug

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line; with `debug`, the traceback below it."""
        line = record.getMessage()
        if record.exc_info and record.exc_info[1]:
            line += f" ({_kind_and_place(record.exc_info[1])})"
        line = "".join(sign if sign.isprintable() else " " for sign in line)
        if self.debug and record.exc_info:
            line += "\n" + self.formatException(record.exc_info)
        if self.journal:
            return f"<{_priority(record.levelno)}>{line}"
        return f"{self.formatTime(record, self.datefmt)} {record.levelname.lower():<7} {line}"


def _kind_and_place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f" at {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return type(error).__name__ + place


def _priority(level: int) -> int:
    return next((priority for least, priority in _PRIORITIES if level >= least), 7)


def _is_journal() -> bool:
    """Whether standard error is the journal's (systemd.exec(5), `$JOURNAL_STREAM`)."""
    try:
        status = os.fstat(sys.stderr.fileno())
    except (OSError, ValueError):
        return False
    return os.environ.get("JOURNAL_STREAM", "") == f"{status.st_dev}:{status.st_ino}"
