"""What may break while the daemon looks? One fault of Gmail, or a kill between two of its writes."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

from replydue.sandbox import Fault, Sandbox
from replydue.service.daemon import Daemon

GMAIL_WRITES = ("create_draft", "delete_draft", "send_draft", "relabel", "ensure_labels")
STORE_WRITES = ("put_thread", "checkpoint", "record", "set_override", "save_decision", "set_aside")
_KINDS = ("status", "quota", "limit", "html_503", "truncate", "drop_before", "drop_after", "lost write", "lost write", "history", "revoked")
_WRITING = ("drafts.create", "drafts.send", "drafts.delete", "threads.modify", "messages.modify")


class Killed(BaseException):
    """The process ends here; nothing handles it."""


@contextmanager
def harmed(box: Sandbox, daemon: Daemon, luck: random.Random, count: Counter[str]) -> Iterator[None]:
    """A pass in which something may break. Counted is only what did."""
    strike = box._faults.strike

    def counted(method: str) -> Fault | None:
        fault = strike(method)
        count["faults"] += fault is not None
        return fault

    with patch.object(box._faults, "strike", counted), ExitStack() as stack:
        if luck.random() < 0.5:
            stack.enter_context(_mortal(daemon, luck.choice((1, 1, 2, 2, 3, 4, 5, 6, 8))))
        else:
            count["faults"] += _break(box, luck)
        yield
    box.clear_faults()
    box.permit()


def _break(box: Sandbox, luck: random.Random) -> bool:
    """Something will go wrong; whether it has already."""
    kind, skip, times = luck.choice(_KINDS), luck.randrange(8), luck.choice((1, 1, 9))
    match kind:
        case "history":
            box.expire_history()
        case "revoked":
            box.revoke()
        case "quota":
            box.fault(Fault(status=429, reason="rateLimitExceeded", skip=skip, times=times))
        case "limit":
            box.fault(Fault(status=403, reason="userRateLimitExceeded", skip=skip, times=times))
        case "lost write":
            for method in _WRITING:
                box.fault(Fault(kind="drop_after", method=method))
        case _:
            box.fault(Fault(kind=kind, skip=skip, times=times))  # type: ignore[arg-type]  # one of the kinds
    return kind in ("history", "revoked")


@contextmanager
def _mortal(daemon: Daemon, after: int) -> Iterator[None]:
    """Kills the daemon after so many writes, in Gmail or in the store."""
    left = after

    def mortal(act: Callable[..., Any]) -> Callable[..., Any]:
        def acting(*given: Any, **named: Any) -> Any:
            nonlocal left
            if left <= 0:
                raise Killed
            result = act(*given, **named)
            left -= 1
            if left <= 0:
                raise Killed
            return result

        return acting

    with ExitStack() as stack:
        for part, names in ((daemon.gmail, GMAIL_WRITES), (daemon.store, STORE_WRITES)):
            for name in names:
                stack.enter_context(patch.object(part, name, mortal(getattr(part, name))))
        yield
