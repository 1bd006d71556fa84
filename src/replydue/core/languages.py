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
_VOWELS = frozenset("aeiouyAEIOUYàâéèêëîïôûÀÂÉÈÊËÎÏÔÛ")
_BEFORE_SIGN = re.compile("(?<=\\S)[ \u00a0\u202f](?=[;?!])")
_FIXED_BLANK = re.compile("(?<=\\S)[ \u00a0\u202f](?=[:»])|(?<=«)[ \u00a0\u202f]")


@dataclass(frozen=True)
class Language:
    """What the templates' variables are put together from. The patterns take the names shown in them."""

    months: tuple[str, ...]
    weekdays: tuple[str, ...]  # Monday first
    short_months: tuple[str, ...]
    short_weekdays: tuple[str, ...]
    day: str  # {weekday} {day} {month}
    year: str  # what follows the day where its year is named: {year}
    hello_person: str  # {name}
    hello_familiar: str  # {name}
    hello_titled: str  # {title} {name}
    hello_team: str  # {company}
    hello: str
    and_: str  # between two names
    titles: Mapping[str, str]  # as they are written, and as a greeting writes them
    role: str  # {role}
    no_role: str
    wrote: str  # Gmail's line above a quote: {weekday} {day} {month} {year} {time} {name} {address}
    day_month_first: str = ""  # these three where the user's order of dates makes a difference
    year_month_first: str = ""
    wrote_month_first: str = ""
    role_before_vowel: str = ""  # where `role` is elided
    formal: str = ""  # pattern of the words by which somebody is addressed formally, for a language that knows two manners
    familiar: str = ""
    full_name: bool = False  # the formal greeting names the whole name, unless the other side signs with the first one
    spaced_signs: bool = False  # the larger marks stand behind a blank that never ends a line


def _tongues() -> dict[str, Language]:
    """One language a data file `letter_CODE.toml`."""
    files = {entry.name: entry for entry in (resources.files("replydue.core") / "data").iterdir()}
    named = sorted((match[1], files[name]) for name in files if (match := _FILE.fullmatch(name)))
    return {code: Language(**{key: _frozen(value) for key, value in tomllib.loads(file.read_text("utf-8")).items()}) for code, file in named}


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


TONGUES: Mapping[str, Language] = _tongues()


def day_in_words(day: date, language: str, month_first: bool, today: date | None = None) -> str:
    """The day as a letter names it: `Friday, November 27`, `Freitag, den 27. November`; with its year where that is not the year of `today`."""
    tongue = TONGUES[language]
    pattern, year = (month_first and tongue.day_month_first) or tongue.day, (month_first and tongue.year_month_first) or tongue.year
    number = "1er" if language == "fr" and day.day == 1 else day.day
    named = pattern.format(weekday=tongue.weekdays[day.weekday()], day=number, month=tongue.months[day.month - 1])
    return named + year.format(year=day.year) if today is not None and today.year != day.year else named


def topic(role: str, language: str) -> str:
    """The role as a sentence names it, `the Data Engineer role`; without a name, `the role`."""
    tongue = TONGUES[language]
    if not role:
        return tongue.no_role
    return ((role[0] in _VOWELS and tongue.role_before_vowel) or tongue.role).format(role=role)


def line_above_quote(name: str, address: str, moment: datetime, language: str, month_first: bool) -> str:
    """Gmail's line above a quoted message. `moment` is shown as it stands, so it comes in the user's zone."""
    tongue = TONGUES[language]
    written = ((month_first and tongue.wrote_month_first) or tongue.wrote).format(
        weekday=tongue.short_weekdays[moment.weekday()], month=tongue.short_months[moment.month - 1], day=moment.day, year=moment.year,
        time=f"{moment:%H:%M}", hour=moment.hour, twelve=f"{moment:%I:%M}\u202f{moment:%p}".lstrip("0"), minute=f"{moment:%M}",
        name=name, address=address,
    )  # fmt: skip
    return written if name else written.replace("  ", " ")


def typeset(text: str, language: str) -> str:
    """The text with the blanks that its language sets: in French a narrow one before `;`, `?` and `!`, a fixed one before `:` and inside guillemets."""
    if not TONGUES[language].spaced_signs:
        return text
    return _BEFORE_SIGN.sub("\u202f", _FIXED_BLANK.sub("\u00a0", text))
