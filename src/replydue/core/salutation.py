"""How is the other side greeted? By the name they sign with; by no name rather than a wrong one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from replydue.core.languages import TONGUES, Language
from replydue.core.mail import Message
from replydue.core.model import Counterpart
from replydue.core.names import first_of, may_be, persons_name, written_name

_AND = re.compile(r"\s*[&+]\s*|\s+(?:and|und|et|y)\s+")
_TEAM = re.compile(r"(?i)[,\s]+(?:(?:talent|hiring|recruiting|recruitment|people|hr|careers?)\s*)*(?:acquisition|team|equipo|équipe)$")
_LEGAL_FORM = re.compile(r"(?i),?\s+(?:inc|ltd|llc|llp|plc|corp|gmbh|ag|se|kg|co|s\.?a\.?s?|s\.?l\.?|sarl|b\.?v)\.?$")
_OF_A_TEAM = frozenset(["team", "recruiting", "talent", "careers", "hiring", "hr", "people", "jobs", "recruitment", "equipo", "équipe"])
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


def salutation(counterpart: Counterpart, messages: Iterable[Message], language: str, familiar: bool = False, said: Iterable[str] = ()) -> str:
    """The first line of a letter to the counterpart.

    `messages` are theirs, newest first; `said` is what was written in the conversation by anybody, where `Frau Weber` may stand: a title is never guessed.
    Without a person's name: the team's, where the company is known and the mailbox is a team's; else a plain hello.
    """
    tongue, messages = TONGUES[language], list(messages)
    names = signers(counterpart, messages) or (_known_name(counterpart),)
    if not names[0]:
        team = _TEAM.sub("", _LEGAL_FORM.sub("", counterpart.company))
        return tongue.hello_team.format(company=team) if team and _is_a_teams(counterpart.name) else tongue.hello
    firsts = [first_of(name) or name for name in names]
    if len(names) > 1 or familiar:
        pattern = tongue.hello_familiar if familiar else tongue.hello_person
        return pattern.format(name=f" {tongue.and_} ".join(firsts))
    written = (counterpart.name, *(text for message in messages for text in (message.signature, message.words)), *said)
    title = _title(names[0], tongue, written) if tongue.formal or " " not in names[0] else ""
    if title:
        return tongue.hello_titled.format(title=title, name=_surname(names[0]))
    return tongue.hello_person.format(name=names[0] if tongue.full_name else firsts[0])


def first_name(counterpart: Counterpart, messages: Iterable[Message]) -> str:
    """What the counterpart goes by: the name signed with, else the first of the full name, else ""."""
    return first_of((*signers(counterpart, messages), _known_name(counterpart))[0])


def signers(counterpart: Counterpart, messages: Iterable[Message]) -> tuple[str, ...]:
    """The names, first or whole, at the foot of the newest of their messages that bears any; none where they belong to somebody else.

    Of two who sign together the known one. A mailbox without a person's name takes names only from below a closing,
    for any last line might look like one; elsewhere the address must bear witness.
    """
    known = _known_name(counterpart)
    for message in messages:
        for line, closed in (*((line, True) for line in _below_closing(message)), *((line, False) for line in _last_lines(message))):
            names = _names_in(line, counterpart.company)
            witnessed = tuple(name for name in names if may_be(first_of(name), known, counterpart.address))
            if witnessed:
                return witnessed[:1]
            if names and closed and not known and not line[:1].islower():
                return names
    return ()


def _names_in(line: str, company: str) -> tuple[str, ...]:
    """The one or two names that a line consists of."""
    names = tuple(written_name(part, company) for part in _AND.split(line))
    return names if len(names) <= 2 and all(first_of(name) for name in names) else ()


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


def _title(name: str, tongue: Language, written: Iterable[str]) -> str:
    """`Frau`, or `Frau Dr.`, where that stands before the surname and nothing else ever does; else ""."""
    titles = "|".join(re.escape(title) for title in sorted(tongue.titles, key=len, reverse=True))
    before = rf"(?<!\w)(?P<title>{titles})\s+(?P<learned>(?:(?:Dr|Prof)\.?\s+)*)(?:(?i:{re.escape(first_of(name))})\s+)?(?i:{re.escape(_surname(name))})(?!\w)"
    found = [match for text in written for match in re.finditer(before, text)]
    if len({tongue.titles[match["title"]] for match in found}) != 1:
        return ""
    learned = max((" ".join(match["learned"].split()) for match in found), key=len)
    return f"{tongue.titles[found[0]['title']]} {learned}".strip()


def _surname(name: str) -> str:
    return name.rpartition(" ")[2]


def _known_name(counterpart: Counterpart) -> str:
    return persons_name(counterpart.name, counterpart.company, counterpart.address)


def _is_a_teams(display: str) -> bool:
    return any(word.casefold() in _OF_A_TEAM for word in display.split())
