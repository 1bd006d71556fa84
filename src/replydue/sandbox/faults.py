"""What is to go wrong next? Faults on demand: refusals, waits, lost requests, lost answers, broken answers."""

from dataclasses import dataclass, replace
from typing import Literal, get_args

from replydue.errors import UsageError

Kind = Literal["status", "delay", "drop_before", "drop_after", "html_503", "portal", "truncate"]
KINDS: tuple[str, ...] = get_args(Kind)


@dataclass(frozen=True)
class Fault:
    """One thing to go wrong.

    method: the call it hits, such as `drafts.create`; "" hits any. `skip` calls get by first, then `times` calls are hit.
    kind: `status` answers with `status`, `reason` and `message` (retry_after: seconds, as a header); `delay` waits `seconds` of real time and then answers;
    `drop_before` closes the connection before anything is done; `drop_after` does all of it and then closes; `html_503` answers with a web page;
    `portal` answers with a web page and 200, as the sign-in page of a hotel's network does in Gmail's place;
    `truncate` does all of it and cuts the answer short. The connection belongs to a whole batch: one part that is dropped or cut drops or cuts all.
    """

    method: str = ""
    kind: Kind = "status"
    status: int = 503
    reason: str = "backendError"
    message: str = ""
    seconds: float = 0.0
    times: int = 1
    skip: int = 0
    retry_after: int | None = None

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise UsageError(f"there is no fault of the kind {self.kind!r}", f"use one of {', '.join(KINDS)}")
        if not all(isinstance(count, int) and count >= 0 for count in (self.times, self.skip)) or not isinstance(self.seconds, int | float):
            raise UsageError("a fault's times, skip and seconds are numbers", "write them without quotes, 0 or more")
        if not isinstance(self.status, int) or not 400 <= self.status <= 599:
            raise UsageError(f"{self.status!r} is no HTTP status of an error", "use one from 400 to 599")


class Faults:
    """The faults that are still to come."""

    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        """Something more to go wrong."""
        self._waiting.append(fault)

    def clear(self) -> None:
        """Nothing goes wrong any more."""
        self._waiting.clear()

    def strike(self, method: str) -> Fault | None:
        """The fault that hits this call, if one does. Every fault of this method counts the call."""
        hit: Fault | None = None
        for place, fault in enumerate(self._waiting):
            if fault.method not in ("", method):
                continue
            if fault.skip:
                self._waiting[place] = replace(fault, skip=fault.skip - 1)
            elif hit is None and fault.times:
                hit = fault
                self._waiting[place] = replace(fault, times=fault.times - 1)
        self._waiting = [fault for fault in self._waiting if fault.times]
        return hit
