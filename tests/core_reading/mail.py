"""Raw mail for the tests of reading: `letter("body", subject="…")` as bytes, `reading(raw)` as a Message."""

from __future__ import annotations

from replydue.core.mail import Message
from replydue.core.message import read
from replydue.core.mime import parse

DANA = "Dana Whitfield <dana@northwind.example>"


def letter(body: str = "Hello Sam", charset: str = "utf-8", /, **headers: str) -> bytes:
    """A one-part mail. Header names take underscores for hyphens; an empty value leaves the header out."""
    given = {"from": DANA, "to": "sam@home.example", "date": "Mon, 02 Nov 2026 10:00:00 -0500", "message_id": "<m1@northwind.example>"}
    given |= {"content_type": f"text/plain; charset={charset}", **headers}
    lines = [f"{name.replace('_', '-').title()}: {value}" for name, value in given.items() if value]
    return "\r\n".join([*lines, "", ""]).encode("utf-8") + body.encode(charset)


def reading(raw: bytes) -> Message:
    return read(parse(raw))
