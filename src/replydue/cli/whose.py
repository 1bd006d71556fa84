"""In which of several mailboxes is the conversation that a name means?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from replydue.cli.context import Held, overview
from replydue.errors import UsageError
from replydue.service.views import matching
from replydue.store import file_of

_Held = TypeVar("_Held", bound=Held)


def mailbox_with(name: str, held: Mapping[str, _Held]) -> _Held:
    """The settings of the only mailbox, or of the one of several that knows such a conversation. Raises UsageError, StoreError."""
    if len(held) == 1:
        return next(iter(held.values()))
    knowing = [mailbox for mailbox, settings in held.items() if _knows(settings, name)]
    if not knowing:
        raise UsageError(f"no conversation is known by {name!r} in {', '.join(held)}", "see `replydue status --all` for the names")
    if len(knowing) > 1:
        raise UsageError(f"{name!r} means conversations in several mailboxes: {', '.join(knowing)}", f"say which, like `--account {knowing[0]}`")
    return held[knowing[0]]


def _knows(settings: Held, name: str) -> bool:
    file = file_of(settings.store)
    if file and not file.exists():  # opening it would make it
        return False
    with overview(settings) as opened:
        return bool(matching(opened, name))
