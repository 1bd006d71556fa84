"""Which machine, or a person: each kind of automatic mail, and the letters that only look like one."""

from __future__ import annotations

import pytest

from replydue.core.mail import Nature
from replydue.core.sender import nature, permanently_undeliverable
from tests.core_reading.mail import letter, reading

MAILER = "Mail Delivery Subsystem <mailer-daemon@mx.home.example>"
CASES = [
    ("a mailer", letter("550 5.1.1 dana@northwind.example: user unknown", **{"from": MAILER}, subject="Returned mail"), Nature.BOUNCE),
    (
        "a gateway of any address",
        letter("Could not deliver to dana@northwind.example: 550 unknown user", **{"from": "gate@home.example"}, subject="Delivery Failure"),
        Nature.BOUNCE,
    ),
    (
        "a delay",
        letter(
            "Not yet delivered: 450 4.2.2 mailbox full.\nThe message will be retried for 2 days",
            **{"from": MAILER},
            subject="Delivery Status Notification (Delay)",
        ),
        Nature.DELAY,
    ),
    (
        "a warning",
        letter(
            "A message has not yet been delivered.\nDelivery attempts will continue until we give up.",
            **{"from": MAILER},
            subject="Warning: message x1 delayed 24 hours",
        ),
        Nature.DELAY,
    ),
    ("out of office", letter("I am out of the office until 9 November.", auto_submitted="auto-replied", subject="Re: Role"), Nature.OUT_OF_OFFICE),
    ("out of office by subject", letter("I am on annual leave.", subject="Automatic reply: Role"), Nature.OUT_OF_OFFICE),
    ("Abwesenheit", letter("Ich bin derzeit nicht im Büro.", subject="Automatische Antwort: Stelle"), Nature.OUT_OF_OFFICE),
    ("an acknowledgement", letter("Thank you for applying.", **{"from": "no-reply@jobs.example"}, subject="Application received"), Nature.AUTO_REPLY),
    ("a newsletter", letter("Ten roles for you", list_id="<jobs.example>", precedence="bulk", subject="Jobs"), Nature.BULK),
    ("a read receipt", letter("Your message was read.", content_type='multipart/report; report-type="disposition-notification"; boundary=x'), Nature.RECEIPT),
    (
        "a list program that gives the mail back",
        letter(
            "This post was not passed on.\n\nOriginal mail as follows:\n\n   Return-Path: <sam@home.example>\n   Subject: Role",
            **{"from": "talk-admin@list.example"},
            x_mlserver="lister 4",
        ),
        Nature.BOUNCE,
    ),
    (
        "a sending service about a mail that arrived",
        letter('{"notificationType":"Delivery","mail":{"source":"sam@home.example"}}', **{"from": "no-reply@sns.example"}, feedback_id="1.x"),
        Nature.RECEIPT,
    ),
    ("a person who passes a mail on", letter("The original mail follows.\n\nFrom Sam, as you asked. Are you free on Friday?"), Nature.HUMAN),
    (
        "a person who passes a bounce on",
        letter("Look:\n\n> Final-Recipient: rfc822; lee@home.example\n> Action: failed", subject="Fwd: Returned mail"),
        Nature.HUMAN,
    ),
    ("a person", letter("Are you free on Friday?", subject="Role"), Nature.HUMAN),
    ("a person by a platform", letter("Are you free?", **{"from": "Dana <dana@ats.example>"}, list_unsubscribe="<https://ats.example/u>"), Nature.HUMAN),
    ("a person who was away", letter("Sorry, I was out of the office last week. Are you free?", subject="Re: Role"), Nature.HUMAN),
    ("a person whose mail bounced", letter("My mail to you could not be delivered, so again:", subject="Re: Delivery Manager role"), Nature.HUMAN),
    ("a person about delivery", letter("Are you free?", subject="Delivery Manager role"), Nature.HUMAN),
    ("a person who says no", letter("Are you free?", auto_submitted="no"), Nature.HUMAN),
]


@pytest.mark.parametrize(("raw", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_the_nature_of_a_sender(raw: bytes, expected: Nature) -> None:
    assert nature(reading(raw)) is expected


def report(action: str, status: str) -> bytes:
    start = "--x\r\n\r\nSee below.\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.home.example\r\n\r\n"
    body = f"{start}Final-Recipient: rfc822; dana@northwind.example\r\n"
    return letter(
        f"{body}Action: {action}\r\nStatus: {status}\r\n--x--\r\n", **{"from": MAILER}, content_type="multipart/report; report-type=delivery-status; boundary=x"
    )


@pytest.mark.parametrize(
    ("action", "status", "kind", "failed"),
    [("failed", "5.1.1", Nature.BOUNCE, {"dana@northwind.example"}), ("delayed", "4.4.7", Nature.DELAY, set()), ("delivered", "2.1.5", Nature.RECEIPT, set())],
)
def test_a_delivery_report_is_read_by_its_fields(action: str, status: str, kind: Nature, failed: set[str]) -> None:
    message = reading(report(action, status))
    assert nature(message) is kind
    assert permanently_undeliverable(message) == failed


DANA_FAILED, LEE_DELAYED = ("dana@northwind.example", "failed", "5.1.1"), ("lee@northwind.example", "delayed", "4.4.7")
ORDERS = {
    "the original recipient first": "Original-Recipient: rfc822; {0}\nFinal-Recipient: rfc822; {0}\nAction: {1}\nStatus: {2}\n",
    "the final recipient first": "Final-Recipient: rfc822; {0}\nOriginal-Recipient: rfc822; {0}\nAction: {1}\nStatus: {2}\n",
    "the action first": "Action: {1}\nStatus: {2}\nOriginal-Recipient: rfc822; {0}\nFinal-Recipient: rfc822; {0}\n",
    "the status last, the action first": "Action: {1}\nFinal-Recipient: rfc822; {0}\nStatus: {2}\n",
}

STARTS = {
    "a report": "--x\nContent-Type: message/delivery-status\n\n",
    "a report whose boundary is broken": "--x\n\nSome had problems\n\n --x\nContent-Type: message/delivery-status\n\n",
}


@pytest.mark.parametrize("recipients", [(DANA_FAILED, LEE_DELAYED), (LEE_DELAYED, DANA_FAILED)], ids=["failed, delayed", "delayed, failed"])
@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("start", STARTS.values(), ids=STARTS)
def test_of_several_recipients_only_those_that_failed_cannot_be_reached(recipients: tuple[tuple[str, str, str], ...], order: str, start: str) -> None:
    fields = "\n".join(ORDERS[order].format(*recipient) for recipient in recipients)
    body = f"{start}Reporting-MTA: dns; mx.home.example\n\n{fields}\n--x--\n"
    message = reading(letter(body, **{"from": MAILER}, content_type="multipart/report; report-type=delivery-status; boundary=x"))
    assert nature(message) is Nature.BOUNCE
    assert permanently_undeliverable(message) == {"dana@northwind.example"}


def test_an_alias_and_where_it_led_both_cannot_be_reached() -> None:
    raw = report("failed", "5.1.1").replace(b"Action:", b"Original-Recipient: rfc822; jobs@northwind.example\r\nAction:")
    assert permanently_undeliverable(reading(raw)) == {"dana@northwind.example", "jobs@northwind.example"}


def test_the_addresses_of_the_mail_that_is_returned_are_not_unreachable() -> None:
    said = "We could not hand over your mail.\nMailbox of dana@northwind.example: user unknown\n\n--- your mail ---\n"
    returned = "Received: from home.example by mx\nFrom: sam@home.example\nCc: lee@northwind.example\nMessage-ID: <a1@home.example>\n"
    raw = letter(said + returned, **{"from": "Mail Delivery System <>"}, subject="Returned mail")
    assert permanently_undeliverable(reading(raw)) == {"dana@northwind.example"}


def test_a_report_without_a_sender_still_names_who_cannot_be_reached() -> None:
    raw = letter("dana@northwind.example: user unknown", **{"from": "Mail Delivery System <>"}, subject="Returned mail")
    assert permanently_undeliverable(reading(raw)) == {"dana@northwind.example"}
