"""Tells systemd how the service is (sd_notify(3)): a datagram to the socket that NOTIFY_SOCKET names; nothing where there is none."""

from __future__ import annotations

import os
import socket
import threading
import time


def notify(**state: str) -> bool:
    """Sends states such as READY="1" or STATUS="12 waiting"; whether somebody listens."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return False
    message = "\n".join(f"{name}={value}" for name, value in state.items())
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
        channel.setblocking(False)  # a systemd that does not listen holds up nothing
        try:
            channel.sendto(message.encode(), "\0" + address[1:] if address.startswith("@") else address)
        except OSError:
            return False
    return True


class Watchdog:
    """What systemd watches (sd_watchdog_enabled(3)). Fed by the main loop alone, whenever it gets on: a loop that hangs is ended and started anew."""

    def __init__(self) -> None:
        asked = os.environ.get("WATCHDOG_PID", str(os.getpid())) == str(os.getpid())
        self.interval = int(os.environ.get("WATCHDOG_USEC", "0")) / 2_000_000 if asked else 0.0
        self._last = 0.0

    @property
    def patience(self) -> float | None:
        """How many seconds the main loop may wait at most without feeding; None: as long as it likes."""
        return self.interval or None

    def feed(self) -> None:
        """Says that the main loop turns; as often as one likes, systemd hears it now and then."""
        if self.interval and time.monotonic() - self._last > self.interval / 2:
            self._last = time.monotonic()
            notify(WATCHDOG="1")

    def rest(self, seconds: float, stop: threading.Event) -> None:
        """Waits in the main loop, feeding; a set `stop` ends it at once."""
        end = time.monotonic() + seconds
        while True:
            self.feed()
            left = end - time.monotonic()
            if left <= 0 or stop.wait(min(left, self.interval / 2 or left)):
                return

    def tell(self, **state: str) -> None:
        """Tells a state, as `notify`."""
        notify(**state)


class Shared:
    """The one watchdog and the one status line of several loops: systemd is fed while all of them turn, and reads of each by its name."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._watchdog = Watchdog()
        self._fed: dict[str, float] = {}
        self._said: dict[str, str] = {}

    def part(self, name: str) -> Watchdog:
        """What the loop of that name, which begins now, feeds and tells."""
        with self._lock:
            self._fed[name] = time.monotonic()
        return _Part(self, name)

    def leave(self, name: str) -> None:
        """That loop has ended for good: nobody waits for it any more."""
        with self._lock:
            self._fed.pop(name, None)
            self._said.pop(name, None)

    def fed(self, name: str) -> None:
        """That loop turns."""
        with self._lock:
            self._fed[name] = now = time.monotonic()
            if all(now - at <= self._watchdog.interval for at in self._fed.values()):
                self._watchdog.feed()

    def told(self, name: str, state: dict[str, str]) -> None:
        """That loop's state; a loop that stops is not the end of all."""
        with self._lock:
            if "STATUS" in state:
                self._said[name] = state["STATUS"]
                state = {**state, "STATUS": "; ".join(f"{who}: {said}" for who, said in sorted(self._said.items()))}
            notify(**{what: value for what, value in state.items() if what != "STOPPING"})


class _Part(Watchdog):
    def __init__(self, shared: Shared, name: str) -> None:
        super().__init__()
        self._shared, self._name = shared, name

    def feed(self) -> None:
        """As `Watchdog.feed`, for one of several."""
        self._shared.fed(self._name)

    def tell(self, **state: str) -> None:
        """As `Watchdog.tell`, for one of several."""
        self._shared.told(self._name, state)
