"""What is reckoned again and again with the same outcome is reckoned once. Only what is pure, so that a life is the same with it and without it."""

from __future__ import annotations

from functools import cache
from typing import Any, Protocol

from replydue.core import due
from replydue.core.promises import read_letter
from replydue.gmail import Gmail


class Patch(Protocol):
    """What puts another function in the place of one, as pytest's monkeypatch does."""

    def setattr(self, target: Any, name: str, value: Any) -> None:
        """Puts it there."""


def remember_readings(patch: Patch) -> None:
    """From now on each text is read for promises and appointments only once."""
    patch.setattr(due, "read_letter", cache(read_letter.__wrapped__))


def remember_resources(gmail: Gmail) -> None:
    """Google's client builds all methods of a resource anew whenever it is named; here each is built once."""
    users = gmail._users
    for name in ("messages", "threads", "drafts", "labels", "history", "settings"):
        resource = getattr(users, name)()
        setattr(users, name, lambda resource=resource: resource)
