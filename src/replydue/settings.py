"""What a user may configure: the one model behind validation, the starter file, the JSON Schema and the reference (contract 2)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import holidays as holiday_calendars
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, PlainSerializer, Tag, WithJsonSchema

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Unit = Literal["second", "minute", "hour", "day", "business day", "week", "month"]

_SPAN = re.compile(r"(?P<count>\d{1,4})\s*(?P<unit>s|sec|secs|seconds?|m|mins?|minutes?|h|hours?|d|days?|(?:business|working) days?|w|weeks?|months?)", re.I)
_UNITS: dict[str, Unit] = {
    "s": "second", "sec": "second", "secs": "second", "second": "second",
    "m": "minute", "min": "minute", "mins": "minute", "minute": "minute",
    "h": "hour", "hour": "hour", "d": "day", "day": "day",
    "business day": "business day", "working day": "business day",
    "w": "week", "week": "week", "month": "month",
}  # fmt: skip
_SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 7 * 86_400}


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time as a person writes it: `5 business days`, `2 weeks`, `90s`."""

    count: int
    unit: Unit

    @classmethod
    def read(cls, text: str) -> Span:
        """Reads what a person wrote. Raises ValueError with the accepted forms when it is no length of time."""
        match = _SPAN.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"{text!r} is no length of time; write it like '5 business days', '2 weeks' or '90s'")
        written = match["unit"].lower()
        unit = _UNITS.get(written) or _UNITS[written.removesuffix("s")]
        return cls(int(match["count"]), unit)

    def __str__(self) -> str:
        """The span in words, which `read` understands again."""
        return f"{self.count} {self.unit}{'' if self.count == 1 else 's'}"

    @property
    def seconds(self) -> int:
        """The span in seconds. Raises ValueError for business days and months, which have no fixed length."""
        if self.unit not in _SECONDS:
            raise ValueError(f"{self} has no fixed length")
        return self.count * _SECONDS[self.unit]


def _read_span(value: Any) -> Any:
    if isinstance(value, int | float) and not isinstance(value, bool):
        raise ValueError(f"{value} has no unit; write it like '5 business days', '2 weeks' or '90s'")
    if not isinstance(value, str | Span):
        raise ValueError("write a length of time like '5 business days', '2 weeks' or '90s'")
    return Span.read(value) if isinstance(value, str) else value


def _clock_span(span: Span) -> Span:
    if span.unit not in ("second", "minute", "hour") or span.seconds < 5:
        raise ValueError("write it in seconds, minutes or hours, at least '5s'")
    return span


def _calendar_span(span: Span) -> Span:
    if span.unit in ("second", "minute", "hour"):
        raise ValueError(f"'{span}' is shorter than a day; write it in days, business days, weeks or months")
    return span


def _lasting(span: Span) -> Span:
    if span.count == 0:
        raise ValueError(f"'{span}' is no time at all; write at least '1 day'")
    return span


def _span_schema(units: str, *examples: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": rf"^\d{{1,4}} ?({units})$", "examples": list(examples)})


_CLOCK_SCHEMA = _span_schema("s|secs?|seconds?|m|mins?|minutes?|h|hours?", "60s", "5 minutes")
_CALENDAR_SCHEMA = _span_schema("d|days?|(business|working) days?|w|weeks?|months?", "5 business days", "2 weeks")
_AS_WRITTEN = PlainSerializer(str, return_type=str)
ClockSpan = Annotated[Span, BeforeValidator(_read_span), AfterValidator(_clock_span), _AS_WRITTEN, _CLOCK_SCHEMA]
CalendarSpan = Annotated[Span, BeforeValidator(_read_span), AfterValidator(_calendar_span), _AS_WRITTEN, _CALENDAR_SCHEMA]
LastingSpan = Annotated[CalendarSpan, AfterValidator(_lasting)]


def _read_time(value: Any) -> Any:
    if isinstance(value, time):
        return value
    if isinstance(value, str) and value.strip() == "24:00":
        return time.max  # the end of the day, which a window may last until
    if not isinstance(value, str) or not re.fullmatch(r"\d{1,2}:\d{2}", value.strip()):
        raise ValueError('write a time of day in quotes, like "09:00"')
    hour, minute = (int(part) for part in value.strip().split(":"))
    if hour > 23 or minute > 59:
        raise ValueError(f'\'{value.strip()}\' is no time of day; write it in quotes, from "00:00" to "24:00"')
    return time(hour, minute)


def write_time(value: time) -> str:
    """A time of day as a person writes it; the day's last moment is 24:00."""
    return "24:00" if value == time.max else f"{value:%H:%M}"


TimeOfDay = Annotated[
    time, BeforeValidator(_read_time), PlainSerializer(write_time, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^\d{1,2}:\d{2}$", "examples": ["09:00"]}),
]  # fmt: skip


def _read_day(value: Any) -> date:
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value).strip())
    except ValueError:
        raise ValueError(f"{value!r} is no day; write it like 2026-11-27") from None


def _read_day_or_none(value: Any) -> date | None:
    return None if str(value).strip().lower() == "none" else _read_day(value)


Day = Annotated[date, BeforeValidator(_read_day), WithJsonSchema({"type": "string", "format": "date", "examples": ["2026-11-23"]})]
DayOrNone = Annotated[
    date | None, BeforeValidator(_read_day_or_none), PlainSerializer(lambda day: day.isoformat() if day else "none", return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^(\d{4}-\d{2}-\d{2}|none)$", "examples": ["2026-11-27", "none"]}),
]  # fmt: skip


def _known_zone(name: str) -> str:
    if name:
        try:
            ZoneInfo(name)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError(f"{name!r} is no time zone; write it like 'Europe/London'") from error
    return name


def _known_holidays(places: tuple[str, ...]) -> tuple[str, ...]:
    known = holiday_calendars.list_supported_countries(include_aliases=True)
    for place in places:
        country, _, subdivision = place.partition("-")
        if country not in known or (subdivision and subdivision not in known[country]):
            raise ValueError(f"{place!r} is no country or subdivision with known holidays; write it like 'US', 'GB' or 'DE-BY'")
    return places


def _listed(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


_PLACE = {"type": "string", "pattern": "^[A-Z]{2,3}(-[A-Za-z0-9]+)?$", "examples": ["US", "DE-BY"]}
_PLACES_SCHEMA = WithJsonSchema({"anyOf": [_PLACE, {"type": "array", "items": _PLACE}]})


def _lower(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(value.strip().lower() for value in values)


def _mail_addresses(values: tuple[str, ...]) -> tuple[str, ...]:
    for value in values:
        name, _, domain = value.rpartition("@")
        if not name or not domain or " " in value:
            raise ValueError(f"{value!r} is no mail address; write it like dana@northwind.example")
    return values


def _mail_domains(values: tuple[str, ...]) -> tuple[str, ...]:
    for value in values:
        if not re.fullmatch(r"[^\s@/]+\.[^\s@/]+", value):
            raise ValueError(f"{value!r} is no domain; write it like northwind.example")
    return values


_LOWER = AfterValidator(_lower)
Addresses = Annotated[tuple[str, ...], _LOWER, AfterValidator(_mail_addresses)]
Domains = Annotated[tuple[str, ...], _LOWER, AfterValidator(_mail_domains)]
AddressesOrDomains = Annotated[tuple[str, ...], _LOWER]


def is_loopback(host: str) -> bool:
    """Whether a host of an address is this computer (contract 4)."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _safe_endpoint(endpoint: str) -> str:
    """Contract 4: plain HTTP to this computer only."""
    if not endpoint:
        return endpoint
    try:
        parts = urlsplit(endpoint)
        host = parts.hostname or ""
        _ = parts.port  # raises ValueError where it is no number of a port
    except ValueError:
        host, parts = "", urlsplit("")
    if parts.scheme not in ("http", "https") or not host:
        raise ValueError(f"{endpoint!r} is no address of a server; write it like http://127.0.0.1:8025 or https://gmail.example")
    if parts.scheme == "http" and not is_loopback(host):
        raise ValueError(f"{endpoint!r} would send your sign-in unencrypted; use https, or an address of this computer")
    return endpoint.rstrip("/")


def _database(address: str) -> str:
    if not re.match(r"(sqlite|postgresql)(\+\w+)?://", address):
        raise ValueError(f"{address!r} is no database address; write it like sqlite:///~/replydue.db or postgresql://user@host/name")
    return address


class Section(BaseModel):
    """A part of the configuration: every key known, every value checked, nothing changed afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True, populate_by_name=True)


class Account(Section):
    client_secret: str = Field("~/.config/replydue/client_secret.json", description="The OAuth client file downloaded from Google's console.")
    token: str = Field("~/.local/state/replydue/token.json", description="Where the sign-in is kept.")
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
    endpoint: Annotated[str, AfterValidator(_safe_endpoint)] = Field("", description="Another server that speaks Gmail's API: the sandbox, an emulator.")


class Example(Section):
    text: str = Field(min_length=1, description="What a message says.")
    date: Day = Field(description="The day of the message.")
    expect: DayOrNone = Field(description="The day by which a reply is then expected, or none.")
    by: Literal["counterpart", "user"] = Field("counterpart", description="Who wrote it; user: you, telling what you were told.")


class Settings(Section):
    """The whole configuration; an empty file means all defaults."""

    account: Account = Field(Account(), description="Your Gmail account.")
    timezone: Annotated[str, AfterValidator(_known_zone)] = Field("", description="Your time zone, like Europe/London; by default the system's.")
    date_order: Literal["auto", "month-first", "day-first"] = Field(
        "auto", description="How 12/05 is read; auto: month-first where the holidays are those of the US."
    )
    holidays: Annotated[tuple[str, ...], BeforeValidator(_listed), AfterValidator(_known_holidays), _PLACES_SCHEMA] = Field(
        ("US",), description="Country or country-subdivision; more than one allowed."
    )
    watch: Watch = Field(Watch(), description="What is looked at, and how often.")
    recruiters: Recruiters = Field(Recruiters(), description="Where the judgement of who is a recruiter needs your word.")
    cadence: Cadence = Field(Cadence(), description="When a follow-up is due, and what it is. Lengths of time: 5 business days, 2 weeks.")
    drafts: Drafts = Field(Drafts(), description="How the follow-ups are written.")
    labels: Labels = Field(Labels(), description="The labels in Gmail.")
    digest: Annotated[Annotated[Digest, Tag("section")] | Annotated[Literal["off"], Tag("off")], Discriminator(_section_or_off)] = Field(
        Digest(), description="A summary of what needs you, put into your inbox; or: digest: off"
    )
    notify: tuple[str, ...] = Field((), description="Notification addresses.")
    store: Annotated[str, AfterValidator(_database)] = Field(
        "sqlite:///~/.local/state/replydue/replydue.db", description="The database, as an SQLAlchemy address."
    )
    gmail: Gmail = Field(Gmail(), description="Where Gmail is.")
    examples: tuple[Example, ...] = Field(
        (), description="Sentences `config check` must read as you expect: {text: …, date: 2026-11-23, expect: 2026-11-27 or none}"
    )

    @property
    def month_first(self) -> bool:
        """Whether 12/05 is 5 December."""
        if self.date_order == "auto":
            return any(place.partition("-")[0] == "US" for place in self.holidays)
        return self.date_order == "month-first"


def database_file(settings: Settings) -> Path | None:
    """The file of an SQLite store, there or not; None where the store is of another kind."""
    kind, _, path = settings.store.partition(":///")
    return expanded(path) if kind.startswith("sqlite") and path else None


def expanded(path: str) -> Path:
    """A configured path with `~` resolved."""
    return Path(path).expanduser()
