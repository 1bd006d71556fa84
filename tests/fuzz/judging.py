"""Raw mail, all the way through the decision, as the daemon and `explain` take it."""

from __future__ import annotations

from datetime import UTC, datetime

from replydue.core.message import read
from replydue.core.mime import parse
from replydue.core.model import Decision, Standing
from replydue.service.saved_mail import judge_messages
from replydue.settings import Settings

NOW = datetime(2026, 12, 1, 10, tzinfo=UTC)
HELD = Settings(timezone="Europe/London")
ME = "sam@home.example"

APPLICATION = (
    b"From: Sam Lee <sam@home.example>\r\nTo: Dana Whitfield <dana@northwind.example>\r\nDate: Fri, 20 Nov 2026 09:00:00 +0000\r\n"
    b"Subject: Application: Backend Engineer\r\nMessage-ID: <a@home.example>\r\n\r\nDear Dana,\r\n\r\nI would like to apply. My CV is attached.\r\n\r\nSam\r\n"
)


def reply(body: bytes, *headers: bytes, subject: bytes = b"Re: Application: Backend Engineer") -> bytes:
    """A mail of the counterpart; `headers` come before the others."""
    lines = (
        *headers,
        b"From: Dana Whitfield <dana@northwind.example>",
        b"To: sam@home.example",
        b"Date: Mon, 23 Nov 2026 10:00:00 +0000",
        b"Subject: " + subject,
        b"Message-ID: <b@northwind.example>",
        b"In-Reply-To: <a@home.example>",
    )
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


def decided(*raw: bytes) -> Decision:
    """What is decided on these mails, taken as one thread; anything that the decision holds has been worked out."""
    messages = [read(parse(each), id=f"<{number}>", thread_id="t", now=NOW) for number, each in enumerate(raw)]
    (decision,) = judge_messages(messages, [ME], HELD, NOW)
    assert decision.judgement.standing in Standing
    return decision
