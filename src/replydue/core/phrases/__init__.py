"""From phrase to date (reading rules, section 2): which days a text names, and which day a person means who types one."""

from __future__ import annotations

from datetime import date

from replydue.core.business_days import BusinessDays
from replydue.core.phrases.named import NamedDay, named_days

__all__ = ["NamedDay", "day_meant", "days_named"]


def days_named(text: str, reference: date, business_days: BusinessDays, month_first: bool) -> tuple[NamedDay, ...]:
    """The days to come that the text names, in order; none lies before the reference day, each is a business day."""
    return named_days(text, reference, business_days, month_first)


def day_meant(text: str, reference: date, business_days: BusinessDays, month_first: bool) -> date | None:
    """The one day that a person means who types it on a command line ("next Friday", "2 weeks", "14 Dec"), or None where it is no single day."""
    named = named_days(text, reference, business_days, month_first) or named_days(f"in {text}", reference, business_days, month_first)
    return named[0].by if len(named) == 1 else None
