"""How does cost grow: with mail, with conversations, with days? The points of the curves in docs/performance.md."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.commands import replydue
from bench.first_look import floor_of
from bench.idle import rest
from bench.mail import ME, MY_NAME, Mail, mailbox
from bench.process import configured, in_turn, running
from bench.row import Size
from bench.stores import looked_at, multiplied
from bench.world import NOW, World, fill, units, world
from replydue.sandbox import Clock, Sandbox

Points = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Chart:
    """One picture: curves by name over a common axis. `log`: both axes by powers of ten."""

    name: str
    title: str
    across: str
    up: str
    curves: dict[str, Points]
    log: bool = False


def with_mail(size: Size) -> Chart:
    """Units of the first look by the size of the mailbox, over the same five years."""
    recruiters = min(size.recruiters, 100)
    ours, floors, mirror = Points(), Points(), Points()
    for messages in (1_000, 2_500, 5_000) if size.quick else (2_500, 10_000, 25_000, 50_000):
        with TemporaryDirectory() as folder, Sandbox(ME, MY_NAME, clock=Clock(NOW)) as box:
            tracked = fill(box, mailbox(4, NOW, messages=messages, recruiters=recruiters))
            floors.append((messages, float(floor_of(box, tracked))))
            made = World(box, Path(folder))
            box.reset_log()
            made.once()
            ours.append((messages, float(units(box.requests))))
            mirror.append((messages, 20.0 * messages + 5 * -(-messages // 500)))
            made.daemon.close()
    title = f"First look: {recruiters} recruiters' threads in mailboxes of all sizes"
    curves = {"replydue": ours, "floor": floors, "all listed, all fetched (reckoned)": mirror}
    return Chart("mail", title, "messages in the mailbox", "quota units", curves, log=True)


def with_conversations(size: Size) -> list[Chart]:
    """Start, memory and `status` by the number of conversations in the store."""
    starts, memory, status = Points(), Points(), Points()
    for count in (100, 1_000) if size.quick else (100, 1_000, 10_000, 100_000):
        with looked_at(100) as made:
            options = configured(made.folder, made.box.endpoint, watch={"poll": "5s"})
            multiplied(made.store, count)
            ready = []
            for _ in range(3):
                with running(made.folder, options) as daemon:
                    ready.append(daemon.ready)
                    rest(made, 2)
                    held = daemon.memory()
            starts.append((count, median(ready)))
            memory.append((count, held))
            status.append((count, in_turn(3, made.folder, replydue("status", *options))[0]))
    seconds = Chart("conversations-time", "Start and `status`", "conversations in the store", "seconds", {"start to READY": starts, "status": status}, log=True)
    return [seconds, Chart("conversations-memory", "Memory at rest", "conversations in the store", "MiB", {"replydue run": memory}, log=True)]


def with_days(size: Size) -> list[Chart]:
    """Units beyond the polls, and the store on disk, day by day, as mail comes in: 27 mails a day, as in the mailbox of the first look."""
    days = 10 if size.quick else 60
    coming = list(mailbox(9, NOW + timedelta(days=days), messages=27 * days, recruiters=days // 2, years=days / 365, days=days))
    spent, stored = Points(), Points()
    with world([]) as (made, _):
        made.once()
        for day in range(1, days + 1):
            made.box.reset_log()
            for _hour in range(24):
                made.advance(timedelta(hours=1))
                coming = _arrive(made, coming)
                made.once()
            polls = sum(request.units for request in made.box.requests if request.method == "history.list")
            spent.append((day, float(made.box.units - polls)))
            stored.append((day, sum(file.stat().st_size for file in made.folder.glob("replydue.db*")) / 2**20))
    units_a_day = Chart("days-units", "Day by day: 27 mails, every other day a new candidacy", "days", "units beyond the polls", {"replydue": spent})
    return [units_a_day, Chart("days-store", "The store on disk", "days", "MiB", {"replydue": stored})]


def _arrive(made: World, coming: list[Mail]) -> list[Mail]:
    """Lets in what is due by now; what is still to come."""
    now = made.box.clock.now()
    for mail in coming:
        if mail.at <= now:
            made.box.receive(mail.raw, labels=mail.labels)
    return [mail for mail in coming if mail.at > now]


def charts(size: Size) -> list[Chart]:
    """All of them."""
    return [with_mail(size), *with_conversations(size), *with_days(size)]
