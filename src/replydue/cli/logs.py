"""Where do events go? To standard error, one a line: for people, for the journal with its priorities, or as JSON for programs."""

from __future__ import annotations

import json
import logging
import os
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

_PRIORITIES = ((logging.CRITICAL, 2), (logging.ERROR, 3), (logging.WARNING, 4), (logging.INFO, 6))  # sd-daemon(3)
# What others log at their own will: requests with addresses, jobs with arguments; each refusal of Gmail's again, which we tell once and in words.
_QUIET = ("googleapiclient", "google", "google_auth_httplib2", "apscheduler", "werkzeug", "urllib3", "alembic", "sqlalchemy")


def set_up(*, debug: bool, as_json: bool = False) -> None:
    """Sends the log of this process to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(AsObject() if as_json else OneLine(journal=_is_journal(), debug=debug))
    logging.basicConfig(level=logging.DEBUG if debug else logging.INFO, handlers=[handler], force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.ERROR)


class OneLine(logging.Formatter):
    """One line for each event. An exception is named by its kind and place: its message may hold words of a mail."""

    def __init__(self, *, journal: bool, debug: bool) -> None:
        super().__init__(datefmt="%Y-%m-%d %H:%M:%S")
        self.journal, self.debug = journal, debug

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line; with `debug`, the traceback below it."""
        line = "".join(sign if sign.isprintable() else " " for sign in _told(record))
        if self.debug and record.exc_info:
            line += "\n" + self.formatException(record.exc_info)
        if self.journal:
            return f"<{_priority(record.levelno)}>{line}"
        return f"{self.formatTime(record, self.datefmt)} {record.levelname.lower():<7} {line}"


class AsObject(logging.Formatter):
    """One JSON object for each event: when (ISO 8601, UTC), level, where it comes from, what; and the conversation that it concerns, where it does one."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as an object on one line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        told = {"at": at, "level": record.levelname.lower(), "logger": record.name, "event": _told(record)}
        concerned = getattr(record, "conversation", "")  # given by `extra`
        return json.dumps(told | ({"conversation": concerned} if concerned else {}), ensure_ascii=False)


def _told(record: logging.LogRecord) -> str:
    """What happened, an exception without its own words."""
    error = record.exc_info[1] if record.exc_info else None
    return _mailbox(record) + record.getMessage() + (f" ({_kind_and_place(error)})" if error else "")


def _mailbox(record: logging.LogRecord) -> str:
    """Which of several mailboxes it concerns: each has a thread that bears its name."""
    main = threading.main_thread().name
    return f"{record.threadName}: " if record.name.startswith("replydue.") and record.threadName not in (None, main) else ""


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
