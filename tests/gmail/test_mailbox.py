"""What does the service see and do through the door? Against the sandbox, over HTTP."""

import pytest

from replydue.core.labels import COLOURS
from replydue.core.mail import Mailbox
from replydue.core.model import Letter
from replydue.errors import HistoryExpired, NotFound
from replydue.gmail import Gmail
from replydue.gmail.mime_out import write
from replydue.sandbox import Sandbox


def mail(number: int = 1, subject: str = "The role") -> bytes:
    lines = ["From: Dana Reed <dana@northwind.example>", "To: sam@example.com", f"Subject: {subject} {number}", f"Message-ID: <{number}@northwind.example>"]
    return "\r\n".join([*lines, "Date: Mon, 23 Nov 2026 08:00:00 +0000", "", f"Hello number {number}.", ""]).encode()


def follow_up() -> bytes:
    parent = "<1@northwind.example>"
    return write(
        Letter(Mailbox("Sam", "sam@example.com"), (Mailbox("Dana", "dana@northwind.example"),), "Re: The role 1", parent, (parent,), "News?", "<p>News?</p>")
    )


def test_the_profile_names_the_account_and_the_identities_begin_with_it(gmail: Gmail) -> None:
    assert gmail.profile().address == "sam@example.com"
    assert [(identity.address, identity.primary) for identity in gmail.identities()] == [("sam@example.com", True), ("sam@work.example", False)]


def test_what_arrives_after_a_history_id_is_a_change(gmail: Gmail, sandbox: Sandbox) -> None:
    before = gmail.profile().history_id
    message_id = sandbox.receive(mail())
    found = gmail.changes_since(before)
    assert [(change.kind, change.message_id) for change in found.changes] == [("added", message_id)]
    assert gmail.changes_since(found.history_id).changes == ()


def test_an_expired_history_id_says_so(gmail: Gmail, sandbox: Sandbox) -> None:
    before = gmail.profile().history_id
    sandbox.receive(mail())
    sandbox.expire_history()
    with pytest.raises(HistoryExpired):
        gmail.changes_since(before)


def test_many_threads_come_in_few_requests_and_the_vanished_are_left_out(gmail: Gmail, sandbox: Sandbox) -> None:
    ids = [sandbox.thread_of(sandbox.receive(mail(number))) for number in range(20)]
    found = list(gmail.threads([*ids, "00000000000000aa"]))
    assert [thread.id for thread in found] == ids
    assert {thread.messages[0].words for thread in found} == {f"Hello number {number}." for number in range(20)}


def test_headers_come_without_a_body(gmail: Gmail, sandbox: Sandbox) -> None:
    ids = [sandbox.receive(mail(number)) for number in (1, 2)]
    assert [(message.subject, message.text, message.sender.address) for message in gmail.headers(ids)] == [
        ("The role 1", "", "dana@northwind.example"),
        ("The role 2", "", "dana@northwind.example"),
    ]


def test_a_draft_is_put_up_found_sent_and_then_gone(gmail: Gmail, sandbox: Sandbox) -> None:
    thread_id = sandbox.thread_of(sandbox.receive(mail()))
    draft_id, message_id = gmail.create_draft(follow_up(), thread_id)
    assert list(gmail.drafts()) == [(draft_id, message_id, thread_id)]
    assert [draft.id for draft in gmail.drafts_in(thread_id)] == [draft_id]
    assert gmail.send_draft(draft_id)
    assert len(sandbox.sent()) == 1
    with pytest.raises(NotFound):
        gmail.draft(draft_id)
    with pytest.raises(NotFound):
        gmail.send_draft(draft_id)
    assert gmail.delete_draft(draft_id) is False


def test_a_draft_that_stands_is_deleted(gmail: Gmail, sandbox: Sandbox) -> None:
    draft_id, _ = gmail.create_draft(mail(2), sandbox.thread_of(sandbox.receive(mail())))
    assert gmail.delete_draft(draft_id) is True
    assert sandbox.drafts() == []


_QUIET = ("#000000", "#c9daf8")


def test_a_label_is_made_with_those_above_it_and_only_once(gmail: Gmail) -> None:
    (made,) = gmail.ensure_labels({"Replydue/Snooze/1 week": _QUIET}).values()
    assert gmail.ensure_labels({"replydue/snooze/1 WEEK": _QUIET}) == {"replydue/snooze/1 WEEK": made}
    assert {"Replydue", "Replydue/Snooze", "Replydue/Snooze/1 week"} <= gmail.labels().keys()


def test_gmail_takes_the_colours_of_every_label(gmail: Gmail) -> None:
    assert len(gmail.ensure_labels({f"Replydue/{name}": colours for name, colours in COLOURS.items()})) == len(COLOURS)


def test_labels_are_put_on_a_thread_and_taken_off(gmail: Gmail, sandbox: Sandbox) -> None:
    thread_id, label = sandbox.thread_of(sandbox.receive(mail())), gmail.ensure_labels({"Replydue": _QUIET})["Replydue"]
    gmail.relabel(thread_id, [label], ["INBOX"])
    assert sandbox.labels_of(thread_id) == {"UNREAD", "Replydue"}


def test_an_inserted_mail_is_in_the_inbox(gmail: Gmail, sandbox: Sandbox) -> None:
    message_id = gmail.insert(mail(), ["INBOX"])
    assert "INBOX" in sandbox.labels_of(sandbox.thread_of(message_id))


def test_units_are_counted_as_the_server_counts_them(gmail: Gmail, sandbox: Sandbox) -> None:
    ids = [sandbox.thread_of(sandbox.receive(mail(number))) for number in range(3)]
    list(gmail.threads(ids))
    gmail.profile()
    assert gmail.units == sandbox.units == 3 * 40 + 1
