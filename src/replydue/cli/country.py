"""Where does this person most likely live? Guesses to offer: from the system, and from the clock that the user's own mails show."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from importlib import resources
from zoneinfo import ZoneInfo

from pydantic import ValidationError

from replydue.settings import Settings


def likely_zone(system: str, clocks: Sequence[tuple[datetime, timedelta]], environment: Mapping[str, str] | None = None) -> str:
    """The system's zone, unless the user's mails show another clock, as they do where the program runs on a server that keeps UTC.

    Then a zone with that clock in the country of the system's language; "" where there is none, for a guess among the rest would mostly be wrong.
    """
    if not clocks or _fits(system, clocks):
        return system
    home = _country_of_language(environment)
    return next((zone for country, zone in _zones() if country == home and _fits(zone, clocks)), "")


def likely_country(zone: str, environment: Mapping[str, str] | None = None) -> str:
    """A country with known holidays, by its ISO 3166 code. The time zone says more than the language: many a system is set to American English."""
    of_zone = next((country for country, name in _zones() if name == zone), "")
    return next((country for country in (of_zone, _country_of_language(environment)) if _has_holidays(country)), "US")


def _fits(zone: str, clocks: Iterable[tuple[datetime, timedelta]]) -> bool:
    """Whether most of the mails were written by this zone's clock; some are written while travelling."""
    hits = [moment.astimezone(ZoneInfo(zone)).utcoffset() == offset for moment, offset in clocks]
    return sum(hits) * 2 > len(hits)


def _zones() -> Iterator[tuple[str, str]]:
    """Countries and their zones, as the time zone database lists them."""
    table = (resources.files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return ((row[0], row[2]) for row in rows)


def _country_of_language(environment: Mapping[str, str] | None) -> str:
    environment = os.environ if environment is None else environment
    named = environment.get("LC_ALL") or environment.get("LC_TIME") or environment.get("LANG") or ""
    return named.partition(".")[0].partition("_")[2]


def _has_holidays(country: str) -> bool:
    try:
        return bool(country) and bool(Settings(holidays=(country,)))
    except ValidationError:
        return False
