"""Is it asked again, and when? The one place where Gmail is called: pace, retries, and errors in our words."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from google.auth.exceptions import GoogleAuthError
from googleapiclient.errors import HttpError
from tenacity import RetryCallState, Retrying, wait_random_exponential

from replydue.errors import GmailUnreachable
from replydue.gmail.quota import Budget, units_of
from replydue.gmail.refusals import FAILURES, NotGoogle, asked_to_wait, dead_sign_in, never_reached, not_gmail, refusal, translated
from replydue.gmail.values import Uncertain

_MOST_TRIES = 8
_UNREACHED_TRIES = 3  # the daemon comes again at the next poll, and a person at the terminal is not left waiting
_LONGEST_PAUSE = 300.0


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to go on. All in seconds: in total, the first pause after a failure, and the least pause after a rate limit."""

    total: float
    first_pause: float
    rate_pause: float


WITH_GOOGLE = Patience(total=300.0, first_pause=1.0, rate_pause=60.0)  # its limit is by the minute
WITH_LOOPBACK = Patience(total=8.0, first_pause=0.05, rate_pause=0.5)  # what runs on this computer mends at once or not at all


class _NotGmail(Exception):
    """An answer that is no JSON."""


class Calls:
    """Calls Gmail. A set `stop` ends every pause at once. `sleep` hears of every pause, also of those of no length: before each call there is one."""

    def __init__(
        self,
        where: str,
        budget: Budget,
        patience: Patience,
        *,
        stop: threading.Event | None = None,
        sleep: Callable[[float], object] | None = None,
    ) -> None:
        self.where, self.budget, self._patience = where, budget, patience
        self._stop = stop or threading.Event()
        self._sleep = sleep or self._stop.wait
        self._jitter = wait_random_exponential(multiplier=patience.first_pause, max=_LONGEST_PAUSE)

    def ask(self, request: Any) -> dict[str, Any]:
        """The answer to a request that may be made twice. Raises SignInError, GmailUnreachable, GmailError, NotFound."""
        return self._run(lambda: self._answer(request), self._passes_by_itself)

    def act(self, request: Any) -> dict[str, Any]:
        """The answer to a request that must not be carried out twice. Raises Uncertain where it may have been; else as `ask`."""

        def once() -> dict[str, Any]:
            try:
                return self._answer(request)
            except (*FAILURES, _NotGmail) as error:
                if _never_arrived(error):
                    raise
                raise Uncertain(f"{self.where} took the request and its answer was lost", "it is looked up at the next pass") from error

        return self._run(once, self._passes_by_itself)

    def batch(self, execute: Callable[[], None], units: int) -> None:
        """Carries out a batch of reads, once again and again like `ask`; its parts are the caller's. Raises as `ask`."""

        def whole() -> dict[str, Any]:
            self.pace(units)
            execute()
            return {}

        self._run(whole, self._passes_by_itself)

    def pace(self, units: int) -> None:
        """Waits until the units may be asked for."""
        self._pause(self.budget.spend(units))

    def _answer(self, request: Any) -> dict[str, Any]:
        self.pace(units_of(request.methodId.removeprefix("gmail.users.")))
        answer = request.execute(num_retries=0)
        if isinstance(answer, dict):
            return answer
        if answer:  # a page where JSON should be: Google's client hands it on as text
            raise _NotGmail
        return {}

    def _run(self, call: Callable[[], dict[str, Any]], again: Callable[[RetryCallState], bool]) -> dict[str, Any]:
        try:
            return Retrying(sleep=self._pause, stop=self._enough, wait=self._wait, retry=again, reraise=True)(call)
        except _NotGmail:
            raise not_gmail(self.where) from None
        except FAILURES as error:
            raise translated(error, self.where) from error

    def _passes_by_itself(self, state: RetryCallState) -> bool:
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, HttpError):
            found = refusal(error)
            if found.rate_limit:
                self.budget.exceeded()
            return found.rate_limit or found.status >= 500 or (found.precondition and state.attempt_number < 2)
        if isinstance(error, FAILURES) and never_reached(error):
            return state.attempt_number < _UNREACHED_TRIES
        return isinstance(error, FAILURES) and not isinstance(error, NotGoogle) and not dead_sign_in(error)

    def _enough(self, state: RetryCallState) -> bool:
        waited = max(state.idle_for, state.seconds_since_start or 0.0)
        return state.attempt_number >= _MOST_TRIES or waited + state.upcoming_sleep > self._patience.total

    def _wait(self, state: RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        least = 0.0
        if isinstance(error, HttpError):
            least = asked_to_wait(error, datetime.now(UTC)) or (self._patience.rate_pause if refusal(error).rate_limit else 0.0)
        return least + self._jitter(state)

    def _pause(self, seconds: float) -> None:
        self._sleep(seconds)
        if self._stop.is_set():
            raise GmailUnreachable("stopped while waiting for Gmail")


def _never_arrived(error: BaseException) -> bool:
    """Whether the server surely did nothing: it refused, or was never reached."""
    if isinstance(error, HttpError):
        return int(error.resp.status) < 500
    return never_reached(error) or isinstance(error, GoogleAuthError)
