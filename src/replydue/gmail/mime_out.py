"""A letter as the bytes that Gmail takes (RFC 5322). No Message-ID, Date or private header: Gmail sets the first two, and the last would reach the recipient."""

from __future__ import annotations

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from replydue.core.model import Letter, Mailbox


def write(letter: Letter) -> bytes:
    """The letter as MIME: plain text and HTML side by side, the headers that keep it in its thread (gmail-api, 3.9)."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = _address(letter.sender)
    mail["To"] = [_address(box) for box in letter.to]
    if letter.cc:
        mail["Cc"] = [_address(box) for box in letter.cc]
    mail["Subject"] = letter.subject
    if letter.in_reply_to:
        mail["In-Reply-To"] = letter.in_reply_to
    if letter.references:
        mail["References"] = " ".join(letter.references)
    mail.set_content(letter.text)
    mail.add_alternative(letter.html, subtype="html")
    return bytes(mail)


def _address(box: Mailbox) -> Address:
    return Address(display_name=box.name, addr_spec=box.address)
