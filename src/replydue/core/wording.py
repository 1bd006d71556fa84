"""What would the follow-up say? The letter of one step, complete, in the conversation's language; nothing of it is ever sent from here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from replydue.core.languages import TONGUES, day_in_words, topic, typeset
from replydue.core.mail import Mailbox, Message
from replydue.core.manners import familiar
from replydue.core.model import Conversation, Counterpart, Identity, Judgement, Letter, NextStep, Source
from replydue.core.names import first_of, persons_name
from replydue.core.quoting import as_html, as_text, quote_as_html, quote_as_text, signature_as_html, signature_as_text
from replydue.core.salutation import first_name, salutation
from replydue.core.template_set import BUILT_IN, Templates, rendered
from replydue.settings import Settings

__all__ = ["BUILT_IN", "Templates", "call_notes", "subject_of_reply", "write"]

_PROMISED = frozenset({Source.PROMISE, Source.REPORTED, Source.PREFERENCE})
_NUMBERED = r"\s*(?:\[\d+\]|\(\d+\)|\^\d+)?\s*[:：]\s*"
_REPLY = rf"(?:re|aw|antw|antwort|sv|vs|ref|rif|res|resp|rép|rep|odp|ynt|r|回复|回覆|答复|답장|返信){_NUMBERED}"
_FORWARD = rf"(?:fwd?|wg|tr|rv|i|enc|vb|doorst|转发|轉寄){_NUMBERED}"
_PREFIXES = re.compile(rf"\s*(?:{_REPLY}|(?P<forward>{_FORWARD}(?=\s*\S)))", re.I)
_MESSAGE_ID = re.compile(r"<[^<>\s]{1,900}>")
_LONGEST_SUBJECT = 2_000  # characters, twice the longest line that mail may have (RFC 5322, 2.1.1)
_REFERENCES_KEPT = 30  # the thread's root and the newest ones, so that the header stays of a size that servers take
_ON_HOLD = re.compile(r"\bon hold\b|\bpaus|\bfrozen\b|\bfreeze\b|\bruht\b|zurückgestellt|en pause|suspendu|en pausa|suspendid|congelad", re.I)
_ODD_IN_A_ROLE = re.compile(r"[@<>{}\[\]]|https?:|www\.", re.I)
_BRACKETS = re.compile(r"\s*\([^)]*\)")


def write(judgement: Judgement, conversation: Conversation, step: NextStep, settings: Settings, templates: Templates, now: datetime) -> Letter:
    """The letter of an e-mail step: to the counterpart, from the identity that they wrote to, as an answer to the reply target (RFC 5322, section 3.6.4).

    `now` is aware; days and the line above the quote are in `settings.timezone`. Needs a counterpart and a reply target in the judgement: ValueError without.
    Raises ConfigError when the step names a template that does not exist.
    """
    counterpart, target = judgement.counterpart, judgement.reply_target
    if counterpart is None or target is None or not counterpart.address:
        raise ValueError("a letter needs somebody to write to and a message to answer")
    language, zone = _language(judgement, settings), _zone(settings, now)
    identity = identity_written_to(conversation, target)
    words = _worded(_kind(step, settings), judgement, conversation, step, settings, templates, now)
    quote = quote_as_text(target, language, zone, settings.month_first)
    text = "\n\n".join(part for part in (as_text(words), signature_as_text(identity.signature), quote) if part)
    own = f'<div dir="ltr">{as_html(words)}</div>{signature_as_html(identity.signature)}'
    return Letter(
        sender=Mailbox(_one_line(settings.drafts.name or identity.name), identity.address),
        to=(Mailbox(_one_line(counterpart.name), counterpart.address),),
        subject=subject_of_reply(target.subject),
        in_reply_to=_id_of(target),
        references=_references(target),
        text=f"{text}\n",
        html=f"{own}{quote_as_html(target, language, zone, settings.month_first)}",
    )


def call_notes(judgement: Judgement, conversation: Conversation, step: NextStep, settings: Settings, templates: Templates, now: datetime) -> str:
    """What to say in a call, and the number found in the recruiter's signature, as plain text. `now` is aware."""
    return _worded("call", judgement, conversation, step, settings, templates, now)


def subject_of_reply(subject: str) -> str:
    """`Re: …` on one line, with every reply prefix that was there before taken off (Re, AW, SV, Re[2] …), also from below a forward's, which stays once."""
    whole, forward, at = _one_line(subject[:_LONGEST_SUBJECT]), "", 0
    while prefix := _PREFIXES.match(whole, at):
        at, forward = prefix.end(), forward or (prefix["forward"] or "").strip()
    return " ".join(part for part in ("Re:", forward, whole[at:]) if part)


def identity_written_to(conversation: Conversation, target: Message) -> Identity:
    """The identity that the recruiter wrote to, by their newest message; else the one that the user wrote as; else the primary one.

    An address with a `+tag` belongs to the identity without it. Raises ValueError where the account has no identity at all.
    """
    if not conversation.identities:
        raise ValueError("a letter needs an identity to write from")
    by_address = {identity.address.lower(): identity for identity in conversation.identities}
    newest_first = (target, *reversed(conversation.messages))
    theirs = [message for message in newest_first if _own(message.sender.address, by_address) is None]
    reached = (address for message in theirs for address in (*(box.address for box in (*message.to, *message.cc)), message.header("delivered-to")))
    for address in (*reached, *(message.sender.address for message in newest_first)):
        found = _own(address, by_address)
        if found:
            return found
    return next((identity for identity in conversation.identities if identity.primary), conversation.identities[0])


def _own(address: str, by_address: dict[str, Identity]) -> Identity | None:
    return by_address.get(address.lower()) or by_address.get(_without_tag(address))


def _worded(kind: str, judgement: Judgement, conversation: Conversation, step: NextStep, settings: Settings, templates: Templates, now: datetime) -> str:
    language = _language(judgement, settings)
    values = _values(judgement, conversation, step, settings, now)
    template = templates.chosen(kind, judgement.after, language, _turn(conversation, step), values["familiar"])
    return typeset(rendered(template, values), language)


def _kind(step: NextStep, settings: Settings) -> str:
    """The template that the cadence names for the step; unnamed, the final one of several is the last note."""
    steps = settings.cadence.steps
    named = steps[step.number - 1].template if step.number <= len(steps) else ""
    return named or ("last" if step.number > 1 and step.number >= len(steps) else "first")


def _turn(conversation: Conversation, step: NextStep) -> int:
    """Which wording: the same for a step of a conversation whenever it is asked, another for the next step."""
    return int.from_bytes(sha256(conversation.id.encode()).digest()[:4]) + step.number - 1


def _values(judgement: Judgement, conversation: Conversation, step: NextStep, settings: Settings, now: datetime) -> dict[str, Any]:
    """The templates' variables (`template_set.VARIABLES`); what is not known is ""."""
    language = _language(judgement, settings)
    counterpart = judgement.counterpart or Counterpart("", "", "")
    theirs = list(_written_by(counterpart, judgement, conversation))
    by_user = list(_written_by_user(conversation))
    close = familiar((message.words for message in (*theirs, *by_user)), language)
    role = _role(judgement.role)
    target = judgement.reply_target
    return {
        "salutation": salutation(counterpart, theirs, language, close, (message.words for message in by_user)),
        "first_name": first_name(counterpart, theirs),
        "name": persons_name(counterpart.name, counterpart.company, counterpart.address),
        "familiar": close,
        "company": _one_line(counterpart.company)[:80],
        "role": role,
        "topic": topic(role, language),
        "me": _me(conversation, target, settings, close),
        **_what_was_said(judgement, settings, now),
        "interview_day": _named(_interview(judgement, conversation, now), judgement, settings, now),
        "last_wrote": _named(next((message.date.date() for message in by_user), None), judgement, settings, now),
        "after": judgement.after,
        "number": step.number,
        "phone": _one_line(counterpart.phone),
        "subject": subject_of_reply(target.subject).removeprefix("Re:").strip() if target else "",
    }


def _me(conversation: Conversation, target: Message | None, settings: Settings, close: bool) -> str:
    """What the letter is signed with: the name that the user chose; else that of the address, or of an earlier mail, the first one among friends."""
    if settings.drafts.name:
        return _one_line(settings.drafts.name)
    names = (identity_written_to(conversation, target).name if target else "", *(message.sender.name for message in _written_by_user(conversation)))
    name = next((_BRACKETS.sub("", _one_line(name)) for name in names if name.strip() and "@" not in name), "")
    return (close and first_of(persons_name(name))) or name


def _what_was_said(judgement: Judgement, settings: Settings, now: datetime) -> dict[str, Any]:
    """The promise, if there was one and its day is past."""
    expected = judgement.expectation
    if expected is None or expected.source not in _PROMISED or expected.by > now.astimezone(_zone(settings, now)).date():
        return {"promised_day": "", "invited": False, "paused": False, "quote": ""}
    quote = _one_line(expected.evidence.quote) if expected.evidence else ""
    return {
        "promised_day": _named(expected.by, judgement, settings, now),
        "invited": expected.source is Source.PREFERENCE,
        "paused": expected.source is Source.PROMISE and bool(_ON_HOLD.search(quote)),
        "quote": quote[:300],
    }


def _written_by(counterpart: Counterpart, judgement: Judgement, conversation: Conversation) -> Iterator[Message]:
    """The counterpart's own messages, newest first."""
    mine = {identity.address.lower() for identity in conversation.identities}
    if judgement.answered_by is not None:
        yield judgement.answered_by
    for message in reversed(conversation.messages):
        addresses = {message.sender.address, *(box.address for box in message.reply_to)}
        if counterpart.address in addresses and message.sender.address not in mine:
            yield message


def _interview(judgement: Judgement, conversation: Conversation, now: datetime) -> date | None:
    """The day of the last interview that is over, on the calendar's own clock."""
    if judgement.after != "interview":
        return None
    ends = [event.end for message in conversation.messages for event in message.events if not event.cancelled and event.end <= now]
    return max(ends).date() if ends else None


def _written_by_user(conversation: Conversation) -> Iterator[Message]:
    """The user's own messages, newest first."""
    mine = {identity.address.lower() for identity in conversation.identities}
    return (message for message in reversed(conversation.messages) if message.sender.address in mine)


def _named(day: date | None, judgement: Judgement, settings: Settings, now: datetime) -> str:
    today = now.astimezone(_zone(settings, now)).date()
    return day_in_words(day, _language(judgement, settings), settings.month_first, today) if day else ""


def _language(judgement: Judgement, settings: Settings) -> str:
    wanted = judgement.language if settings.drafts.language == "auto" else settings.drafts.language
    return wanted if wanted in TONGUES else "en"


def _zone(settings: Settings, now: datetime) -> Any:
    return ZoneInfo(settings.timezone) if settings.timezone else now.tzinfo


def _role(role: str) -> str:
    """The role as a letter can name it; "" where it is too odd to be one (links, addresses, whole sentences)."""
    text = _BRACKETS.sub("", _one_line(role)).strip(" .,:;–—-")
    text = re.sub(r"^(?:the|our)\s+|\s+(?:role|position|stelle)$", "", text, flags=re.I)
    return "" if _ODD_IN_A_ROLE.search(text) or len(text) > 60 or len(text.split()) > 8 else text


def _references(target: Message) -> tuple[str, ...]:
    """The chain of the answered message and its own id (RFC 5322, 3.6.4): each once, ill-formed ones left out, a long chain cut in the middle."""
    chain = [*(target.references or (target.in_reply_to,)), target.message_id]
    known = list(dict.fromkeys(found for entry in chain for found in _MESSAGE_ID.findall(entry)))
    return tuple(known if len(known) <= _REFERENCES_KEPT else [known[0], *known[1 - _REFERENCES_KEPT :]])


def _id_of(target: Message) -> str:
    found = _MESSAGE_ID.search(target.message_id)
    return found[0] if found else ""


def _without_tag(address: str) -> str:
    local, at, domain = address.lower().partition("@")
    return f"{local.partition('+')[0]}{at}{domain}"


def _one_line(text: str) -> str:
    """Header values stay on one line: no CR, LF or control character comes through (RFC 5322, 2.2)."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())
