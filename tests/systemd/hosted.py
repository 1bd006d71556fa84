"""replydue in a lab: run from its checkout, with a mailbox beside it in which one promise passed weeks ago."""

from __future__ import annotations

import json
import shlex
import sys
import sysconfig
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

from tests.systemd.lab import ROOT, Lab


def _packages() -> str:
    """Where the libraries are, seen from the checkout."""
    return str(Path(sysconfig.get_path("purelib")).relative_to(ROOT))


PYTHON = f"/opt/python/bin/python{sys.version_info.major}.{sys.version_info.minor}"
MODULES = f"PYTHONPATH=/opt/replydue/src:/opt/replydue/{_packages()} PYTHONDONTWRITEBYTECODE=1 LD_LIBRARY_PATH=/opt/python/lib"
ENDPOINT = "http://127.0.0.1:8025"
# Here replydue runs from its checkout, and nobody waits for minutes.
IMPATIENT = f"""\
[Service]
Environment={MODULES}
Environment=PYTHONPATH=/etc/hanging:/opt/replydue/src:/opt/replydue/{_packages()}
RestartSec=100ms
WatchdogSec=3s
TimeoutAbortSec=1s
TimeoutStopSec=5s
"""
# Read by Python at its start: a signal upon which the main loop hangs, while the process and its other threads live on.
_HANGING = "import signal, time\nsignal.signal(signal.SIGUSR1, lambda *_: time.sleep(3600))\n"
_SANDBOX = f"""\
[Service]
Environment={MODULES} HOME=/root
ExecStart={PYTHON} -m replydue sandbox --mail /etc/mail.eml --me sam@example.com --port 8025
"""


def _mail() -> str:
    """A promise that passed weeks ago."""
    sent = format_datetime(datetime.now(UTC) - timedelta(days=40))
    return (
        "From: Dana Whitfield <dana@northwind.example>\nTo: sam@example.com\nSubject: Data Engineer at Northwind\n"
        f"Message-ID: <first@northwind.example>\nDate: {sent}\n\n"
        "Hi Sam,\n\nIt was good to talk about the Data Engineer role. You should hear from us within a week.\n\nBest,\nDana\n"
    )


def configuration(poll: str) -> str:
    """The text of a configuration that leads to the mailbox."""
    return f"timezone: Europe/London\nwatch: {{poll: {poll}}}\ngmail: {{endpoint: '{ENDPOINT}'}}\n"


def serve(lab: Lab) -> None:
    """Starts the mailbox, and puts what makes Python hang on demand where services see it."""
    lab.write("/etc/mail.eml", _mail())
    lab.write("/run/systemd/system/sandbox.service", _SANDBOX)
    lab.write("/etc/hanging/sitecustomize.py", _HANGING)
    lab.run("chmod -R a+rX /etc/hanging; ip link set lo up && systemctl start sandbox")
    lab.until(lambda: "Serving 1 message" in lab.log("sandbox"), "sandbox")


def asked(lab: Lab, path: str, body: object = None) -> dict[str, Any]:
    """What the mailbox answers; a body is posted."""
    given = "" if body is None else f", data={json.dumps(body).encode()!r}"
    ask = f"import urllib.request as r; print(r.urlopen(r.Request('{ENDPOINT}{path}', headers={{'Authorization': 'Bearer a'}}{given})).read().decode())"
    answer: dict[str, Any] = json.loads(lab.run(f"{PYTHON} -c {shlex.quote(ask)}"))
    return answer


def drafts(lab: Lab) -> int:
    """How many drafts stand in the mailbox."""
    return len(asked(lab, "/gmail/v1/users/me/drafts").get("drafts", []))
