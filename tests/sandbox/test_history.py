"""What history.list tells after each act, and when it refuses."""

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from googleapiclient.errors import HttpError

from replydue.sandbox import Sandbox
from tests.sandbox.mails import mail, raw, reply

Act = Callable[[Sandbox, Any, str, str], object]  # (sandbox, service, thread, draft id)


def kinds(record: dict[str, Any]) -> list[tuple[str, tuple[str, ...]]]:
    """(kind, labels then) for each change in a record; bare records have none."""
    return [(kind, tuple(entry["message"].get("labelIds", []))) for kind in record if kind not in ("id", "messages") for entry in record[kind]]


ACTS: dict[str, tuple[Act, list[tuple[str, tuple[str, ...]]]]] = {
    "mail arrives": (
        lambda box, api, thread, draft: box.receive(mail(message_id="<new@x.example>")),
        [("messagesAdded", ("INBOX", "UNREAD"))],
    ),
    "a draft is made": (
        lambda box, api, thread, draft: api.drafts().create(userId="me", body={"message": raw(reply())}).execute(),
        [("messagesAdded", ("DRAFT",))],
    ),
    "a draft is saved anew": (
        lambda box, api, thread, draft: api.drafts().update(userId="me", id=draft, body={"message": raw(reply(), threadId=thread)}).execute(),
        [("messagesAdded", ("DRAFT",)), ("messagesDeleted", ("DRAFT",))],
    ),
    "the user edits a draft": (
        lambda box, api, thread, draft: box.user.edit_draft(draft, "Words"),
        [("messagesAdded", ("DRAFT",)), ("messagesDeleted", ("DRAFT",))],
    ),
    "a draft is deleted": (
        lambda box, api, thread, draft: api.drafts().delete(userId="me", id=draft).execute(),
        [("messagesDeleted", ("DRAFT",))],
    ),
    "a draft is sent": (
        lambda box, api, thread, draft: api.drafts().send(userId="me", body={"id": draft}).execute(),
        [("messagesAdded", ("SENT",)), ("messagesDeleted", ("DRAFT",))],
    ),
    "a thread is labelled": (
        lambda box, api, thread, draft: api.threads().modify(userId="me", id=thread, body={"addLabelIds": ["STARRED"]}).execute(),
        [("labelsAdded", ("INBOX", "STARRED", "UNREAD"))],
    ),
    "nothing changes": (
        lambda box, api, thread, draft: api.threads().modify(userId="me", id=thread, body={"addLabelIds": ["INBOX"]}).execute(),
        [],
    ),
    "a thread goes to the trash": (
        lambda box, api, thread, draft: box.user.trash(thread),
        [("labelsAdded", ("INBOX", "TRASH", "UNREAD")), ("labelsRemoved", ("TRASH", "UNREAD"))],
    ),
    "spam is reported": (
        lambda box, api, thread, draft: api.messages().modify(userId="me", id=thread, body={"addLabelIds": ["SPAM"]}).execute(),
        [("labelsAdded", ("INBOX", "SPAM", "UNREAD")), ("labelsRemoved", ("SPAM", "UNREAD"))],
    ),
    "a thread is read": (lambda box, api, thread, draft: box.user.read(thread), [("labelsRemoved", ("INBOX",))]),
    "a thread is archived": (lambda box, api, thread, draft: box.user.archive(thread), [("labelsRemoved", ("UNREAD",))]),
}


@pytest.mark.parametrize("act", ACTS)
def test_each_act_leaves_its_records(sandbox: Sandbox, service: Any, act: str) -> None:
    do, expected = ACTS[act]
    thread = sandbox.receive(mail())
    draft = service.drafts().create(userId="me", body={"message": raw(reply(), threadId=thread)}).execute()["id"]
    start = service.getProfile(userId="me").execute()["historyId"]
    do(sandbox, service, thread, draft)
    answer = service.history().list(userId="me", startHistoryId=start).execute()
    assert [change for record in answer.get("history", []) for change in kinds(record)] == expected


def test_labels_in_a_record_are_those_of_that_moment(sandbox: Sandbox, service: Any) -> None:
    start = service.getProfile(userId="me").execute()["historyId"]
    thread = sandbox.receive(mail())
    sandbox.user.archive(thread)
    first = service.history().list(userId="me", startHistoryId=start).execute()["history"][0]
    assert first["messagesAdded"][0]["message"]["labelIds"] == ["INBOX", "UNREAD"]


def test_a_deleted_label_comes_off_its_messages_and_can_no_longer_be_asked_for(sandbox: Sandbox, service: Any) -> None:
    thread = sandbox.receive(mail())
    sandbox.user.label(thread, "Waiting")
    start = service.getProfile(userId="me").execute()["historyId"]
    sandbox.user.delete_label("waiting")
    record = service.history().list(userId="me", startHistoryId=start).execute()["history"][0]
    assert record["labelsRemoved"][0]["labelIds"] == ["Label_1"]
    with pytest.raises(HttpError) as error:
        service.history().list(userId="me", startHistoryId=start, labelId="Label_1").execute()
    assert error.value.status_code == 404


def test_the_current_id_has_no_history_and_is_given_back(service: Any) -> None:
    start = service.getProfile(userId="me").execute()["historyId"]
    assert service.history().list(userId="me", startHistoryId=start).execute() == {"historyId": start}


def test_a_record_id_is_a_checkpoint(sandbox: Sandbox, service: Any) -> None:
    start = service.getProfile(userId="me").execute()["historyId"]
    for number in range(3):
        sandbox.receive(mail(message_id=f"<{number}@x.example>"))
    records = service.history().list(userId="me", startHistoryId=start).execute()["history"]
    rest = service.history().list(userId="me", startHistoryId=records[0]["id"]).execute()["history"]
    assert rest == records[1:]


def test_ids_rise_with_gaps(sandbox: Sandbox, service: Any) -> None:
    start = service.getProfile(userId="me").execute()["historyId"]
    for number in range(20):
        sandbox.receive(mail(message_id=f"<{number}@x.example>"))
    ids = [int(record["id"]) for record in service.history().list(userId="me", startHistoryId=start).execute()["history"]]
    assert ids == sorted(set(ids))
    assert len({later - earlier for earlier, later in pairwise(ids)}) > 1


def test_pages_give_all_records_and_some_pages_nothing_but_a_token(sandbox: Sandbox, service: Any) -> None:
    start = service.getProfile(userId="me").execute()["historyId"]
    thread = sandbox.receive(mail())
    for _ in range(3):
        sandbox.user.label(thread, "Waiting")
        sandbox.user.unlabel(thread, "Waiting")
    sandbox.receive(mail(message_id="<last@x.example>"))
    pages, token = [], None
    while True:
        page = service.history().list(userId="me", startHistoryId=start, maxResults=2, historyTypes=["messageAdded"], pageToken=token).execute()
        pages.append(len(page.get("history", [])))
        token = page.get("nextPageToken")
        if not token:
            break
    assert pages == [1, 0, 0, 1]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("messageAdded", {"messagesAdded"}), ("labelAdded", {"labelsAdded"}), ("labelRemoved", {"labelsRemoved"}), ("messageDeleted", {"messagesDeleted"})],
)
def test_one_kind_can_be_asked_for_and_bare_records_come_along(sandbox: Sandbox, service: Any, kind: str, expected: set[str]) -> None:
    thread = sandbox.receive(mail())
    start = service.getProfile(userId="me").execute()["historyId"]
    draft = service.drafts().create(userId="me", body={"message": raw(reply(), threadId=thread)}).execute()["id"]
    sandbox.user.edit_draft(draft, "Words")
    sandbox.user.trash(thread)
    records = service.history().list(userId="me", startHistoryId=start, historyTypes=[kind]).execute()["history"]
    assert {key for record in records for key in record} - {"id", "messages"} == expected
    assert any(set(record) == {"id", "messages"} for record in records)


def test_a_label_can_be_asked_for(sandbox: Sandbox, service: Any) -> None:
    start = service.getProfile(userId="me").execute()["historyId"]
    first, second = sandbox.receive(mail()), sandbox.receive(mail(subject="Other", message_id="<two@x.example>"))
    sandbox.user.label(first, "Waiting")
    sandbox.user.archive(second)
    records = service.history().list(userId="me", startHistoryId=start, labelId="Label_1").execute()["history"]
    assert [record["messages"][0]["id"] for record in records] == [first]


@pytest.mark.parametrize("start", ["1", "999999999"])
def test_an_old_id_and_one_of_the_future_are_not_found(service: Any, start: str) -> None:
    with pytest.raises(HttpError) as error:
        service.history().list(userId="me", startHistoryId=start).execute()
    assert (error.value.status_code, error.value.error_details[0]["reason"]) == (404, "notFound")


@pytest.mark.parametrize("start", ["abc", "-1", "²"])
def test_what_is_no_number_is_refused(service: Any, start: str) -> None:
    with pytest.raises(HttpError) as error:
        service.history().list(userId="me", startHistoryId=start).execute()
    assert error.value.status_code == 400
    assert error.value.reason == f"Invalid value at 'start_history_id' (TYPE_UINT64), \"{start}\""


def test_history_expires_when_told_and_the_profile_gives_a_new_start(sandbox: Sandbox, service: Any) -> None:
    start = service.getProfile(userId="me").execute()["historyId"]
    sandbox.expire_history()
    with pytest.raises(HttpError) as error:
        service.history().list(userId="me", startHistoryId=start).execute()
    assert error.value.status_code == 404
    fresh = service.getProfile(userId="me").execute()["historyId"]
    assert "history" not in service.history().list(userId="me", startHistoryId=fresh).execute()


def test_history_of_a_month_ago_is_forgotten_but_an_id_that_missed_nothing_is_good(sandbox: Sandbox, service: Any) -> None:
    start = service.getProfile(userId="me").execute()["historyId"]
    sandbox.receive(mail())
    last = service.getProfile(userId="me").execute()["historyId"]
    sandbox.clock.advance(timedelta(days=29))
    with pytest.raises(HttpError):
        service.history().list(userId="me", startHistoryId=start).execute()
    assert "history" not in service.history().list(userId="me", startHistoryId=last).execute()
