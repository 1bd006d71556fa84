"""Days as people speak of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from replydue.cli import words
from replydue.cli.country import likely_country
from replydue.core.model import NextStep, Source

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "Mon 23 Nov (today)"),
        (1, "Tue 24 Nov (tomorrow)"),
        (-1, "Sun 22 Nov (yesterday)"),
        (2, "Wed 25 Nov (in 2 days)"),
        (-3, "Fri 20 Nov (3 days ago)"),
        (20, "Sun 13 Dec (in 20 days)"),
        (21, "Mon 14 Dec (in 3 weeks)"),
        (39, "Fri 1 Jan 2027 (in 5 weeks)"),
        (-30, "Sat 24 Oct (4 weeks ago)"),
    ],
)
def test_a_day_is_told_with_how_far_away_it_is(days: int, said: str) -> None:
    assert words.dated(TODAY + timedelta(days=days), TODAY) == said


def test_a_step_is_told_in_the_users_zone() -> None:
    now = datetime(2026, 11, 23, 20, tzinfo=ZoneInfo("America/New_York"))
    assert words.step(NextStep("email", 1, datetime(2026, 12, 1, 14, tzinfo=UTC)), now) == "e-mail on Tue 1 Dec, 09:00"
    assert words.step(NextStep("call", 2, datetime(2026, 12, 1, 3, tzinfo=UTC)), now) == "call on Mon 30 Nov, 22:00"
    assert words.step(None, now) == ""


def test_every_source_has_its_words() -> None:
    assert set(words._SOURCES) == set(Source)


def test_strangers_text_cannot_steer_the_terminal() -> None:
    assert words.printable("Dana\x1b[31m \r\n\u202eWhit\x00field\u2028") == "Dana [31m Whit field"


@pytest.mark.parametrize(
    ("zone", "language", "country"),
    [
        ("Europe/London", "en_US.UTF-8", "GB"),
        ("America/Chicago", "de_DE.UTF-8", "US"),
        ("UTC", "de_AT.UTF-8", "AT"),
        ("UTC", "C.UTF-8", "US"),
        ("UTC", "", "US"),
        ("Nowhere/Land", "nb_NO", "NO"),
    ],
)
def test_the_country_is_guessed(zone: str, language: str, country: str) -> None:
    assert likely_country(zone, {"LANG": language}) == country
