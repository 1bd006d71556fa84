"""What is reckoned again and again with the same outcome is reckoned once. Only what is pure, so that a life is the same with it and without it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Protocol

from replydue.core import due, interviews
from replydue.core.business_days import BusinessDays
from replydue.gmail import Gmail


class Patch(Protocol):
    """What puts another function in the place of one, as pytest's monkeypatch does."""

    def setattr(self, target: Any, name: str, value: Any) -> None:
        """Puts it there."""


def remember_readings(patch: Patch) -> None:
    """From now on each text is read for promises and appointments only once."""
    patch.setattr(due, "promises_in", _remembered(vars(due)["promises_in"]))
    patch.setattr(interviews, "appointments_in", _remembered(vars(interviews)["appointments_in"]))


def remember_resources(gmail: Gmail) -> None:
    """Google's client builds all methods of a resource anew whenever it is named; here each is built once."""
    users = gmail._users
    for name in ("messages", "threads", "drafts", "labels", "history", "settings"):
        resource = getattr(users, name)()
        setattr(users, name, lambda resource=resource: resource)


def _remembered(pure: Callable[..., Any]) -> Callable[..., Any]:
    known: dict[Hashable, tuple[Any, ...]] = {}

    def remembered(*given: Any, **named: Any) -> tuple[Any, ...]:
        key = (*(None if isinstance(part, BusinessDays) else part for part in given), *sorted(named.items()))  # all worlds have the same holidays
        if key not in known:
            known[key] = tuple(pure(*given, **named))
        return known[key]

    return remembered
