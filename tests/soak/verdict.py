"""Was it as it must be?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from tests.soak.life import Held, Lived, Plan

_FIRST = 4096  # KiB that the first loss, the first draft and the first notification may cost once: what is loaded late
_QUIET = 512  # KiB by which hours may differ in which the same happens


def faults(lived: Lived, plan: Plan) -> Iterator[str]:
    """What was not."""
    days = (plan.found - plan.lost + 23) // 24
    if len(lived.warnings) != days:
        yield f"{len(lived.warnings)} warnings of the lost sign-in, for {days} days of it"
    if [said for said in lived.notified if "sign-in" in said] != lived.warnings:
        yield f"the notifications are others than the warnings: {lived.notified}"
    if lived.others:
        yield f"other warnings: {lived.others}"
    if lived.waited != plan.poll:
        yield f"the draft that had come due came {lived.waited} after the new sign-in, and not at the next poll"
    if lived.ready != 1:
        yield f"it said {lived.ready} times that it is up"
    if lived.asked > timedelta(hours=1) // plan.poll + plan.found - plan.lost + 2:  # while the access token lasts each poll asks, later once an hour
        yield f"{lived.asked} requests without a sign-in"
    yield from _wrong_status(lived)
    yield from _growth(lived, plan)


def _wrong_status(lived: Lived) -> Iterator[str]:
    wanted = {"before the loss": "1 waiting, 0 drafts", "while it is lost": "run `replydue auth`", "at the end": "1 waiting, 1 draft to approve"}
    for when, words in wanted.items():
        if words not in lived.status[when]:
            yield f"the status line {when}: {lived.status[when]}"


def _growth(lived: Lived, plan: Plan) -> Iterator[str]:
    held = lived.held
    if held[-1].memory - held[0].memory > _FIRST:
        yield f"memory grew from {held[0].memory} to {held[-1].memory} KiB"
    for hours in (held[: plan.lost], held[plan.lost + 1 : plan.found], held[plan.found + 1 :]):
        if len(hours) > 1 and hours[-1].memory - hours[0].memory > _QUIET:
            yield f"memory grew in quiet hours: {[hour.memory for hour in hours]} KiB"
    for what, counts in (("threads", [hour.threads for hour in held]), ("open files", [hour.files for hour in held])):
        if max(counts) - min(counts) > 1:  # the thread that rings the first alarm; the connection that is being closed
            yield f"{what}: {counts}"


def told(lived: Lived, plan: Plan) -> str:
    """The figures in words."""
    first, last = lived.held[0], lived.held[-1]
    return (
        f"{plan.hours} hours, {lived.polls} polls; nobody signed in for {plan.found - plan.lost} of them: {_count(lived.warnings, 'warning')} in the journal, "
        f"{_count([said for said in lived.notified if 'sign-in' in said], 'notification')}, {lived.asked} requests; the draft that had come due stood "
        f"{lived.waited} after the new sign-in\n"
        f"memory {_mb(first)} after the first hour, {_mb(last)} after the last; threads {_span(held.threads for held in lived.held)}, "
        f"open files {_span(held.files for held in lived.held)}"
    )


def _count(of: Sequence[str], what: str) -> str:
    return f"{len(of)} {what}{'' if len(of) == 1 else 's'}"


def _mb(held: Held) -> str:
    return f"{held.memory / 1024:.1f} MB"


def _span(counts: Iterator[int]) -> str:
    seen = sorted(set(counts))
    return f"{seen[0]}" if len(seen) == 1 else f"{seen[0]} to {seen[-1]}"
