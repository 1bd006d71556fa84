"""Errors, batches, masks, quota, faults and the connection: what Google's client meets on the wire."""

import http.client
import json
import threading
import time
from datetime import timedelta
from typing import Any
from urllib.request import Request as HttpRequest
from urllib.request import urlopen

import pytest
from google.oauth2.credentials import Credentials
from googleapiclient.discovery import build_from_document
from googleapiclient.errors import BatchError, HttpError

from replydue.errors import ReplydueError, UsageError
from replydue.sandbox import Fault, Sandbox
from tests.discovery import pointed_at
from tests.sandbox.mails import mail, raw, reply

RETRY_AFTER = "User-rate limit exceeded.  Retry after 2026-11-23T09:05:00.000Z"


def client(box: Sandbox) -> Any:
    """The whole client, for batches."""
    return build_from_document(pointed_at(box.endpoint), credentials=Credentials(token="a-token"))  # type: ignore[no-untyped-call]


def fetch(box: Sandbox, path: str, body: bytes | None = None, **headers: str) -> tuple[int, Any]:
    """Status and JSON of a request made by hand."""
    address = box.endpoint.removeprefix("http://")
    connection = http.client.HTTPConnection(address)
    connection.request("GET" if body is None else "POST", path, body, {"Authorization": "Bearer t", **{key.replace("_", "-"): headers[key] for key in headers}})
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, json.loads(content)


# --- errors


def test_what_is_not_there_has_googles_error_body(sandbox: Sandbox) -> None:
    message = "Requested entity was not found."
    one = {"message": message, "domain": "global", "reason": "notFound"}
    assert fetch(sandbox, "/gmail/v1/users/me/messages/abc") == (404, {"error": {"code": 404, "message": message, "errors": [one], "status": "NOT_FOUND"}})


@pytest.mark.parametrize(
    ("path", "status", "message"),
    [
        ("/gmail/v1/users/me/messages/not-hex", 400, "Invalid id value"),
        ("/gmail/v1/users/me/messages?pageToken=garbage", 400, "Invalid pageToken"),
        ("/gmail/v1/users/me/history?startHistoryId=4100&historyTypes=none", 400, "Invalid value at 'history_types'"),
        ("/gmail/v1/users/me/messages?maxResults=many", 400, "Invalid value at 'max_results'"),
        ("/gmail/v1/users/me/messages?maxResults=%C2%B2", 400, "Invalid value at 'max_results'"),
        ("/gmail/v1/users/me/messages?pageToken=%C2%B2", 400, "Invalid pageToken"),
        (f"/gmail/v1/users/me/messages?pageToken={'9' * 5000}", 400, "Invalid pageToken"),
        (f"/gmail/v1/users/me/history?startHistoryId={'9' * 5000}", 400, "Invalid value at 'start_history_id'"),
        ("/gmail/v1/users/me/history?startHistoryId=4100&pageToken=%C2%B2", 400, "Invalid pageToken"),
        (f"/gmail/v1/users/me/messages?q={'(' * 2000}", 400, "nested too deeply"),
        (f"/gmail/v1/users/me/messages?fields={'a(' * 2000}", 400, "nested too deeply"),
        ("/gmail/v1/users/me/messages?colour=red", 400, 'Unknown name "colour"'),
        ("/gmail/v1/users/me/messages?labelIds=Label_9", 400, "Invalid label"),
        ("/gmail/v1/users/me/threads/abc?format=raw", 404, "not found"),
        ("/gmail/v1/users/me/labels?fields=labels(", 400, "Invalid field selection"),
        ("/gmail/v1/users/else@example.com/profile", 403, "Delegation denied"),
        ("/gmail/v1/users/me/nothing", 404, "Not Found"),
        ("/elsewhere", 404, "Not Found"),
    ],
)
def test_each_refusal_has_its_status_and_words(sandbox: Sandbox, path: str, status: int, message: str) -> None:
    answered, body = fetch(sandbox, path)
    assert (answered, message in body["error"]["message"]) == (status, True)


def test_the_account_may_be_named_instead_of_me(sandbox: Sandbox) -> None:
    assert fetch(sandbox, "/gmail/v1/users/sam%40example.com/profile")[0] == 200


@pytest.mark.parametrize("body", [b"{", b"[]", b'{"message": 3}', b'{"unknown": 3}', b'{"message": {"raw": 3}}'])
def test_a_body_that_cannot_be_read_is_refused(sandbox: Sandbox, body: bytes) -> None:
    assert fetch(sandbox, "/gmail/v1/users/me/drafts", body)[0] == 400


def test_a_revoked_sign_in_is_401_until_it_is_given_again(sandbox: Sandbox) -> None:
    sandbox.revoke()
    status, body = fetch(sandbox, "/gmail/v1/users/me/profile")
    assert (status, body["error"]["errors"][0]["reason"], body["error"]["status"]) == (401, "authError", "UNAUTHENTICATED")
    sandbox.permit()
    assert fetch(sandbox, "/gmail/v1/users/me/profile")[0] == 200


def test_without_a_token_nothing_is_told(sandbox: Sandbox) -> None:
    assert fetch(sandbox, "/gmail/v1/users/me/profile", Authorization="")[0] == 401


def test_the_method_may_be_overridden(sandbox: Sandbox) -> None:
    sandbox.receive(mail())
    form = {"X_HTTP_Method_Override": "GET", "Content_Type": "application/x-www-form-urlencoded"}
    assert len(fetch(sandbox, "/gmail/v1/users/me/messages", b"q=from%3Adana&maxResults=5", **form)[1]["messages"]) == 1


# --- parts of answers


@pytest.mark.parametrize(
    ("mask", "expected"),
    [
        ("id", {"id"}),
        ("id,labelIds", {"id", "labelIds"}),
        ("*", {"id", "threadId", "labelIds", "snippet", "historyId", "internalDate", "sizeEstimate", "payload"}),
        ("nothing", set()),
    ],
)
def test_fields_choose_what_is_answered(sandbox: Sandbox, service: Any, mask: str, expected: set[str]) -> None:
    id_ = sandbox.receive(mail())
    assert set(service.messages().get(userId="me", id=id_, fields=mask).execute()) == expected


def test_fields_go_down_into_lists(sandbox: Sandbox, service: Any) -> None:
    id_ = sandbox.receive(mail())
    shown = service.threads().get(userId="me", id=id_, fields="messages(id,payload/headers(name)),historyId").execute()
    assert set(shown) == {"messages", "historyId"}
    assert set(shown["messages"][0]) == {"id", "payload"}
    assert shown["messages"][0]["payload"]["headers"][0] == {"name": "From"}


# --- batches


def test_each_part_of_a_batch_succeeds_or_fails_by_itself(sandbox: Sandbox) -> None:
    id_ = sandbox.receive(mail())
    answers: dict[str, Any] = {}
    api = client(sandbox)
    batch = api.new_batch_http_request(callback=lambda name, answer, error: answers.update({name: (answer, error)}))
    batch.add(api.users().messages().get(userId="me", id=id_, format="minimal"), request_id="good")
    batch.add(api.users().messages().get(userId="me", id="abc"), request_id="missing")
    batch.add(api.users().drafts().create(userId="me", body={"message": raw(reply(), threadId=id_)}), request_id="draft")
    batch.add(api.users().labels().delete(userId="me", id="INBOX"), request_id="bad")
    batch.execute()
    assert answers["good"][0]["id"] == id_
    assert answers["missing"][1].status_code == 404
    assert answers["draft"][0]["message"]["threadId"] == id_
    assert answers["bad"][1].status_code == 400
    assert [(request.method, request.status) for request in sandbox.requests] == [
        ("messages.get", 200), ("messages.get", 404), ("drafts.create", 200), ("labels.delete", 400),
    ]  # fmt: skip


def test_a_part_can_be_refused_for_too_many_at_once(sandbox: Sandbox) -> None:
    sandbox.fault(Fault("labels.list", status=429, reason="rateLimitExceeded", message="Too many concurrent requests for user", skip=1))
    seen: list[int] = []
    api = client(sandbox)
    batch = api.new_batch_http_request(callback=lambda name, answer, error: seen.append(error.status_code if error else 200))
    for _ in range(3):
        batch.add(api.users().labels().list(userId="me"))
    batch.execute()
    assert seen == [200, 429, 200]


def test_more_than_a_hundred_calls_are_refused_as_a_whole(sandbox: Sandbox) -> None:
    api = client(sandbox)
    batch = api.new_batch_http_request()
    for _ in range(101):
        batch.add(api.users().labels().list(userId="me"))
    with pytest.raises(HttpError, match=r"Inner request count exceeds the limit\. Received: 101, Limit: 100"):
        batch.execute()
    assert sandbox.requests == []


def test_the_other_batch_address_serves_too(sandbox: Sandbox) -> None:
    api = build_from_document({**pointed_at(sandbox.endpoint), "batchPath": "batch"}, credentials=Credentials(token="t"))  # type: ignore[no-untyped-call]
    batch = api.new_batch_http_request()
    batch.add(api.users().getProfile(userId="me"))
    batch.execute()
    assert [request.status for request in sandbox.requests] == [200]


def test_a_batch_that_is_none_is_refused(sandbox: Sandbox) -> None:
    assert fetch(sandbox, "/batch/gmail/v1", b"nothing", Content_Type="multipart/mixed; boundary=x")[0] == 400


def test_a_dropped_part_drops_the_batch(sandbox: Sandbox) -> None:
    sandbox.fault(Fault("labels.list", "drop_before", times=2))
    api = client(sandbox)
    batch = api.new_batch_http_request()
    batch.add(api.users().labels().list(userId="me"))
    with pytest.raises((http.client.HTTPException, OSError, BatchError)):
        batch.execute()


# --- quota


def test_units_are_counted_by_googles_table(sandbox: Sandbox, service: Any) -> None:
    id_ = sandbox.receive(mail())
    service.getProfile(userId="me").execute()
    service.messages().get(userId="me", id=id_).execute()
    service.threads().get(userId="me", id=id_).execute()
    service.drafts().create(userId="me", body={"message": raw(reply(), threadId=id_)}).execute()
    assert [request.units for request in sandbox.requests] == [1, 20, 40, 10]
    assert sandbox.units == 71
    sandbox.reset_log()
    assert (sandbox.units, sandbox.requests) == (0, [])


def test_above_the_minutes_quota_calls_are_refused_until_the_minute_is_over() -> None:
    with Sandbox("sam@example.com", units_per_minute=50) as box:
        box.clock.set(box.clock.now())
        users = client(box).users()
        id_ = box.receive(mail())
        users.threads().get(userId="me", id=id_).execute()
        with pytest.raises(HttpError) as error:
            users.messages().get(userId="me", id=id_).execute()
        assert (error.value.status_code, error.value.error_details[0]["reason"]) == (403, "rateLimitExceeded")
        assert "Total Query Cost" in error.value.reason
        box.clock.advance(timedelta(seconds=61))
        users.messages().get(userId="me", id=id_).execute()
        assert box.units == 60


# --- faults


@pytest.mark.parametrize(
    ("fault", "status", "reason"),
    [
        (Fault(), 503, "backendError"),
        (Fault(status=403, reason="rateLimitExceeded"), 403, "rateLimitExceeded"),
        (Fault(status=400, reason="failedPrecondition"), 400, "failedPrecondition"),
        (Fault(status=429, reason="userRateLimitExceeded", message=RETRY_AFTER), 429, "userRateLimitExceeded"),
    ],
)  # fmt: skip
def test_a_fault_hits_as_often_as_told(sandbox: Sandbox, service: Any, fault: Fault, status: int, reason: str) -> None:
    sandbox.fault(fault)
    with pytest.raises(HttpError) as error:
        service.getProfile(userId="me").execute()
    assert (error.value.status_code, error.value.error_details[0]["reason"]) == (status, reason)
    service.getProfile(userId="me").execute()


def test_a_fault_waits_for_its_method_and_lets_some_by(sandbox: Sandbox, service: Any) -> None:
    sandbox.fault(Fault("labels.list", times=2, skip=1))
    service.getProfile(userId="me").execute()
    seen = []
    for _ in range(4):
        try:
            service.labels().list(userId="me").execute()
            seen.append(200)
        except HttpError as error:
            seen.append(error.status_code)
    assert seen == [200, 503, 503, 200]


def test_retry_after_is_a_header(sandbox: Sandbox, service: Any) -> None:
    sandbox.fault(Fault(status=429, reason="rateLimitExceeded", retry_after=30))
    with pytest.raises(HttpError) as error:
        service.getProfile(userId="me").execute()
    assert error.value.resp["retry-after"] == "30"


def test_a_request_lost_on_the_way_is_done_once_because_the_client_sends_it_again(sandbox: Sandbox, service: Any) -> None:
    sandbox.fault(Fault("drafts.create", "drop_before"))
    service.drafts().create(userId="me", body={"message": raw(reply())}).execute()
    assert len(sandbox.drafts()) == 1
    assert [request.status for request in sandbox.requests] == [0, 200]


def test_a_lost_answer_makes_the_client_do_it_twice(sandbox: Sandbox, service: Any) -> None:
    sandbox.fault(Fault("drafts.create", "drop_after"))
    service.drafts().create(userId="me", body={"message": raw(reply())}).execute()
    assert len(sandbox.drafts()) == 2


def test_a_connection_that_keeps_closing_is_an_error_and_the_deed_was_done(sandbox: Sandbox, service: Any) -> None:
    sandbox.fault(Fault("drafts.create", "drop_before"))
    sandbox.fault(Fault("drafts.create", "drop_after", skip=1))
    with pytest.raises((http.client.RemoteDisconnected, ConnectionError)):
        service.drafts().create(userId="me", body={"message": raw(reply())}).execute()
    assert len(sandbox.drafts()) == 1


def test_a_web_page_instead_of_an_answer(sandbox: Sandbox, service: Any) -> None:
    sandbox.fault(Fault(kind="html_503"))
    with pytest.raises(HttpError) as error:
        service.getProfile(userId="me").execute()
    assert error.value.content.startswith(b"<!DOCTYPE html>")


def test_half_an_answer_is_noticed_and_the_deed_was_done(sandbox: Sandbox, service: Any) -> None:
    sandbox.fault(Fault("drafts.create", "truncate"))
    with pytest.raises(http.client.IncompleteRead):
        service.drafts().create(userId="me", body={"message": raw(reply())}).execute()
    assert len(sandbox.drafts()) == 1


def test_a_slow_answer_holds_nobody_else_up(sandbox: Sandbox, service: Any) -> None:
    sandbox.fault(Fault("labels.list", "delay", seconds=0.2))
    begun = time.monotonic()
    slow = threading.Thread(target=service.labels().list(userId="me").execute)
    slow.start()
    fetch(sandbox, "/gmail/v1/users/me/profile")
    assert slow.is_alive()
    slow.join()
    assert time.monotonic() - begun >= 0.2


def test_faults_can_be_taken_back_and_must_be_of_a_known_kind(sandbox: Sandbox, service: Any) -> None:
    sandbox.fault(Fault(times=100))
    sandbox.clear_faults()
    service.getProfile(userId="me").execute()
    with pytest.raises(UsageError, match="no fault of the kind"):
        Fault(kind="nonsense")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="are numbers"):
        Fault(times="often")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="no HTTP status of an error"):
        Fault(status=200)


# --- serving


def test_a_port_in_use_says_what_to_do(sandbox: Sandbox) -> None:
    taken = int(sandbox.endpoint.rpartition(":")[2])
    with pytest.raises(ReplydueError, match="choose another port"):
        Sandbox("sam@example.com").start(port=taken)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "mail.example.com"])
def test_it_serves_on_the_loopback_only(host: str) -> None:
    with pytest.raises(UsageError, match="does not listen"):
        Sandbox("sam@example.com").start(host=host)


def test_it_starts_and_stops_quickly_quietly_and_again(capfd: pytest.CaptureFixture[str]) -> None:
    box = Sandbox("sam@example.com")
    begun = time.monotonic()
    for _ in range(3):
        box.start()
        client(box).users().getProfile(userId="me").execute()
        box.stop()
    assert time.monotonic() - begun < 2
    assert capfd.readouterr() == ("", "")
    with pytest.raises(ReplydueError, match="does not serve yet"):
        _ = box.endpoint


# --- the control paths


def control(box: Sandbox, path: str, body: bytes | None = None) -> Any:
    """The answer of a control path."""
    request = HttpRequest(f"{box.endpoint}/sandbox/{path}", data=body, method="GET" if body is None else "POST")
    with urlopen(request) as answer:
        return json.load(answer)


def test_the_clock_is_set_and_moved_from_outside(sandbox: Sandbox) -> None:
    assert control(sandbox, "clock", b'{"set": "2026-12-01T09:00:00+01:00"}') == {"now": "2026-12-01T08:00:00+00:00"}
    assert control(sandbox, "clock", b'{"advance_seconds": 90}') == {"now": "2026-12-01T08:01:30+00:00"}


def test_mail_comes_in_and_things_go_wrong_from_outside(sandbox: Sandbox, service: Any) -> None:
    id_ = control(sandbox, "receive", mail())["id"]
    control(sandbox, "faults", b'{"method": "getProfile", "status": 500, "times": 1}')
    with pytest.raises(HttpError):
        service.getProfile(userId="me").execute()
    state = control(sandbox, "state")
    assert state["threads"] == {id_: ["INBOX", "UNREAD"]}
    assert (state["sent"], state["drafts"], state["requests"]) == (0, [], 1)


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("clock", b"garbage", 400),
        ("clock", b'{"set": "2026-12-01T09:00:00"}', 400),
        ("clock", b'{"advance_seconds": "x"}', 400),
        ("faults", b'{"kind": "x"}', 400),
        ("faults", b'{"colour": "x"}', 400),
        ("receive", b"", 400),
        ("nothing", b"{}", 404),
    ],
)
def test_what_the_control_paths_do_not_take_is_refused(sandbox: Sandbox, path: str, body: bytes, status: int) -> None:
    assert fetch(sandbox, f"/sandbox/{path}", body)[0] == status
