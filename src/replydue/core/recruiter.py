"""Is it a recruiter? Weighs what speaks for the user's own candidacy, and for everything else that looks like it (reading rules, section 5)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from replydue.core.closure import closed_by_counterpart
from replydue.core.conversation import Exchange
from replydue.core.hosts import is_hiring_platform, is_job_board, organisation
from replydue.core.language import language_of
from replydue.core.mail import Head, Message, Nature
from replydue.core.model import Evidence, Reason
from replydue.core.occupations import occupations_in
from replydue.core.promises import Promise
from replydue.core.sayings import ANY, folded, pattern, plainly, said
from replydue.core.sender import is_no_reply, sent_as_alert, sent_to_many
from replydue.core.weights import runs, weights_of, words_in

_ENOUGH = 3  # points from which a thread is about the user's candidacy, in a language without weights
_OTHERS = ("hiring_myself", "applying_to_me", "for_others", "board", "to_many")  # somebody else's candidacy, or what everybody is told: whatever else is said
_ADVERTISING = ("selling", "teaching", "alerting")
_LIKELY = 0.7  # how likely a thread has to be one about the user's candidacy: most mail is about none, and friends, landlords and employers get no follow-ups
_WITHOUT_A_SIGN = 0.8  # … where no points speak for it
_PLAIN = 0.3  # … where a hiring platform carries it, or points speak for a letter that the user never answered: that is hardly one of a friend's
_VERY_LIKELY = 0.9  # … where the user never wrote, and it reads like an advertisement
_PROMISED = "promised"  # the trait of a thread in which an answer is
_FEW, _MANY = -6, 12  # points between which a sum of them is a trait
_SIGNED = 600  # characters of a signature that are read
_READ = 6_000  # characters of a message that are looked at
_TELLS = 1_500  # characters from which a text tells its language
_SUBJECT = 500  # characters of a subject that are looked at
_BEFORE = 60  # characters before an occupation in which it is said what is the matter with it
_SAYING_NOTHING = (Nature.OUT_OF_OFFICE, Nature.BOUNCE, Nature.DELAY, Nature.RECEIPT)  # machines that only report on what the user sent
_THEIRS = (  # what is looked for in a message of theirs, the points for it, and where it stands
    ("subject", 2, "subject"),
    ("role", 2, "words"),
    ("candidacy", 2, "words"),
    ("maybe", 1, "everything"),
    ("pay", 1, "everything"),
    ("pitch", 3, "words"),
    ("sure", 3, "everything"),
    ("title", 3, "signature"),
    ("trade", 2, "sender"),
    ("selling", -9, "everything"),
    ("teaching", -8, "everything"),
    ("supporting", -5, "everything"),
    ("alerting", -6, "everything"),
    ("applying_to_me", -12, "words"),
    ("for_others", -7, "everything"),
    ("sociable", -4, "everything"),
    ("not_a_job", -8, "everything"),
)
_LETTER = ("words", "everything")
_MINE = (
    ("applying", 3, "everything"),
    ("role", 1, "everything"),
    ("maybe", 1, "everything"),
    ("hiring_myself", -12, "words"),
    ("not_a_job", -8, "everything"),
    ("supporting", -5, "everything"),
)


@dataclass(frozen=True, slots=True)
class Found:
    """Points for (or against) a thread being recruiting, and what they were given for."""

    points: int
    what: str
    evidence: Evidence


def untracked_because(exchange: Exchange, found: tuple[Found, ...], promises: Callable[[], Iterable[Promise]]) -> Reason | None:
    """Why the conversation is not tracked, None if it is. `found` is what the heads tell or `weigh` finds.

    `promises` tells those of the counterpart's messages, and is asked only where they decide it.
    """
    if _ignored(exchange):
        return Reason.IGNORED
    if exchange.conversation.override.tracked or "Track" in exchange.conversation.levers or listed(exchange):
        return None if exchange.people else Reason.NO_ONE_TO_ANSWER
    if _to_oneself(exchange) or not _is_candidacy(exchange, found, promises):
        return Reason.NOT_RECRUITING
    if not exchange.answerable:
        return Reason.NO_ONE_TO_ANSWER
    if not _engaged(exchange) and not _answer_promised(promises()):
        return Reason.NEVER_ENGAGED
    return None


def _is_candidacy(exchange: Exchange, found: tuple[Found, ...], promises: Callable[[], Iterable[Promise]]) -> bool:
    """Whether the thread is about the user's own candidacy: by the weights of its language, else by the points alone."""
    if any(entry.what in _OTHERS for entry in found):
        return False
    points = sum(entry.points for entry in found)
    weights = weights_of("candidacy", language_of("\n".join(message.words[:_READ] for message in exchange.messages)))
    if weights is None:
        return points >= _ENOUGH
    known, enough = traits(exchange, found, ()), _likely_enough(exchange, found, points)
    without, promised = (weights.weigh(held)["candidacy"] >= enough for held in (known, known | {_PROMISED}))
    return promised if without != promised and _answer_promised(promises()) else without


def _likely_enough(exchange: Exchange, found: tuple[Found, ...], points: int) -> float:
    """How likely a thread with so many points has to be one about the user's candidacy."""
    if any(entry.what == "platform" for entry in found) or (points > 0 and not exchange.my_own):
        return _PLAIN
    if points > 0:
        return _LIKELY
    advertised = not exchange.my_own and points < 0 and any(entry.what in _ADVERTISING for entry in found)
    return _VERY_LIKELY if advertised else _WITHOUT_A_SIGN


def traits(exchange: Exchange, found: tuple[Found, ...], promises: Iterable[Promise]) -> set[str]:
    """What a thread is told by: whose words they are, what the points were given for, whether an answer is promised and the user takes part."""
    told = {f"found {entry.what}" for entry in found}
    told.add(f"points {max(_FEW, min(_MANY, sum(entry.points for entry in found)))}")
    for message in exchange.messages:
        mine, made_by = exchange.by_me(message), exchange.natures[message.id]
        if made_by in _SAYING_NOTHING:
            continue
        told.update(runs(words_in(folded(message.subject[:_SUBJECT])), 2, "subject: "))
        told.update(runs(words_in(folded(message.words[:_READ])), 2, "mine: " if mine else "theirs: "))
        if not mine:
            told.update(runs(words_in(folded(message.signature[:_SIGNED])), 2, "signature: "))
            told.update(f"address: {part}" for part in words_in(message.sender.address.partition("@")[0]))
            told.add(f"made by {made_by.value}")
    if exchange.my_own:
        told.add("taken part in")
    if _answer_promised(promises):
        told.add(_PROMISED)
    return told


def _answer_promised(promises: Iterable[Promise]) -> bool:
    return any(promise.by or promise.after_user for promise in promises)


def listed(exchange: Exchange) -> bool:
    """Whether the configuration names somebody of the thread, or their domain, as a recruiter."""
    recruiters = exchange.settings.recruiters
    return any(person.address in recruiters.people or _in_domains(person.domain, recruiters.domains) for person in exchange.people)


def told_by_heads(exchange: Exchange) -> tuple[Found, ...]:
    """What the heads alone say against a thread that is not worth reading; nothing where it is.

    That is so where the user never wrote, no head is of work, and all was sent to many, or nobody could be answered: no words would have it tracked.
    """
    if any(exchange.by_me(message) or _of_work(message) for message in exchange.messages):
        return ()
    signs = [sent_to_many(message) for message in exchange.messages]
    if exchange.people and not all(signs):
        return ()
    return tuple(_noted(message, "to_many", -4, sign or message.sender.address) for message, sign in zip(exchange.messages, signs, strict=True))


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


def worth_reading(head: Head) -> bool:
    """Whether a mail may be part of a candidacy by its head, so that its body should be fetched, and read."""
    return not sent_to_many(head) or _of_work(head)


def _of_work(head: Head) -> bool:
    """Whether it comes from a hiring platform, or its subject may be about jobs; never a list of them."""
    if sent_as_alert(head):
        return False
    if is_hiring_platform(head.sender.domain):
        return True
    subject = folded(head.subject[:_SUBJECT])
    if pattern("recruiter", "subject").search(subject):
        return True
    return any(not pattern("recruiter", "sold_too").fullmatch(match[0]) for match in pattern("recruiter", "maybe").finditer(subject))


def _ignored(exchange: Exchange) -> bool:
    if "Stop" in exchange.conversation.levers or exchange.conversation.override.tracked is False:
        return True
    ignore = exchange.settings.recruiters.ignore
    senders = {m.sender for m in exchange.messages if not exchange.by_me(m)} | set(exchange.people)
    return any(box.address in ignore or _in_domains(box.domain, ignore) for box in senders)


def _in_domains(domain: str, domains: tuple[str, ...]) -> bool:
    return any(domain == entry or domain.endswith(f".{entry}") for entry in (name.removeprefix("@") for name in domains))


def _to_oneself(exchange: Exchange) -> bool:
    return not exchange.people and all(map(exchange.by_me, exchange.messages))


def _engaged(exchange: Exchange) -> bool:
    """The user wrote, or what came answers something the user did: an application, an interview; who did not apply is not refused."""
    if exchange.my_own or any(_answers_me(exchange, message) for message in exchange.messages):
        return True
    return any(said("recruiter", "engaged", m.words[:_READ], m.subject) or closed_by_counterpart(m.words[:_READ], plainly=True) for m in exchange.messages)


def _answers_me(exchange: Exchange, message: Message) -> bool:
    """Whether a machine says that the user took part: an answer to an invitation is the user's, an out-of-office reply is one to a mail of the user's.

    Gmail gives such a reply a thread of its own; where what it answers is at hand, it belongs to that.
    """
    if exchange.by_me(message):
        return exchange.natures[message.id] is Nature.CALENDAR
    return exchange.natures[message.id] is Nature.OUT_OF_OFFICE and not any(map(exchange.by_me, exchange.linked))


def _in_theirs(message: Message, made_by: Nature) -> list[Found]:
    if made_by in _SAYING_NOTHING:
        return []
    subject, words, signature = plainly(message.subject[:_SUBJECT]), plainly(message.words[:_READ]), plainly(message.signature[:1000])
    everything, name, domain = f"{subject}\n{words}", message.sender.name, message.sender.domain
    texts = {"subject": subject, "words": words, "everything": everything, "signature": f"{signature}\n{name}\n{words[-300:]}", "sender": f"{name}\n{domain}"}
    language = _language_of(words)
    found = [_found(message, kind, points, texts[where], language if where in _LETTER else ANY) for kind, points, where in _THEIRS]
    found.append(_occupation(message, subject))
    found.append(_sought(message, words))
    mailbox = message.sender.address.partition("@")[0]
    found.extend((_found(message, "address", 2, mailbox), _found(message, "service_address", -5, mailbox)))
    if is_hiring_platform(domain):
        found.append(_noted(message, "platform", 3, domain))
    if made_by is Nature.BULK:
        found.append(_noted(message, "bulk", -4, message.sender.address))
    if is_job_board(domain) and is_no_reply(message.sender.address):
        found.append(_noted(message, "board", -2, organisation(domain)))
    return [entry for entry in found if entry]


def _in_mine(message: Message) -> list[Found]:
    words = plainly(message.words[:_READ])
    texts = {"words": words, "everything": f"{plainly(message.subject[:_SUBJECT])}\n{words}"}  # the subject of an answer is the other side's
    language = _language_of(words)
    return [entry for kind, points, where in _MINE if (entry := _found(message, kind, points, texts[where], language))]


def _language_of(words: str) -> str:
    """What is said may be in any language that is read; a long letter tells its own, and is looked through for that and English only."""
    return language_of(words) if len(words) > _TELLS else ANY


def _occupation(message: Message, subject: str) -> Found | None:
    """An occupation in the subject: beside a word about jobs ("Dispatcher opening") it leaves little doubt; alone ("Night auditor") it is a hint."""
    named = next(occupations_in(subject), None)
    if named is None:
        return None
    sought = _first("job_word", subject) is not None
    return _noted(message, "occupation" if sought else "occupation_alone", 3 if sought else 1, named[0])


def _sought(message: Message, words: str) -> Found | None:
    """Somebody is sought, or spoken of, as one who works: "we need a second baker", "the interview for senior chemist"."""
    named = next((match for match in occupations_in(words) if _first("sought", words[max(0, match.start() - _BEFORE) : match.start()])), None)
    return _noted(message, "role", 2, named[0]) if named else None


def _found(message: Message, kind: str, points: int, text: str, language: str = ANY) -> Found | None:
    words = _first(kind, text, language)
    return None if words is None else _noted(message, kind, points, words)


@lru_cache(maxsize=512)
def _first(kind: str, text: str, language: str = ANY) -> str | None:
    """The first words of a text that say something of this kind; kept, for a thread is weighed anew with each message that comes."""
    match = pattern("recruiter", kind, language).search(_small(text))
    return text[match.start() : match.end()] if match else None


@lru_cache(maxsize=16)
def _small(text: str) -> str:
    """Kept, for the same text is looked through for many kinds."""
    return text.lower()


def _noted(head: Head, what: str, points: int, quote: str) -> Found:
    return Found(points, what, Evidence(head.message_id, " ".join(quote.split())[:200]))
