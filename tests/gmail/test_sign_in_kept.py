"""How a sign-in lives on: refreshed, lost, and found again when the user has signed in anew; nothing has to be started again."""

from __future__ import annotations

import json
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from google.auth.exceptions import RefreshError, TransportError

from replydue.errors import GmailUnreachable, SignInError
from replydue.gmail import Gmail, connect
from replydue.gmail.calls import Patience
from replydue.gmail.credentials import TOKEN_URI, load
from replydue.gmail.refusals import translated
from replydue.gmail.sign_in import by_pasting, sign_in
from replydue.sandbox import Fault, Sandbox
from replydue.settings import Settings
from replydue.sign_in_file import client_place, place, said, save
from tests.browser import Browser

SOON = Patience(total=1.0, first_pause=0.01, rate_pause=0.02)


@pytest.fixture
def settings(sandbox: Sandbox, tmp_path: Path) -> Settings:
    """Signed in."""
    (tmp_path / "client_secret.json").write_text(json.dumps(sandbox.client_file()))
    account = {"token": str(tmp_path / "token.json"), "client_secret": str(tmp_path / "client_secret.json")}
    made = Settings.model_validate({"account": account, "gmail": {"endpoint": sandbox.endpoint}})
    signed_in(made)
    return made


@pytest.fixture
def gmail(settings: Settings) -> Iterator[Gmail]:
    opened = connect(settings, patience=SOON)
    yield opened
    opened.close()


def signed_in(settings: Settings) -> None:
    sign_in(settings, by_pasting(Browser().sign_in))


def kept(settings: Settings) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(settings.account.token).read_text())
    return found


def asked_for_tokens(box: Sandbox) -> int:
    return [request.method for request in box.requests].count("sign_in.token")


def test_access_that_ran_out_is_refreshed_and_written_back(gmail: Gmail, settings: Settings, sandbox: Sandbox) -> None:
    before = kept(settings)
    sandbox.clock.advance(timedelta(hours=2))
    assert gmail.profile().address == "sam@example.com"
    after = kept(settings)
    assert after["token"] != before["token"]
    for name in ("refresh_token", "account", "signed_in", "scopes"):
        assert after[name] == before[name]


def test_what_is_known_to_have_run_out_is_refreshed_first(settings: Settings, sandbox: Sandbox) -> None:
    save(Path(settings.account.token), {**kept(settings), "expiry": "2020-01-01T00:00:00Z"})
    gmail = connect(settings)
    sandbox.reset_log()
    gmail.profile()
    gmail.close()
    assert [request.method for request in sandbox.requests] == ["sign_in.token", "getProfile"]


def test_a_lost_sign_in_is_said_in_the_file_and_google_is_left_in_peace(gmail: Gmail, settings: Settings, sandbox: Sandbox) -> None:
    sandbox.sign_ins.revoke_all()
    sandbox.reset_log()
    for _ in range(3):
        with pytest.raises(SignInError, match="the sign-in to Gmail has ended or was revoked: run `replydue auth`"):
            gmail.profile()
    ended = said(Path(settings.account.token)).ended
    assert ended is not None
    assert abs(ended - datetime.now(UTC)) < timedelta(minutes=1)
    assert asked_for_tokens(sandbox) == 1


def test_after_an_hour_google_is_asked_once_more_and_the_first_moment_stays(gmail: Gmail, settings: Settings, sandbox: Sandbox) -> None:
    with time_machine.travel(datetime.now(UTC), tick=False) as clock:
        sandbox.sign_ins.revoke_all()
        sandbox.reset_log()
        with pytest.raises(SignInError):
            gmail.profile()
        first = said(Path(settings.account.token)).ended
        clock.shift(timedelta(minutes=61))
        with pytest.raises(SignInError):
            gmail.profile()
        assert (asked_for_tokens(sandbox), said(Path(settings.account.token)).ended) == (2, first)


def test_a_new_sign_in_is_found_without_a_restart(gmail: Gmail, settings: Settings, sandbox: Sandbox) -> None:
    sandbox.sign_ins.revoke_all()
    with pytest.raises(SignInError):
        gmail.profile()
    signed_in(settings)
    assert gmail.profile().address == "sam@example.com"
    sandbox.clock.advance(timedelta(hours=2))
    assert gmail.profile().address == "sam@example.com"
    assert said(Path(settings.account.token)).ended is None


def test_a_seven_day_sign_in_is_lost_and_found_again(gmail: Gmail, settings: Settings, sandbox: Sandbox) -> None:
    sandbox.sign_ins.testing = True
    signed_in(settings)
    sandbox.sign_ins.revoke_all()
    signed_in(settings)
    assert gmail.profile().address == "sam@example.com"
    sandbox.clock.advance(timedelta(days=8))
    with pytest.raises(SignInError):
        gmail.profile()
    signed_in(settings)
    assert gmail.profile().address == "sam@example.com"


def test_a_file_taken_away_is_a_lost_sign_in(gmail: Gmail, settings: Settings, sandbox: Sandbox) -> None:
    sandbox.clock.advance(timedelta(hours=2))
    Path(settings.account.token).unlink()
    with pytest.raises(SignInError):
        gmail.profile()
    assert not Path(settings.account.token).exists()


@pytest.mark.parametrize("damage", ["", "{", "[]", "{}"])
def test_a_damaged_file_ends_nothing_that_runs(gmail: Gmail, settings: Settings, sandbox: Sandbox, damage: str) -> None:
    Path(settings.account.token).write_text(damage)
    sandbox.clock.advance(timedelta(hours=2))
    assert gmail.profile().address == "sam@example.com"


def test_a_refresh_never_writes_over_a_new_sign_in(gmail: Gmail, settings: Settings, sandbox: Sandbox) -> None:
    credentials = load(Path(settings.account.token), loopback=True)
    credentials.written = True
    signed_in(settings)
    new = kept(settings)
    credentials._write(credentials.refresh_token)
    credentials._write(credentials.refresh_token, ended="2026-01-01T00:00:00+00:00")
    assert kept(settings) == new
    credentials._write(new["refresh_token"])  # as where Google gave another refresh token in exchange
    assert kept(settings)["refresh_token"] == credentials.refresh_token


def test_where_the_file_cannot_be_written_the_sign_in_goes_on(
    gmail: Gmail, settings: Settings, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("replydue.gmail.credentials.save", full)
    sandbox.clock.advance(timedelta(hours=2))
    assert gmail.profile().address == "sam@example.com"
    assert "could not be written (OSError)" in caplog.text


@pytest.mark.parametrize(
    "fault", [Fault("sign_in.token", "portal", times=99), Fault("sign_in.token", "drop_before", times=99), Fault("sign_in.token", "status", 400, "x", times=99)]
)
def test_a_network_in_between_is_no_lost_sign_in(gmail: Gmail, settings: Settings, sandbox: Sandbox, fault: Fault) -> None:
    sandbox.clock.advance(timedelta(hours=2))
    sandbox.fault(fault)
    with pytest.raises(GmailUnreachable):
        gmail.profile()
    assert said(Path(settings.account.token)).ended is None
    sandbox.clear_faults()
    assert gmail.profile().address == "sam@example.com"


def test_a_page_in_the_way_of_a_new_token_is_not_asked_again_and_again(gmail: Gmail, sandbox: Sandbox) -> None:
    sandbox.clock.advance(timedelta(hours=2))
    sandbox.fault(Fault("sign_in.token", "portal", times=99))
    before = len(sandbox.requests)
    with pytest.raises(GmailUnreachable, match="is not Gmail"):
        gmail.profile()
    assert [request.method for request in sandbox.requests[before:]] == ["getProfile", "sign_in.token"]


def test_a_systemd_credential_comes_first_and_is_never_written(settings: Settings, sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "credentials"
    folder.mkdir()
    Path(settings.account.token).rename(folder / "token")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(folder))
    before = (folder / "token").read_text()
    gmail = connect(settings)
    sandbox.clock.advance(timedelta(hours=2))
    assert gmail.profile().address == "sam@example.com"
    gmail.close()
    assert (folder / "token").read_text() == before
    assert (place(settings.account.token), client_place(settings.account.client_secret)) == (folder / "token", tmp_path / "client_secret.json")
    (folder / "client_secret").write_text("{}")
    assert client_place(settings.account.client_secret) == folder / "client_secret"


def test_googles_sign_in_is_refreshed_at_google_whatever_the_file_says(tmp_path: Path) -> None:
    file = tmp_path / "token.json"
    found = {"refresh_token": "r", "client_id": "c", "client_secret": "s", "token": "t", "token_uri": "https://elsewhere.example/token"}
    save(file, found)
    assert load(file, loopback=False).token_uri == TOKEN_URI
    assert load(file, loopback=True).refresh_token is None
    save(file, {**found, "token_uri": "http://127.0.0.1:1/token"})
    assert load(file, loopback=False).token_uri == TOKEN_URI
    assert load(file, loopback=True).token_uri == "http://127.0.0.1:1/token"


def test_a_bare_token_that_was_replaced_is_taken_over(sandbox: Sandbox, settings: Settings) -> None:
    whole = kept(settings)
    save(Path(settings.account.token), {"token": "ya29.dead"})
    gmail = connect(settings)
    with pytest.raises(SignInError):
        gmail.profile()
    save(Path(settings.account.token), {"token": whole["token"]})
    assert gmail.profile().address == "sam@example.com"
    gmail.close()


@pytest.mark.parametrize(
    ("error", "kind", "said_so"),
    [
        (RefreshError("x", {"error": "deleted_client"}), SignInError, "Google does not know your client any more"),  # type: ignore[no-untyped-call]
        (RefreshError("x", {"error": "admin_policy_enforced"}), SignInError, "administrators of your domain"),  # type: ignore[no-untyped-call]
        (RefreshError("x", {"error": "internal_failure"}), GmailUnreachable, "broke"),  # type: ignore[no-untyped-call]
        (TransportError(ConnectionRefusedError()), GmailUnreachable, "cannot reach"),  # type: ignore[no-untyped-call]
        (ssl.SSLCertVerificationError("not yet valid"), GmailUnreachable, "check this computer's clock"),
    ],
)
def test_each_failure_has_its_mend(error: BaseException, kind: type[Exception], said_so: str) -> None:
    told = translated(error, "Gmail")
    assert isinstance(told, kind)
    assert said_so in str(told)
