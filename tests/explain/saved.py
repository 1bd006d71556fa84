"""Writes mail the way that mail programs and Google's export save it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("America/New_York")
SAM = "Sam Porter <sam@home.example>"
DANA = "Dana Whitfield <dana@northwind.example>"
NOW = "2026-11-30T09:00:00-05:00"


def mail(when: str, sender: str, text: str, *, to: str = "", subject: str = "Backend Engineer role", answers: Sequence[str] = (), **headers: str) -> bytes:
    """One mail as bytes; `when` is local to New York, `answers` are the Message-IDs of the thread so far."""
    at = datetime.fromisoformat(when).replace(tzinfo=ZONE)
    message = EmailMessage()
    message["From"], message["To"] = sender, to or (DANA if "sam@" in sender else SAM)
    message["Subject"], message["Date"] = subject, format_datetime(at)
    message["Message-ID"] = message_id(when, sender)
    if answers:
        message["In-Reply-To"], message["References"] = answers[-1], " ".join(answers)
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return bytes(message)


def message_id(when: str, sender: str) -> str:
    """The Message-ID that `mail` gives."""
    return f"<{when.replace(':', '.')}.{sender.rpartition('<')[2].rstrip('>')}>"


def mbox(path: Path, *mails: bytes) -> Path:
    """The mails as an mbox (RFC 4155), lines that begin with From quoted."""
    lines = (b"From - Mon Nov 30 09:00:00 2026\n" + one.replace(b"\nFrom ", b"\n>From ") + b"\n" for one in mails)
    path.write_bytes(b"".join(lines))
    return path
