"""In which country does this person most likely live? A guess to offer, from the time zone and the language of the system."""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib import resources

from pydantic import ValidationError

from replydue.settings import Settings


def likely_country(zone: str, environment: Mapping[str, str] | None = None) -> str:
    """A country with known holidays, by its ISO 3166 code. The time zone says more than the language: many a system is set to American English."""
    environment = os.environ if environment is None else environment
    named = environment.get("LC_ALL") or environment.get("LC_TIME") or environment.get("LANG") or ""
    of_language = named.partition(".")[0].partition("_")[2]
    return next((country for country in (_country_of_zone(zone), of_language) if _has_holidays(country)), "US")


def _country_of_zone(zone: str) -> str:
    table = (resources.files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return next((row[0] for row in rows if row[2] == zone), "")


def _has_holidays(country: str) -> bool:
    try:
        return bool(country) and bool(Settings(holidays=(country,)))
    except ValidationError:
        return False
