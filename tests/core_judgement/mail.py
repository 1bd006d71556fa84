"""A few words for whole conversations: `them("Mon 2 Nov 2026 10:00", "…")`, `me(…)`, `auto(…)`, `elsewhere(…)`; and a judgement as one line."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from replydue.core.judgement import judge
from replydue.core.mail import Body, Event, Mailbox, Message
from replydue.core.model import Conversation, Identity, Judgement, Override
from replydue.core.own_words import own_words
from replydue.settings import Settings

ZONE = ZoneInfo("America/New_York")
SAM = Mailbox("Sam Porter", "sam@home.example")
DANA = Mailbox("Dana Whitfield", "dana@northwind.example")
_CARRIED = ("events", "content_types", "delivery", "attachments")  # besides words
SUBJECT = "Backend Engineer role at Northwind"


@dataclass(frozen=True)
class Said:
    """One mail of a conversation and whether it stands in another thread."""

    message: Message
    elsewhere: bool = False


def moment(when: str) -> datetime:
    """`Mon 2 Nov 2026 10:00` in New York; a weekday that is not that day's is a mistake of the test."""
    read = datetime.strptime(when, "%a %d %b %Y %H:%M").replace(tzinfo=ZONE)
    assert f"{read:%a}" == when[:3], f"{when} is a {read:%A}"
    return read


def _said(when: str, text: str, sender: Mailbox, to: tuple[Mailbox, ...], subject: str = SUBJECT, **more: Any) -> Said:
    own = own_words(text, "")
    identity = f"<{moment(when):%Y%m%d%H%M}.{sender.address}>"
    carried = {"content_types": ("text/plain",), **{name: more.pop(name) for name in _CARRIED if name in more}}
    body = Body(own.words, own.signature, own.text, **carried)
    return Said(Message(identity, "t", identity, moment(when), sender, to, subject=subject, body=body, **more))


def them(when: str, text: str, sender: Mailbox = DANA, **more: Any) -> Said:
    """A mail from the other side."""
    return _said(when, text, sender, more.pop("to", (SAM,)), **more)


def me(when: str, text: str, to: Mailbox = DANA, **more: Any) -> Said:
    """A mail of the user's."""
    return _said(when, text, SAM, (to,), **more)


def auto(when: str, text: str, sender: Mailbox = DANA, subject: str = "Automatic reply: Backend Engineer", **more: Any) -> Said:
    """What a machine of the other side answered by itself (RFC 3834)."""
    return _said(when, text, sender, (SAM,), subject, headers=(("auto-submitted", "auto-replied"),), **more)


def bounce(when: str, failed: str, *, action: str = "failed", status: str = "5.1.1") -> Said:
    """A delivery report (RFC 3464) about one recipient."""
    mailer = Mailbox("Mail Delivery Subsystem", "mailer-daemon@mail.example")
    fields = (("final-recipient", f"rfc822; {failed}"), ("action", action), ("status", status))
    report = {"report_type": "delivery-status", "content_types": ("multipart/report", "text/plain", "message/delivery-status"), "delivery": fields}
    return _said(when, f"Delivery to {failed}: {action}", mailer, (SAM,), "Delivery Status Notification", **report)


def invitation(when: str, start: str, end: str, words: str = "", sender: Mailbox = DANA, method: str = "REQUEST", uid: str = "i1", sequence: int = 0) -> Said:
    """A calendar part (RFC 5546), by itself or with a letter around it."""
    event = Event(method, uid, sequence, moment(start), moment(end), "Interview", sender.address, method == "CANCEL")
    return _said(when, words, sender, (SAM,), "Invitation: Interview", events=(event,), content_types=("multipart/alternative", "text/plain", "text/calendar"))


def elsewhere(said: Said) -> Said:
    """The same mail, but in another thread."""
    return replace(said, elsewhere=True)


def conversation(*said: Said, override: Override | None = None, levers: frozenset[str] = frozenset()) -> Conversation:
    """The mails as a conversation of Sam's."""
    here = tuple(entry.message for entry in said if not entry.elsewhere)
    there = tuple(replace(entry.message, thread_id="other") for entry in said if entry.elsewhere)
    return Conversation("t", (Identity(SAM.address, SAM.name, primary=True),), here, there, levers=levers, override=override or Override())


def judged(*said: Said, now: str, override: Override | None = None, levers: frozenset[str] = frozenset(), **settings: Any) -> Judgement:
    """What the mails mean at that moment; Sam lives in New York."""
    held = Settings.model_validate({"timezone": "America/New_York", **settings})
    return judge(conversation(*said, override=override, levers=levers), held, moment(now))


def verdict(judgement: Judgement) -> str:
    """A judgement in one line: standing, reason, source and day, as far as there are any: `overdue promise 2026-11-06`."""
    expected = judgement.expectation
    words = [judgement.standing.value, judgement.reason.value if judgement.reason else "", *((expected.source.value, f"{expected.by}") if expected else ())]
    return " ".join(word for word in words if word)
