"""What a user may configure: the one model behind validation, the starter file, the JSON Schema and the reference (contract 2)."""

from __future__ import annotations

from datetime import time
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

from replydue.values import (
    Addresses,
    AddressesOrDomains,
    CalendarSpan,
    ClockSpan,
    Database,
    Day,
    DayOrNone,
    Domains,
    Endpoint,
    LastingSpan,
    Places,
    Span,
    TimeOfDay,
    Weekday,
    Zone,
)


class Section(BaseModel):
    """A part of the configuration: every key known, every value checked, nothing changed afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True, populate_by_name=True)


class Account(Section):
    client_secret: str = Field("~/.config/replydue/client_secret.json", description="The OAuth client file downloaded from Google's console.")
    token: str = Field(
        "~/.local/state/replydue/token.json",
        description="Where the sign-in is kept: a file, or `keyring` for the desktop's keyring.",
    )
    addresses: Addresses = Field((), description="Further addresses of yours; Gmail's send-as addresses are known anyway.")


class Watch(Section):
    poll: ClockSpan = Field(Span(60, "second"), description="How often Gmail is asked for news.")
    lookback: LastingSpan = Field(Span(90, "day"), description="How far back the first look goes.")
    query: str = Field("", description="Narrows what is looked at, in Gmail's search language.")


class Recruiters(Section):
    people: Addresses = Field((), description="Addresses that are recruiters, whatever the mail looks like.")
    domains: Domains = Field((), description="Domains whose mail is recruiting.")
    ignore: AddressesOrDomains = Field((), description="Addresses or domains that are never tracked.")


class Wait(Section):
    after_interview: LastingSpan = Field(Span(5, "business day"), description="After an interview.")
    after_application: LastingSpan = Field(Span(10, "business day"), description="After an application.")
    otherwise: LastingSpan = Field(Span(5, "business day"), description="After anything else.")


class Step(Section):
    do: Literal["email", "call"] = Field(description="What this follow-up is.")
    template: str = Field("", description="The template of an e-mail: first, last, or the name of one of yours.")
    after: LastingSpan | None = Field(None, description="How long after the step before; the first step follows the due day.")


class Window(Section):
    days: tuple[Weekday, ...] = Field(("mon", "tue", "wed", "thu", "fri"), min_length=1, description="Days on which follow-ups go out.")
    start: TimeOfDay = Field(time(9), alias="from", description="When the send window opens, in your time zone.")
    end: TimeOfDay = Field(time(17), alias="to", description="When it closes.")

    def model_post_init(self, _: Any) -> None:
        """A window that never opens would silently hold everything back."""
        if self.start >= self.end:
            raise ValueError("'to' must be later than 'from'")


class Cadence(Section):
    grace: CalendarSpan = Field(Span(1, "business day"), description="How long after the expected day a follow-up waits.")
    wait: Wait = Field(Wait(), description="How long to wait where nothing was promised.")
    steps: tuple[Step, ...] = Field(
        (Step(do="email", template="first"), Step(do="call", after=Span(2, "week")), Step(do="email", template="last", after=Span(2, "week"))),
        description="The follow-ups, in order.",
    )
    window: Window = Field(Window(), description="When follow-ups are put up and sent.")
    stale: LastingSpan = Field(
        Span(6, "week"), description="At the first look: a conversation whose follow-up was due longer ago than this is closed, not nagged."
    )
    on_discard: Literal["skip", "stop"] = Field("skip", description="You deleted a draft: skip this step, or stop the conversation.")
    silence_means_no: Literal["close", "ask"] = Field("close", description="'If you hear nothing, it is a no': close, or ask all the same.")


class Drafts(Section):
    name: str = Field("", description="How you sign; by default the name of the Gmail address used.")
    templates: str = Field("~/.config/replydue/templates", description="A folder with templates of yours, which override the built-in ones.")
    at_once: int = Field(20, ge=1, description="More new drafts than this in one pass are held back until you raise it: so many are rarely meant.")
    language: Literal["auto", "en", "de", "fr", "es"] = Field("auto", description="The language of the drafts; auto: that of the conversation.")


class Labels(Section):
    prefix: str = Field("Replydue", min_length=1, max_length=100, pattern=r"^[^/\s](?:[^/]*[^/\s])?$", description="The label that ours are nested under.")


class Digest(Section):
    at: TimeOfDay = Field(time(8, 30), description="When the digest is put into your inbox.")
    days: tuple[Weekday, ...] = Field(("mon", "tue", "wed", "thu", "fri"), description="On which days.")


def _section_or_off(value: Any) -> str:
    """Which of the two was meant, so that a mistake is told once and not once for each."""
    return "off" if isinstance(value, str) else "section"


class Gmail(Section):
    endpoint: Endpoint = Field("", description="Another server that speaks Gmail's API: the sandbox, an emulator.")


class Example(Section):
    text: str = Field(min_length=1, description="What a message says.")
    date: Day = Field(description="The day of the message.")
    expect: DayOrNone = Field(description="The day by which a reply is then expected, or none.")
    by: Literal["counterpart", "user"] = Field("counterpart", description="Who wrote it; user: you, telling what you were told.")


class Mailbox(BaseModel):
    """One of several mailboxes: its name, and whatever of the settings is its own."""

    model_config = ConfigDict(extra="allow", frozen=True)

    name: str = Field(pattern=r"^[\w-]+$", description="What it is called, as with `--account NAME`.")


class Settings(Section):
    """The whole configuration; an empty file means all defaults."""

    account: Account = Field(Account(), description="Your Gmail account.")
    timezone: Zone = Field("", description="Your time zone, like Europe/London; by default the system's.")
    date_order: Literal["auto", "month-first", "day-first"] = Field(
        "auto", description="How 12/05 is read; auto: month-first where the holidays are those of the US."
    )
    holidays: Places = Field(("US",), description="Country or country-subdivision; more than one allowed. A country alone keeps what most of its parts keep.")
    watch: Watch = Field(Watch(), description="What is looked at, and how often.")
    recruiters: Recruiters = Field(Recruiters(), description="Where the judgement of who is a recruiter needs your word.")
    cadence: Cadence = Field(Cadence(), description="When a follow-up is due, and what it is. Lengths of time: 5 business days, 2 weeks.")
    drafts: Drafts = Field(Drafts(), description="How the follow-ups are written.")
    labels: Labels = Field(Labels(), description="The labels in Gmail.")
    digest: Annotated[Annotated[Digest, Tag("section")] | Annotated[Literal["off"], Tag("off")], Discriminator(_section_or_off)] = Field(
        Digest(), description="A summary of what needs you, put into your inbox; or: digest: off"
    )
    notify: tuple[str, ...] = Field(
        (), description="Where you are told at once of drafts, answers and a lost sign-in: addresses of apprise, like ntfy://topic."
    )
    store: Database = Field("sqlite:///~/.local/state/replydue/replydue.db", description="The database, as an SQLAlchemy address.")
    gmail: Gmail = Field(Gmail(), description="Where Gmail is.")
    examples: tuple[Example, ...] = Field(
        (), description="Sentences `config check` must read as you expect: {text: …, date: 2026-11-23, expect: 2026-11-27 or none}"
    )
    accounts: tuple[Mailbox, ...] = Field((), description="Several mailboxes: for each its name, and below it the settings that are its own.")

    @property
    def month_first(self) -> bool:
        """Whether 12/05 is 5 December."""
        if self.date_order == "auto":
            return any(place.partition("-")[0] == "US" for place in self.holidays)
        return self.date_order == "month-first"


def expanded(path: str) -> Path:
    """A configured path with `~` resolved."""
    return Path(path).expanduser()
