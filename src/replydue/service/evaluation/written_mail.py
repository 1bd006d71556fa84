"""A case's messages as the mail they stand for: written out, and read again as any mail is."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from replydue.core.mail import Message
from replydue.core.message import read
from replydue.core.mime import parse
from replydue.service.evaluation.model import Line
from replydue.service.saved_mail import exported_labels
from replydue.settings import Settings

_POLICY = policy.default.clone(max_line_length=998)
_METHOD = re.compile(r"^METHOD:(\w+)", re.M)


def settings_of(line: Line) -> Settings:
    """The settings that a case is judged by. Raises ValueError where they are none."""
    named = {key: line[key] for key in ("timezone", "holidays", "date_order") if line.get(key) is not None}
    return _settings(json.dumps({"timezone": "UTC", **line.get("config", {}), **named}))


@lru_cache(maxsize=256)
def _settings(values: str) -> Settings:
    return Settings.model_validate(json.loads(values))


def moment(text: str, zone: str) -> datetime:
    """A day or a moment as a case writes it; a day is its morning, and what names no zone is in the user's."""
    if len(text) == len("2026-11-23"):
        return datetime.combine(date.fromisoformat(text), time(10), ZoneInfo(zone))
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=ZoneInfo(zone))


def read_messages(lines: Sequence[Line], zone: str, now: datetime) -> tuple[tuple[Message, ...], int]:
    """The messages, read, and how many bytes they were. Each answers the one before it in its thread."""
    found: list[Message] = []
    newest: dict[str, str] = {}
    size = 0
    for number, line in enumerate(lines, start=1):
        thread = str(line.get("thread", 1))
        raw = written(line, zone, f"<{number}@case.example>", newest.get(thread, ""))
        part = parse(raw)
        message_id = part.header("message-id") or f"<{number}@case.example>"
        found.append(read(part, id=message_id, thread_id=thread, labels=exported_labels(part) | frozenset(line.get("labels", ())), now=now))
        newest[thread] = message_id
        size += len(raw)
    return tuple(found), size


def written(line: Line, zone: str, message_id: str, answers: str) -> bytes:
    """One message as it goes over the wire."""
    if "raw" in line:
        return str(line["raw"]).encode("utf-8", "surrogateescape")
    mail = EmailMessage(_POLICY)
    _body(mail, line)
    for name, value in _headers(line, zone, message_id, answers).items():
        del mail[name]
        if value:
            mail[name] = value
    return mail.as_bytes()


def _headers(line: Line, zone: str, message_id: str, answers: str) -> Mapping[str, str]:
    held: dict[str, Any] = {
        "From": line["from"],
        "To": line.get("to", ""),
        "Cc": line.get("cc", ""),
        "Reply-To": line.get("reply_to", ""),
        "Date": format_datetime(moment(line["date"], zone)) if line.get("date") else "",
        "Subject": line.get("subject", ""),
        "Message-ID": message_id,
        "In-Reply-To": answers,
        "References": answers,
    }
    own = {name: value for name, value in line.get("headers", {}).items() if name.lower() not in ("content-type", "content-transfer-encoding")}
    said = {name.lower() for name in own}
    return {name: _joined(value) for name, value in held.items() if name.lower() not in said} | {name: _joined(value) for name, value in own.items()}


def _joined(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value)


def _body(mail: EmailMessage, line: Line) -> None:
    text, html, calendar = line.get("text"), line.get("html"), line.get("calendar")
    if text is not None or html is None:
        mail.set_content(str(text or ""), cte="base64")
        if html is not None:
            mail.add_alternative(str(html), subtype="html", cte="base64")
    else:
        mail.set_content(str(html), subtype="html", cte="base64")
    if calendar:
        method = _METHOD.search(calendar)
        mail.add_alternative(str(calendar), subtype="calendar", cte="base64", params={"method": method[1] if method else "REQUEST"})
