"""`replydue report --html`: one page, whole in itself, with a lane for each conversation."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
import time_machine

from replydue.core.life import FollowUp, Phase
from replydue.core.mail import Message
from replydue.core.message import read
from replydue.core.mime import parse
from replydue.core.model import Counterpart, Evidence, Expectation, Judgement, NextStep, Source, Standing

from .conftest import Call, Known

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def mail(id: str, sender: str, day: int, *labels: str, automatic: bool = False) -> Message:
    more = "Auto-Submitted: auto-replied\n" if automatic else ""
    raw = f"From: {sender}\nTo: sam@home.example\nSubject: x\nDate: {day} Nov 2026 10:00:00 +0000\nMessage-ID: <{id}@x.example>\n{more}\nHello there.\n"
    return read(parse(raw.encode()), id=id, thread_id="t1", labels=frozenset(labels), now=NOW)


@pytest.fixture(autouse=True)
def dana(known: Known) -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        expected = Expectation(date(2026, 11, 27), Source.PROMISE, Evidence("<m1@x.example>", "You will hear <soon> & by Friday."))
        judgement = Judgement(
            Standing.WAITING, counterpart=Counterpart("Dana <script>alert(1)</script>", "dana@northwind.example", "Northwind"), expectation=expected
        )
        known.add("t1", judgement, NextStep("email", 2, NOW + timedelta(days=7)))
        known.store.put_thread(
            "t1",
            [mail("m1", "Dana <dana@northwind.example>", 17), mail("m2", "sam@home.example", 18, "SENT"), mail("m3", "r@x.example", 19, automatic=True)],
            (),
        )
        drafted = known.store.record("t1", FollowUp(1, "email", Phase.DRAFTED, "m1", NOW, NOW), "put up")
        known.store.record("t1", replace(drafted, phase=Phase.SENT), "sent")
        known.add("t2", Judgement(Standing.UNTRACKED))
        known.add("t3", Judgement(Standing.ON_HOLD, counterpart=Counterpart("Ino", "i@x.example", ""), expectation=Expectation(date(2027, 6, 1), Source.USER)))
        yield


@pytest.fixture
def page(replydue: Call, home: Path) -> str:
    assert replydue("report", "--html", str(home / "r.html")).exit_code == 0
    return (home / "r.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "said",
    [
        "Tue 17 Nov: Dana wrote by when",
        "Wed 18 Nov: you wrote",
        "automatic mail",
        "draft put up (1)",
        "follow-up sent (1)",
        "follow-up 2 is due",
        "expected by this day",
    ],
)
def test_a_lane_tells_what_happened_and_what_comes(page: str, said: str) -> None:
    assert said in page


def test_there_is_a_lane_for_each_conversation_that_is_followed(page: str) -> None:
    assert page.count("<article>") == 2
    assert "2 conversations." in page


def test_what_is_far_off_does_not_press_the_rest_together(page: str) -> None:
    assert 'class="mark expected beyond" style="left: 100.0%" title="Tue 1 Jun 2027: a reply is expected by this day"' in page
    [today] = re.findall(r'class="now" style="left: ([\d.]+)%"', page)
    assert 5 < float(today) < 20


def test_what_strangers_wrote_is_text(page: str) -> None:
    assert "<script" not in page
    assert "Dana &lt;script&gt;" in page
    assert "&lt;soon&gt; &amp; by Friday" in page


def test_the_page_needs_nothing_from_elsewhere_and_is_well_formed(page: str) -> None:
    assert re.search(r"(?:src|href|url|@import)\s*[=(]", page) is None
    HTMLParser().feed(page)
    places = [float(place) for place in re.findall(r"left: ([\d.-]+)%", page)]
    assert len(places) > 8
    assert all(0 <= place <= 100 for place in places)


def test_the_page_is_the_users_alone(page: str, home: Path) -> None:
    assert stat.S_IMODE((home / "r.html").stat().st_mode) == 0o600


def test_a_page_that_cannot_be_written_is_told(replydue: Call, home: Path) -> None:
    (home / "file").write_text("")
    result = replydue("report", "--html", str(home / "file" / "r.html"))
    assert result.exit_code == 2
    assert "cannot be written" in result.output


def test_nothing_known_yet_is_said(replydue: Call, home: Path, known: Known) -> None:
    known.store.forget_thread("t1")
    known.store.forget_thread("t3")
    assert replydue("report", "--html", str(home / "r.html")).exit_code == 0
    assert "takes the first look" in (home / "r.html").read_text(encoding="utf-8")
