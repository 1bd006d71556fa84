"""How is it said in this language? Days, greetings and the line above a quote, for each language that a letter can be written in."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from importlib import resources
from typing import Any

_FILE = re.compile(r"letter_([a-z]{2})\.toml")


@dataclass(frozen=True)
class Language:
    """What the templates' variables are put together from. The patterns take the names shown in them."""

    months: tuple[str, ...]
    weekdays: tuple[str, ...]  # Monday first
    short_months: tuple[str, ...]
    short_weekdays: tuple[str, ...]
    day: str  # {weekday} {day} {month}
    day_month_first: str
    hello_person: str  # {name}
    hello_team: str  # {company}
    hello: str
    role: str  # {role}
    no_role: str
    wrote: str  # Gmail's line above a quote: {weekday} {day} {month} {year} {time} {who}
    twelve_hours: bool = False
    full_name: bool = False  # the formal greeting names the whole name, unless the other side signs with the first one


def _tongues() -> dict[str, Language]:
    """One language a data file `letter_CODE.toml`."""
    files = {entry.name: entry for entry in (resources.files("replydue.core") / "data").iterdir()}
    named = sorted((match[1], files[name]) for name in files if (match := _FILE.fullmatch(name)))
    return {code: Language(**{key: _frozen(value) for key, value in tomllib.loads(file.read_text("utf-8")).items()}) for code, file in named}


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


TONGUES: Mapping[str, Language] = _tongues()


def day_in_words(day: date, language: str, month_first: bool) -> str:
    """The day as a letter names it, without its year: `Friday, November 27`, `Freitag, 27. November`."""
    tongue = TONGUES[language]
    pattern = tongue.day_month_first if month_first else tongue.day
    number = "1er" if language == "fr" and day.day == 1 else day.day
    return pattern.format(weekday=tongue.weekdays[day.weekday()], day=number, month=tongue.months[day.month - 1])


def line_above_quote(who: str, moment: datetime, language: str) -> str:
    """Gmail's line above a quoted message. `moment` is shown as it stands, so it comes in the user's zone."""
    tongue = TONGUES[language]
    clock = f"{moment:%I:%M %p}".lstrip("0") if tongue.twelve_hours else f"{moment:%H:%M}"
    return tongue.wrote.format(
        weekday=tongue.short_weekdays[moment.weekday()],
        month=tongue.short_months[moment.month - 1],
        day=moment.day, year=moment.year, time=clock, who=who,
    )  # fmt: skip
