"""The mails that the tests of the sandbox are about."""

import base64
from email.message import EmailMessage
from typing import Any


def mail(
    text: str = "Hello Sam.",
    *,
    sender: str = "Dana Whitfield <dana@northwind.example>",
    to: str = "Sam Porter <sam@example.com>",
    subject: str = "Your application",
    message_id: str = "<one@northwind.example>",
    answers: str = "",
    **more: str,
) -> bytes:
    """A plain mail. `more` are further header fields, with _ for -."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"], message["Message-ID"] = sender, to, subject, message_id
    if answers:
        message["In-Reply-To"] = message["References"] = answers
    for name, value in more.items():
        message[name.replace("_", "-").title()] = value
    message.set_content(text)
    return message.as_bytes()


def reply(text: str = "Any news?", **more: str) -> bytes:
    """Sam's answer to `mail()`."""
    given = {
        "sender": "Sam Porter <sam@example.com>",
        "to": "dana@northwind.example",
        "subject": "Re: Your application",
        "message_id": "<mine@example.com>",
        "answers": "<one@northwind.example>",
    }
    return mail(text, **{**given, **more})


def raw(message: bytes, **more: Any) -> dict[str, Any]:
    """A Message as the API takes it."""
    return {"raw": base64.urlsafe_b64encode(message).decode(), **more}


def bytes_of(data: str) -> bytes:
    """What stands in a `raw` or `data`."""
    return base64.urlsafe_b64decode(data)
