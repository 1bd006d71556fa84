"""What do all tests share? A Gmail of their own, whose every request and answer is held against Google's description of Gmail."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from google.oauth2.credentials import Credentials
from googleapiclient.discovery import build_from_document

from replydue.sandbox import Clock, Request, Response, Sandbox
from tests.discovery import check_request, check_response, methods, pointed_at

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Described:
    """Holds each request and answer against the description, and keeps what does not fit."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def __call__(self, request: Request, response: Response) -> None:
        """Looks at one call. Refused requests may be anything; masked answers are parts of what is described, and those fit too."""
        if request.method not in methods() or response.status >= 400:
            return
        try:
            check_request(request.method, request.params, request.body)
            check_response(request.method, response.json)
        except AssertionError as problem:
            self.problems.append(str(problem))


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """httplib2 obeys the proxy settings of the machine; the tests stay on the loopback."""
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("no_proxy", "127.0.0.1,localhost")


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """A mailbox that serves, its clock standing at nine on a Monday morning (UTC). At the end, every call must have been as Google describes it."""
    described = Described()
    box = Sandbox("sam@example.com", "Sam Porter", (("sam@work.example", "Sam P."),), clock=Clock(MONDAY))
    box.observe(described)
    with box:
        yield box
    assert described.problems == []


@pytest.fixture
def service(sandbox: Sandbox) -> Any:
    """Google's own client, pointed at the sandbox: what stands below `users()`."""
    return build_from_document(pointed_at(sandbox.endpoint), credentials=Credentials(token="a-token")).users()  # type: ignore[no-untyped-call]
