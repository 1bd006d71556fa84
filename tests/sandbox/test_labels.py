"""Labels: names that Gmail keeps to itself, names that clash, and what may be put on what."""

from typing import Any

import pytest
from googleapiclient.errors import HttpError

from replydue.sandbox import Sandbox
from tests.sandbox.mails import mail, raw, reply


def create(service: Any, name: str, **more: Any) -> dict[str, Any]:
    """A new label."""
    made: dict[str, Any] = service.labels().create(userId="me", body={"name": name, **more}).execute()
    return made


def test_a_new_label_is_answered_without_type_and_listed_with_it(service: Any) -> None:
    made = create(service, "Replydue/Waiting")
    assert made == {"id": "Label_1", "name": "Replydue/Waiting", "messageListVisibility": "show", "labelListVisibility": "labelShow"}
    assert {**made, "type": "user"} in service.labels().list(userId="me").execute()["labels"]


def test_a_label_below_another_does_not_make_the_one_above(service: Any) -> None:
    create(service, "Replydue/Waiting")
    names = {label["name"] for label in service.labels().list(userId="me").execute()["labels"]}
    assert "Replydue" not in names


@pytest.mark.parametrize("name", ["Inbox", "SPAM", "drafts", "Sent", "", "   ", "/x", "x/"])
def test_names_that_gmail_keeps_are_refused(service: Any, name: str) -> None:
    with pytest.raises(HttpError) as error:
        create(service, name)
    assert (error.value.status_code, error.value.reason) == (400, "Invalid label name")


def test_a_label_below_a_reserved_name_is_allowed(service: Any) -> None:
    assert create(service, "Inbox/x")["name"] == "Inbox/x"


@pytest.mark.parametrize("name", ["Replydue/To approve", "replydue/to APPROVE", "Replydue / To approve", "Replydue-To-approve"])
def test_a_name_that_exists_is_a_conflict(service: Any, name: str) -> None:
    create(service, "Replydue/To approve")
    with pytest.raises(HttpError) as error:
        create(service, name)
    assert (error.value.status_code, error.value.reason, error.value.error_details[0]["reason"]) == (409, "Label name exists or conflicts", "aborted")


def test_get_counts_messages_and_threads(sandbox: Sandbox, service: Any) -> None:
    thread = sandbox.receive(mail())
    sandbox.user.write(reply())
    sandbox.user.label(thread, "Waiting")
    shown = service.labels().get(userId="me", id="Label_1").execute()
    assert (shown["messagesTotal"], shown["messagesUnread"], shown["threadsTotal"], shown["threadsUnread"]) == (2, 1, 1, 1)


def test_patch_changes_one_thing_and_update_all(service: Any) -> None:
    id_ = create(service, "Waiting", color={"textColor": "#000000", "backgroundColor": "#16a766"})["id"]
    assert service.labels().patch(userId="me", id=id_, body={"name": "On hold"}).execute()["color"]["textColor"] == "#000000"
    updated = service.labels().update(userId="me", id=id_, body={"name": "Call", "labelListVisibility": "labelHide"}).execute()
    assert (updated["name"], updated["labelListVisibility"]) == ("Call", "labelHide")
    assert "color" not in updated


def test_a_colour_off_the_palette_is_refused_and_makes_no_label(service: Any) -> None:
    with pytest.raises(HttpError) as error:
        create(service, "Waiting", color={"textColor": "#123456", "backgroundColor": "#16a766"})
    assert error.value.status_code == 400
    assert create(service, "Waiting")["id"] == "Label_1"


def test_a_colour_that_is_no_colour_is_refused(service: Any) -> None:
    for color in ("red", {"textColor": ["#000000"]}):
        with pytest.raises(HttpError, match=r"Invalid value at 'label\.color'"):
            service.labels().create(userId="me", body={"name": "Waiting", "color": color}).execute()


def test_a_label_is_deleted_and_gone(sandbox: Sandbox, service: Any) -> None:
    thread = sandbox.receive(mail())
    sandbox.user.label(thread, "Waiting")
    assert not service.labels().delete(userId="me", id="Label_1").execute()
    assert sandbox.labels_of(thread) == {"INBOX", "UNREAD"}
    with pytest.raises(HttpError, match="labelId not found"):
        service.threads().modify(userId="me", id=thread, body={"addLabelIds": ["Label_1"]}).execute()
    with pytest.raises(HttpError) as error:
        service.labels().get(userId="me", id="Label_1").execute()
    assert error.value.status_code == 404


def test_gmails_own_labels_stay(service: Any) -> None:
    with pytest.raises(HttpError) as error:
        service.labels().delete(userId="me", id="INBOX").execute()
    assert error.value.status_code == 400


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({}, "No label add or removes specified"),
        ({"addLabelIds": ["SENT"]}, "Invalid label: SENT"),
        ({"removeLabelIds": ["DRAFT"]}, "Invalid label: DRAFT"),
        ({"addLabelIds": ["Label_99"]}, "labelId not found"),
        ({"addLabelIds": [f"Label_{number}" for number in range(101)]}, "Too many labels specified"),
    ],
)
def test_labels_that_cannot_be_set_are_refused(sandbox: Sandbox, service: Any, body: dict[str, list[str]], message: str) -> None:
    id_ = sandbox.receive(mail())
    with pytest.raises(HttpError) as error:
        service.messages().modify(userId="me", id=id_, body=body).execute()
    assert (error.value.status_code, error.value.reason) == (400, message)


def test_a_draft_takes_no_label(sandbox: Sandbox, service: Any) -> None:
    draft = service.drafts().create(userId="me", body={"message": raw(reply())}).execute()["message"]["id"]
    service.messages().modify(userId="me", id=draft, body={"addLabelIds": ["STARRED"]}).execute()
    assert sandbox.labels_of(draft) == {"DRAFT"}
