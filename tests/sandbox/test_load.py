"""Saved mail, and which thread a mail belongs to."""

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from replydue.errors import MailError
from replydue.sandbox import Clock, Sandbox
from tests.sandbox.mails import mail, reply

DATE = "Mon, 02 Nov 2026 10:00:00 +0000"
LATER = "Tue, 03 Nov 2026 10:00:00 +0000"
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def box() -> Sandbox:
    """A mailbox that does not serve."""
    return Sandbox("sam@example.com", clock=Clock(MONDAY))


def mbox(*mails: bytes) -> bytes:
    """An mbox."""
    return b"".join(b"From x@y.example Mon Nov 02 10:00:00 2026\n" + raw.replace(b"\nFrom ", b"\n>From ") + b"\n" for raw in mails)


def test_an_mbox_is_loaded_oldest_first_and_threaded_without_history(box: Sandbox, tmp_path: Path) -> None:
    path = tmp_path / "mail.mbox"
    path.write_bytes(mbox(reply(date=LATER), mail("From here on\n", date=DATE)))
    report = box.load(path)
    assert (report.loaded, report.set_aside) == (2, ())
    (thread,) = box.threads()
    assert [sorted(held.labels) for held in box.messages_of(thread)] == [["INBOX"], ["SENT"]]
    assert [held.received.day for held in box.messages_of(thread)] == [2, 3]
    assert b"\nFrom here on" in box.messages_of(thread)[0].raw


def test_a_folder_and_a_single_file_are_loaded(box: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "one.eml").write_bytes(mail(date=DATE))
    (tmp_path / "two.EML").write_bytes(mail(subject="Other", message_id="<2@x.example>", date=LATER))
    (tmp_path / "notes.txt").write_bytes(b"no mail")
    assert box.load(tmp_path).loaded == 2
    assert box.load(tmp_path / "two.EML").loaded == 1


def test_a_maildir_is_loaded_whatever_its_files_are_called(box: Sandbox, tmp_path: Path) -> None:
    for place, name in (("cur", "1700000.M1.host:2,S"), ("new", "1700001.M2.host")):
        (tmp_path / place).mkdir()
        (tmp_path / place / name).write_bytes(mail(date=DATE, message_id=f"<{place}@x.example>"))
    assert box.load(tmp_path).loaded == 2


def test_a_paragraph_that_begins_with_from_does_not_end_its_mail(box: Sandbox, tmp_path: Path) -> None:
    path = tmp_path / "mail.mbox"
    path.write_bytes(b"From x@y.example Mon Nov 02 10:00:00 2026\n" + mail("Hello.\n\nFrom next week on I am away.\n", date=DATE))
    assert box.load(path).set_aside == ()
    assert b"next week" in box.messages_of(box.threads()[0])[0].raw


def test_the_time_of_arrival_is_that_of_the_topmost_received(box: Sandbox, tmp_path: Path) -> None:
    path = tmp_path / "one.eml"
    path.write_bytes(b"Received: by mx.example;\n Wed, 04 Nov 2026 08:00:00 +0100\n" + mail(date=DATE))
    box.load(path)
    assert box.messages_of(box.threads()[0])[0].received == datetime(2026, 11, 4, 7, 0, tzinfo=UTC)


def test_broken_mail_is_set_aside_by_name_and_the_rest_comes_in(box: Sandbox, tmp_path: Path) -> None:
    path = tmp_path / "mail.mbox"
    path.write_bytes(mbox(mail(date=DATE), b"\n", b"nothing but words\n", mail(date="no date", message_id="<3@x.example>", subject="B")))
    (tmp_path / "empty.eml").write_bytes(b"")
    report = box.load(tmp_path)
    assert report.loaded == 2
    assert report.set_aside == ("empty.eml: empty", "mail.mbox, mail 2: empty", "mail.mbox, mail 3: no mail header")


def test_no_file_is_an_error_that_says_what_to_do(box: Sandbox, tmp_path: Path) -> None:
    with pytest.raises(MailError, match="name an mbox"):
        box.load(tmp_path / "missing")


@pytest.mark.parametrize(
    ("second", "together"),
    [
        (reply(), True),
        (reply(subject="AW: Re: your  APPLICATION"), True),
        (reply(subject="Another matter"), False),
        (reply(answers="<unknown@x.example>"), False),
        (reply(answers="<unknown@x.example> <one@northwind.example>"), True),
        (mail(message_id="<two@northwind.example>"), False),
    ],
)
def test_a_mail_joins_the_thread_of_what_it_answers_if_the_subject_agrees(box: Sandbox, second: bytes, together: bool) -> None:
    first = box.receive(mail())
    assert (box.thread_of(box.receive(second)) == first) is together


def test_a_thread_may_be_named(box: Sandbox) -> None:
    first = box.receive(mail())
    assert box.thread_of(box.receive(mail(subject="Else", message_id="<2@x.example>"), thread_id=first)) == first


def test_spam_archive_trash_and_back_by_hand(box: Sandbox) -> None:
    thread = box.receive(mail())
    box.user.write(reply())
    box.user.trash(thread)
    assert box.labels_of(thread) == {"TRASH", "UNREAD", "SENT"}
    box.user.untrash(thread)
    assert [sorted(held.labels) for held in box.messages_of(thread)] == [["INBOX", "UNREAD"], ["SENT"]]
    box.user.read(thread)
    box.user.archive(thread)
    assert box.labels_of(thread) == {"SENT"}
    box.user.star(thread)
    assert box.labels_of(thread) == {"SENT", "STARRED"}
    box.user.spam(thread)
    assert "SPAM" in box.labels_of(thread)


def test_the_clock_runs_until_it_is_set_and_takes_aware_moments_only() -> None:
    clock = Clock()
    assert clock.now().tzinfo is not None
    clock.set(MONDAY)
    assert clock.advance(timedelta(hours=1)) == clock.now() == MONDAY + timedelta(hours=1)
    with pytest.raises(ValueError, match="aware"):
        clock.set(datetime(2026, 11, 23, 9, 0))  # noqa: DTZ001  (the point of the test)


def test_a_large_mailbox_loads_in_seconds(box: Sandbox, tmp_path: Path) -> None:
    path = tmp_path / "large.mbox"
    path.write_bytes(mbox(*(mail(message_id=f"<{number}@x.example>", subject=f"Mail {number % 500}", date=DATE) for number in range(2000))))
    begun = time.process_time()
    assert box.load(path).loaded == 2000
    assert time.process_time() - begun < 4
