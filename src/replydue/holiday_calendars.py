"""Which days are holidays at a place? The library's calendars, each country's loaded alone."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping
from datetime import date
from importlib.util import find_spec, module_from_spec
from threading import Lock
from typing import Any

_COUNTRIES = "holidays.countries"
_ONE_AT_A_TIME = Lock()


def holidays_of(place: str, year: int, **options: Any) -> Mapping[date, str]:
    """The holidays of a country or subdivision (`US`, `DE-BY`) in one year, by their names; `options` are those of `holidays.country_holidays`.

    Raises NotImplementedError for a place that has no calendar.
    """
    country, _, subdivision = place.partition("-")
    return _library().country_holidays(country, subdiv=subdivision or None, years=year, **options)  # type: ignore[no-any-return]


def widely_kept_in(country: str, year: int) -> frozenset[date]:
    """The days that are holidays in two thirds of a country's parts at least, like Easter Monday in Great Britain; none of a subdivision.

    The library counts to a country named without its part only what all of them keep; who writes `GB` expects his own bank holidays.
    """
    if "-" in country:
        return frozenset()
    parts = _library().country_holidays(country).subdivisions
    kept = Counter(day for part in parts for day in holidays_of(f"{country}-{part}", year))
    return frozenset(day for day, times in kept.items() if times * 3 >= len(parts) * 2)


def is_known(place: str) -> bool:
    """Whether there is a calendar for the place."""
    country, _, subdivision = place.partition("-")
    if not any(country in codes for _, *codes in _library().registry.COUNTRIES.values()):
        return False
    try:
        _library().country_holidays(country, subdiv=subdivision or None)
    except NotImplementedError:
        return False
    return True


def place_meant(place: str) -> str:
    """The code of a country that was written out, or in small letters, and of its part where one is named; "" where there is no such."""
    sought, _, subdivision = place.replace(" ", "").casefold().partition("-")
    country = next((names[1] for names in _library().registry.COUNTRIES.values() if sought in (name.casefold() for name in names)), "")
    if not subdivision or not country:
        return country
    known = {each.casefold(): each for each in _library().country_holidays(country).subdivisions}
    return f"{country}-{known[subdivision]}" if subdivision in known else ""


def _library() -> Any:
    """The library, with its package of countries in place but not run: that would load all 250, nine megabytes, for the one or two that are asked for."""
    with _ONE_AT_A_TIME:
        import holidays

        if _COUNTRIES not in sys.modules and (spec := find_spec(_COUNTRIES)):
            sys.modules[_COUNTRIES] = module_from_spec(spec)
    return holidays
