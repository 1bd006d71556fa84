"""When a holiday that people name comes next."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files

from replydue.holiday_calendars import holidays_of

_TABLE: dict[str, dict[str, str | int]] = tomllib.loads((files("replydue.core") / "data" / "days_holidays.toml").read_text("utf-8"))


@lru_cache(maxsize=512)
def _in_year(name: str, year: int) -> date | None:
    row = _TABLE[name]
    if "calendar" not in row:
        return date(year, int(row["month"]), int(row["day"]))
    calendar = holidays_of(str(row["calendar"]), year, observed=False)
    found = sorted(day for day, written in calendar.items() if str(row["holiday"]) in written)
    return found[0] + timedelta(days=int(row.get("offset", 0))) if found else None


def holiday_to_come(name: str, reference: date, year: int | None = None) -> date | None:
    """The holiday in the year named, else the next one that is not over on the reference day; None where the calendar does not know."""
    if year is not None:
        return _in_year(name, year)
    candidates = (_in_year(name, reference.year + offset) for offset in range(2))
    return next((found for found in candidates if found and found >= reference), None)
