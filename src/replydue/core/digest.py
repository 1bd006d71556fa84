"""What does the digest say? The conversations that want something of the user, section by section, as one message from the user to the user."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from string import ascii_letters, digits
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from replydue.core.languages import day_in_words
from replydue.core.mail import Mailbox, Message
from replydue.core.model import Letter, NextStep, Standing
from replydue.settings import Settings

_AHEAD = timedelta(days=7)
_TEMPLATES = Environment(
    loader=PackageLoader("replydue.core", "digest_templates"), undefined=StrictUndefined, autoescape=select_autoescape(), trim_blocks=True, lstrip_blocks=True
)
_OUR_ID = re.compile(r"<digest-\d{8}-[0-9a-f]{16}@replydue\.invalid>")
_UNRESERVED = frozenset(f"{ascii_letters}{digits}-._~")
_TO_APPROVE = frozenset({"drafting", "drafted"})
_NAME, _DETAIL = 80, 240  # characters shown of what others wrote


@dataclass(frozen=True, slots=True)
class Case:
    """What is known of one conversation.

    `interview` is the day of one that lies ahead, `interview_at` its hour where a calendar tells it, both in the user's zone.
    `check` says why a person should look.
    """

    thread_id: str
    name: str
    company: str = ""
    role: str = ""
    standing: Standing = Standing.WAITING
    phase: str = ""  # of the live follow-up
    quote: str = ""  # the words that the standing rests on
    expected_by: date | None = None
    next_step: NextStep | None = None
    phone: str = ""
    call_notes: str = ""
    interview: date | None = None
    interview_at: time | None = None
    check: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a section: who, what about it, further lines, and where it opens."""

    who: str
    detail: str
    link: str
    phone: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Entries of one kind. `one` and `many` count them in the subject; "": they are told, and no reason for a digest."""

    title: str
    advice: str
    items: tuple[Item, ...]
    one: str = ""
    many: str = ""

    @property
    def counted(self) -> str:
        """`2 drafts to approve`, "" where it does not count."""
        return f"{len(self.items)} {self.one if len(self.items) == 1 else self.many}" if self.one else ""


@dataclass(frozen=True)
class Digest:
    """All sections that have entries, for the user at `address`."""

    address: str
    sections: tuple[Section, ...] = field(default=())

    @property
    def headline(self) -> str:
        """What is to do, counted; "" where nothing is."""
        return ", ".join(section.counted for section in self.sections if section.counted)

    def letter(self) -> Letter:
        """The message. Nothing in it is fetched from anywhere when it is opened."""
        me = Mailbox("replydue", self.address)
        values = {"headline": self.headline, "sections": self.sections}
        return Letter(me, (Mailbox("", self.address),), f"replydue: {self.headline}", "", (), _rendered("digest.txt", values), _rendered("digest.html", values))


def digest_of(cases: Iterable[Case], address: str, settings: Settings, now: datetime, until: date) -> Digest:
    """The digest at `now` (aware); interviews are told up to `until`, the day of the next one, so that those of a Monday stand in Friday's."""
    telling = _Telling(tuple(cases), address, settings, now.astimezone(ZoneInfo(settings.timezone)), until)
    return Digest(address, tuple(section for section in telling.sections() if section.items))


def own_message_id(day: date, address: str) -> str:
    """The Message-ID of a day's digest in a mailbox: always the same, so that it can be found again."""
    return f"<digest-{day:%Y%m%d}-{sha256(address.lower().encode()).hexdigest()[:16]}@replydue.invalid>"


def is_digest(message: Message) -> bool:
    """Whether the message is a digest of ours: from the user to the user, by its Message-ID. It is never part of a candidacy."""
    return bool(_OUR_ID.fullmatch(message.message_id)) and message.sender.address in {box.address for box in message.to}


def link_to(address: str, thread_id: str) -> str:
    """Where Gmail shows a thread, in the right one of several accounts signed in to in a browser."""
    return f"https://mail.google.com/mail/u/?authuser={_percent_encoded(address)}#all/{_percent_encoded(thread_id)}"


@dataclass(frozen=True)
class _Telling:
    cases: tuple[Case, ...]
    address: str
    settings: Settings
    now: datetime  # in the user's zone
    until: date

    @property
    def today(self) -> date:
        return self.now.date()

    def sections(self) -> tuple[Section, ...]:
        prefix = self.settings.labels.prefix
        return (
            Section(
                "Drafts to approve",
                f"Open one, read it and press Send. Or label the conversation {prefix}/Approved: then it goes out in the next send window.",
                self._items(self._is_to_approve, lambda case: self._expected(case, "A reply was expected by {day}.")),
                "draft to approve",
                "drafts to approve",
            ),
            Section("Calls to make", f"Done? Take the label {prefix}/Call off.", self._items(self._is_call, lambda _: ""), "call", "calls"),
            Section("Later today", "", self._items(self._is_today, self._step), "follow-up later today", "follow-ups later today"),
            Section("Your turn", "", self._items(self._is_your_turn, self._asked), "reply to write", "replies to write"),
            Section(
                "Interviews",
                "At the close, ask by when you will hear, and name that day in your thank-you mail: then it is the day that counts.",
                self._items(self._is_interview, self._interview),
                "interview",
                "interviews",
            ),
            Section("To look at", "", self._items(lambda case: bool(case.check), lambda case: case.check), "thread to look at", "threads to look at"),
            Section("In the next seven days", "", self._coming()),
        )

    def _items(self, wanted: Callable[[Case], bool], detail: Callable[[Case], str]) -> tuple[Item, ...]:
        return tuple(self._item(case, detail(case)) for case in self.cases if wanted(case))

    def _item(self, case: Case, detail: str) -> Item:
        by = _line(case.name, _NAME) or "Somebody"
        who = f"{by}, {_line(case.company, _NAME)}" if case.company and case.company != case.name else by
        who += f" ({_line(case.role, _NAME)})" if case.role else ""
        calling = self._is_call(case)
        told = (line for line in case.call_notes.splitlines() if line.strip() and not (case.phone and case.phone in line))
        notes = tuple(_line(line, _DETAIL) for line in told) if calling else ()
        return Item(who, _line(detail, _DETAIL), link_to(self.address, case.thread_id), case.phone if calling else "", notes)

    def _is_to_approve(self, case: Case) -> bool:
        return case.phase in _TO_APPROVE and not case.check

    def _is_call(self, case: Case) -> bool:
        return case.phase == "calling"

    def _is_today(self, case: Case) -> bool:
        return self._step_day(case) == self.today

    def _is_your_turn(self, case: Case) -> bool:
        return case.standing is Standing.YOUR_TURN

    def _is_interview(self, case: Case) -> bool:
        return case.interview is not None and self.today <= case.interview <= self.until

    def _is_to_check(self, case: Case) -> bool:
        return bool(case.check)

    def _step_day(self, case: Case) -> date | None:
        """The day of the step that will be taken next; one that is late is taken today."""
        if case.phase or case.next_step is None or case.check:
            return None
        return max(case.next_step.at.astimezone(self.now.tzinfo).date(), self.today)

    def _step(self, case: Case) -> str:
        if case.next_step is None:
            return ""
        at = max(case.next_step.at, self.now).astimezone(self.now.tzinfo)
        what = "A call is due" if case.next_step.do == "call" else f"The draft of follow-up {case.next_step.number} comes"
        return f"{what} {f'from {at:%H:%M}' if at.date() == self.today else f'on {self._day(at.date())}'}, unless a reply comes first."

    def _asked(self, case: Case) -> str:
        return f"They wrote: “{case.quote}”" if case.quote else "They wait for you."

    def _interview(self, case: Case) -> str:
        if case.interview is None:
            return ""
        day = {self.today: "Today", self.today + timedelta(days=1): "Tomorrow"}.get(case.interview, self._day(case.interview))
        return f"{day} at {case.interview_at:%H:%M}." if case.interview_at else f"{day}."

    def _coming(self) -> tuple[Item, ...]:
        """One line a conversation: the day a reply is expected by, or else its next step; soonest first."""
        found: list[tuple[date, Item]] = []
        last = self.today + _AHEAD
        for case in self.cases:
            step = self._step_day(case)
            if case.phase or case.check or case.standing not in (Standing.WAITING, Standing.OVERDUE, Standing.ON_HOLD) or step == self.today:
                continue
            if case.expected_by is not None and self.today <= case.expected_by <= last:
                found.append((case.expected_by, self._item(case, self._expected(case, "A reply is expected by {day}."))))
            elif step is not None and step <= last:
                found.append((step, self._item(case, self._step(case))))
        return tuple(item for _day, item in sorted(found, key=lambda each: (each[0], each[1].who)))

    def _expected(self, case: Case, words: str) -> str:
        return words.format(day=self._day(case.expected_by)) if case.expected_by else ""

    def _day(self, day: date) -> str:
        return day_in_words(day, "en", self.settings.month_first)


def _percent_encoded(text: str) -> str:
    """RFC 3986, section 2.1: all but unreserved characters."""
    return "".join(chr(byte) if chr(byte) in _UNRESERVED else f"%{byte:02X}" for byte in text.encode())


def _rendered(name: str, values: dict[str, Any]) -> str:
    return f"{_TEMPLATES.get_template(name).render(values)}\n"


def _line(text: str, most: int) -> str:
    """What others wrote, on one line, without control characters, cut to a length."""
    plain = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return plain if len(plain) <= most else f"{plain[: most - 1].rstrip()}…"
