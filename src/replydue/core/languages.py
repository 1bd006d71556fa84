"""How is it said in this language? Days, greetings and the line above a quote, for each language that a letter can be written in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


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


_DE_MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember")
_FR_MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre")
_ES_MONTHS = ("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre")

TONGUES: dict[str, Language] = {
    "en": Language(
        months=("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"),
        weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        short_months=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
        short_weekdays=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        day="{weekday}, {day} {month}",
        day_month_first="{weekday}, {month} {day}",
        hello_person="Hi {name},",
        hello_team="Hello {company} team,",
        hello="Hello,",
        role="the {role} role",
        no_role="the role",
        wrote="On {weekday}, {month} {day}, {year} at {time} {who} wrote:",
        twelve_hours=True,
    ),
    "de": Language(
        months=_DE_MONTHS,
        weekdays=("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
        short_months=("Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."),
        short_weekdays=("Mo.", "Di.", "Mi.", "Do.", "Fr.", "Sa.", "So."),
        day="{weekday}, {day}. {month}",
        day_month_first="{weekday}, {day}. {month}",
        hello_person="Guten Tag {name},",
        hello_team="Guten Tag,",
        hello="Guten Tag,",
        role="die Stelle als {role}",
        no_role="die ausgeschriebene Stelle",
        wrote="Am {weekday}, {day}. {month} {year} um {time} Uhr schrieb {who}:",
        full_name=True,
    ),
    "fr": Language(
        months=_FR_MONTHS,
        weekdays=("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
        short_months=("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."),
        short_weekdays=("lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."),
        day="{weekday} {day} {month}",
        day_month_first="{weekday} {day} {month}",
        hello_person="Bonjour {name},",
        hello_team="Bonjour,",
        hello="Bonjour,",
        role="le poste de {role}",
        no_role="le poste à pourvoir",
        wrote="Le {weekday} {day} {month} {year} à {time}, {who} a écrit :",
    ),
    "es": Language(
        months=_ES_MONTHS,
        weekdays=("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
        short_months=("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"),
        short_weekdays=("lun", "mar", "mié", "jue", "vie", "sáb", "dom"),
        day="{weekday} {day} de {month}",
        day_month_first="{weekday} {day} de {month}",
        hello_person="Hola, {name}:",
        hello_team="Estimado equipo de {company}:",
        hello="Buenos días:",
        role="el puesto de {role}",
        no_role="el puesto ofrecido",
        wrote="El {weekday}, {day} {month} {year} a las {time}, {who} escribió:",
    ),
}


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
