"""What did Gmail hand us? From a tree of parts to a `Message`: who wrote to whom, when, and what of it is the sender's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from email.utils import parsedate_to_datetime
from html import escape

from replydue.core.calendar_part import events_in
from replydue.core.later import Later
from replydue.core.mail import Body, Mailbox, Message
from replydue.core.mime import Part, addresses_in, one_line, unflowed
from replydue.core.own_words import own_words

_ISO = re.compile(r"\s*\d{4}-\d\d-\d\d[T ]\d\d:")  # not RFC 5322, but scripts write it
_MESSAGE_ID = re.compile(r"<[^<>\s]+>")
_BELIEVED_AHEAD = timedelta(days=1)  # clocks and zones are set wrongly; more than a day ahead is no honest date
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_REPORT_PARTS = ("message/delivery-status", "message/disposition-notification", "message/feedback-report")


def read(
    part: Part,
    *,
    id: str = "",
    thread_id: str = "",
    labels: frozenset[str] = frozenset(),
    received: datetime | None = None,
    now: datetime | None = None,
) -> Message:
    """The message that a tree of parts makes. Never raises: what was broken is named. Its body is read when first asked for.

    `received` is Gmail's internalDate; it and `now` (both aware) tell which Date headers to believe (reading rules, section 6).
    """
    odd: list[str] = []
    message_id = _first_id(part.header("message-id"))
    date = _date(part, received, now, odd)
    senders = _mailboxes(part, "from") or _mailboxes(part, "sender")
    if not senders:
        odd.append("it has no sender")
    return Message(
        id=id or message_id,
        thread_id=thread_id,
        message_id=message_id,
        date=date,
        sender=senders[0] if senders else Mailbox("", ""),
        to=_mailboxes(part, "to"),
        cc=_mailboxes(part, "cc"),
        reply_to=_mailboxes(part, "reply-to"),
        subject=part.header("subject"),
        in_reply_to=_first_id(part.header("in-reply-to")),
        references=tuple(dict.fromkeys(_MESSAGE_ID.findall(part.header("references")))),
        headers=part.headers,
        labels=labels,
        report_type=part.param("report-type").lower() if part.content_type == "multipart/report" else "",
        oddities=tuple(odd),
        body=Later(lambda: _body(part, date.tzinfo or UTC)),
    )


def _body(part: Part, zone: tzinfo) -> Body:
    problems: list[str] = []
    leaves = tuple(_walk(part))
    if any(leaf.truncated for leaf in leaves):
        problems.append("the body is very long; only its beginning was read")
    text, html = _bodies(part)
    own = own_words(text, html)
    return Body(
        words=own.words,
        signature=own.signature,
        text=own.text,
        html=html,
        events=events_in(leaves, problems, zone),
        content_types=tuple(leaf.content_type for leaf in leaves),
        delivery=tuple(_report_fields(leaves)),
        attachments=tuple(leaf.filename for leaf in leaves if leaf.filename),
        problems=tuple(problems),
    )


def _walk(part: Part) -> Iterator[Part]:
    """The part and those below it; not into a mail that is attached, whose words are another's."""
    yield part
    if part.content_type == "message/rfc822":
        return
    for child in part.parts:
        yield from _walk(child)


def _bodies(part: Part) -> tuple[str, str]:
    """The plain text and the HTML that are shown as the body; attached texts are not."""
    if part.filename or part.content_type.startswith("message/") or "attachment" in part.header("content-disposition").lower()[:10]:
        return "", ""
    if part.content_type == "text/html":
        return "", part.text
    if part.content_type == "text/plain" or (part.content_type.startswith("text/") and part.content_type not in ("text/calendar", "text/rfc822-headers")):
        return _plain(part), ""
    found = [bodies for bodies in map(_bodies, part.parts) if any(body.strip() for body in bodies)]
    plain, html = [text for text, _ in found if text], [markup for _, markup in found if markup]
    if part.content_type == "multipart/alternative":
        return (plain[0] if plain else ""), (html[-1] if html else "")
    if part.content_type == "multipart/report":
        return (plain[0] if plain else ""), (html[0] if html else "")
    if plain and html and len(plain) < len(found):  # some of it is in HTML only: then all of it is read as HTML
        return "", "\n".join(markup or f"<pre>{escape(text)}</pre>" for text, markup in found)
    return "\n".join(plain), "\n".join(html)


def _plain(part: Part) -> str:
    if part.param("format").lower() != "flowed":
        return part.text
    return unflowed(part.text, joined_without_blank=part.param("delsp").lower() == "yes")


def _mailboxes(part: Part, name: str) -> tuple[Mailbox, ...]:
    values = [value for key, value in part.headers if key == name]
    return tuple(_mailbox(shown, address) for value in values for shown, address in addresses_in(value) if address or shown)


def _mailbox(name: str, address: str) -> Mailbox:
    address = one_line(address).replace(" ", "").lower()
    return Mailbox(one_line(name), address if "@" in address else "")


def _first_id(value: str) -> str:
    found = _MESSAGE_ID.search(value)
    return found[0] if found else ""


def _date(part: Part, received: datetime | None, now: datetime | None, problems: list[str]) -> datetime:
    """The Date header where it can be believed, else the newest Received header, else Gmail's internalDate."""
    arrived = _received(part)
    latest = min((moment for moment in (received, now) if moment), default=None)
    limit = (latest or arrived) and (latest or arrived or _EPOCH) + _BELIEVED_AHEAD
    written = _moment(part.header("date"))
    if written and (limit is None or written <= limit):
        return written
    problems.append("its Date lies in the future" if written else "it has no Date that can be read")
    return next((moment for moment in (arrived, received, now) if moment and (limit is None or moment <= limit)), _EPOCH)


def _received(part: Part) -> datetime | None:
    moments = [_moment(value.rpartition(";")[2]) for key, value in part.headers if key == "received"]
    return max((moment for moment in moments if moment), default=None)


def _moment(value: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value.strip()) if _ISO.match(value) else parsedate_to_datetime(value.strip())
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        moment.astimezone(UTC)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return moment if moment.year >= 1980 else None


def _report_fields(leaves: Iterable[Part]) -> Iterator[tuple[str, str]]:
    """The fields of a machine's report (RFC 3464, 8098), whether the parser made them headers or left them as text."""
    for leaf in leaves:
        if leaf.content_type in _REPORT_PARTS:
            for block in leaf.parts:
                yield from ((name, value) for name, value in block.headers if name not in ("content-type",))
            for line in (leaf.text or leaf.data.decode("utf-8", "replace")).splitlines():
                name, colon, value = line.partition(":")
                if colon and name.strip() and " " not in name.strip():
                    yield name.strip().lower(), one_line(value)
