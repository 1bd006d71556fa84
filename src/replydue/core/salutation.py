"""How is the other side greeted? By the name they sign with; by no name rather than a wrong one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from replydue.core.languages import TONGUES
from replydue.core.model import Counterpart, Message

_AFTER_NAME = re.compile(r"\s+(?:via|from|at|bei|chez|de la part de|de parte de)\s.*|\s*[(\[|,/·•–—].*|\s+-\s.*", re.I | re.S)
_TITLES = re.compile(r"^(?:(?:dr|prof|mr|mrs|ms|mx|miss|sir|herr|frau|mme|mlle|monsieur|madame|sr|sra|srta|doña|dipl|ing|mag)\b\.?[\s-]*)+(?=\S)", re.I)
_DEGREES = re.compile(r",?\s+(?:ph\.?\s?d|mba|m\.?sc|b\.?sc|md|jr|sr|ii|iii|shrm-\w+|sphr|phr)\.?$", re.I)
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’-])*|[^\W\d_]{1,2}\.(?:-?[^\W\d_]\.)?")
_IN_NO_NAME = """
    recruiting recruiter recruiters recruitment recruitee talent acquisition team teams hiring hr careers career jobs job people human resources staffing
    personal bewerbung bewerbungen karriere recrutement équipe equipo empleo selección rrhh personalabteilung noreply no-reply donotreply reply
    notification notifications notify alert alerts support info hello contact office admin service services mail mailer daemon postmaster system sales
    news newsletter applications application interview interviews scheduling coordinator manager director partner head lead senior linkedin greenhouse
    lever workday ashby indeed smartrecruiters workable inc ltd llc gmbh ag plc corp company group consulting solutions technologies labs software
    university unknown the your our a an and of for we i my
"""
_NOT_A_NAME = frozenset(_IN_NO_NAME.split())
_CLOSING = re.compile(
    r"(?:all the |my |with |many |thanks and |kind |kindest |warm |warmest |best |very )*"
    r"(?:best|regards|wishes|thanks|thank you|cheers|sincerely|yours(?: truly| sincerely)?|warmly|take care|talk soon|speak soon|br|kr|"
    r"(?:mit )?(?:freundlichen?|viele[nr]?|beste[nr]?|herzlichen?|liebe[nr]?|schöne[nr]?) gr(?:ü|ue)(?:ß|ss)e?n?|vg|lg|mfg|vielen dank|"
    r"(?:bien )?(?:cordialement|à vous)|bonne (?:journée|soirée)|merci|"
    r"(?:un )?(?:cordial )?saludos?(?: cordial(?:es)?)?|atentamente|gracias|un abrazo)"
    r"(?: (?:again|so much|in advance|from|und bis bald))*\s*[,.!–—-]*\s*",
    re.I,
)  # fmt: skip
_DASHES = re.compile(r"^[-–—~]+\s*")


def salutation(counterpart: Counterpart, messages: Iterable[Message], language: str) -> str:
    """The first line of a letter to the counterpart.

    `messages` are theirs, newest first. Without a person's name: the team's, where the company is known and the mailbox is a team's; else a plain hello.
    """
    tongue = TONGUES[language]
    name = signed_with(counterpart, messages) or persons_name(counterpart.name, counterpart.company)
    if name:
        return tongue.hello_person.format(name=name if tongue.full_name else first_of(name) or name)
    if _is_a_teams(counterpart.name) and counterpart.company:
        return tongue.hello_team.format(company=counterpart.company)
    return tongue.hello


def first_name(counterpart: Counterpart, messages: Iterable[Message]) -> str:
    """What the counterpart goes by: the name signed with, else the first of the full name, else ""."""
    return first_of(signed_with(counterpart, messages) or persons_name(counterpart.name, counterpart.company))


def persons_name(display: str, company: str = "") -> str:
    """The person's name in a display name, "" where it is a mailbox's, a company's or a machine's.

    `Whitfield, Dana (Northwind)` is `Dana Whitfield`; `Dana Whitfield via Greenhouse` too; `Northwind Recruiting` is nobody.
    """
    text = " ".join(display.replace('"', " ").split())
    if "@" in text or len(text) > 80:
        return ""
    text = _last_name_first(text)
    text = _DEGREES.sub("", _TITLES.sub("", _AFTER_NAME.sub("", text)).strip())
    words = text.split()
    if not 1 <= len(words) <= 5 or not all(_WORD.fullmatch(word) for word in words):
        return ""
    if any(word.casefold().strip(".") in _NOT_A_NAME for word in words) or _same_words(text, company):
        return ""
    return " ".join(_cased(word) for word in words)


def first_of(name: str) -> str:
    """The first name of a full one, "" where it is only an initial."""
    first = name.split(" ", 1)[0] if name else ""
    return first if len(first.strip(".")) > 1 else ""


def signed_with(counterpart: Counterpart, messages: Iterable[Message]) -> str:
    """The name, first or whole, at the foot of the newest of their messages that bears one; "" if none does or if it belongs to somebody else.

    A mailbox without a person's name takes the name only from below a closing, for any last line might look like one.
    """
    known = persons_name(counterpart.name, counterpart.company)
    for message in messages:
        for line in (*_below_closing(message), *(_last_lines(message) if known else ())):
            name = persons_name(line, counterpart.company)
            if first_of(name) and line[:1].isupper() and (not known or _may_be(first_of(name), known, counterpart.address)):
                return name
    return ""


def _below_closing(message: Message) -> Iterator[str]:
    """What stands below or behind `Best,`, or behind a dash."""
    lines = [line.strip() for line in (*message.words.splitlines()[-6:], *message.signature.splitlines()[:4]) if line.strip()]
    for before, line in zip(["", *lines], lines, strict=False):
        closing = _CLOSING.match(line)
        if closing and closing.end() < len(line):
            yield line[closing.end() :]
        elif _CLOSING.fullmatch(before) or _DASHES.match(line):
            yield _DASHES.sub("", line)


def _last_lines(message: Message) -> list[str]:
    """The signature's first line and the last line written."""
    signature = [line.strip() for line in message.signature.splitlines() if line.strip("-–—_ ")]
    written = [line.strip() for line in message.words.splitlines() if line.strip()]
    return [*signature[:1], *written[-1:]]


def _may_be(signed: str, known: str, address: str) -> bool:
    """Whether the signed name can be the known person's: part of the name, short for the first one, or in the address."""
    name, (first, *others) = signed.casefold(), known.casefold().split()
    return name in others or first.startswith(name[:3]) or name.startswith(first[:3]) or name in address.partition("@")[0]


def _last_name_first(text: str) -> str:
    last, comma, first = text.partition(",")
    first = _AFTER_NAME.sub("", first.strip())
    if comma and first and len(last.split()) <= 2 and not _DEGREES.fullmatch(f" {first}") and not any(word.casefold() in _NOT_A_NAME for word in first.split()):
        return f"{first} {last.strip()}"
    return text


def _is_a_teams(display: str) -> bool:
    return any(word.casefold() in {"team", "recruiting", "talent", "careers", "hiring", "hr", "people", "jobs", "recruitment"} for word in display.split())


def _same_words(text: str, company: str) -> bool:
    return bool(company) and text.casefold() in {company.casefold(), company.split(" ", 1)[0].casefold()}


def _cased(word: str) -> str:
    """`DANA` and `dana` as `Dana`; `McKay` and `de` stay."""
    if word.islower() and word in {"de", "del", "der", "den", "van", "von", "di", "da", "la", "le", "bin", "al", "y"}:
        return word
    return "-".join(part.capitalize() for part in word.split("-")) if word.islower() or (word.isupper() and len(word) > 2) else word
