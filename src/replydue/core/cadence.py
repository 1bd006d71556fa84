"""What comes next, and when? The coming step of the cadence (reading rules, sections 2 and 6)."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from replydue.core.business_days import BusinessDays
from replydue.core.life import TAKEN, FollowUp, Phase
from replydue.core.model import Conversation, Judgement, NextStep, Source, Standing
from replydue.settings import Settings, Window
from replydue.values import Span

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_AWAITING = (Standing.WAITING, Standing.OVERDUE, Standing.ON_HOLD)


def next_step(judgement: Judgement, conversation: Conversation, settings: Settings) -> NextStep | None:
    """The coming step and the moment it is due, in the user's zone; None where nothing is awaited or all steps were taken.

    A follow-up is due once a whole grace has passed after the expected day, at the opening of the next send window; a later one also no sooner than its
    interval after the one before. A step that the user took by hand, and one whose draft the user deleted, counts.
    """
    if judgement.standing not in _AWAITING or judgement.expectation is None or judgement.anchor is None:
        return None
    taken = moments_taken(judgement, conversation)
    steps = settings.cadence.steps
    if len(taken) >= len(steps):
        return None
    step, zone, days = steps[len(taken)], ZoneInfo(settings.timezone), BusinessDays(settings.holidays)
    grace = 0 if judgement.expectation.source is Source.PREFERENCE else 1
    passed = days.add_span(judgement.expectation.by, settings.cadence.grace) if grace else judgement.expectation.by
    at = opening(settings.cadence.window, passed + timedelta(days=1), zone)
    if taken and step.after is not None:
        at = max(at, _opening_after(taken[-1].astimezone(zone), step.after, days, settings.cadence.window))
    snoozed = conversation.override.snoozed_until
    if snoozed is not None and snoozed > at:
        at = next_opening(settings.cadence.window, snoozed, zone)
    return NextStep(step.do, len(taken) + 1, at)


def _opening_after(taken: datetime, span: Span, days: BusinessDays, window: Window) -> datetime:
    """The first opening at which a whole interval has passed since a step was taken; on the day itself the window may open too early for that."""
    zone = taken.tzinfo
    day = days.add_span(taken.date(), span)
    at = opening(window, day, zone)
    whole = datetime.combine(days.reach(taken.date(), span), taken.time(), tzinfo=zone)
    return at if at >= whole else opening(window, day + timedelta(days=1), zone)


def moments_taken(judgement: Judgement, conversation: Conversation) -> tuple[datetime, ...]:
    """When each step since the counterpart's last word was taken: sent by us or by hand, called, or skipped. Aware."""
    since = judgement.answered_by.date if judgement.answered_by else None
    ours = [f for f in conversation.follow_ups if f.phase in TAKEN and (since is None or f.changed > since)]
    by_hand = {message.id for message in judgement.steps_by_hand}
    counted = [message.date for message in judgement.steps_by_hand]
    return tuple(sorted([*counted, *(f.changed for f in ours if f.sent_id not in by_hand or f.phase is not Phase.SENT)]))


def live_one(follow_ups: tuple[FollowUp, ...], phases: frozenset[Phase]) -> FollowUp | None:
    """The newest follow-up in one of the phases."""
    return next((f for f in reversed(follow_ups) if f.phase in phases), None)


def opening(window: Window, day: date, zone: tzinfo | None) -> datetime:
    """When the send window opens on that day, or on the first day after it that has one."""
    while _WEEKDAYS[day.weekday()] not in window.days:
        day += timedelta(days=1)
    return datetime.combine(day, window.start, tzinfo=zone)


def next_opening(window: Window, moment: datetime, zone: ZoneInfo) -> datetime:
    """The moment itself if the window is open then, else when it next opens."""
    if is_open(window, moment, zone):
        return moment.astimezone(zone)
    local = moment.astimezone(zone)
    return opening(window, local.date() if local.time() < window.start else local.date() + timedelta(days=1), zone)


def is_open(window: Window, moment: datetime, zone: ZoneInfo) -> bool:
    """Whether follow-ups may go out at that moment."""
    local = moment.astimezone(zone)
    return _WEEKDAYS[local.weekday()] in window.days and window.start <= local.time() < window.end
