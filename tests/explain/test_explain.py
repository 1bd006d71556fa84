"""`replydue explain`: contract 3, to the letter, through the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from replydue.cli.group import commands
from tests.explain.saved import DANA, NOW, SAM, mail, mbox, message_id

ASKED, ANSWERED, PROMISED = "2026-11-20T09:00", "2026-11-20T12:00", "2026-11-23T10:00"
FIRST = mail(ASKED, DANA, "Hi Sam,\n\nWe have a Backend Engineer opening. Interested?\n\nDana Whitfield\nTalent Partner, Northwind\n")
SECOND = mail(ANSWERED, SAM, "Hi Dana,\n\nYes, I am interested in the role.\n\nSam\n", subject="Re: Backend Engineer role", answers=[message_id(ASKED, DANA)])
THIRD = mail(
    PROMISED, DANA, "Hi Sam,\n\nThanks. You should hear from us by Friday.\n\nDana\n", subject="Re: Backend Engineer role",
    answers=[message_id(ASKED, DANA), message_id(ANSWERED, SAM)],
)  # fmt: skip
ME = ("--me", "sam@home.example", "--timezone", "America/New_York", "--holidays", "US")


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty home: no configuration is found."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    for name in ("XDG_CONFIG_HOME", "REPLYDUE_CONFIG"):
        monkeypatch.delenv(name, raising=False)


def run(*args: str | Path) -> Result:
    return CliRunner().invoke(commands, ["explain", *map(str, args)], prog_name="replydue")


def explained(*args: str | Path, now: str = NOW) -> list[dict[str, Any]]:
    """The objects that are printed."""
    return [json.loads(line) for line in run("--json", "--now", now, *ME, *args).stdout.splitlines()]


def test_the_object_is_that_of_the_contract(tmp_path: Path) -> None:
    path = mbox(tmp_path / "t.mbox", FIRST, SECOND, THIRD)
    assert explained(path) == [
        {
            "file": str(path),
            "standing": "overdue",
            "reason": "",
            "counterpart": {"name": "Dana Whitfield", "address": "dana@northwind.example", "company": "Northwind"},
            "expected_by": "2026-11-27",
            "source": "promise",
            "quote": "You should hear from us by Friday.",
            "message_id": message_id(PROMISED, DANA),
            "follow_up_due": False,
            "next_step": {"do": "email", "number": 1, "at": "2026-12-01T09:00:00-05:00"},
            "problems": [],
        }
    ]


@pytest.mark.parametrize(("now", "due"), [("2026-12-01T08:59:00-05:00", False), ("2026-12-01T09:00:00-05:00", True), ("2026-12-24T03:00:00-05:00", True)])
def test_a_follow_up_is_due_from_the_opening_after_the_grace(tmp_path: Path, now: str, due: bool) -> None:
    assert explained(mbox(tmp_path / "t.mbox", FIRST, SECOND, THIRD), now=now)[0]["follow_up_due"] is due


def test_a_single_mail_is_judged_too(tmp_path: Path) -> None:
    path = tmp_path / "one.eml"
    path.write_bytes(SECOND)
    assert explained(path)[0]["standing"] == "waiting"


def test_of_a_single_mail_that_asks_and_promises_both_are_told(tmp_path: Path) -> None:
    path, asks, promises = tmp_path / "one.eml", "Please send me the names of two references.", "I'll call you by Friday with a decision."
    path.write_bytes(mail(PROMISED, DANA, f"Hi Sam,\n\nThanks for the Backend Engineer interview. {asks} {promises}\n\nDana\n", subject="Your application"))
    [told] = explained(path)
    assert (told["standing"], told["expected_by"], told["quote"], told["next_step"]) == ("your_turn", "2026-11-27", promises, None)
    shown = run("--now", NOW, *ME, path).stdout
    assert shown.index(asks) < shown.index(promises)


def test_a_folder_s_files_are_judged_in_order_of_name(tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    mbox(folder / "b.mbox", FIRST, SECOND, THIRD)
    (folder / "a.eml").write_bytes(FIRST)
    assert [Path(entry["file"]).name for entry in explained(folder)] == ["a.eml", "b.mbox"]


def test_what_cannot_be_read_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    good, empty = mbox(tmp_path / "t.mbox", FIRST, SECOND, THIRD), tmp_path / "empty.mbox"
    empty.write_bytes(b"")
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    result = run("--json", "--now", NOW, *ME, tmp_path / "missing.mbox", empty, picture, good)
    entries = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 1
    assert [entry["standing"] for entry in entries] == [None, None, None, "overdue"]
    assert all(entry["problems"] for entry in entries[:3])


def test_all_judges_every_conversation(tmp_path: Path) -> None:
    other = mail(
        "2026-11-24T09:00", "Lee <lee@bluefin.example>", "Hi Sam, unfortunately the position has been filled.", subject="Your application: Data Engineer"
    )
    path = mbox(tmp_path / "t.mbox", FIRST, other, SECOND, THIRD)
    assert [entry["standing"] for entry in explained(path)] == ["overdue"]
    assert [(entry["standing"], entry["reason"]) for entry in explained("--all", path)] == [("overdue", ""), ("closed", "role_closed")]


def test_other_mail_of_the_mailbox_counts_where_it_belongs(tmp_path: Path) -> None:
    answer = "Hi Sam, what are your salary expectations?"
    by_dana = mail("2026-11-28T09:00", DANA, answer, subject="Quick question")
    by_lee = mail("2026-11-28T09:00", "Lee <lee@bluefin.example>", answer, subject="Quick question")
    assert explained(mbox(tmp_path / "a.mbox", FIRST, SECOND, THIRD, by_dana))[0]["standing"] == "your_turn"
    assert explained(mbox(tmp_path / "b.mbox", FIRST, SECOND, THIRD, by_lee))[0]["standing"] == "overdue"


@pytest.mark.parametrize("label", ["Spam", "Trash", "Drafts", '"Inbox",Chats'])
def test_labels_of_google_s_export_are_honoured(tmp_path: Path, label: str) -> None:
    hidden = mail("2026-11-28T09:00", DANA, "Hi Sam, the position has been filled.", answers=[message_id(ASKED, DANA)], X_Gmail_Labels=label)
    assert explained(mbox(tmp_path / "t.mbox", FIRST, SECOND, THIRD, hidden))[0]["standing"] == "overdue"


def test_the_options_say_where_and_when_the_user_is(tmp_path: Path) -> None:
    path = mbox(tmp_path / "t.mbox", FIRST, SECOND, THIRD)
    late = ("--json", "--me", "sam@home.example", "--now", "2026-11-28T03:00:00Z", path)
    assert json.loads(run(*late, "--timezone", "Europe/London").stdout)["standing"] == "overdue"
    assert json.loads(run(*late, "--timezone", "America/New_York").stdout)["standing"] == "waiting"


def test_a_configuration_is_used(tmp_path: Path) -> None:
    configuration = tmp_path / "mine.yaml"
    configuration.write_text("recruiters:\n  ignore: [northwind.example]\n")
    path = mbox(tmp_path / "t.mbox", FIRST, SECOND, THIRD)
    assert explained("--config", configuration, path)[0]["reason"] == "ignored"


@pytest.mark.parametrize("options", [("--now", "yesterday"), ("--timezone", "Mars/Olympus"), ("--holidays", "XX"), ()])
def test_wrong_usage_is_told_in_a_sentence(tmp_path: Path, options: tuple[str, ...]) -> None:
    result = run(*options, *([mbox(tmp_path / "t.mbox", FIRST)] if options else []))
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_people_get_a_few_readable_lines(tmp_path: Path) -> None:
    shown = run("--now", NOW, *ME, mbox(tmp_path / "t.mbox", FIRST, SECOND, THIRD)).stdout
    for words in ("overdue", "Dana Whitfield", "Northwind", "Fri 27 Nov 2026", "You should hear from us by Friday.", "Tue 1 Dec 2026, 09:00"):
        assert words in shown
