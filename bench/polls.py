"""What does it cost to look? Requests and quota units of a poll: with nothing new, with one new mail, with a thousand newsletters."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from random import Random

from bench.mail import mailbox, newsletter
from bench.row import Row, Size, at_most, beside
from bench.world import NOW, World, units, world

POLL_UNITS, METADATA_UNITS = 2, 20  # history.list and messages.get, Google's table of May 2026
_BODIES = frozenset({"threads.get", "drafts.get"})


def idle(size: Size) -> list[Row]:
    """A poll with nothing new."""
    with world(mailbox(1, NOW, messages=size.recruiters * 4, recruiters=size.recruiters)) as (made, _):
        made.once()
        made.until_quiet()
        made.box.reset_log()
        made.once()
        requests = made.box.requests
    exact = [request.method for request in requests] == ["history.list"]
    return [
        Row("a poll with nothing new", len(requests), "requests", 1, "exactly 1", exact, ", ".join(request.method for request in requests)),
        Row("  its quota units", units(requests), "units", POLL_UNITS, "exactly 1 ×", units(requests) == POLL_UNITS),
    ]


def one_mail(size: Size) -> list[Row]:
    """One new mail of a recruiter in a tracked thread, until the daemon is at rest again; each poll on the way is one request of its own."""
    with world(mailbox(2, NOW, messages=size.recruiters * 4, recruiters=size.recruiters)) as (made, tracked):
        made.once()
        made.until_quiet()
        _answer(made, tracked[0])
        made.box.reset_log()
        made.once()
        at_once = made.box.requests
        polls = made.until_quiet()
        after = made.box.requests[len(at_once) :]
    beyond = len(at_once) - 1 + len(after) - polls
    spent = units(at_once) + units(after) - (1 + polls) * POLL_UNITS
    listed = ", ".join(request.method for request in (*at_once, *after) if request.method != "history.list")
    return [
        Row("one new mail in a tracked thread", beyond, "requests beyond the polls", 1, "≤ 2", beyond <= 2, listed),
        beside("  its quota units beyond the polls", spent, "units", 40, "floor: threads.get"),
    ]


def _answer(made: World, thread_id: str) -> None:
    """Another mail in the thread, from the recruiter."""
    last = made.box.messages_of(thread_id)[-1].raw.decode()
    made.advance(timedelta(minutes=1))
    message_id = next(line for line in last.splitlines() if line.startswith("Message-ID:")).partition(" ")[2]
    head = [line for line in last.splitlines() if line.startswith(("From:", "To:", "Subject:"))]
    more = [f"In-Reply-To: {message_id}", f"References: {message_id}", "Message-ID: <again@mail.example>"]
    day = made.box.clock.now() + timedelta(days=9)
    made.box.receive("\r\n".join([*head, *more, "", f"Hi Sam,\r\n\r\nyou will hear from me by {day:%B} {day.day}.\r\n"]).encode())


def newsletters(size: Size) -> list[Row]:
    """Newsletters arriving between two polls, each a thread of its own; one in six speaks of jobs."""
    rng = Random(3)  # noqa: S311  the same in every run is what is wanted
    with world(mailbox(3, NOW, messages=size.recruiters * 4, recruiters=size.recruiters)) as (made, _):
        made.once()
        made.until_quiet()
        for number in range(size.newsletters):
            made.box.receive(newsletter(rng, 1_000_000 + number, NOW).raw, labels=("INBOX", "UNREAD", "CATEGORY_PROMOTIONS"))
        made.box.reset_log()
        made.once()
        made.until_quiet()
        requests = made.box.requests
    polls = [request for request in requests if request.method == "history.list"]
    spent = units(requests) - units(polls)
    bodies = sum(request.method in _BODIES or request.params.get("format") == ["full"] for request in requests)
    called = Counter(request.method for request in requests if request.method != "history.list")
    return [
        at_most(f"{size.newsletters:,} newsletters arrive", spent, "units", METADATA_UNITS * size.newsletters, 1.1, str(dict(called))),
        Row("  bodies fetched for them", bodies, "bodies", None, "none", bodies == 0),
    ]
