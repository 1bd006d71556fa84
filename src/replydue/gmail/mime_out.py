"""How does a letter travel? As bytes that Gmail takes for a draft (RFC 5322, 2047)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr

from replydue.core.mail import Mailbox
from replydue.core.model import Letter


def write(letter: Letter) -> bytes:
    """The letter as a mail of plain text and HTML.

    Without Message-ID and Date, which Gmail sets, and without a header of our own, which would reach the recipient (gmail-api 3.7, 3.8).
    """
    return _mail(letter).as_bytes()


def write_for_own_inbox(letter: Letter, message_id: str, moment: datetime) -> bytes:
    """A letter that is inserted and never sent, so that it brings what a server would add: Message-ID and Date. It says that no person wrote it (RFC 3834)."""
    mail = _mail(letter)
    mail["Date"], mail["Message-ID"], mail["Auto-Submitted"] = format_datetime(moment), message_id, "auto-generated"
    return mail.as_bytes()


def _mail(letter: Letter) -> EmailMessage:
    mail = EmailMessage(policy=SMTP)
    mail["From"] = _addresses([letter.sender])
    mail["To"] = _addresses(letter.to)
    if letter.cc:
        mail["Cc"] = _addresses(letter.cc)
    mail["Subject"] = _one_line(letter.subject)
    if letter.in_reply_to:
        mail["In-Reply-To"] = _one_line(letter.in_reply_to)
    if letter.references:
        mail["References"] = _one_line(" ".join(letter.references))
    mail.set_content(letter.text)
    mail.add_alternative(letter.html, subtype="html")
    for part in mail.iter_parts():
        del part["MIME-Version"]  # belongs to the whole mail alone (RFC 2045, section 4)
    return mail


def _addresses(mailboxes: Iterable[Mailbox]) -> str:
    return ", ".join(formataddr((_one_line(mailbox.name), _one_line(mailbox.address)), charset="utf-8") for mailbox in mailboxes)


def _one_line(text: str) -> str:
    """What came from another's mail never becomes a second header."""
    return " ".join(text.split())
