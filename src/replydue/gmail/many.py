"""How are many objects read? In small batches (gmail-api 1.7); one by one where the server has no batches."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from googleapiclient.errors import HttpError
from googleapiclient.http import BatchHttpRequest

from replydue.errors import NotFound
from replydue.gmail.calls import Calls
from replydue.gmail.quota import units_of

_IN_ONE_BATCH = 5  # the smaller, the nearer to the limit a steady pace may come (quota); many at a time meet Gmail's limit on what is asked at once
_NO_BATCHES = frozenset({404, 405, 501})


class Many:
    """Reads objects by their ids."""

    def __init__(self, calls: Calls, batch_uri: str) -> None:
        self._calls, self._batch_uri = calls, batch_uri
        self._batches = True

    def read(self, ids: Iterable[str], request: Callable[[str], Any]) -> Iterator[dict[str, Any]]:
        """The objects in the order of their ids, those that have vanished left out. `request` makes the request for one id. Raises as Calls.ask."""
        waiting = iter(dict.fromkeys(ids))
        while chunk := list(islice(waiting, _IN_ONE_BATCH)):
            answers = self._batch(chunk, request) if self._batches and len(chunk) > 1 else {}
            for id in chunk:
                answer = answers[id] if id in answers else self._single(request(id))
                if answer is not None:
                    yield answer

    def _single(self, request: Any) -> dict[str, Any] | None:
        try:
            return self._calls.ask(request)
        except NotFound:
            return None

    def _batch(self, chunk: list[str], request: Callable[[str], Any]) -> dict[str, dict[str, Any] | None]:
        """The answers by id; None for what has vanished. A part that failed is not among them: asked for alone, it is retried or its error told."""
        answers: dict[str, dict[str, Any] | None] = {}

        def part(id: str, answer: Any, error: Exception | None) -> None:
            if isinstance(error, HttpError) and error.resp.status == 404:
                answers[id] = None
            elif error is None and isinstance(answer, dict):
                answers[id] = answer

        requests = {id: request(id) for id in chunk}

        def execute() -> None:
            answers.clear()
            batch = BatchHttpRequest(callback=part, batch_uri=self._batch_uri)
            for id, one in requests.items():
                batch.add(one, request_id=id)
            try:
                batch.execute()
            except HttpError as error:
                if error.resp.status not in _NO_BATCHES:
                    raise
                self._batches = False

        method = next(iter(requests.values())).methodId.removeprefix("gmail.users.")
        self._calls.batch(execute, units_of(method) * len(chunk))
        return answers
