"""The one place that every call to Google goes through: paced by the budget, tried again where that helps, its errors told in our words."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import Any, TypeVar

from googleapiclient.http import BatchHttpRequest, HttpRequest
from tenacity import RetryCallState, Retrying, retry_if_exception, stop_after_attempt, stop_after_delay, wait_random_exponential

from replydue.errors import GmailUnreachable, NotFound
from replydue.gmail.failures import RAISED, answer_was_lost, can_pass, translated, wait_asked_for
from replydue.gmail.quota import UNITS, Budget
from replydue.gmail.values import Uncertain

T = TypeVar("T")
_PARTS = 10  # calls in a batch: more run into Gmail's limit on calls at once
_NO_BATCH = frozenset({404, 405, 501})


class Calls:
    """Carries requests out. `stop` ends a wait at once, so that a daemon that is told to end does."""

    def __init__(self, batch_uri: str, budget: Budget, stop: threading.Event, *, patience: float, tries: int = 8) -> None:
        self.budget = budget
        self._batch_uri: str | None = batch_uri
        self._stop = stop
        self._patience, self._tries = patience, tries

    def call(self, method: str, request: HttpRequest) -> Any:
        """The answer to a call that changes nothing, or that may safely be made twice. Raises GmailError and its kin."""
        return self._retrying(lambda: self._once(method, request), method)

    def call_once(self, method: str, request: HttpRequest) -> Any:
        """The answer to a call that must not be carried out twice. Raises Uncertain where its answer was lost; what Gmail turned away unseen is tried again."""

        def guarded() -> Any:
            try:
                return self._once(method, request)
            except RAISED as error:
                if answer_was_lost(error):
                    raise Uncertain(f"Gmail's answer to {method} was lost", "replydue looks what became of it") from error
                raise

        return self._retrying(guarded, method)

    def each(self, method: str, requests: Iterable[tuple[str, HttpRequest]]) -> Iterator[tuple[str, Any]]:
        """The answers to many calls, with the key of each; what Gmail does not know is left out. In batches where the server takes them."""
        remaining = iter(requests)
        while chunk := tuple(islice(remaining, _PARTS)):
            answers = self._batch(method, chunk) if self._batch_uri and len(chunk) > 1 else {}
            for key, request in chunk:
                try:
                    yield key, answers[key] if key in answers else self.call(method, request)
                except NotFound:
                    continue

    def _batch(self, method: str, chunk: Iterable[tuple[str, HttpRequest]]) -> dict[str, Any]:
        """The answers of a batch, as far as its parts succeeded; the others are for single calls."""
        answers: dict[str, Any] = {}
        batch = BatchHttpRequest(batch_uri=self._batch_uri)
        for key, request in chunk:
            batch.add(request, request_id=key, callback=lambda id, answer, error: answers.update({id: answer}) if error is None else None)
            self.budget.spend(UNITS.get(method, 5))
        try:
            batch.execute()
        except RAISED as error:
            if getattr(error, "status_code", 0) in _NO_BATCH:
                self._batch_uri = None  # this server has no batches: from now on single calls serve
        except Exception:  # noqa: BLE001 - the client raises BatchError and more on an answer that is no batch; single calls tell what is wrong
            self._batch_uri = None
        return answers

    def _once(self, method: str, request: HttpRequest) -> Any:
        self.budget.spend(UNITS.get(method, 5))
        answer = request.execute(num_retries=0)
        if isinstance(answer, str) and answer:
            raise GmailUnreachable("what answered is not Gmail", "check the network: a sign-in page may stand between")
        return answer or {}

    def _retrying(self, act: Callable[[], T], method: str) -> T:
        retrying = Retrying(
            retry=retry_if_exception(can_pass),
            wait=_wait,
            stop=stop_after_attempt(self._tries) | stop_after_delay(self._patience) | (lambda _state: self._stop.is_set()),
            sleep=self._stop.wait,
            reraise=True,
        )
        try:
            return retrying(act)
        except RAISED as error:
            raise translated(error, method) from error


_backoff = wait_random_exponential(multiplier=0.5, max=64)


def _wait(state: RetryCallState) -> float:
    """What the server asks for, else an exponential wait with jitter."""
    error = state.outcome.exception() if state.outcome else None
    asked = wait_asked_for(error, datetime.now(UTC)) if error else 0.0
    return max(asked, _backoff(state))
