"""Is a look at the whole mailbox under way? Until it is done the store's history id bears a mark, so that it is gone on with and not begun anew."""

from __future__ import annotations

_FIRST, _AGAIN = "first look since ", "looking again since "


def marked(history_id: str, *, first: bool) -> str:
    """The history id while the look goes on that began with it. `first`: nothing was known before."""
    return f"{_FIRST if first else _AGAIN}{history_id}"


def is_under_way(held: str) -> bool:
    """Whether the store's history id is that of a look that has not come to its end."""
    return held.startswith((_FIRST, _AGAIN))


def is_first(held: str) -> bool:
    """Whether that look is the first one."""
    return held.startswith(_FIRST)


def begun_with(held: str) -> str:
    """Gmail's history id under the mark."""
    return held.removeprefix(_FIRST).removeprefix(_AGAIN)
