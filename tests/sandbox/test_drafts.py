"""The life of a draft, as the API and the user's hand make it."""

from typing import Any

import pytest
from googleapiclient.errors import HttpError

from replydue.sandbox import Refusal, Sandbox
from tests.sandbox.mails import bytes_of, mail, raw, reply


@pytest.fixture
def thread(sandbox: Sandbox) -> str:
    """A thread with one mail of Dana's."""
    return sandbox.receive(mail())


@pytest.fixture
def draft(service: Any, thread: str) -> dict[str, Any]:
    """Sam's draft in it."""
    created: dict[str, Any] = service.drafts().create(userId="me", body={"message": raw(reply(), threadId=thread)}).execute()
    return created


def refused(request: Any) -> tuple[int, str]:
    """Status and message of a call that must fail."""
    with pytest.raises(HttpError) as error:
        request.execute()
    return error.value.status_code, error.value.reason


def test_a_draft_is_listed_and_got_and_stands_in_its_thread(service: Any, thread: str, draft: dict[str, Any]) -> None:
    assert draft["message"] == {"id": draft["message"]["id"], "threadId": thread, "labelIds": ["DRAFT"]}
    assert service.drafts().list(userId="me").execute()["drafts"] == [{"id": draft["id"], "message": {"id": draft["message"]["id"], "threadId": thread}}]
    got = service.drafts().get(userId="me", id=draft["id"], format="raw").execute()
    assert bytes_of(got["message"]["raw"]) == reply()


def test_an_update_keeps_the_draft_id_and_makes_a_new_message(service: Any, thread: str, draft: dict[str, Any]) -> None:
    changed = service.drafts().update(userId="me", id=draft["id"], body={"message": raw(reply("Other words"), threadId=thread)}).execute()
    assert changed["id"] == draft["id"]
    assert changed["message"]["id"] != draft["message"]["id"]
    assert changed["message"]["threadId"] == thread
    assert refused(service.messages().get(userId="me", id=draft["message"]["id"]))[0] == 404


def test_an_update_that_names_no_thread_moves_the_draft(service: Any, thread: str, draft: dict[str, Any]) -> None:
    changed = service.drafts().update(userId="me", id=draft["id"], body={"message": raw(reply())}).execute()
    assert changed["message"]["threadId"] == changed["message"]["id"]


def test_another_subject_makes_another_thread(service: Any, thread: str) -> None:
    created = service.drafts().create(userId="me", body={"message": raw(reply(subject="Something else"), threadId=thread)}).execute()
    assert created["message"]["threadId"] != thread


def test_sending_makes_a_new_message_in_the_same_thread_and_the_draft_is_gone(sandbox: Sandbox, service: Any, thread: str, draft: dict[str, Any]) -> None:
    sent = service.drafts().send(userId="me", body={"id": draft["id"]}).execute()
    assert sent["threadId"] == thread
    assert sent["labelIds"] == ["SENT"]
    assert sent["id"] != draft["message"]["id"]
    assert sandbox.drafts() == []
    assert len(sandbox.sent()) == 1


def test_sending_with_a_last_change_sends_the_change(sandbox: Sandbox, service: Any, thread: str, draft: dict[str, Any]) -> None:
    sent = service.drafts().send(userId="me", body={"id": draft["id"], "message": raw(reply("The last word"), threadId=thread)}).execute()
    assert sent["threadId"] == thread
    assert b"The last word" in sandbox.sent()[0]


def test_after_sending_the_draft_is_no_draft(service: Any, thread: str, draft: dict[str, Any]) -> None:
    service.drafts().send(userId="me", body={"id": draft["id"]}).execute()
    body = {"message": raw(reply(), threadId=thread)}
    assert refused(service.drafts().update(userId="me", id=draft["id"], body=body)) == (400, "Message not a draft")
    assert refused(service.drafts().send(userId="me", body={"id": draft["id"]})) == (400, "Message not a draft")
    assert refused(service.drafts().get(userId="me", id=draft["id"])) == (404, "Requested entity was not found.")


def test_a_deleted_draft_is_gone_for_good(service: Any, draft: dict[str, Any]) -> None:
    assert not service.drafts().delete(userId="me", id=draft["id"]).execute()
    for request in (
        service.drafts().get(userId="me", id=draft["id"]),
        service.drafts().delete(userId="me", id=draft["id"]),
        service.drafts().send(userId="me", body={"id": draft["id"]}),
        service.drafts().update(userId="me", id=draft["id"], body={"message": raw(reply())}),
    ):
        assert refused(request) == (404, "Requested entity was not found.")


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ({}, (400, "'raw' RFC822 payload message string or uploading message via /upload/* URL required")),
        ({"raw": "!!!"}, (400, "Invalid value at 'message.raw' (TYPE_BYTES), \"Base64 decoding failed\"")),
        (raw(reply(), threadId="no id!"), (400, "Invalid thread_id value")),
        (raw(reply(), threadId="19aaaaaaaaaaaaaa"), (404, "Requested entity was not found.")),
    ],
)
def test_a_draft_that_cannot_be_is_refused(service: Any, message: dict[str, str], expected: tuple[int, str]) -> None:
    assert refused(service.drafts().create(userId="me", body={"message": message})) == expected


def test_a_draft_without_a_recipient_cannot_be_sent_and_stays(sandbox: Sandbox, service: Any) -> None:
    created = service.drafts().create(userId="me", body={"message": raw(b"Subject: Hello\r\n\r\nWords")}).execute()
    assert refused(service.drafts().send(userId="me", body={"id": created["id"]})) == (400, "Recipient address required")
    assert len(sandbox.drafts()) == 1


def test_unpadded_base64_is_taken(service: Any) -> None:
    message = raw(reply("x"))
    assert service.drafts().create(userId="me", body={"message": {"raw": message["raw"].rstrip("=")}}).execute()["id"].startswith("r")


def test_the_users_edit_writes_html_and_makes_a_new_message(sandbox: Sandbox, service: Any, thread: str, draft: dict[str, Any]) -> None:
    message_id = sandbox.user.edit_draft(draft["id"], "My own words – with love")
    got = service.drafts().get(userId="me", id=draft["id"]).execute()
    assert got["message"]["id"] == message_id != draft["message"]["id"]
    assert got["message"]["threadId"] == thread
    plain, page = got["message"]["payload"]["parts"]
    assert bytes_of(plain["body"]["data"]).decode().strip() == "My own words – with love"
    assert b'<div dir="ltr">' in bytes_of(page["body"]["data"])


def test_the_users_edit_of_the_subject_moves_the_draft(sandbox: Sandbox, thread: str, draft: dict[str, Any]) -> None:
    sandbox.user.edit_draft(draft["id"], "Words", subject="Another matter")
    assert [place for _, place, _ in sandbox.drafts()] != [thread]


def test_the_user_sends_and_discards(sandbox: Sandbox, service: Any, thread: str, draft: dict[str, Any]) -> None:
    other = service.drafts().create(userId="me", body={"message": raw(reply(), threadId=thread)}).execute()
    sandbox.user.press_send(draft["id"])
    sandbox.user.discard(other["id"])
    assert sandbox.drafts() == []
    assert sandbox.labels_of(thread) == {"INBOX", "UNREAD", "SENT"}
    with pytest.raises(Refusal):
        sandbox.user.discard(other["id"])


def test_sent_in_place_the_message_keeps_its_id(sandbox: Sandbox, service: Any, draft: dict[str, Any]) -> None:
    start = service.getProfile(userId="me").execute()["historyId"]
    assert sandbox.user.press_send(draft["id"], in_place=True) == draft["message"]["id"]
    records = service.history().list(userId="me", startHistoryId=start).execute()["history"]
    assert [set(record) - {"id", "messages"} for record in records] == [{"labelsAdded"}, {"labelsRemoved"}]
    assert sandbox.drafts() == []


def test_drafts_are_searched_like_mail(service: Any, draft: dict[str, Any]) -> None:
    assert len(service.drafts().list(userId="me", q="subject:application to:dana").execute()["drafts"]) == 1
    assert "drafts" not in service.drafts().list(userId="me", q="subject:holiday").execute()
