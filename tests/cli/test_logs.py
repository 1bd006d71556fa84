"""One event a line, with the journal's priorities where it listens, and no word of a mail."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys

import pytest

from replydue.cli.logs import AsObject, OneLine


def record(message: str, level: int = logging.INFO, error: BaseException | None = None) -> logging.LogRecord:
    exc_info = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord("replydue", level, __file__, 1, message, (), exc_info)


def raised() -> ValueError:
    try:
        raise ValueError("Dear Dana")
    except ValueError as error:
        return error


@pytest.mark.parametrize(
    ("level", "line"),
    [(logging.DEBUG, "<7>x"), (logging.INFO, "<6>x"), (logging.WARNING, "<4>x"), (logging.ERROR, "<3>x"), (logging.CRITICAL, "<2>x")],
)
def test_the_journal_gets_priorities(level: int, line: str) -> None:
    assert OneLine(journal=True, debug=False).format(record("x", level)) == line


def test_an_event_is_one_line() -> None:
    assert OneLine(journal=True, debug=False).format(record("one\ntwo\x1b[2J\u2028three")) == "<6>one two [2J three"


def test_a_line_for_people_has_its_time() -> None:
    line = OneLine(journal=False, debug=False).format(record("thread 17: drafted", logging.WARNING))
    assert line.endswith(" warning thread 17: drafted")
    assert line[:2] == "20"


def test_an_exception_is_named_without_its_message() -> None:
    line = OneLine(journal=True, debug=False).format(record("failed", logging.ERROR, raised()))
    assert line.startswith("<3>failed (ValueError at test_logs.py:")
    assert "Dana" not in line
    assert "\n" not in line


def test_debug_shows_the_traceback() -> None:
    assert "Traceback" in OneLine(journal=True, debug=True).format(record("failed", logging.ERROR, raised()))


def test_for_programs_an_event_is_an_object_on_one_line_without_an_exceptions_words() -> None:
    line = AsObject().format(record("one\ntwo", logging.ERROR, raised()))
    told = json.loads(line)
    assert "\n" not in line
    assert (told["level"], told["logger"], told["at"][-6:]) == ("error", "replydue", "+00:00")
    assert told["event"].startswith("one\ntwo (ValueError at test_logs.py:")


@pytest.mark.parametrize("journal", [True, False])
def test_the_journal_is_known_by_its_stream(journal: bool) -> None:
    script = (
        "import logging\nfrom replydue.cli.logs import set_up\nset_up(debug=False)\n"
        "logging.getLogger('replydue.x').info('here')\nlogging.getLogger('googleapiclient.y').info('not here')"
    )
    reading, writing = os.pipe()
    status = os.fstat(writing)
    stream = f"{status.st_dev}:{status.st_ino}" if journal else "1:2"
    subprocess.run([sys.executable, "-c", script], stderr=writing, env={**os.environ, "JOURNAL_STREAM": stream}, check=True, timeout=50)
    os.close(writing)
    with os.fdopen(reading) as said:
        lines = said.read().splitlines()
    assert len(lines) == 1
    assert lines[0] == "<6>here" if journal else lines[0].endswith(" info    here")
