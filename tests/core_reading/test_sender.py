"""Did a person write this? The machines that write to people who look for a job, and the letters that only look like theirs."""

from __future__ import annotations

from datetime import date

import pytest

from replydue.core.business_days import BusinessDays
from replydue.core.mail import Message, Nature
from replydue.core.message import read
from replydue.core.mime import parse
from replydue.core.sender import back_on, nature, permanently_undeliverable


def mail(
    *headers: str, body: str = "We will be in touch by Friday.", sender: str = "Dana Whitfield <dana@northwind.example>", subject: str = "Re: Engineer"
) -> Message:
    head = (f"From: {sender}", f"Subject: {subject}", "Date: Mon, 2 Nov 2026 10:00:00 +0000", "Message-ID: <1@x.example>", *headers)
    return read(parse("\r\n".join((*head, "", body)).encode()))


def report(action: str, status: str, *, sender: str = "Mail Delivery System <mailer-daemon@mx.example>") -> Message:
    body = (
        "--b\r\nContent-Type: text/plain\r\n\r\nYour message.\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n"
        f"Reporting-MTA: dns; mx.example\r\n\r\nFinal-Recipient: rfc822; dana@northwind.example\r\nAction: {action}\r\nStatus: {status}\r\n--b--\r\n"
    )
    return mail("MIME-Version: 1.0", 'Content-Type: multipart/report; report-type=delivery-status; boundary="b"', body=body, sender=sender, subject="Status")


HUMAN = {
    "a letter": mail(),
    "through a hiring platform that adds List-Unsubscribe": mail(
        "List-Unsubscribe: <https://x.example>", sender="Dana via Greenhouse <dana.x1@us.greenhouse-mail.io>"
    ),
    "that says Auto-Submitted: no": mail("Auto-Submitted: no"),
    "that speaks of being out of office": mail(body="I was out of office last week, sorry! We will decide by Friday."),
    "that carries an invitation": mail(
        body="It was a pleasure to talk to you today. Find the invitation attached, and tell me if the day does not suit you at all."
    ),
    "forwarded bounce": mail(body="Your last mail bounced, can you send it again?", subject="Fwd: Undelivered Mail Returned to Sender"),
    "from an address like notifications-team": mail(sender="Noreen Reply <noreen.replyson@northwind.example>"),
}


@pytest.mark.parametrize("which", HUMAN)
def test_a_persons_letter_is_human(which: str) -> None:
    assert nature(HUMAN[which]) is Nature.HUMAN


MACHINES = {
    "failed": (report("failed", "5.1.1"), Nature.BOUNCE),
    "delayed": (report("delayed", "4.4.1"), Nature.DELAY),
    "delivered": (report("delivered", "2.0.0"), Nature.RECEIPT),
    "qmail": (
        mail(sender="MAILER-DAEMON@mx.example", subject="failure notice", body="Hi. This is the qmail-send program.\n<dana@northwind.example>:\nuser unknown"),
        Nature.BOUNCE,
    ),
    "warning": (mail(sender="postmaster@mx.example", subject="Warning: could not send message for past 4 hours", body="Will keep trying."), Nature.DELAY),
    "Google's": (mail("X-Failed-Recipients: dana@northwind.example", sender="mailer-daemon@googlemail.com"), Nature.BOUNCE),
    "Google's that still tries": (
        mail(
            "X-Failed-Recipients: dana@northwind.example",
            sender="mailer-daemon@googlemail.com",
            subject="Delivery Status Notification (Delay)",
            body="Delivery incomplete\n\nA temporary problem. Gmail will retry for 46 more hours. You'll be notified if the delivery fails permanently.",
        ),
        Nature.DELAY,
    ),
    "read receipt": (mail('Content-Type: multipart/report; report-type=disposition-notification; boundary="b"'), Nature.RECEIPT),
    "out of office": (
        mail("Auto-Submitted: auto-replied", subject="Automatic reply: Engineer", body="I am out of the office until Monday."),
        Nature.OUT_OF_OFFICE,
    ),
    "out of office without headers": (mail(subject="Out of Office: Engineer", body="I am on annual leave until 16 November."), Nature.OUT_OF_OFFICE),
    "German out of office": (mail(subject="Automatische Antwort: Stelle", body="Ich bin bis zum 16.11. nicht im Büro."), Nature.OUT_OF_OFFICE),
    "French out of office": (mail(subject="Réponse automatique : poste", body="Je suis absente du bureau jusqu'au 16 novembre."), Nature.OUT_OF_OFFICE),
    "acknowledgement": (mail("Auto-Submitted: auto-generated", body="We received your application."), Nature.AUTO_REPLY),
    "acknowledgement from no-reply": (mail(sender="Northwind Careers <no-reply@northwind.example>", body="We received your application."), Nature.AUTO_REPLY),
    "says so itself": (mail(body="We received your application. Please do not reply to this email."), Nature.AUTO_REPLY),
    "newsletter": (mail("Precedence: bulk", "List-Unsubscribe: <https://x.example>", sender="news@shop.example", subject="Sale"), Nature.BULK),
    "mailing list": (mail("List-Id: <jobs.lists.example>", sender="someone@lists.example", subject="[jobs] Engineer"), Nature.BULK),
}


@pytest.mark.parametrize("which", MACHINES)
def test_a_machines_mail_is_not(which: str) -> None:
    message, expected = MACHINES[which]
    assert nature(message) is expected


def test_only_a_permanent_failure_names_who_cannot_be_reached() -> None:
    assert permanently_undeliverable(report("failed", "5.1.1")) == {"dana@northwind.example"}
    assert permanently_undeliverable(report("delayed", "4.4.1")) == frozenset()


@pytest.mark.parametrize("method", ["REPLY", "CANCEL", "REQUEST"])
def test_a_calendar_programs_mail_is_a_notice(method: str) -> None:
    calendar = f"BEGIN:VCALENDAR\r\nMETHOD:{method}\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20261124T150000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    assert nature(mail(f"Content-Type: text/calendar; method={method}", body=calendar, subject="Accepted: Interview")) is Nature.CALENDAR


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("I am out of the office until Monday, November 16, with limited access to email.", date(2026, 11, 16)),
        ("I'm away and will be back on 16 November. For urgent matters call by 3 November.", date(2026, 11, 16)),
        ("Thanks for your mail. I will return on Monday the 16th.", date(2026, 11, 16)),
        ("I am on leave with limited access to mails. I will be resuming work on 16th November 2026.", date(2026, 11, 16)),
        ("The school is on winter break. I'll be returning Monday, November 16.", date(2026, 11, 16)),
        ("As of Friday 6 November I no longer work for Calder Print. I am out of the office for good.", None),
        ("I am out of the office.", None),
    ],
)
def test_the_day_of_return_is_read_from_an_out_of_office_reply(words: str, day: date | None) -> None:
    message = mail("Auto-Submitted: auto-replied", subject="Automatic reply", body=words)
    assert nature(message) is Nature.OUT_OF_OFFICE
    assert back_on(message, BusinessDays(("US",)), month_first=True) == day
