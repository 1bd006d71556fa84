"""Which threads of a big mailbox may be candidacies? Found by searches: five hundred threads are listed for a quarter of what reading one costs."""

from __future__ import annotations

from datetime import datetime

from replydue.core.business_days import BusinessDays
from replydue.core.hosts import HIRING_PLATFORMS, JOB_BOARDS
from replydue.gmail import Gmail
from replydue.settings import Settings

# So many threads are simply all read, which misses nothing; to read them takes Gmail's quota of a minute (40 units a thread, 6,000 a minute).
READ_ALL = 150
# What every candidacy says somewhere, in the languages that are read; whole words, as Gmail's search takes them.
_WORDS = (
    "{interview interviews interviewing application applications applied apply applying applicant position role vacancy opening job recruiter recruiters "
    "recruiting recruitment hiring talent headhunter candidate candidacy resume résumé cv portfolio offer opportunity career salary assessment onsite "
    "bewerbung beworben stelle vorstellungsgespräch lebenslauf gehalt personalabteilung kandidat kandidatin "
    "candidature candidat candidate entretien poste recrutement recruteur embauche "
    "candidatura candidato candidata entrevista puesto vacante empleo reclutamiento selección currículum}"
)
_NO_BULK = "-category:promotions -category:social -category:forums"


def listed(gmail: Gmail, settings: Settings, now: datetime) -> set[str]:
    """The threads of the lookback to read: all where they are few. Else of those that speak of work the ones the user wrote in, the ones that are no bulk
    mail, and those from hiring platforms. Raises as Gmail does. `now` is aware."""
    since = f"after:{int(_begin(settings, now).timestamp())} {settings.watch.query}".strip()
    every = set(gmail.thread_ids(since))
    if len(every) <= READ_ALL:
        return every
    speaking = set(gmail.thread_ids(f"{since} {_WORDS} {_NO_BULK}"))
    written = set(gmail.thread_ids(since, ["SENT"]))
    personal = set(gmail.thread_ids(f"{since} {_WORDS} {_NO_BULK} -unsubscribe {_not_from(JOB_BOARDS)}"))
    platforms = set(gmail.thread_ids(f"{since} {_WORDS} {_from(HIRING_PLATFORMS)}"))
    return speaking & written | personal | platforms


def _begin(settings: Settings, now: datetime) -> datetime:
    """The same time of day, `watch.lookback` ago."""
    day = now.date()
    span = BusinessDays(settings.holidays).add_span(day, settings.watch.lookback) - day
    return datetime.combine(day - span, now.timetz())


def _from(domains: frozenset[str]) -> str:
    return "{" + " ".join(f"from:{domain}" for domain in sorted(domains)) + "}"


def _not_from(domains: frozenset[str]) -> str:
    return " ".join(f"-from:{domain}" for domain in sorted(domains))
