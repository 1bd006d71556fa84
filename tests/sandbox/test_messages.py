"""messages.*, threads.* and settings.sendAs.*, by Google's own client."""

from datetime import timedelta
from typing import Any

import pytest
from googleapiclient.errors import HttpError

from replydue.sandbox import Sandbox
from tests.sandbox.mails import bytes_of, mail, raw, reply


def test_the_profile_counts_messages_and_threads(sandbox: Sandbox, service: Any) -> None:
    sandbox.receive(mail())
    sandbox.user.write(reply())
    profile = service.getProfile(userId="me").execute()
    assert (profile["emailAddress"], profile["messagesTotal"], profile["threadsTotal"]) == ("sam@example.com", 2, 1)


def test_an_empty_list_has_no_key(service: Any) -> None:
    assert service.messages().list(userId="me").execute() == {"resultSizeEstimate": 0}


@pytest.mark.parametrize(
    ("form", "keys"),
    [("minimal", set()), ("metadata", {"payload"}), ("full", {"payload"}), ("raw", {"raw"})],
)
def test_each_format_carries_what_gmail_carries(sandbox: Sandbox, service: Any, form: str, keys: set[str]) -> None:
    id_ = sandbox.receive(mail())
    shown = service.messages().get(userId="me", id=id_, format=form).execute()
    assert set(shown) == {"id", "threadId", "labelIds", "snippet", "historyId", "internalDate", "sizeEstimate"} | keys


def test_metadata_shows_only_the_headers_asked_for_and_no_parts(sandbox: Sandbox, service: Any) -> None:
    id_ = sandbox.receive(mail())
    shown = service.messages().get(userId="me", id=id_, format="metadata", metadataHeaders=["subject", "FROM"]).execute()
    assert [header["name"] for header in shown["payload"]["headers"]] == ["From", "Subject"]
    assert "parts" not in shown["payload"]
    assert "body" not in shown["payload"]


def test_internal_date_is_the_moment_of_arrival_in_milliseconds(sandbox: Sandbox, service: Any) -> None:
    id_ = sandbox.receive(mail())
    expected = str(int(sandbox.clock.now().timestamp() * 1000))
    assert service.messages().get(userId="me", id=id_, format="minimal").execute()["internalDate"] == expected


def test_the_snippet_is_html_escaped(sandbox: Sandbox, service: Any) -> None:
    id_ = sandbox.receive(mail("I'm <here>"))
    assert service.messages().get(userId="me", id=id_).execute()["snippet"] == "I&#39;m &lt;here&gt;"


def test_pages_lose_and_double_nothing_although_mail_comes_in_between(sandbox: Sandbox, service: Any) -> None:
    before = {sandbox.receive(mail(message_id=f"<{number}@x.example>")) for number in range(7)}
    seen: list[str] = []
    token = None
    while True:
        page = service.messages().list(userId="me", maxResults=3, pageToken=token).execute()
        seen += [one["id"] for one in page["messages"]]
        token = page.get("nextPageToken")
        if not token:
            break
        sandbox.receive(mail(message_id=f"<late{len(seen)}@x.example>"))
    assert len(seen) == len(set(seen)) == 7
    assert set(seen) == before


def test_a_listing_follows_what_comes_and_goes(sandbox: Sandbox, service: Any) -> None:
    def listed() -> list[str]:
        return [one["id"] for one in service.messages().list(userId="me").execute().get("messages", [])]

    first, second = (sandbox.receive(mail(message_id=f"<{number}@x.example>")) for number in range(2))
    assert listed() == [second, first]
    draft = service.drafts().create(userId="me", body={"message": raw(reply())}).execute()
    assert listed() == [draft["message"]["id"], second, first]
    sent = sandbox.user.press_send(draft["id"])
    assert listed() == [sent, second, first]


def test_a_thread_is_listed_once_however_many_messages_match(sandbox: Sandbox, service: Any) -> None:
    thread = sandbox.receive(mail())
    sandbox.clock.advance(timedelta(hours=1))
    sandbox.user.write(reply())
    found = service.threads().list(userId="me").execute()["threads"]
    assert [one["id"] for one in found] == [thread]
    assert found[0]["snippet"] == "Any news?"


def test_a_thread_shows_its_drafts_and_its_trash_oldest_first(sandbox: Sandbox, service: Any) -> None:
    thread = sandbox.receive(mail())
    sandbox.clock.advance(timedelta(hours=1))
    answer = sandbox.user.write(reply())
    sandbox.clock.advance(timedelta(hours=1))
    service.messages().trash(userId="me", id=answer).execute()
    draft = service.drafts().create(userId="me", body={"message": raw(reply("Ping"), threadId=thread)}).execute()
    shown = service.threads().get(userId="me", id=thread, format="minimal").execute()
    assert [one["id"] for one in shown["messages"]] == [thread, answer, draft["message"]["id"]]
    assert [set(one["labelIds"]) for one in shown["messages"]] == [{"INBOX", "UNREAD"}, {"SENT", "TRASH"}, {"DRAFT"}]


def test_modifying_a_thread_leaves_its_draft_alone(sandbox: Sandbox, service: Any) -> None:
    thread = sandbox.receive(mail())
    service.drafts().create(userId="me", body={"message": raw(reply(), threadId=thread)}).execute()
    label = service.labels().create(userId="me", body={"name": "Waiting"}).execute()["id"]
    shown = service.threads().modify(userId="me", id=thread, body={"addLabelIds": [label], "removeLabelIds": ["UNREAD"]}).execute()
    assert [one["labelIds"] for one in shown["messages"]] == [["INBOX", label], ["DRAFT"]]


def test_new_mail_in_a_labelled_thread_inherits_no_label(sandbox: Sandbox) -> None:
    thread = sandbox.receive(mail())
    sandbox.user.label(thread, "Waiting")
    sandbox.receive(mail(message_id="<two@northwind.example>", subject="RE: Your application", answers="<one@northwind.example>"))
    assert [("Waiting" in held.labels) for held in sandbox.messages_of(thread)] == [True, False]
    assert "Waiting" in sandbox.labels_of(thread)


def test_trash_takes_out_of_the_inbox_and_untrash_does_not_bring_back(sandbox: Sandbox, service: Any) -> None:
    id_ = sandbox.receive(mail())
    assert service.messages().trash(userId="me", id=id_).execute()["labelIds"] == ["TRASH", "UNREAD"]
    assert service.messages().untrash(userId="me", id=id_).execute()["labelIds"] == ["UNREAD"]
    assert service.threads().trash(userId="me", id=id_).execute()["messages"][0]["labelIds"] == ["TRASH", "UNREAD"]
    assert service.threads().untrash(userId="me", id=id_).execute()["messages"][0]["labelIds"] == ["UNREAD"]


def test_batch_modify_answers_with_nothing_and_passes_over_what_is_not_there(sandbox: Sandbox, service: Any) -> None:
    ids = [sandbox.receive(mail(message_id=f"<{number}@x.example>")) for number in range(2)]
    assert not service.messages().batchModify(userId="me", body={"ids": [*ids, "abc"], "addLabelIds": ["STARRED"]}).execute()
    assert all("STARRED" in sandbox.labels_of(id_) for id_ in ids)


def test_insert_takes_the_labels_given_and_the_date_of_the_header_if_told(sandbox: Sandbox, service: Any) -> None:
    written = mail(date="Mon, 02 Nov 2026 10:00:00 +0000")
    new = service.messages().insert(userId="me", internalDateSource="dateHeader", body=raw(written, labelIds=["INBOX"])).execute()
    assert new == {"id": new["id"], "threadId": new["id"], "labelIds": ["INBOX"]}
    assert sandbox.messages_of(new["id"])[0].received.day == 2


def test_import_answers_with_the_id_alone_and_takes_no_thread(sandbox: Sandbox, service: Any) -> None:
    new = service.messages().import_(userId="me", body=raw(mail(), labelIds=["INBOX"])).execute()
    assert set(new) == {"id"}
    with pytest.raises(HttpError, match="threadId not allowed"):
        service.messages().import_(userId="me", body=raw(mail(), threadId=new["id"])).execute()


def test_a_sent_message_has_gmails_own_message_id_and_date_and_no_bcc(sandbox: Sandbox, service: Any) -> None:
    written = reply(date="Mon, 02 Nov 2020 10:00:00 +0000", bcc="eve@example.com", sender="Somebody Else <else@elsewhere.example>")
    sent = service.messages().send(userId="me", body=raw(written)).execute()
    assert sent["labelIds"] == ["SENT"]
    stored = bytes_of(service.messages().get(userId="me", id=sent["id"], format="raw").execute()["raw"]).decode()
    assert "@mail.gmail.com>" in stored
    assert "Mon, 23 Nov 2026 09:00:00 +0000" in stored
    assert "From: Sam Porter <sam@example.com>" in stored
    assert "eve@" not in stored
    assert "mine@example.com" not in stored


def test_mail_to_oneself_is_one_message_in_both_places(service: Any) -> None:
    sent = service.messages().send(userId="me", body=raw(reply(to="sam@work.example"))).execute()
    assert sent["labelIds"] == ["INBOX", "SENT", "UNREAD"]


def test_send_as_knows_the_primary_address_and_the_aliases(service: Any) -> None:
    listed = service.settings().sendAs().list(userId="me").execute()["sendAs"]
    assert [(one["sendAsEmail"], one.get("isPrimary", False), one.get("verificationStatus")) for one in listed] == [
        ("sam@example.com", True, None),
        ("sam@work.example", False, "accepted"),
    ]
    assert service.settings().sendAs().get(userId="me", sendAsEmail="sam@work.example").execute()["displayName"] == "Sam P."
    with pytest.raises(HttpError) as error:
        service.settings().sendAs().get(userId="me", sendAsEmail="other@example.com").execute()
    assert error.value.status_code == 404


def test_no_vacation_responder_is_set(service: Any) -> None:
    assert service.settings().getVacation(userId="me").execute()["enableAutoReply"] is False


def test_watch_says_until_when_and_stop_says_nothing(service: Any) -> None:
    answer = service.watch(userId="me", body={"topicName": "projects/one/topics/mail"}).execute()
    assert set(answer) == {"historyId", "expiration"}
    assert not service.stop(userId="me").execute()
