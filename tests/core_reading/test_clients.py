"""Of an answer the letter is read, whichever program or platform sent it, and whichever of its two bodies arrived."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from replydue.core.mail import Message
from replydue.core.message import read
from replydue.core.mime import parse
from tests.core_reading.clients import CLIENTS, OLD, SAID


def answer(plain: str, html: str) -> Message:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Date"] = "Dana Whitfield <dana@northwind.example>", "sam@home.example", "Mon, 23 Nov 2026 11:00:00 -0500"
    if plain:
        mail.set_content(plain, cte="quoted-printable")
    if html and plain:
        mail.add_alternative(html, subtype="html", cte="base64")
    elif html:
        mail.set_content(html, subtype="html", cte="quoted-printable")
    return read(parse(mail.as_bytes()))


@pytest.mark.parametrize("bodies", ["both", "plain", "html"])
@pytest.mark.parametrize("client", CLIENTS)
def test_the_letter_is_read_and_nothing_else(client: str, bodies: str) -> None:
    plain, html = CLIENTS[client]
    message = answer(plain if bodies != "html" else "", html if bodies != "plain" else "")
    assert message.words.split() == " ".join(SAID).split()
    assert "+1 212 555 0147" in message.signature
    assert not any(line in message.signature for line in OLD[:2])
