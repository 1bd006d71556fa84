"""Is the user told at once of what is worth it, by the real apprise, and of nothing else?"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from replydue.errors import ConfigError
from replydue.sandbox import Sandbox
from replydue.service import notify
from replydue.service.notify import Notifier, wrong_addresses
from tests.listening import Listening
from tests.listening import listening as listens
from tests.service.world import World, on, world_on


@pytest.fixture
def listening() -> Iterator[Listening]:
    with listens() as made:
        yield made


@pytest.fixture
def world(sandbox: Sandbox, tmp_path: Path, listening: Listening) -> Iterator[World]:
    with world_on(sandbox, tmp_path, notify=[listening.address]) as made:
        yield made


def test_a_draft_and_an_answer_are_told_once(world: World, listening: Listening) -> None:
    world.drafted()
    assert listening.heard == ["A follow-up to Dana Whitfield (Northwind) is ready to approve."]
    world.settled()
    world.at(on(24, "12:00"))
    world.reply("Hi Sam,\n\ncould you send me your references?\n\nDana")
    world.once()
    world.settled()
    assert listening.heard[1:] == ["Dana Whitfield (Northwind) has answered."]


def test_the_first_look_is_no_news(world: World, listening: Listening) -> None:
    world.promised(words="Hi Sam,\n\nThank you for the interview. Could you send me your references?\n\nDana")
    world.once()
    assert listening.heard == []


def test_what_cannot_be_sent_stops_nothing_and_shows_no_address(world: World, listening: Listening, caplog: pytest.LogCaptureFixture) -> None:
    listening.status = 500
    with caplog.at_level(logging.DEBUG, "replydue"):
        world.drafted()
    assert "could not be sent" in caplog.text
    assert "a-password" not in caplog.text


def test_without_addresses_nothing_is_loaded_or_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notify, "find_spec", lambda _: None)
    Notifier([]).tell(["something"])


def test_a_missing_package_is_named_with_its_mend(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notify, "find_spec", lambda _: None)
    with pytest.raises(ConfigError, match=r"replydue\[notify\]"):
        Notifier(["json://127.0.0.1"])


def test_an_address_that_is_none_is_found(listening: Listening) -> None:
    assert [place for place, _ in wrong_addresses([listening.address, "carrier-pigeon://loft"])] == [1]
