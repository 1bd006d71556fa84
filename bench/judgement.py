"""How quickly is mail judged? Messages a second from raw MIME to decision, beside the parsing alone and beside readers of dates."""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Callable, Sequence
from email import message_from_bytes, policy
from functools import partial
from operator import itemgetter

from tests.fuzz import hostile, judging

from bench import dates
from bench.mail import Mail, threads
from bench.row import Row, Size, below, beside
from bench.world import NOW, ZONE
from replydue.core.business_days import BusinessDays
from replydue.core.decide import decide
from replydue.core.message import read
from replydue.core.mime import parse
from replydue.core.model import Conversation, Identity
from replydue.service.evaluation.model import Line
from replydue.service.evaluation.written_mail import written
from replydue.settings import Settings

_ME = (Identity("sam@example.com", "Sam Porter", primary=True),)
_CASES = ("conversations/seen", "dev")
_SLICES = 10
_UNIT = "ms a message"
_A_DAY = 27  # mails, as in the mailbox of the first look, and a new candidacy every other day, as there too (bench/growth.py)
_NEWSLETTER = 12_000  # characters of HTML; real ones are rather longer
_PIECE = 100_000  # bytes
_AHEAD = 800  # business days, for which holidays are worked out: once a process, like all that is loaded
_LETTERS = ("recruiter", "personal")
Raw = list[bytes]  # the mails of a conversation


def mailbox(days: int, seed: int) -> tuple[list[Raw], list[Raw]]:
    """What comes into a mailbox in so many days, conversation by conversation, and the letters of it alone. Every other candidacy is a labelled one."""
    candidacies = days // 4
    found = threads(seed, NOW, messages=_A_DAY * days, recruiters=candidacies, years=days / 365, days=days, newsletters_size=_NEWSLETTER)
    known = labelled()
    every = len(known) // candidacies
    real = known[seed % every :: every][:candidacies]
    letters = [thread for thread in found if thread[0].kind in _LETTERS]
    return real + _raw(found), real + _raw(letters)


def _raw(found: Sequence[Sequence[Mail]]) -> list[Raw]:
    return [[mail.raw for mail in thread] for thread in found]


def labelled() -> list[Raw]:
    """The labelled conversations, written out as mail."""
    files = sorted(path for folder in _CASES for path in (dates.TESTS / folder).glob("*.jsonl"))
    lines = [json.loads(line) for path in files for line in path.read_text("utf-8").splitlines() if line.startswith("{")]
    return [_mails(line) for line in lines if {"messages", "expect", "now"} <= line.keys()]


def _mails(line: Line) -> Raw:
    found: Raw = []
    for number, message in enumerate(line["messages"], start=1):
        found.append(written(message, str(line.get("timezone", "UTC")), f"<{number}@case.example>", f"<{number - 1}@case.example>" if number > 1 else ""))
    return found


def judged(mail: Sequence[Raw]) -> None:
    """From raw MIME to decision, each conversation."""
    settings = Settings.model_validate({"timezone": ZONE})
    for number, raws in enumerate(mail):
        messages = tuple(read(parse(raw), id=f"{number}.{place}", thread_id=str(number), now=NOW) for place, raw in enumerate(raws))
        ordered = tuple(sorted(messages, key=lambda message: message.date))
        decide(Conversation(str(number), _ME, ordered), settings, NOW)


def parsed(mail: Sequence[Raw]) -> None:
    """The floor: the standard library's parser alone."""
    for raws in mail:
        for raw in raws:
            message_from_bytes(raw)


def parsed_and_decoded(mail: Sequence[Raw]) -> None:
    """What any reader of mail has to do besides: the headers it needs, and the text of each part, by the library's present way."""
    for raws in mail:
        for raw in raws:
            message = message_from_bytes(raw, policy=policy.default)
            for name in ("from", "to", "subject", "date"):
                str(message.get(name, ""))
            for part in message.walk():
                if part.get_content_maintype() == "text":
                    part.get_content()


_WORKS = (judged, parsed, parsed_and_decoded)


def judgement(size: Size) -> list[Row]:
    """Our speed, the floors, and the peers on the same text."""
    days = 20 if size.quick else 80
    every, letters = mailbox(days, seed=6)[0], mailbox(days, seed=8)[1]
    _warm_up(without=[*every, *letters])
    ours, floor, decoding = _each_takes(every)
    lone, least, _ = _each_takes(letters)
    speed = f"{1e3 / ours:,.0f} messages a second; floor: message_from_bytes alone"
    return [
        Row("judgement, from raw MIME to decision", ours, _UNIT, floor, "≤ 4 ×", ours <= 4 * floor, speed),
        beside("  beside parsing with headers and texts decoded", ours, _UNIT, decoding, "by the standard library's policy.default"),
        beside("  letters alone", lone, _UNIT, least, "of friends and recruiters; floor: message_from_bytes alone"),
        _dearest(),
        *_beside_peers(ours, [_text(raw) for raws in every for raw in raws]),
    ]


def _dearest() -> Row:
    """Of the mail that tests were made heavy with, the one that costs the most, for each 100 kB of it."""
    BusinessDays(judging.HELD.holidays).add(judging.NOW.date(), _AHEAD)
    gc.freeze()  # what is loaded is searched for garbage now and then, whichever mail is judged at that moment
    costs = {name: _costs(mail()) for name, mail in hostile.MAILS.items()}
    gc.unfreeze()
    name, cost = max(costs.items(), key=itemgetter(1))
    return below(f"  hostile mail, the dearest of {len(costs)}", cost, "ms for 100 kB", 50, name)


def _costs(raw: bytes) -> float:
    """Milliseconds for a mail; less than 100 kB may cost as much."""
    gc.collect()  # the garbage of the one before is none of its
    return _seconds(partial(judging.decided, judging.APPLICATION, raw)) * 1e3 / max(1, len(raw) / _PIECE)


def _beside_peers(ours: float, texts: Sequence[dates.Text]) -> list[Row]:
    lines = dates.labelled()
    own_dated, own_all = dates.accuracy(lines, dates.our_days(lines))
    told = f"replydue; of all {len(lines)} labelled English messages, those that promise none too: {own_all:.1%}"
    rows = [beside("  right: the promised day", own_dated * 100, "%", note=told)]
    found, missing = dates.peers()
    for name, reader in found.items():
        took = dates.read(reader, texts).seconds / len(texts) * 1e3
        dated, every = dates.accuracy(lines, dates.days_taken(reader, lines))
        aim = name == "dateparser"
        times = f"replydue judges {took / ours:.1f} × as fast as it searches"
        rows.append(Row(f"  {name} over the same text", took, _UNIT, ours, "≥ 5 ×" if aim else "", took >= 5 * ours if aim else None, times))
        rows.append(Row(f"  right: {name}", dated * 100, "%", None, "far less" if aim else "", dated < own_dated / 2 if aim else None, f"of all: {every:.1%}"))
    return rows + [beside(f"  {name}", 0, "", note="left out: not installed") for name in missing]


def _text(raw: bytes) -> dates.Text:
    """The plain text of a mail, as the readers of dates get it: without markup and encodings, which we take off ourselves within our time."""
    message = read(parse(raw), id="1", thread_id="1", now=NOW)
    return message.text or message.words, message.date.date()


def _warm_up(without: Sequence[Raw]) -> None:
    """Other mail, all labelled conversations among it, for what a service loads and compiles once: the words of four languages, and thousands of patterns."""
    for work in _WORKS:
        work([raws for raws in (*mailbox(20, seed=7)[0], *labelled()) if raws not in without])


def _each_takes(mail: Sequence[Raw]) -> list[float]:
    """What we and the two floors take for a message of it, in milliseconds. Slice by slice in turn, so that what else the machine does meets all; each mail
    once, so that no cache has seen it."""
    taken = [[_seconds(partial(work, mail[first::_SLICES])) for work in _WORKS] for first in range(_SLICES)]
    return [sum(times) * 1e3 / sum(map(len, mail)) for times in zip(*taken, strict=True)]


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun
