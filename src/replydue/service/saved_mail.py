"""Judges saved mail: an mbox, a single message, or a folder of them. No account, no network, no store (contract 3)."""

from __future__ import annotations

import mmap
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from replydue.core.conversation import without_tag
from replydue.core.decide import decide
from replydue.core.keys import keys_of
from replydue.core.mail import Message
from replydue.core.message import read
from replydue.core.mime import Part, parse
from replydue.core.model import Conversation, Decision, Identity
from replydue.core.threads import threaded
from replydue.errors import MailError
from replydue.settings import Settings

_FROM_LINE = re.compile(rb"^From [^\r\n]*\d{4}[^\r\n]*\r?\n", re.M)
_LOOKS_LIKE_MAIL = re.compile(rb"\A(?:From [^\n]*\n)?(?:>?[!-9;-~]{1,80}[ \t]*:[^\n]*\n)", re.M)
_LABELS = {
    "spam": "SPAM",
    "trash": "TRASH",
    "bin": "TRASH",
    "drafts": "DRAFT",
    "draft": "DRAFT",
    "chat": "CHAT",
    "chats": "CHAT",
    "sent": "SENT",
    "inbox": "INBOX",
}


@dataclass(frozen=True)
class Judged:
    """One conversation of a file, judged; or the problem that kept it from being."""

    file: str
    decision: Decision | None
    problems: tuple[str, ...] = ()


def judge_file(path: Path, me: Sequence[str], settings: Settings, now: datetime, *, every: bool = False) -> Iterator[Judged]:
    """Judges the conversation of a file's first message, or `every` one found in it. What cannot be read is told, and the rest goes on."""
    try:
        messages, problems = read_mail(path, now)
    except MailError as error:
        yield Judged(str(path), None, (str(error),))
        return
    for decision in judge_messages(messages, me, settings, now, every=every):
        yield Judged(str(path), decision, problems)


def judge_messages(messages: Sequence[Message], me: Sequence[str], settings: Settings, now: datetime, *, every: bool = False) -> Iterator[Decision]:
    """Judges the conversation of the first message's thread, or `every` one; the messages of other threads are other mail of the same mailbox."""
    identities = _identities(me, messages)
    threads: dict[str, list[Message]] = {}
    for message in messages:
        threads.setdefault(message.thread_id, []).append(message)
    neighbours = _neighbours(threads, identities, settings)
    for thread_id in list(threads) if every else list(threads)[:1]:
        here = tuple(sorted(threads[thread_id], key=lambda message: message.date))
        elsewhere = tuple(message for other in neighbours[thread_id] for message in threads[other])
        yield decide(Conversation(thread_id, identities, here, elsewhere), settings, now)


def _neighbours(threads: Mapping[str, Sequence[Message]], identities: Sequence[Identity], settings: Settings) -> dict[str, list[str]]:
    """For each thread the others that share a person, a company or a report with it."""
    keys = {thread_id: keys_of(messages, identities, settings) for thread_id, messages in threads.items()}
    sharing: dict[str, list[str]] = {}
    for thread_id, its_keys in keys.items():
        for key in its_keys:
            sharing.setdefault(key, []).append(thread_id)
    return {thread_id: sorted({other for key in its_keys for other in sharing[key]} - {thread_id}) for thread_id, its_keys in keys.items()}


def read_mail(path: Path, now: datetime) -> tuple[tuple[Message, ...], tuple[str, ...]]:
    """The messages of an mbox or of a single mail, threaded, and what could not be read; copies count once. Raises MailError where nothing can."""
    found: dict[tuple[str, datetime], Message] = {}
    problems: list[str] = []
    for number, raw in enumerate(_raw_messages(path), start=1):
        if not _LOOKS_LIKE_MAIL.match(raw.lstrip(b"\r\n")):
            problems.append(f"message {number} is no mail and was left out")
            continue
        part = parse(raw.lstrip(b"\r\n"))
        message = read(part, id=part.header("message-id") or f"<{path.name}-{number}>", labels=exported_labels(part), now=now)
        found.setdefault((message.id, message.date), message)
    if not found:
        raise MailError(f"{path} holds no mail", problems[0] if problems else "name an mbox file, a saved message (.eml), or a folder of them")
    return threaded(tuple(found.values())), tuple(problems)


def files_in(paths: Sequence[Path]) -> Iterator[Path]:
    """The files named, and for a folder those in it, by name."""
    for path in paths:
        if path.is_dir():
            yield from sorted(entry for entry in path.rglob("*") if entry.is_file() and not entry.name.startswith("."))
        else:
            yield path


def exported_labels(part: Part) -> frozenset[str]:
    """Gmail's label ids, as an export of the mailbox names them in a header of each message."""
    names = (name.strip().strip('"').lower() for name in part.header("x-gmail-labels").split(","))
    return frozenset(_LABELS[name] for name in names if name in _LABELS)


def _raw_messages(path: Path) -> Iterator[bytes]:
    """Each message of an mbox, or the one message of a file; the file is mapped, for exported mailboxes are large."""
    try:
        with path.open("rb") as file:
            if path.stat().st_size == 0:
                raise MailError(f"{path} is empty", "name a file with mail in it")
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
                if mapped[:5] != b"From ":
                    yield mapped[:]
                    return
                starts = [
                    m.start() for m in _FROM_LINE.finditer(mapped) if m.start() == 0 or mapped[max(0, m.start() - 4) : m.start()].endswith((b"\n\n", b"\n\r\n"))
                ]
                for begin, end in zip(starts or [0], [*starts[1:], len(mapped)], strict=False):
                    yield re.sub(rb"(?m)^>(>*From )", rb"\1", mapped[begin:end].partition(b"\n")[2])
    except (OSError, ValueError) as error:
        raise MailError(f"{path} cannot be read ({getattr(error, 'strerror', None) or error})", "check its name and its rights") from error


def _identities(me: Sequence[str], messages: Sequence[Message]) -> tuple[Identity, ...]:
    """The user's addresses; where none is given, the one that nearly every message came to or went from."""
    addresses = [address.strip().lower() for address in me if address.strip()] or _guessed(messages)
    names = {message.sender.address: message.sender.name for message in messages if message.sender.name}
    return tuple(Identity(address, names.get(address, ""), primary=index == 0) for index, address in enumerate(addresses))


def _guessed(messages: Sequence[Message]) -> list[str]:
    delivered = Counter(
        without_tag(value.strip("<> ").lower()) for m in messages for value in (m.header("delivered-to"), m.header("x-original-to")) if "@" in value
    )
    if delivered:
        return [delivered.most_common(1)[0][0]]
    taking_part: Counter[str] = Counter()
    for message in messages:
        taking_part.update({box.address for box in (message.sender, *message.to, *message.cc) if box.address})
    receiving = Counter(box.address for message in messages for box in message.to if box.address)
    best = max(taking_part, key=lambda address: (taking_part[address], receiving[address]), default="")
    return [best] if best else []
