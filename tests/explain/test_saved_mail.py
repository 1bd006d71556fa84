"""Reading saved mail: broken files, threads, and whose mailbox it is."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from replydue.core.mail import Message
from replydue.core.model import Decision
from replydue.errors import MailError
from replydue.service.saved_mail import judge_file, read_mail
from replydue.settings import Settings
from tests.explain.saved import DANA, NOW, SAM, mail, mbox, message_id

MOMENT = datetime.fromisoformat(NOW)
HELD = Settings(timezone="America/New_York")
ONE, TWO = "2026-11-20T09:00", "2026-11-20T12:00"


def threads(path: Path) -> list[str]:
    """The thread of each message, by letters in the order in which they turn up."""
    messages, _ = read_mail(path, MOMENT)
    order = list(dict.fromkeys(message.thread_id for message in messages))
    return ["abcdef"[order.index(message.thread_id)] for message in messages]


def only(path: Path, *me: str) -> Decision:
    (judged,) = judge_file(path, me, HELD, MOMENT)
    assert judged.decision is not None
    return judged.decision


def first(path: Path) -> Message:
    return read_mail(path, MOMENT)[0][0]


def test_messages_are_threaded_by_what_they_refer_to(tmp_path: Path) -> None:
    asked, answered = mail(ONE, DANA, "Interested?"), mail(TWO, SAM, "Yes", subject="Anything", answers=[message_id(ONE, DANA)])
    other = mail("2026-11-21T09:00", DANA, "Another matter", subject="Lunch")
    assert threads(mbox(tmp_path / "t.mbox", asked, other, answered)) == ["a", "b", "a"]
    assert threads(mbox(tmp_path / "u.mbox", answered, asked)) == ["a", "a"]


def test_an_answer_without_references_is_found_by_its_subject(tmp_path: Path) -> None:
    asked, bare = mail(ONE, DANA, "Interested?"), mail(TWO, SAM, "Yes", subject="RE: Backend Engineer role")
    assert threads(mbox(tmp_path / "t.mbox", asked, bare)) == ["a", "a"]
    stranger = mail(TWO, "Lee <lee@bluefin.example>", "Yes", to="Ana <ana@bluefin.example>", subject="Re: Backend Engineer role")
    assert threads(mbox(tmp_path / "u.mbox", asked, stranger)) == ["a", "b"]


def test_the_same_subject_without_re_is_another_thread(tmp_path: Path) -> None:
    assert threads(mbox(tmp_path / "t.mbox", mail(ONE, DANA, "Interested?"), mail(TWO, DANA, "Interested?"))) == ["a", "b"]


def test_gmail_s_own_thread_id_is_believed(tmp_path: Path) -> None:
    one = mail(ONE, DANA, "Interested?", X_GM_THRID="17")
    two = mail(TWO, SAM, "Yes", answers=[message_id(ONE, DANA)], X_GM_THRID="18")
    three = mail("2026-11-21T09:00", DANA, "More", subject="More", X_GM_THRID="17")
    assert threads(mbox(tmp_path / "t.mbox", one, two, three)) == ["a", "b", "a"]


def test_a_copy_of_a_message_counts_once(tmp_path: Path) -> None:
    one = mail(ONE, DANA, "Interested?")
    assert len(read_mail(mbox(tmp_path / "t.mbox", one, one), MOMENT)[0]) == 1


def test_from_at_the_start_of_a_line_splits_nothing(tmp_path: Path) -> None:
    path = mbox(tmp_path / "t.mbox", mail(ONE, DANA, "Hi Sam,\n\nFrom 2026 on we hire remotely.\n"), mail(TWO, SAM, "Good"))
    assert len(read_mail(path, MOMENT)[0]) == 2
    assert first(path).words == "Hi Sam,\n\nFrom 2026 on we hire remotely."


def test_lines_may_end_as_on_windows(tmp_path: Path) -> None:
    path = mbox(tmp_path / "t.mbox", mail(ONE, DANA, "Interested?"), mail(TWO, SAM, "Yes", answers=[message_id(ONE, DANA)]))
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert threads(path) == ["a", "a"]


def test_a_broken_message_is_set_aside_and_named(tmp_path: Path) -> None:
    messages, problems = read_mail(mbox(tmp_path / "t.mbox", mail(ONE, DANA, "Interested?"), b"\x00\xff no mail at all\n", mail(TWO, SAM, "Yes")), MOMENT)
    assert len(messages) == 2
    assert problems == ("message 2 is no mail and was left out",)


@pytest.mark.parametrize("content", [b"", b"\n\n\n", b"PK\x03\x04" + bytes(200), b"From nowhere\n", b"just a sentence without any header\n"])
def test_what_is_no_mail_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x"
    path.write_bytes(content)
    with pytest.raises(MailError):
        read_mail(path, MOMENT)


def test_a_half_written_mbox_gives_what_there_is(tmp_path: Path) -> None:
    path = mbox(tmp_path / "t.mbox", mail(ONE, DANA, "Interested?"), mail(TWO, SAM, "Yes, the role sounds good", answers=[message_id(ONE, DANA)]))
    path.write_bytes(path.read_bytes()[:-40])
    assert len(read_mail(path, MOMENT)[0]) == 2


def test_the_owner_is_whom_the_mail_was_delivered_to(tmp_path: Path) -> None:
    asked = mail(ONE, DANA, "Interested in the Backend Engineer role?", Delivered_To="sam@home.example")
    assert only(mbox(tmp_path / "t.mbox", asked)).judgement.counterpart is not None
    counterpart = only(mbox(tmp_path / "u.mbox", asked)).judgement.counterpart
    assert counterpart is not None
    assert counterpart.address == "dana@northwind.example"


def test_else_who_took_part_most_often(tmp_path: Path) -> None:
    lee = mail("2026-11-22T09:00", "Lee <lee@bluefin.example>", "Hello", subject="Hello")
    counterpart = only(mbox(tmp_path / "t.mbox", mail(ONE, DANA, "Interested?"), mail(TWO, SAM, "Yes"), lee)).judgement.counterpart
    assert counterpart is not None
    assert counterpart.address == "dana@northwind.example"


def test_several_addresses_can_be_the_user_s(tmp_path: Path) -> None:
    asked = mail(ONE, DANA, "Hi Sam, interested in the Backend Engineer role?", to="sam@work.example")
    answered = mail(TWO, SAM, "Yes, I am interested in the role.", answers=[message_id(ONE, DANA)])
    assert only(mbox(tmp_path / "t.mbox", asked, answered), "Sam@Work.example", "sam@home.example").judgement.standing.value == "waiting"
