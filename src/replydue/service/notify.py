"""Tells the user at once what is worth it: a draft is ready, somebody answered, the sign-in is lost. By whatever apprise reaches; names alone, no mail."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from typing import Any

from replydue.errors import ConfigError

log = logging.getLogger(__name__)

_MISSING = ConfigError("`notify` needs a package that is not installed", "install it with `pip install 'replydue[notify]'`, or take `notify` out")


class Notifier:
    """Sends to all addresses; without any it does nothing. What cannot be sent is logged and not tried again: the digest tells the same."""

    def __init__(self, addresses: Sequence[str]) -> None:
        """Raises ConfigError where addresses are given and apprise is missing."""
        self._reached: Any = None
        if addresses:
            self._reached = _apprise()
            for address in addresses:
                self._reached.add(address)

    def tell(self, what: Sequence[str]) -> None:
        """Sends the lines as one message. Never raises, and never logs an address: it may hold a password."""
        if self._reached is None or not what:
            return
        try:
            sent = self._reached.notify(title="replydue", body="\n".join(what))
        except Exception as error:  # noqa: BLE001 - whatever others' code raises, the mailbox goes before it
            log.warning("a notification could not be sent (%s)", type(error).__name__)
            return
        if not sent:
            log.warning("a notification could not be sent to all addresses of `notify`")


def wrong_addresses(addresses: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The places (from 0) of addresses that apprise cannot use, and what is wrong. Raises ConfigError where it is missing."""
    for place, address in enumerate(addresses):
        if not _apprise().add(address):
            yield place, "is no notification address; write it as apprise has them, like ntfy://topic or mailto://…"


def _apprise() -> Any:
    if find_spec("apprise") is None:
        raise _MISSING
    from apprise import Apprise  # an extra, and slow to load

    logging.getLogger("apprise").setLevel(logging.CRITICAL)  # it logs addresses
    return Apprise()
