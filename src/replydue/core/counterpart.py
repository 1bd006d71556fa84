"""Who is on the other side, and where would a follow-up go?"""

from __future__ import annotations

import re

import phonenumbers

from replydue.core.conversation import Exchange, same_side
from replydue.core.hosts import is_hiring_platform, is_shared, is_webmail, organisation
from replydue.core.mail import Mailbox, Message
from replydue.core.model import Counterpart
from replydue.core.sender import is_no_reply

_VIA = re.compile(r"\s+(?:via|from|at|@|\||-|–)\s+(?P<company>.+)$", re.I)
_AT_COMPANY = re.compile(r"\b(?:at|with|from|@)\s+(?P<company>[A-Z][\w&.-]*(?:\s+[A-Z][\w&.-]*){0,2})")
_LEGAL_FORM = re.compile(r",?\s+(?:inc|llc|ltd|gmbh|ag|corp|plc|limited|s\.?a|bv|co)\.?$", re.I)
_PLATFORM_WORDS = re.compile(
    r"^(?:greenhouse|lever|ashby|workday|linkedin|indeed|smartrecruiters|icims|jobvite|workable|recruiting|careers|hiring team|talent)$", re.I
)


def counterpart_of(exchange: Exchange) -> Counterpart | None:
    """The person who wrote last in the thread, else the one the user wrote to; Reply-To says where the answer goes (RFC 5322, 3.6.2)."""
    newest = next((m for m in reversed(exchange.messages) if m in exchange.theirs), None)
    if newest is None:
        box = next((box for m in reversed(exchange.my_own) for box in m.to if not _is_mine(exchange, box) and not is_no_reply(box.address)), None)
        box = box or next(iter(exchange.people), None)
        return Counterpart(box.name, box.address, company_of(box, exchange)) if box else None
    target = next((box for box in newest.reply_to if box.address and not _is_mine(exchange, box) and not is_no_reply(box.address)), newest.sender)
    name = newest.sender.name or target.name
    written = [m for m in exchange.theirs if same_side(m.sender, newest.sender)]
    return Counterpart(_person(name), target.address, company_of(newest.sender, exchange), phone_of(written, exchange))


def company_of(box: Mailbox, exchange: Exchange) -> str:
    """The company: of the display name ('Dana via Northwind'), of its own domain, or as the subject names it; "" if nothing tells."""
    shown = _VIA.search(box.name)
    if shown and not _PLATFORM_WORDS.match(shown["company"].strip()):
        return _LEGAL_FORM.sub("", shown["company"].strip(" ()\"'"))
    if box.domain and not is_shared(box.domain):
        label = organisation(box.domain).partition(".")[0]
        return _as_written(label, exchange) or label.replace("-", " ").title()
    subjects = (message.subject for message in exchange.messages)
    named = next((match for match in (_AT_COMPANY.search(subject) for subject in subjects) if match), None)
    return _LEGAL_FORM.sub("", named["company"]) if named and (is_hiring_platform(box.domain) or is_webmail(box.domain)) else ""


def phone_of(messages: list[Message], exchange: Exchange) -> str:
    """The number in the newest signature that has one, in international form; "" if there is none."""
    region = exchange.settings.holidays[0].partition("-")[0] if exchange.settings.holidays else "US"
    for message in reversed(messages):
        for found in phonenumbers.PhoneNumberMatcher(message.signature[:2000] or message.words[-400:], region):
            return phonenumbers.format_number(found.number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return ""


def _person(name: str) -> str:
    return re.sub(r"\s+(?:via|from|@|\|)\s+.*$|\s*\(.*\)$", "", name, flags=re.I).strip(" \"'")


def _as_written(label: str, exchange: Exchange) -> str:
    """The company's name as signatures and letters spell it, found by its domain."""
    squeezed = _squeezed(label)
    for message in exchange.theirs:
        words = re.findall(r"[A-Z0-9][\w'’-]*|&", f"{message.signature[:500]} {message.words[:3000]}")
        parts = [_squeezed(word.replace("&", "and")) for word in words]
        if squeezed not in "".join(parts):
            continue
        for start, length in ((start, length) for start in range(len(words)) for length in (1, 2, 3, 4)):
            if "".join(parts[start : start + length]) == squeezed:
                return " ".join(words[start : start + length])
    return ""


def _squeezed(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _is_mine(exchange: Exchange, box: Mailbox) -> bool:
    return box.address in exchange.mine
