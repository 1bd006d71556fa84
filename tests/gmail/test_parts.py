"""What do the parts of the door do, each alone? Payloads, letters, the pace, refusals, the token file."""

import json
from base64 import urlsafe_b64encode
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import httplib2
import pytest
from google.auth.exceptions import RefreshError
from googleapiclient.errors import HttpError

from replydue.core.mail import Mailbox
from replydue.core.model import Letter
from replydue.errors import GmailUnreachable, SignInError
from replydue.gmail.credentials import load
from replydue.gmail.mime_out import write
from replydue.gmail.payload import decoded, message_of
from replydue.gmail.quota import Budget
from replydue.gmail.refusals import asked_to_wait, dead_sign_in, translated
from replydue.sign_in_file import save

INVITATION = "BEGIN:VCALENDAR\nMETHOD:CANCEL\nBEGIN:VEVENT\nUID:1\nDTSTART:20261126T100000Z\nDTEND:20261126T110000Z\nEND:VEVENT\nEND:VCALENDAR\n"


def text_part(text: str, content_type: str = "text/plain") -> dict[str, Any]:
    headers = [{"name": "Content-Type", "value": f"{content_type}; charset=iso-8859-1"}]
    return {"mimeType": content_type, "headers": headers, "body": {"data": urlsafe_b64encode(text.encode()).decode()}}


def mixed(*parts: dict[str, Any]) -> dict[str, Any]:
    headers = [{"name": "From", "value": '"Zoë" <zoe@northwind.example>'}, {"name": "Subject", "value": "Grüße"}]
    return {"id": "m", "threadId": "t", "internalDate": "1795420800000", "payload": {"mimeType": "multipart/mixed", "headers": headers, "parts": list(parts)}}


def nothing(message_id: str, attachment_id: str) -> bytes:
    raise AssertionError("no attachment is needed")


def test_text_is_utf_8_whatever_charset_its_header_still_names() -> None:
    message = message_of(mixed(text_part("Schöne Grüße")), nothing)
    assert (message.text.strip(), message.subject, message.sender.name) == ("Schöne Grüße", "Grüße", "Zoë")


def test_the_words_of_an_attached_mail_are_not_the_senders() -> None:
    attached = {"mimeType": "message/rfc822", "filename": "old.eml", "body": {"attachmentId": "a"}, "parts": [text_part("Not mine")]}
    assert "Not mine" not in message_of(mixed(text_part("Mine"), attached), nothing).text


def test_an_invitation_kept_apart_is_fetched() -> None:
    kept_apart = {"mimeType": "text/calendar", "filename": "invite.ics", "body": {"attachmentId": "a"}}
    message = message_of(mixed(text_part("See you"), kept_apart), lambda message_id, attachment_id: INVITATION.encode())
    assert [event.method for event in message.events] == ["CANCEL"]


@pytest.mark.parametrize("resource", [{}, {"id": "m", "internalDate": "never"}, {"payload": {"mimeType": "text/plain", "body": {"data": "%%%"}}}])
def test_a_broken_resource_is_still_a_message_with_problems(resource: dict[str, Any]) -> None:
    assert message_of(resource, nothing).problems


@pytest.mark.parametrize("data", ["aGVsbG8gw7w", "aGVsbG8gw7w="])
def test_base64url_is_read_with_and_without_padding(data: str) -> None:
    assert decoded(data).decode() == "hello ü"


def test_a_letter_has_the_headers_that_thread_it_and_none_that_give_us_away() -> None:
    letter = Letter(
        Mailbox("Zoë\r\nBcc: all@evil.example", "sam@example.com"),
        (Mailbox("Reed, Dana", "dana@northwind.example"),),
        "Re: Grüße\nX: y",
        "<1@a>",
        ("<0@a>", "<1@a>"),
        "ä",
        "<p>ä</p>",
    )
    mail = message_from_bytes(write(letter), policy=default)
    assert set(mail.keys()) == {"From", "To", "Subject", "In-Reply-To", "References", "MIME-Version", "Content-Type"}
    assert (mail["Subject"], mail["References"], mail["To"].addresses[0].display_name) == ("Re: Grüße X: y", "<0@a> <1@a>", "Reed, Dana")
    assert [part.get_content().strip() for part in mail.iter_parts()] == ["ä", "<p>ä</p>"]


def test_the_pace_stays_below_the_limit_of_a_minute() -> None:
    now = [0.0]
    budget = Budget(limited=True, clock=lambda: now[0])
    while now[0] < 60:
        now[0] += budget.spend(40)
    assert budget.spent < 6_000


@pytest.mark.parametrize("idle", [0.0, 7.0, 100.0])
def test_no_minute_sees_more_than_the_limit_even_where_batches_were_paid_for_before_it(idle: float) -> None:
    now = [0.0]
    budget, sent = Budget(limited=True, clock=lambda: now[0]), list[tuple[float, int]]()
    now[0] += idle
    for number in range(60):
        units = 400 if number % 7 else 40
        now[0] += budget.spend(units)
        sent.append((now[0], units))
    assert max(sum(units for at, units in sent if begin <= at < begin + 60) for begin, _ in sent) <= 6_000


def test_without_a_limit_nothing_waits_until_the_server_complains() -> None:
    budget = Budget(limited=False, clock=lambda: 0.0)
    assert budget.spend(50_000) == 0
    budget.exceeded()
    assert 1 < budget.spend(100) < 2


def test_after_each_complaint_the_pace_is_slower_but_never_slower_than_what_gmail_bears_for_hours() -> None:
    budget = Budget(limited=True, clock=lambda: 0.0)
    waits = []
    for _ in range(12):
        budget.exceeded()
        before = budget.spend(0)
        waits.append(budget.spend(100) - before)
    assert waits == sorted(waits)
    assert waits[-1] == 100 / 25


def refused(status: int, message: str, reason: str = "", **headers: str) -> HttpError:
    body = {"error": {"code": status, "message": message, "errors": [{"reason": reason}]}}
    return HttpError(httplib2.Response({"status": str(status), **headers}), json.dumps(body).encode())


def test_the_time_named_in_words_is_waited_for() -> None:
    error = refused(429, "User-rate limit exceeded.  Retry after 2026-11-23T09:00:30.500Z (Mail sending)")
    assert asked_to_wait(error, datetime(2026, 11, 23, 9, 0, tzinfo=UTC)) == 30.5


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (RefreshError("invalid_grant: revoked", {"error": "invalid_grant"}), SignInError),  # type: ignore[no-untyped-call]
        (RefreshError("backend", {"error": "internal_failure"}), GmailUnreachable),  # type: ignore[no-untyped-call]
        (refused(403, "Delegation denied for a@b.example"), SignInError),
        (refused(400, "Mail service not enabled", "failedPrecondition"), SignInError),
        (TimeoutError(), GmailUnreachable),
    ],
)
def test_a_failure_is_told_in_our_words(error: Exception, kind: type[Exception]) -> None:
    assert type(translated(error, "Gmail")) is kind


def test_an_ill_token_server_is_no_dead_sign_in() -> None:
    assert not dead_sign_in(RefreshError("backend", {"error": "internal_failure"}))  # type: ignore[no-untyped-call]


def test_the_token_file_is_its_owners_alone(tmp_path: Path) -> None:
    file = tmp_path / "new" / "token.json"
    save(file, {"token": "a"})
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert load(file, loopback=True).token == "a"
    assert [entry.name for entry in file.parent.iterdir()] == ["token.json"]
