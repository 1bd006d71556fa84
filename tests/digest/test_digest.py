"""What does the digest say, and what is one?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from replydue.core.digest import Case, is_digest, link_to, own_message_id
from replydue.core.mail import Mailbox, Message
from replydue.core.model import Standing

from .golden_texts import DRAFT, FOLDER, NOW, digest, texts

ME = Mailbox("", "sam@example.com")
OURS = Message("1", "1", own_message_id(date(2026, 11, 24), ME.address), NOW, Mailbox("replydue", ME.address), (ME,))


@pytest.mark.parametrize("name", sorted(texts()))
def test_a_digest_says_what_was_approved(name: str) -> None:
    assert texts()[name] == (FOLDER / name).read_text(encoding="utf-8"), "read the new text aloud, then write it (golden_texts.py)"


def test_no_golden_text_is_left_over() -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(texts())


@pytest.mark.parametrize("case", [
    Case("1", "Dana", standing=Standing.WAITING, expected_by=date(2026, 11, 27)),  # coming is told, and no reason to write
    Case("1", "Dana", standing=Standing.ON_HOLD),
    Case("1", "Dana", phase="approved"),
    Case("1", "Dana", interview=date(2026, 11, 26)),  # the next digest tells it
])  # fmt: skip
def test_some_things_are_no_reason_for_a_digest(case: Case) -> None:
    assert digest(case).headline == ""


def test_what_others_wrote_is_neither_markup_nor_a_second_line_nor_endless() -> None:
    letter = digest(replace(DRAFT, name="Dana\r\nBcc: x@x.example <script>", role="x" * 500)).letter()
    assert "<script>" not in letter.html
    assert "\nBcc" not in letter.text
    assert "x" * 81 not in letter.text


def test_nothing_is_fetched_when_it_is_opened() -> None:
    assert "src=" not in texts()["everything.html"]
    assert "url(" not in texts()["everything.html"]
    assert len(texts()["everything.html"]) < 10_000


def test_a_link_opens_the_thread_in_the_right_account() -> None:
    assert link_to("sam+jobs@example.com", "19a1") == "https://mail.google.com/mail/u/?authuser=sam%2Bjobs%40example.com#all/19a1"


def test_a_digest_is_known_by_its_message_id_and_goes_from_the_user_to_the_user() -> None:
    assert is_digest(OURS)
    assert OURS.message_id == own_message_id(date(2026, 11, 24), "SAM@example.com")


@pytest.mark.parametrize("other", [
    replace(OURS, message_id="<digest-20261124@replydue.invalid>"),
    replace(OURS, sender=Mailbox("Dana", "dana@northwind.example")),
    replace(OURS, to=()),
    replace(OURS, message_id=""),
])  # fmt: skip
def test_other_mail_is_none(other: Message) -> None:
    assert not is_digest(other)
