"""What does the mail mean? All questions about one conversation, in order: is it tracked, by when is a reply due, where does it stand."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime

from replydue.core.conversation import Exchange
from replydue.core.counterpart import counterpart_of
from replydue.core.due import Waiting, expectation
from replydue.core.language import language_of
from replydue.core.mail import Message
from replydue.core.model import Conversation, Evidence, Expectation, Judgement, Reason, Source, Standing
from replydue.core.recruiter import Found, told_by_heads, untracked_because, weigh
from replydue.core.standing import Stands, standing
from replydue.settings import Settings

_PROMISED = (Source.PROMISE, Source.PREFERENCE)
_SEALED = ("multipart/encrypted", "application/pgp-encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")  # RFC 1847, 3156, 8551
_ROLE = re.compile(
    r"\b(?:the |an? |our |your )?(?P<role>(?:(?:Senior|Junior|Lead|Staff|Principal|Sr\.?|Jr\.?|Head of|Chief|Associate)\s+)?(?:[A-Z][\w/+#.&-]*\s+){0,4}"
    r"(?:Engineer|Developer|Manager|Analyst|Designer|Scientist|Architect|Consultant|Administrator|Director|Specialist|Coordinator|Assistant|Accountant|Nurse|Teacher|Intern|Researcher|Writer|Editor|Recruiter|Officer|Lead|Representative|Executive|Technician))\b"
)


def judge(conversation: Conversation, settings: Settings, now: datetime) -> Judgement:
    """Sections 2 to 6 of the reading rules for one conversation. `now` is aware, `settings.timezone` names the user's zone. Never raises on odd mail."""
    exchange = Exchange(conversation, settings)
    waiting = Waiting(exchange, now)
    told = told_by_heads(exchange)
    found = told or weigh(exchange)
    because = untracked_because(exchange, found, lambda: (promise for message in exchange.theirs for promise in waiting.promises[message.id]))
    if because is not None:
        return replace(_about(exchange, heads_alone=bool(told)), reason=because, evidence=_speaking(found, because))
    expected, anchor = expectation(waiting)
    stands = standing(waiting, expected, now)
    return replace(
        _about(exchange),
        standing=stands.standing,
        reason=stands.reason,
        expectation=_still_expected(exchange, stands, expected),
        anchor=anchor,
        steps_by_hand=waiting.steps_by_hand if exchange.human else (),
        after=waiting.after if exchange.human else "otherwise",
        language=language_of(" ".join(m.words for m in exchange.theirs[-3:]) or " ".join(m.words for m in exchange.my_own[-2:])),
        evidence=stands.evidence,
    )


def _about(exchange: Exchange, *, heads_alone: bool = False) -> Judgement:
    """Who and what it is about, whether it is tracked or not. `heads_alone`: no body is to be read for it."""
    broken = [(message.message_id or message.id, message.oddities if heads_alone else message.problems) for message in exchange.messages]
    return Judgement(
        standing=Standing.UNTRACKED,
        counterpart=counterpart_of(exchange),
        reply_target=_reply_target(exchange),
        last_human=exchange.human[-1] if exchange.human else None,
        carried_on_in="" if heads_alone else exchange.carried_on_in,
        answered_by=exchange.theirs[-1] if exchange.theirs else None,
        role=_role(exchange),
        doubt=_doubt(exchange),
        problems=tuple(f"{id}: {problem}" for id, problems in broken for problem in problems),
    )


def _speaking(found: tuple[Found, ...], because: Reason) -> tuple[Evidence, ...]:
    """The words that speak most against a candidacy, or for it where something else is the reason."""
    speaks = sorted(found, key=lambda entry: entry.points, reverse=because is not Reason.NOT_RECRUITING)
    return tuple(entry.evidence for entry in speaks[:3])


def _doubt(exchange: Exchange) -> str:
    """Why a person should look first: the newest word is the other side's, and what it says stands where it cannot be read."""
    newest = exchange.human[-1] if exchange.human else None
    if newest is None or exchange.by_me(newest) or newest.words.strip() or newest.events:
        return ""
    if any(kind in _SEALED for kind in newest.content_types):
        return "The newest message is encrypted, so that its text cannot be read."
    return "The newest message says all it says in an attachment." if newest.attachments else ""


def _still_expected(exchange: Exchange, stands: Stands, expected: Expectation | None) -> Expectation | None:
    """Only who waits expects something. Of a letter that asks and promises an answer too, its day is told as long as the user has written nothing."""
    if stands.standing is Standing.YOUR_TURN:
        return expected if expected and expected.source in _PROMISED and not exchange.my_own else None
    if stands.standing is Standing.CLOSED and stands.reason is not Reason.SILENCE_MEANS_NO:
        return None
    return expected


def _reply_target(exchange: Exchange) -> Message | None:
    """The newest message a person wrote in the thread; an answer to a machine's mail would reach nobody."""
    return next((message for message in reversed(exchange.messages) if message in exchange.human), None)


def _role(exchange: Exchange) -> str:
    """The position, as a subject or else a letter names it."""
    texts = (*(message.subject for message in exchange.messages), *(message.words[:3000] for message in exchange.human))
    found = next((match for match in (_ROLE.search(text) for text in texts) if match), None)
    return " ".join(found["role"].split()) if found else ""
