"""What becomes of a call that fails? Asked again, told, or left uncertain; never carried out twice."""

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from replydue.errors import GmailUnreachable, SignInError
from replydue.gmail import Gmail, Uncertain, connect
from replydue.gmail.calls import Patience
from replydue.sandbox import Fault, Sandbox
from replydue.settings import Settings
from tests.gmail.test_mailbox import mail

SOON = Patience(total=1.0, first_pause=0.01, rate_pause=0.02)


@pytest.mark.parametrize(
    "fault",
    [
        Fault("getProfile", "status", 503),
        Fault("getProfile", "status", 429, "rateLimitExceeded"),
        Fault("getProfile", "status", 403, "rateLimitExceeded"),
        Fault("getProfile", "status", 403, "userRateLimitExceeded"),
        Fault("getProfile", "status", 400, "failedPrecondition"),
        Fault("getProfile", "html_503"),
        Fault("getProfile", "drop_before"),
        Fault("getProfile", "drop_after"),
        Fault("getProfile", "truncate"),
    ],
)
def test_what_passes_by_itself_is_asked_again(gmail: Gmail, sandbox: Sandbox, fault: Fault) -> None:
    sandbox.fault(fault)
    assert gmail.profile().address == "sam@example.com"
    assert [request.method for request in sandbox.requests].count("getProfile") == 2


@pytest.mark.parametrize("kind", ["drop_after", "drop_before", "truncate", "html_503"])
@pytest.mark.parametrize("method", ["drafts.create", "drafts.send"])
def test_a_lost_answer_reaches_the_server_once_and_is_uncertain(gmail: Gmail, sandbox: Sandbox, method: str, kind: str) -> None:
    thread_id = sandbox.thread_of(sandbox.receive(mail()))
    draft_id = "" if method == "drafts.create" else gmail.create_draft(mail(2), thread_id)[0]
    call: Callable[[], object] = (lambda: gmail.send_draft(draft_id)) if draft_id else (lambda: gmail.create_draft(mail(2), thread_id))
    sandbox.reset_log()
    sandbox.fault(Fault(method, kind))  # type: ignore[arg-type]  # one of the kinds
    with pytest.raises(Uncertain):
        call()
    assert [request.method for request in sandbox.requests] == [method]


def test_a_draft_refused_for_the_rate_is_put_up_once(gmail: Gmail, sandbox: Sandbox) -> None:
    thread_id = sandbox.thread_of(sandbox.receive(mail()))
    sandbox.fault(Fault("drafts.create", "status", 429, "rateLimitExceeded"))
    gmail.create_draft(mail(2), thread_id)
    assert len(sandbox.drafts()) == 1


@pytest.mark.parametrize(
    ("status", "reason", "error"),
    [
        (401, "authError", SignInError),
        (403, "insufficientPermissions", SignInError),
        (403, "accessNotConfigured", SignInError),
        (403, "domainPolicy", SignInError),
        (403, "dailyLimitExceeded", GmailUnreachable),
    ],
)
def test_what_does_not_pass_is_told_at_once(gmail: Gmail, sandbox: Sandbox, status: int, reason: str, error: type[Exception]) -> None:
    sandbox.fault(Fault("labels.list", "status", status, reason, times=9))
    with pytest.raises(error):
        gmail.labels()
    assert len(sandbox.requests) == 1


def test_a_part_of_a_batch_that_failed_is_asked_for_alone(gmail: Gmail, sandbox: Sandbox) -> None:
    ids = [sandbox.thread_of(sandbox.receive(mail(number))) for number in range(3)]
    sandbox.fault(Fault("threads.get", "status", 429, "rateLimitExceeded"))
    assert [thread.id for thread in gmail.threads(ids)] == ids
    assert [request.method for request in sandbox.requests].count("threads.get") == 4


def test_the_header_retry_after_is_waited_for(gmail: Gmail, sandbox: Sandbox) -> None:
    sandbox.fault(Fault("getProfile", "status", 429, "rateLimitExceeded", retry_after=1))
    before = time.monotonic()
    gmail.profile()
    assert time.monotonic() - before >= 1


def test_patience_ends(settings: Settings, sandbox: Sandbox) -> None:
    gmail = connect(settings, patience=SOON)
    sandbox.fault(Fault("getProfile", "status", 503, times=99))
    with pytest.raises(GmailUnreachable):
        gmail.profile()
    gmail.close()


def test_a_stopped_daemon_does_not_wait(settings: Settings, sandbox: Sandbox) -> None:
    stop = threading.Event()
    gmail = connect(settings, stop=stop, patience=Patience(total=60.0, first_pause=1.0, rate_pause=30.0))
    sandbox.fault(Fault("getProfile", "status", 429, "rateLimitExceeded"))
    threading.Timer(0.2, stop.set).start()
    before = time.monotonic()
    with pytest.raises(GmailUnreachable):
        gmail.profile()
    assert time.monotonic() - before < 2
    gmail.close()


def test_nobody_there_is_cannot_reach(settings: Settings, sandbox: Sandbox) -> None:
    gmail = connect(settings, patience=SOON)
    sandbox.stop()
    with pytest.raises(GmailUnreachable, match="cannot reach"):
        gmail.profile()
    gmail.close()


@pytest.mark.parametrize("text", [None, "no json", "[]", "{}"])
def test_without_a_whole_token_file_the_mend_is_to_sign_in(tmp_path: Path, text: str | None) -> None:
    token = tmp_path / "token.json"
    if text is not None:
        token.write_text(text)
    with pytest.raises(SignInError, match="replydue auth"):
        connect(Settings.model_validate({"account": {"token": str(token)}}))
