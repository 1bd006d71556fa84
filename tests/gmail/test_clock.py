"""How far is this computer's clock from Gmail's? By the Date header of its answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httplib2
import pytest

from replydue.gmail.transport import Transport


def answered(monkeypatch: pytest.MonkeyPatch, date: str, *, loopback: bool = False) -> float:
    transport = Transport(loopback=loopback)
    monkeypatch.setattr(httplib2.Http, "request", lambda *_args, **_options: (httplib2.Response({"date": date}), b""))
    transport.request("https://gmail.example/")
    return transport.clock_ahead


@pytest.mark.parametrize("days", [-3, 0, 3])
def test_the_difference_is_known_after_an_answer(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    assert answered(monkeypatch, format_datetime(datetime.now(UTC) - timedelta(days=days))) == pytest.approx(days * 86400, abs=60)


@pytest.mark.parametrize("date", ["", "yesterday", "Mon, 99 Nov 2026 08:00:00 GMT"])
def test_an_answer_without_a_date_says_nothing(monkeypatch: pytest.MonkeyPatch, date: str) -> None:
    assert answered(monkeypatch, date) == 0.0


def test_a_server_on_this_computer_says_nothing_about_its_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    assert answered(monkeypatch, "Mon, 23 Nov 2020 08:00:00 GMT", loopback=True) == 0.0
