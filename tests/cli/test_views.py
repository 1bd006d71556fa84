"""`status`, `timeline`, `why`: what is shown of the store, to people and to programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from rich.console import Console

from replydue.cli import timeline
from replydue.cli.screen import lines_of_json
from replydue.cli.status import in_order, show
from replydue.core.life import FollowUp, Phase
from replydue.core.model import Counterpart, Evidence, Expectation, Judgement, NextStep, Override, Reason, Source, Standing
from replydue.service.views import status_rows

from .conftest import Call, Ended, Known

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
FRIDAY = Evidence("<1@northwind.example>", "You should hear from us\nby Friday.")


def with_(name: str, company: str = "", address: str = "") -> Counterpart:
    return Counterpart(name, address or f"{name.split()[0].lower()}@{company.lower() or 'mail'}.example", company)


def fill(known: Known) -> None:
    """One conversation of each kind."""
    step = NextStep("email", 1, datetime(2026, 12, 1, 9, tzinfo=UTC))
    known.add(
        "t1",
        Judgement(
            Standing.WAITING,
            counterpart=with_("Dana Whitfield", "Northwind"),
            expectation=Expectation(date(2026, 11, 27), Source.PROMISE, FRIDAY),
            role="Engineer",
        ),
        step,
    )
    known.add("t2", Judgement(Standing.OVERDUE, counterpart=with_("Raj Patel", "Corvid"), expectation=Expectation(date(2026, 11, 20), Source.CADENCE)))
    known.store.record("t2", FollowUp(1, "email", Phase.DRAFTED, "m1", NOW, NOW, text="Hi Raj"), "due")
    known.add("t3", Judgement(Standing.YOUR_TURN, counterpart=with_("Ines Costa", "Lumen"), evidence=(Evidence("<3@lumen.example>", "Can you send your CV?"),)))
    known.add("t4", Judgement(Standing.CLOSED, Reason.ROLE_CLOSED, with_("Kim Berg", "Fjord")))
    known.add("t5", Judgement(Standing.UNTRACKED, Reason.NOT_RECRUITING, with_("Job Alerts")))
    known.add("t6", Judgement(Standing.ON_HOLD, counterpart=with_("[bold]Zoe\x1b[2J", "Onyx"), expectation=Expectation(date(2027, 1, 29), Source.PROMISE)))
    known.add(
        "t7",
        Judgement(Standing.OVERDUE, counterpart=with_("Max Moor", "Peat"), expectation=Expectation(date(2026, 11, 23), Source.CADENCE)),
        NextStep("call", 2, datetime(2026, 11, 25, 9, tzinfo=UTC)),
    )
    known.store.put_thread("t8", (), ())
    known.store.set_aside("t8", "it could not be judged (ValueError)", NOW)


@pytest.fixture(autouse=True)
def noon() -> object:
    with time_machine.travel(NOW, tick=False):
        yield


def test_what_needs_the_user_comes_first(replydue: Call, known: Known) -> None:
    fill(known)
    result = replydue("status")
    assert result.exit_code == 0, result.stderr
    lines = [line.rstrip() for line in result.stdout.splitlines()]
    assert lines[0].split("  ")[0] == "Who"
    assert [" ".join(line.split()) for line in lines[1:]] == [
        "Raj Patel Corvid to approve Fri 20 Nov (4 days ago) send, edit or delete the draft",
        "Ines Costa Lumen your turn",
        "t8 set aside",
        "Max Moor Peat overdue Mon 23 Nov (yesterday) call on Wed 25 Nov, 09:00",
        "Dana Whitfield Northwind waiting Fri 27 Nov (in 3 days) e-mail on Tue 1 Dec, 09:00",
        "[bold]Zoe [2J Onyx on hold Fri 29 Jan 2027 (in 9 weeks)",
        "Kim Berg Fjord closed (role closed)",
        "! t8: it could not be judged (ValueError)",
    ]


def test_the_untracked_are_shown_on_demand_with_the_reason(replydue: Call, known: Known) -> None:
    fill(known)
    assert "Job Alerts" not in replydue("status").stdout
    assert "untracked (not recruiting)" in replydue("status", "--all").stdout


def test_of_very_many_the_most_urgent_are_shown_first(replydue: Call, known: Known) -> None:
    fill(known)
    lines = replydue("status", "--most", "3").stdout.splitlines()
    assert [line.split("  ")[0] for line in lines[1:4]] == ["Raj Patel", "Ines Costa", "t8"]
    assert lines[-1] == "There are more: `replydue status --most 0` shows all."
    assert len(replydue("status", "--most", "0").stdout.splitlines()) == len(replydue("status").stdout.splitlines())
    assert len(replydue("status", "--json", "--most", "2").stdout.splitlines()) == 2


def test_a_snooze_is_told_while_it_runs(replydue: Call, known: Known) -> None:
    fill(known)
    known.store.set_override("t7", Override(snoozed_until=datetime(2026, 11, 30, tzinfo=UTC)))
    known.store.set_override("t1", Override(snoozed_until=datetime(2026, 11, 20, tzinfo=UTC)))
    shown = replydue("status").stdout
    assert "snoozed until Mon 30 Nov" in shown
    assert "e-mail on Tue 1 Dec, 09:00" in shown


@pytest.mark.parametrize("width", [30, 60, 76, 100])
def test_no_terminal_is_too_narrow(width: int, known: Known, capsys: pytest.CaptureFixture[str]) -> None:
    fill(known)
    show(in_order(status_rows(known.store)), NOW.astimezone(ZoneInfo("Europe/London")), width)
    shown = capsys.readouterr().out
    assert max(len(line) for line in shown.splitlines()) <= width
    assert "Raj Patel" in shown
    assert "\x1b[2J" not in shown


def test_where_a_line_is_too_short_a_conversation_has_two(known: Known, capsys: pytest.CaptureFixture[str]) -> None:
    fill(known)
    known.add("t4", Judgement(Standing.CLOSED, Reason.SILENCE_MEANS_NO, with_("Kim Berg", "Fjord"), Expectation(date(2026, 11, 20), Source.CADENCE)))
    show(in_order(status_rows(known.store, untracked=False)), NOW.astimezone(ZoneInfo("Europe/London")), 80)
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert lines[:3] == ["Who Standing Reply expected by, and next", "Raj Patel to approve Fri 20 Nov (4 days ago)", "Corvid send, edit or delete the draft"]
    assert lines[-3:-1] == ["Kim Berg closed (silence", "Fjord means no)"]  # nothing is expected any more


def test_status_for_programs_takes_the_words_of_contract_3(replydue: Call, known: Known) -> None:
    fill(known)
    objects = [json.loads(line) for line in replydue("status", "--json").stdout.splitlines()]
    assert [each["id"] for each in objects] == ["t2", "t3", "t8", "t7", "t1", "t6", "t4"]
    assert objects[4] == {
        "id": "t1",
        "standing": "waiting",
        "reason": "",
        "counterpart": {"name": "Dana Whitfield", "address": "dana@northwind.example", "company": "Northwind"},
        "role": "Engineer",
        "expected_by": "2026-11-27",
        "source": "promise",
        "quote": FRIDAY.quote,
        "message_id": FRIDAY.message_id,
        "next_step": {"do": "email", "number": 1, "at": "2026-12-01T09:00:00+00:00"},
        "phase": "",
        "snoozed_until": None,
        "last_mail": None,
        "problem": "",
    }


def test_an_empty_store_says_what_to_do_next(replydue: Call, home: Path) -> None:
    (home / "c.yaml").write_text("")
    assert replydue("status", "--config", str(home / "c.yaml")).stdout == (
        f"Nothing is known of your mailbox yet: `replydue once --config {home}/c.yaml` takes the first look.\n"
    )
    assert replydue("timeline").stdout == "Nothing is coming up. `replydue status` shows where the conversations stand.\n"
    assert replydue("status", "--json").stdout == replydue("timeline", "--json").stdout == ""


def test_a_mailbox_without_recruiters_says_how_to_take_one_in(replydue: Call, known: Known) -> None:
    known.store.checkpoint("77", "me@home.example")
    said = replydue("status").stdout
    assert said.startswith("No conversation with a recruiter in the last 90 days. `replydue status --all`")
    assert "Replydue/Track" in said


def test_the_timeline_names_each_day_once(replydue: Call, known: Known) -> None:
    fill(known)
    known.add("t9", Judgement(Standing.WAITING, counterpart=with_("Ada Noor", "Tern")), NextStep("email", 1, datetime(2026, 12, 1, 9, tzinfo=UTC)))
    shown = [" ".join(line.split()) for line in replydue("timeline").stdout.splitlines()]
    assert next(line for line in shown if "09:00" in line) == "Wed 25 Nov (tomorrow) 09:00 a call Max Moor, Peat"
    assert sum("Tue 1 Dec (in 7 days)" in line for line in shown) == 1
    assert any(line.startswith("09:00") for line in shown)


def test_the_timeline_for_programs_is_in_time_order(replydue: Call, known: Known) -> None:
    fill(known)
    objects = [json.loads(line) for line in replydue("timeline", "--json").stdout.splitlines()]
    assert [each["at"] for each in objects] == sorted(each["at"] for each in objects)
    assert {"id": "t7", "kind": "call", "name": "Max Moor", "company": "Peat", "what": "a call", "at": "2026-11-25T09:00:00+00:00"} in objects
    assert [each["id"] for each in objects if each["kind"] == "expected"] == ["t1", "t6"]


def test_the_timeline_shows_four_weeks_at_a_glance(replydue: Call, known: Known) -> None:
    """24 November is a Tuesday; t6 is expected beyond the four weeks."""
    fill(known)
    lines = replydue("timeline").stdout.splitlines()
    strips = lines[lines.index("") + 1 :]
    assert [line.rstrip() for line in strips[:3]] == [
        "               24 Nov       7 Dec  14 Dec",
        "Max Moor       ·▲··  ·····  ·····  ·····  ·",
        "Dana Whitfield ···○  ·●···  ·····  ·····  ·",
    ]
    assert "Zoe" not in "".join(strips)


def drawn(known: Known, width: int) -> list[str]:
    """The timeline on a terminal of so many columns."""
    moment = NOW.astimezone(ZoneInfo("Europe/London"))
    screen = Console(file=StringIO(), width=width, force_terminal=True, color_system=None)
    timeline.show(timeline.coming(known.store, moment), moment, screen)
    assert isinstance(screen.file, StringIO)
    return screen.file.getvalue().splitlines()


@pytest.mark.parametrize("width", [30, 52, 80])
def test_no_terminal_is_too_narrow_for_the_timeline(width: int, known: Known) -> None:
    fill(known)
    assert max(len(line) for line in drawn(known, width)) <= width


def test_on_a_narrow_terminal_days_stand_above_what_they_bring_and_strips_end_sooner(known: Known) -> None:
    fill(known)
    lines = [line.rstrip() for line in drawn(known, 36)]
    assert lines[:4] == ["Wed 25 Nov (tomorrow)", " 09:00  a call: Max Moor, Peat", "Fri 27 Nov (in 3 days)", "        reply expected: Dana"]
    assert next(line for line in lines if line.startswith("Max Moor ")) == "Max Moor   ·▲··  ·····  ·····  ·····"


@pytest.mark.parametrize("name", ["Dana Whitfield", "northwind", "dana@northwind.example", "t1", "DANA"])
def test_why_quotes_the_sentence(name: str, replydue: Call, known: Known) -> None:
    fill(known)
    assert replydue("why", name).stdout.splitlines() == [
        "Dana Whitfield, Northwind, Engineer, dana@northwind.example",
        "Stands: waiting",
        "Reply expected by Fri 27 Nov (in 3 days): they promised it",
        "  “You should hear from us by Friday.”",
        "  in <1@northwind.example>",
        "Next: e-mail on Tue 1 Dec, 09:00",
    ]


def test_why_tells_the_evidence_and_the_history(replydue: Call, known: Known) -> None:
    fill(known)
    assert "  “Can you send your CV?”\n  in <3@lumen.example>\n" in replydue("why", "Ines").stdout
    assert "Follow-up 1, 24 Nov 2026 12:00: drafted (due)" in replydue("why", "Raj").stdout
    [found] = [json.loads(line) for line in replydue("why", "Raj", "--json").stdout.splitlines()]
    assert found["history"] == [{"number": 1, "phase": "drafted", "at": "2026-11-24T12:00:00+00:00", "why": "due"}]
    assert "Broken: it could not be judged (ValueError)" in replydue("why", "t8").stdout


def test_why_asks_which_one_is_meant(replydue: Call, known: Known) -> None:
    known.add("a", Judgement(Standing.WAITING, counterpart=with_("Dana Whitfield", "Northwind")))
    known.add("b", Judgement(Standing.WAITING, counterpart=with_("Dana Moor", "Peat")))
    result = replydue("why", "dana")
    assert result.exit_code == 2
    assert "Dana Whitfield" in result.stderr
    assert "Dana Moor" in result.stderr


def test_letters_of_every_script_stay_as_they_are_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    lines_of_json([{"name": "Zoë 李"}])
    assert capsys.readouterr().out == '{"name": "Zoë 李"}\n'


def test_a_piped_table_is_plain_and_cuts_nothing_off(program: Callable[..., Ended], known: Known) -> None:
    known.add("t", Judgement(Standing.WAITING, counterpart=with_("Wilhelmina " + "von und zu " * 4, "A Company With A Rather Long Name Indeed")))
    ended = program("status", COLUMNS="40")
    assert "\x1b" not in ended.out
    assert "A Company With A Rather Long Name Indeed" in ended.out
