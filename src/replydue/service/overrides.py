"""What the user lays down by command: expect, snooze, stop, track. It is kept at once and takes effect at the daemon's next look."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from replydue.core.model import Override
from replydue.service.views import StatusRow, find
from replydue.settings import Settings
from replydue.store import Store


def expect(store: Store, name: str, day: date, now: datetime) -> StatusRow:
    """A reply is expected by that day, whatever the mail says. Raises UsageError for an unknown or ambiguous name."""
    return _change(store, name, now, expected_by=day)


def snooze(store: Store, name: str, until: date, settings: Settings, now: datetime) -> StatusRow:
    """The conversation is left alone until that day begins in the user's zone."""
    return _change(store, name, now, snoozed_until=datetime.combine(until, time(), tzinfo=ZoneInfo(settings.timezone)))


def stop(store: Store, name: str, now: datetime) -> StatusRow:
    """The conversation is never followed."""
    return _change(store, name, now, tracked=False)


def track(store: Store, name: str, now: datetime) -> StatusRow:
    """The conversation is followed, whatever it looks like."""
    return _change(store, name, now, tracked=True)


def _change(store: Store, name: str, now: datetime, **values: bool | date | datetime) -> StatusRow:
    row = find(store, name)
    override: Override = replace(store.override_of(row.thread_id), **values)  # type: ignore[arg-type]  # one of the fields, with its own type
    store.set_override(row.thread_id, override)
    store.wake(row.thread_id, now)
    return row
