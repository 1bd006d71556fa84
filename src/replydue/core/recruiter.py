"""Is it a recruiter? Weighs what speaks for the user's own candidacy, and for everything else that looks like it (reading rules, section 5)."""

from __future__ import annotations

from dataclasses import dataclass

from replydue.core.closure import closed_by_counterpart
from replydue.core.conversation import Exchange
from replydue.core.hosts import is_hiring_platform, is_job_board, organisation
from replydue.core.model import Evidence, Message, Nature, Reason
from replydue.core.promises import Promise
from replydue.core.sayings import patterns, plainly, said
from replydue.core.sender import is_no_reply, nature

_ENOUGH = 3  # points from which a thread is about the user's candidacy
_READ = 8_000  # characters of a message that are looked at


@dataclass(frozen=True, slots=True)
class Found:
    """Points for (or against) a thread being recruiting, and what they were given for."""

    points: int
    what: str
    evidence: Evidence


def untracked_because(exchange: Exchange, promises: tuple[Promise, ...]) -> Reason | None:
    """Why the conversation is not tracked, None if it is. `promises` are those of the counterpart's messages."""
    if _ignored(exchange):
        return Reason.IGNORED
    if exchange.conversation.override.tracked or "Track" in exchange.conversation.levers or listed(exchange):
        return None if exchange.people else Reason.NO_ONE_TO_ANSWER
    if sum(found.points for found in weigh(exchange)) < _ENOUGH:
        return Reason.NOT_RECRUITING
    if not exchange.people:
        return Reason.NO_ONE_TO_ANSWER
    if not _engaged(exchange) and not any(promise.by or promise.after_user for promise in promises):
        return Reason.NEVER_ENGAGED
    return None


def listed(exchange: Exchange) -> bool:
    """Whether the configuration names somebody of the thread, or their domain, as a recruiter."""
    recruiters = exchange.settings.recruiters
    return any(person.address in recruiters.people or _in_domains(person.domain, recruiters.domains) for person in exchange.people)


def weigh(exchange: Exchange) -> tuple[Found, ...]:
    """All that speaks for or against, over the messages of the thread."""
    found: list[Found] = []
    for message in exchange.messages:
        found.extend(_in_mine(message) if exchange.by_me(message) else _in_theirs(message, exchange.natures[message.id]))
    strongest: dict[str, Found] = {}
    for entry in found:
        if entry.what not in strongest or abs(entry.points) > abs(strongest[entry.what].points):
            strongest[entry.what] = entry
    return tuple(strongest.values())


def worth_reading(message: Message) -> bool:
    """Whether a message known by its headers alone may be part of a candidacy, so that its body should be fetched."""
    if nature(message) is not Nature.BULK:
        return True
    kinds = patterns("recruiter")
    return bool(is_hiring_platform(message.sender.domain) or kinds["subject"].search(message.subject))


def _ignored(exchange: Exchange) -> bool:
    if "Stop" in exchange.conversation.levers or exchange.conversation.override.tracked is False:
        return True
    ignore = exchange.settings.recruiters.ignore
    senders = {m.sender for m in exchange.messages if not exchange.by_me(m)} | set(exchange.people)
    return any(box.address in ignore or _in_domains(box.domain, ignore) for box in senders)


def _in_domains(domain: str, domains: tuple[str, ...]) -> bool:
    return any(domain == entry or domain.endswith(f".{entry}") for entry in (name.removeprefix("@") for name in domains))


def _engaged(exchange: Exchange) -> bool:
    """The user wrote, or what came answers something the user did: an application, an interview; nobody is refused who did not apply."""
    if exchange.my_own:
        return True
    return any(said("recruiter", "engaged", f"{m.subject}.\n{m.words[:_READ]}") or closed_by_counterpart(m.words[:_READ]) for m in exchange.messages)


def _in_theirs(message: Message, made_by: Nature) -> list[Found]:
    kinds = patterns("recruiter")
    words, signature = plainly(message.words[:_READ]), plainly(message.signature[:1000])
    found: list[Found] = []

    def weigh_in(points: int, what: str, quote: str) -> None:
        found.append(Found(points, what, Evidence(message.message_id, " ".join(quote.split())[:200])))

    for kind, points, text in (
        ("subject", 2, plainly(message.subject)),
        ("role", 2, words),
        ("candidacy", 2, words),
        ("sure", 3, f"{message.subject}\n{words}"),
        ("title", 2, f"{signature}\n{message.sender.name}\n{words[-300:]}"),
        ("selling", -5, f"{message.subject}\n{words}"),
        ("teaching", -4, f"{message.subject}\n{words}"),
        ("supporting", -3, f"{message.subject}\n{words}"),
        ("alerting", -5, f"{message.subject}\n{words}"),
        ("not_a_job", -7, f"{message.subject}\n{words}"),
    ):
        match = kinds[kind].search(text)
        if match:
            weigh_in(points, kind, match[0])
    local = message.sender.address.partition("@")[0]
    if kinds["address"].search(local):
        weigh_in(2, "address", message.sender.address)
    if is_hiring_platform(message.sender.domain):
        weigh_in(2, "platform", message.sender.domain)
    if made_by is Nature.BULK:
        weigh_in(-4, "bulk", message.sender.address)
    if is_job_board(message.sender.domain) and is_no_reply(message.sender.address):
        weigh_in(-2, "board", organisation(message.sender.domain))
    return found


def _in_mine(message: Message) -> list[Found]:
    kinds = patterns("recruiter")
    words = plainly(f"{message.subject}\n{message.words[:_READ]}")
    found = []
    for kind, points, what in (("applying", 3, "applying"), ("role", 1, "role"), ("hiring_myself", -6, "hiring_myself")):
        match = kinds[kind].search(words)
        if match:
            found.append(Found(points, what, Evidence(message.message_id, " ".join(match[0].split())[:200])))
    return found
