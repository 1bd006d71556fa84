"""One user, one recruiter and their thread, to decide upon. The 16th of November 2026 is a Monday; Thursday the 26th is Thanksgiving."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from replydue.core.life import FollowUp, Phase
from replydue.core.mail import Body, Mailbox, Message
from replydue.core.model import Conversation, Counterpart, Expectation, Identity, Judgement, Source, Standing, StandingDraft
from replydue.settings import Settings

ZONE = ZoneInfo("America/New_York")
SETTINGS = Settings(timezone="America/New_York")
SAM = Mailbox("Sam Porter", "sam@example.com")
DANA = Mailbox("Dana Whitfield", "dana@northwind.example")
ME = Identity("sam@example.com", "Sam Porter", "", primary=True)
PROMISE = "Hi Sam,\n\nIt was good to talk about the Data Engineer role. You should hear from us by Friday.\n\nBest,\nDana"


def on(day: int, clock: str = "09:00", month: int = 11) -> datetime:
    """A moment of autumn 2026 in New York."""
    return datetime.combine(date(2026, month, day), time.fromisoformat(clock), ZONE)


def mail(id: str, words: str, at: datetime, *, mine: bool = False) -> Message:
    """A message of the thread."""
    sender, to = (SAM, DANA) if mine else (DANA, SAM)
    return Message(
        id=id, thread_id="t1", message_id=f"<{id}@mail.example>", date=at, sender=sender, to=(to,), subject="Data Engineer at Northwind",
        body=Body(words, text=words), labels=frozenset({"SENT" if mine else "INBOX"}),
    )  # fmt: skip


PROMISED = mail("m1", PROMISE, on(17, "10:00"))


def conversation(*later: Message) -> Conversation:
    """The thread: Dana's promise, and what came later."""
    return Conversation("t1", (ME,), (PROMISED, *later))


def follow_up(phase: Phase, at: datetime | None = None, **more: object) -> FollowUp:
    """The first step, put up on Tuesday the 24th."""
    known = FollowUp(1, "email", phase, "m1", on(24), at or on(24), text="Hi Dana, any news?", draft_id="d1", id=1)
    return replace(known, **more)  # type: ignore[arg-type]


def draft(text: str = "Hi  Dana,\nany news?", draft_id: str = "d1") -> StandingDraft:
    """Our draft as it stands; Gmail changes white space by itself."""
    return StandingDraft(draft_id, f"message of {draft_id}", text)


def judged(by: date, source: Source = Source.PROMISE, **more: object) -> Judgement:
    """A judgement of the thread, overdue."""
    known = Judgement(
        Standing.OVERDUE,
        counterpart=Counterpart("Dana", "dana@northwind.example", ""),
        expectation=Expectation(by, source),
        anchor=PROMISED,
        answered_by=PROMISED,
    )
    return replace(known, **more)  # type: ignore[arg-type]
