"""Is this a person's name, and which? Reads display names and names signed with; rather none than a wrong one."""

from __future__ import annotations

import re
import unicodedata
from importlib import resources

_AFTER_NAME = re.compile(r"\s+(?:via|from|at|bei|chez|de la part de|de parte de)\s.*|\s*[(\[|,/·•–—].*|\s+-\s.*", re.I | re.S)
_TITLES = re.compile(
    r"^(?:(?:dr|prof|mr|mrs|ms|mx|miss|sir|herrn?|frau|mme|mlle|m\.|monsieur|madame|sr|sra|srta|señora?|doña|dipl|ing|mag)\b\.?[\s-]*)+(?=\S)", re.I
)
_DEGREES = re.compile(r",?\s+(?:ph\.?\s?d|mba|m\.?sc|b\.?sc|md|jr|sr|ii|iii|shrm-\w+|sphr|phr)\.?$", re.I)
_NICKNAME = re.compile(r"""^[^\W\d_]+ +["'“„‘(](?P<nickname>[^\W\d_]{2,})["'”“’)] +(?P<rest>[^\W\d_].*)""")
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’-])*|[^\W\d_]{1,2}\.(?:-?[^\W\d_]\.)?")
_PARTICLES = frozenset(["de", "del", "der", "den", "van", "von", "di", "da", "la", "le", "bin", "al", "y", "dos", "das", "el", "san", "ter", "ten", "zu"])
_PARTS_OF_ADDRESS = re.compile(r"[\W\d_]+")
_CREDENTIAL = 5  # letters: what is in capitals behind a comma and no longer is a degree rather than a first name
_IN_NO_NAME = """
    recruiting recruiter recruiters recruitment recruitee talent acquisition team teams hiring hr careers career jobs job people human resources staffing
    personal bewerbung bewerbungen karriere recrutement équipe equipo empleo selección rrhh personalabteilung noreply no-reply donotreply reply
    notification notifications notify alert alerts support info hello contact office admin service services mail mailer daemon postmaster system sales
    news newsletter applications application interview interviews scheduling coordinator manager director partner head lead senior linkedin greenhouse
    lever workday ashby indeed smartrecruiters workable inc ltd llc gmbh ag plc corp company group consulting solutions technologies labs software
    university unknown the your our a an and of for we i my
"""
_NOT_A_NAME = frozenset(_IN_NO_NAME.split())


def persons_name(display: str, company: str = "", address: str = "") -> str:
    """The person's name in a display name, "" where it is a mailbox's, a company's or a machine's.

    `Whitfield, Dana (Northwind)` is `Dana Whitfield`; `Dana Whitfield via Greenhouse` too; `Elizabeth "Liz" Moore` goes by Liz;
    `Northwind Recruiting` is nobody. The address tells first names from companies behind a comma.
    """
    return written_name(_last_name_first(_nicknamed(_one_line(display)), company, address), company)


def written_name(text: str, company: str = "") -> str:
    """The person's name at the beginning of a line in which the first name comes first, "" where it is none."""
    text = _nicknamed(_one_line(text)).replace('"', " ")
    if "@" in text or len(text) > 80:
        return ""
    text = _DEGREES.sub("", _TITLES.sub("", _AFTER_NAME.sub("", text.strip())).strip())
    words = text.split()
    if not 1 <= len(words) <= 5 or not all(_WORD.fullmatch(_without_marks(word)) for word in words):
        return ""
    if any(word.casefold().strip(".") in _NOT_A_NAME for word in words) or _same_words(" ".join(words), company):
        return ""
    return " ".join(_cased(word) for word in words)


def first_of(name: str) -> str:
    """The first name of a full one, "" where it is only an initial."""
    first = name.split(" ", 1)[0] if name else ""
    return first if len(first.strip(".")) > 1 or not first.isascii() else ""


def may_be(signed: str, known: str, address: str) -> bool:
    """Whether the signed first name can be the person's: part of the known name, short for the first one, or in the address; bare initials are not.

    Without a known name it has to be a whole word of the address.
    """
    name, local = signed.casefold(), address.partition("@")[0].casefold()
    if not known:
        return name in _PARTS_OF_ADDRESS.split(local)
    first, *others = known.casefold().split()
    if len(signed) == 2 and signed.isupper():
        return False
    return name in others or first.startswith(name[:3]) or name.startswith(first[:3]) or name in _SHORT_NAMES.get(first, ()) or name in local


def _nicknamed(text: str) -> str:
    """`Elizabeth "Liz" Moore` as `Liz Moore`."""
    match = _NICKNAME.match(text)
    return f"{match['nickname']} {match['rest']}" if match else text


def _last_name_first(text: str, company: str, address: str) -> str:
    """`Whitfield, Dana` the other way round, where what follows the comma is neither a degree nor a company nor a job."""
    last, comma, rest = text.partition(",")
    first = _AFTER_NAME.sub("", rest.strip())
    if not comma or not first or (len(first) <= _CREDENTIAL and first.isupper() and not last.isupper()) or _DEGREES.fullmatch(f" {first}"):
        return text
    if any(word.casefold() in _NOT_A_NAME for word in first.split()) or _same_words(first, company):
        return text
    words = last.split()
    of_several = all(word.casefold() in _PARTICLES for word in words[:-1]) or (len(words) == 2 and address.startswith(first.split()[0].casefold()))
    return f"{first} {last.strip()}" if words and of_several else text


def _same_words(text: str, company: str) -> bool:
    return bool(company) and text.casefold() in {company.casefold(), company.split(" ", 1)[0].casefold()}


def _cased(word: str) -> str:
    """`DANA` and `dana` as `Dana`; `McKay` and `de` stay."""
    if word in _PARTICLES:
        return word
    return "-".join(part.capitalize() for part in word.split("-")) if word.islower() or (word.isupper() and len(word) > 2) else word


def _one_line(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _without_marks(word: str) -> str:
    """Scripts write vowels as marks that are no letters by themselves."""
    return "".join(char for char in word if not unicodedata.category(char).startswith("M"))


def _listed() -> dict[str, tuple[str, ...]]:
    text = (resources.files("replydue.core") / "data" / "letter_nicknames.txt").read_text(encoding="utf-8")
    lines = (line.split() for line in text.splitlines() if not line.startswith("#"))
    return {whole: tuple(short) for whole, *short in lines}


_SHORT_NAMES = _listed()
