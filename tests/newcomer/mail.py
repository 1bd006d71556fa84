"""What lies in the newcomer's mailbox: a promise that passed, one that has not, a question, and an advertisement."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from zoneinfo import ZoneInfo

ME = "Sam Porter <sam@home.example>"
_ZONE = ZoneInfo("Europe/Berlin")  # whose clock stands in what Sam wrote
_DANA = "Dana Whitfield <dana@northwind.example>"
_LETTERS = (
    (26, ME, "Data Engineer at Northwind", "Hi Dana,\n\nI would like to apply for the Data Engineer role. May we talk?\n\nSam\n"),
    (25, _DANA, "Re: Data Engineer at Northwind",
     "Hi Sam,\n\nIt was great to talk about the Data Engineer role today. You should hear from us within a week.\n\nBest,\nDana\n"),
    (3, "Raj Patel <raj@corvid.example>", "Your application as Backend Developer",
     "Hi Sam,\n\nThank you for your application for the Backend Developer position. We will get back to you within two weeks.\n\nRaj Patel\n"),
    (1, "Ines Costa <ines@lumen.example>", "Interview for Platform Engineer",
     "Hi Sam,\n\nWe would like to invite you to an interview for the Platform Engineer role. Could you send me your CV?\n\nBest regards\nInes Costa\n"),
    (2, "Offers <news@shop.example>", "Our offers", "Everything for half the price.\n"),
)  # fmt: skip


def mbox() -> bytes:
    """The mailbox as a file."""
    return b"".join(b"From - Fri Nov 27 10:00:00 2026\n" + _letter(*each) + b"\n" for each in _LETTERS)


def _letter(days: int, sender: str, subject: str, words: str) -> bytes:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = sender, _DANA if sender == ME else ME, subject
    letter["Date"] = format_datetime(datetime.now(_ZONE) - timedelta(days=days))
    letter["Message-ID"] = f"<{days}@home.example>"
    if subject.startswith("Re: "):
        letter["In-Reply-To"] = f"<{days + 1}@home.example>"
    letter.set_content(words)
    return letter.as_bytes()
