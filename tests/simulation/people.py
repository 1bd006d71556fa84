"""Who lives in the simulated world, and what do they do? Mail whose meaning is certain, and the user's hands in Gmail."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import cache
from zoneinfo import ZoneInfo

import holidays

from replydue.sandbox import Sandbox

ZONE = ZoneInfo("America/New_York")
ME, HOLIDAYS = "sam@example.com", "US"
_FREE = holidays.country_holidays(HOLIDAYS)
EVENTS = (  # of a restless world
    "answers", "answers elsewhere", "answers meanwhile", "promises", "promises", "promises", "rejects", "is away", "bounces", "advertises", "writes",
    "sends", "sends", "edits", "deletes", "approves", "approves", "approves", "calls", "archives", "stops", "snoozes", "tracks", "trashes", "untrashes",
)  # fmt: skip
QUIET = (
    "approves",
    "approves",
    "sends",
    "deletes",
    "edits",
    "calls",
    "calls",
    "is away",
    "bounces",
    "advertises",
    "archives",
    "snoozes",
    "promises",
)  # nobody answers: whole cadences are lived
_UNDISTURBING = frozenset({"is away", "advertises", "archives", "tracks", "answers meanwhile", "approves", "edits", "sends", "deletes", "calls", "snoozes"})
_ANSWER = "Hi Sam,\n\ncould you send me your references?\n\nBest,\nDana"
_SNOOZE = timedelta(days=7)
_ASLEEP = timedelta(days=7)  # a snooze counts from when it is seen, and the computer may have slept after a look that failed
_LEVERS = {"stops": "Replydue/Stop", "snoozes": "Replydue/Snooze/1 week", "tracks": "Replydue/Track"}


@dataclass
class Talk:
    """One conversation as its simulated people know it: the facts that the daemon is judged by."""

    number: int
    promised: date
    said: datetime  # when the recruiter last wrote
    thread: str = ""
    alone: bool = True  # since the recruiter wrote, the user did nothing but take steps: then the next one must come in time
    free: bool = True  # no lever of the user holds the conversation for good
    snoozed: datetime | None = None  # until when
    approved: str = ""  # the id of the draft that stood when the user approved
    overtaken: bool = False  # somebody wrote after the approval
    asked: bool = False  # the recruiter asked for something: what the user sends then is an answer and no step
    steps: list[datetime] = field(default_factory=list)  # taken since the recruiter last wrote
    threads: set[str] = field(default_factory=set)  # all of them, those the recruiter's colleagues began too
    seen: dict[str, datetime] = field(default_factory=dict)  # drafts by their ids, and the call as "": since when they stand
    mine: dict[str, bytes] = field(default_factory=dict)  # drafts that the user has edited, as they are

    @property
    def recruiter(self) -> str:
        """Who writes."""
        return f"Dana Whitfield <dana@company{self.number}.example>"

    @property
    def anchor(self) -> str:
        """The Message-ID that all answers refer to."""
        return f"<first@company{self.number}.example>"

    @property
    def due(self) -> datetime:
        """When the first follow-up is due: the send window opens after a whole business day of grace. Counted here independently of the program."""
        return due_after(self.promised)

    @property
    def ready(self) -> datetime:
        """By when the next step must stand: the first when it is due, the others two weeks and a day after the one before, none while it is snoozed."""
        begin = self.steps[-1] + timedelta(days=15) if self.steps else self.due
        return max(begin, self.snoozed + _ASLEEP) if self.snoozed else begin

    def outlived(self, draft: str) -> bool:
        """Whether the follow-up of an edited draft was over before the draft was: the recruiter wrote, or the user snoozed it."""
        snoozed = self.snoozed - _SNOOZE if self.snoozed else self.said
        return self.seen.get(draft, self.said) < max(self.said, snoozed)

    def heard(self, at: datetime, *, asked: bool = True) -> None:
        """The recruiter wrote."""
        self.said, self.overtaken, self.alone, self.asked = at, True, False, asked
        self.steps.clear()


@cache
def due_after(promised: date) -> datetime:
    """A promised day that is no business day rolls forward, then comes the grace, then the next send window."""
    grace = _business_day(_business_day(promised) + timedelta(days=1))
    day = grace + timedelta(days=1)
    while day.weekday() >= 5:
        day += timedelta(days=1)
    return datetime.combine(day, time(9), ZONE)


def _business_day(day: date) -> date:
    """The day, or the first business day after it."""
    while not is_business_day(day):
        day += timedelta(days=1)
    return day


def is_business_day(day: date) -> bool:
    """Whether people work on it."""
    return day.weekday() < 5 and day not in _FREE


class People:
    """All who act on the mailbox but the daemon."""

    def __init__(self, box: Sandbox) -> None:
        self.box, self.mails = box, 0
        self.talks: list[Talk] = []
        self.by_hand: set[str] = set()  # Gmail ids of what the user sent without the daemon
        self.meanwhile: list[Talk] = []  # whose recruiters write while the daemon looks

    def now(self) -> datetime:
        """The moment it is, in the user's zone."""
        return self.box.clock.now().astimezone(ZONE)

    def begin(self, days: int) -> None:
        """A recruiter promises to write within so many days."""
        talk = Talk(len(self.talks), self.now().date() + timedelta(days=days), self.now())
        talk.thread = self.box.thread_of(self.box.receive(self._mail(talk, _promise(talk.promised), Message_ID=talk.anchor)))
        talk.threads.add(talk.thread)
        self.talks.append(talk)

    def answer_meanwhile(self) -> None:
        """Those who write while the daemon looks do it now."""
        while self.meanwhile:
            talk = self.meanwhile.pop()
            self.box.receive(self._mail(talk, _ANSWER))
            talk.heard(self.now())

    def act(self, talk: Talk, what: str) -> None:  # noqa: C901 - a table of what people do
        """One event. What needs a draft does nothing where there is none."""
        draft, user = next((id for id, thread, _ in self.box.drafts() if thread in talk.threads), ""), self.box.user
        if what not in _UNDISTURBING:
            talk.alone = False
        match what:
            case "answers" | "rejects":
                no = "Hi Sam,\n\nunfortunately we have decided to move forward with another candidate.\n\nBest,\nDana"
                self.box.receive(self._mail(talk, no if what == "rejects" else _ANSWER))
                talk.heard(self.now())
                talk.free = talk.free and what == "answers"
            case "answers elsewhere":
                mail = self._mail(talk, _ANSWER, From=f"Lee Park <lee@company{talk.number}.example>", Message_ID=f"<e{self.mails}@company.example>")
                talk.threads.add(self.box.thread_of(self.box.receive(mail)))
                talk.heard(self.now())
            case "answers meanwhile":
                self.meanwhile.append(talk)
            case "promises":
                talk.promised = self.now().date() + timedelta(days=2 + self.mails % 9)
                self.box.receive(self._mail(talk, _promise(talk.promised)))
                talk.heard(self.now(), asked=False)
                talk.alone = talk.free and len(talk.threads) == 1
            case "is away":
                self.box.receive(self._mail(talk, "I am out of the office and will answer when I am back.", Auto_Submitted="auto-replied"))
            case "bounces" if any("SENT" in held.labels for held in self.box.messages_of(talk.thread)):  # nothing else can come back
                self.box.receive(self._mail(talk, "Delivery has failed.", From="mailer-daemon@example.com", Auto_Submitted="auto-replied", Return_Path="<>"))
            case "advertises":
                more = {"List_Id": "<news.shop.example>", "Precedence": "bulk", "Message_ID": f"<n{self.mails}@shop.example>"}
                self.box.receive(self._mail(talk, "Our weekly offers.", From="news@shop.example", Subject="Offers", **more))
            case "writes":
                raw = self._mail(talk, "Hi Dana,\n\nis there any news on the role?\n\nSam", From=ME, To=talk.recruiter)
                self.by_hand.add(user.write(raw))
                talk.overtaken = True
            case "sends" if draft:
                self.by_hand.add(user.press_send(draft))
                talk.mine.pop(draft, None)
                talk.steps += [] if talk.asked else [self.now()]
                talk.asked = False
            case "edits" if draft:
                user.edit_draft(draft, f"Hi Dana,\n\nis there any news on the role? In my own words, {self.mails}.\n\nSam")
                talk.mine[draft] = next(raw for id, _, raw in self.box.drafts() if id == draft)
                talk.approved = ""
            case "deletes" if draft:
                user.discard(draft)
                edited = talk.mine.pop(draft, None) is not None
                talk.steps += [] if edited and talk.outlived(draft) else [self.now()]
            case "approves":
                user.label(talk.thread, "Replydue/Approved")
                talk.approved, talk.overtaken = draft, False
            case "calls" if "Replydue/Call" in self.box.labels_of(talk.thread):
                user.unlabel(talk.thread, "Replydue/Call")
                talk.steps.append(self.now())
            case "archives":
                user.archive(talk.thread)
            case "stops" | "snoozes" | "tracks":
                user.label(talk.thread, _LEVERS[what])
                talk.free = talk.free and what != "stops"
                if what == "snoozes":
                    talk.snoozed = datetime.combine(self.now().date() + _SNOOZE, time(), ZONE)
            case "trashes" | "untrashes":
                (user.trash if what == "trashes" else user.untrash)(talk.thread)
                talk.free = False
            case _:
                pass

    def _mail(self, talk: Talk, words: str, **more: str) -> bytes:
        """A mail of this moment, in the conversation's thread unless it has a Message-ID of its own."""
        self.mails += 1
        message = EmailMessage(policy=SMTP)
        fields = {"From": talk.recruiter, "To": ME, "Subject": "Data Engineer", "Date": format_datetime(self.now())}
        if "Message_ID" not in more:
            fields |= {"Subject": "Re: Data Engineer", "Message-ID": f"<{self.mails}@mail.example>", "In-Reply-To": talk.anchor, "References": talk.anchor}
        for name, value in (fields | more).items():
            message[name.replace("_", "-")] = value
        message.set_content(words)
        return bytes(message)


def _promise(day: date) -> str:
    return f"Hi Sam,\n\nit was good to talk about the Data Engineer role. You will hear from us by {day:%B} {day.day}, {day.year}.\n\nBest,\nDana"
