"""When is the digest due, and what became of each? One a day at most, at a time of day in the user's zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from replydue.settings import Digest, Settings

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = timedelta(days=1)


class Stage(StrEnum):
    """What became of a day's digest."""

    INSERTING = "inserting"  # written down before Gmail is asked, so that a lost answer never makes two
    INSERTED = "inserted"
    NONE = "none"  # nothing was to do, or it could not be put in without a risk of two
    SETTLED = "settled"  # its successor has come: it was trashed, or left where the user had put it


@dataclass(frozen=True, slots=True)
class Posted:
    """The digest of one day as recorded. `begun` is aware; `gmail_id` is "" until Gmail has told it."""

    day: date
    message_id: str  # with its angle brackets
    stage: Stage
    begun: datetime
    gmail_id: str = ""


def day_due(settings: Settings, now: datetime) -> date | None:
    """The day in the user's zone whose digest is due at `now` (aware): from its time on until the send window closes, or midnight where it closes before.

    None where there is none. A daemon that was off at the time is late the same day, never the next.
    """
    zone, now = ZoneInfo(settings.timezone), now.astimezone(UTC)
    day = now.astimezone(zone).date()
    digest = settings.digest
    if not isinstance(digest, Digest) or not _is_on(digest, day) or now < datetime.combine(day, digest.at, zone):
        return None
    closes = settings.cadence.window.end
    return day if closes <= digest.at or now < datetime.combine(day, closes, zone) else None


def next_moment(settings: Settings, now: datetime) -> datetime | None:
    """The first moment after `now` (aware) at which a digest is due, in the user's zone; None if there never is one.

    A time of day that a clock change skips is the moment as far after the change; one that comes twice is the first (PEP 495).
    """
    digest = settings.digest
    if not isinstance(digest, Digest):
        return None
    zone, now = ZoneInfo(settings.timezone), now.astimezone(UTC)
    today = now.astimezone(zone).date()
    moments = (datetime.combine(today + ahead * _DAY, digest.at, zone) for ahead in range(8) if _is_on(digest, today + ahead * _DAY))
    return next((moment for moment in moments if moment > now), None)


def _is_on(digest: Digest, day: date) -> bool:
    return _WEEKDAYS[day.weekday()] in digest.days
