"""How is a setting's value written? Lengths of time, times of day, days, places, addresses: each with its check and its JSON Schema."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time
from difflib import get_close_matches
from ipaddress import ip_address
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BeforeValidator, PlainSerializer, WithJsonSchema

from replydue.holiday_calendars import is_known, place_meant

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
            meant = _zone_meant(name)
            raise ValueError(f"{name!r} is no time zone" + (f" — did you mean {meant}" if meant else "; write it like 'Europe/London'")) from error
    return name


def _zone_meant(name: str) -> str:
    """The zone of that city, or written almost so; "" where none is like it. Etc/GMT+1 is never meant: it is an hour behind and not ahead."""
    sought = name.strip().replace(" ", "_").casefold()
    zones = {
        form: zone for zone in sorted(available_timezones()) if not zone.startswith("Etc/") for form in (zone.rpartition("/")[2].casefold(), zone.casefold())
    }
    return next((zones[form] for form in get_close_matches(sought, zones, n=1, cutoff=0.85)), "")


def _known_holidays(places: tuple[str, ...]) -> tuple[str, ...]:
    for place in places:
        if not is_known(place):
            meant = place_meant(place)
            mend = f" — did you mean {meant}" if meant else "; write it like 'US', 'GB' or 'DE-BY'"
            raise ValueError(f"{place!r} is no country or subdivision with known holidays{mend}")
    return places


def _listed(value: Any) -> Any:
    return tuple(part.strip() for part in value.split(",")) if isinstance(value, str) else value


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
Zone = Annotated[str, AfterValidator(_known_zone)]
Places = Annotated[tuple[str, ...], BeforeValidator(_listed), AfterValidator(_known_holidays), _PLACES_SCHEMA]


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


Endpoint = Annotated[str, AfterValidator(_safe_endpoint)]
Database = Annotated[str, AfterValidator(_database)]
