"""One mail, as it is read: its head, its body, and what kind of sender made it, in the words of RFC 5322, RFC 5545 and Gmail. Values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from replydue.core.later import Later, known


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A name and an address (RFC 5322 `mailbox`). `address` is lower-case; either may be empty where the mail was broken."""

    name: str
    address: str

    @property
    def domain(self) -> str:
        """What stands behind the `@`."""
        return self.address.rpartition("@")[2]


@dataclass(frozen=True, slots=True)
class Event:
    """One VEVENT of a calendar part (RFC 5545, 5546). `start` and `end` are aware; an all-day event ends at midnight, local to its zone."""

    method: str  # REQUEST, REPLY, CANCEL, COUNTER …; upper-case, "" if not stated
    uid: str
    sequence: int
    start: datetime
    end: datetime
    summary: str = ""
    organizer: str = ""
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """What a mail says and carries. `words` is what the sender newly wrote, quotes and signature cut; `signature` the block under it; `text` the whole as
    plain text. `problems` name what was broken and how it was read all the same."""

    words: str = ""
    signature: str = ""
    text: str = ""
    html: str = ""  # kept only for quoting below a draft; never judged
    events: tuple[Event, ...] = ()
    content_types: tuple[str, ...] = ()  # of every part, lower-case, outermost first, e.g. multipart/report
    delivery: tuple[tuple[str, str], ...] = ()  # fields of the delivery-status or disposition part, names lower-case
    attachments: tuple[str, ...] = ()  # file names
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """All of a mail but its body: what its headers tell, and Gmail's labels.

    `id` is Gmail's id (for saved mail its Message-ID), `message_id` the Message-ID header with its angle brackets.
    `date` is the sender's wall clock, aware (reading rules, section 6, for missing and future ones).
    `headers` are all top-level headers in order, names lower-case, values decoded and unfolded.
    `oddities` name what was broken in them and how it was read all the same.
    """

    id: str
    thread_id: str
    message_id: str
    date: datetime
    sender: Mailbox
    to: tuple[Mailbox, ...] = ()
    cc: tuple[Mailbox, ...] = ()
    reply_to: tuple[Mailbox, ...] = ()
    subject: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    labels: frozenset[str] = frozenset()  # Gmail label ids
    report_type: str = ""  # of multipart/report: delivery-status, disposition-notification, feedback-report
    oddities: tuple[str, ...] = ()

    def header(self, name: str) -> str:
        """The first value of a header, "" if absent. `name` in lower case."""
        for key, value in self.headers:
            if key == name:
                return value
        return ""


@dataclass(frozen=True, slots=True)
class Message(Head):
    """One mail, read: what of it matters to the judgement. Its body is read when it is first asked for, for most mail is told by its head."""

    body: Body | Later[Body] = Body()

    @property
    def words(self) -> str:
        """What the sender newly wrote."""
        return known(self.body).words

    @property
    def signature(self) -> str:
        """The block under it."""
        return known(self.body).signature

    @property
    def text(self) -> str:
        """The whole body as plain text."""
        return known(self.body).text

    @property
    def html(self) -> str:
        """The body's HTML, for quoting below a draft."""
        return known(self.body).html

    @property
    def events(self) -> tuple[Event, ...]:
        """The appointments of its calendar parts."""
        return known(self.body).events

    @property
    def content_types(self) -> tuple[str, ...]:
        """The types of its parts."""
        return known(self.body).content_types

    @property
    def delivery(self) -> tuple[tuple[str, str], ...]:
        """The fields of a machine's report."""
        return known(self.body).delivery

    @property
    def attachments(self) -> tuple[str, ...]:
        """The names of the files that it carries."""
        return known(self.body).attachments

    @property
    def problems(self) -> tuple[str, ...]:
        """What was broken in it, head and body."""
        return (*self.oddities, *known(self.body).problems)


class Nature(StrEnum):
    """What kind of sender made a message: a person, or which machine (reading rules, sections 1 and 4)."""

    HUMAN = "human"
    OUT_OF_OFFICE = "out_of_office"
    AUTO_REPLY = "auto_reply"  # an acknowledgement by machine, other than out of office
    BOUNCE = "bounce"  # permanent: nobody would read a follow-up
    DELAY = "delay"  # a warning that delivery is still being tried; no failure
    RECEIPT = "receipt"  # read receipt
    CALENDAR = "calendar"  # invitation, acceptance, update: a notice without words of its own
    BULK = "bulk"  # newsletters, alerts, lists, feedback reports
