"""Does `replydue status` say that the sign-in was lost, and hold its peace once there is a new one?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from replydue.gmail.sign_in import SCOPE
from replydue.sandbox import Sandbox
from replydue.sandbox.sign_in import Consent
from tests.cli.conftest import Call

_BACK = "http://127.0.0.1:1/"


def _sign_in(box: Sandbox, token: Path) -> None:
    """Leaves the token file as `replydue auth` does."""
    client = box.client_file()["installed"]
    asked = {"client_id": client["client_id"], "client_secret": client["client_secret"]}
    code = box.sign_ins.allow(Consent(_BACK, (SCOPE,), "", lasting=True))
    tokens = box.sign_ins.token({**asked, "grant_type": "authorization_code", "code": code, "redirect_uri": _BACK})
    kept = {**asked, "token": tokens["access_token"], "refresh_token": tokens["refresh_token"], "token_uri": client["token_uri"], "scopes": [SCOPE]}
    token.parent.mkdir(parents=True, exist_ok=True)
    token.write_text(json.dumps(kept), encoding="utf-8")


@pytest.fixture
def token(home: Path, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The token file of somebody who has signed in to the sandbox."""
    monkeypatch.setenv("REPLYDUE_GMAIL_ENDPOINT", sandbox.endpoint)
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    file = home / ".local/state/replydue/token.json"
    _sign_in(sandbox, file)
    return file


def test_status_tells_of_a_lost_sign_in_until_there_is_a_new_one(replydue: Call, sandbox: Sandbox, token: Path) -> None:
    assert replydue("once").exit_code == 0
    assert replydue("status").stderr == ""
    sandbox.revoke()
    lost = replydue("once")
    assert (lost.exit_code, type(lost.exception).__name__) in ((3, "SystemExit"), (1, "SignInError"))  # main() makes the exit code of it
    status = replydue("status", "--json")
    assert "since Mon" in status.stderr or "(today)" in status.stderr
    assert "replydue auth" in status.stderr
    assert (status.exit_code, status.stdout) == (0, "")
    _sign_in(sandbox, token)
    assert replydue("once").exit_code == 0
    assert replydue("status").stderr == ""


def test_status_reads_the_sign_in_that_systemd_hands_on(replydue: Call, token: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    credentials = tmp_path / "credentials"
    credentials.mkdir()
    kept = json.loads(token.read_text(encoding="utf-8"))
    (credentials / "token").write_text(json.dumps({**kept, "ended": "2026-11-20T09:00:00+00:00"}), encoding="utf-8")
    assert replydue("status").stderr == ""
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(credentials))
    assert "Fri 20 Nov" in replydue("status").stderr


def test_status_works_without_a_sign_in_and_with_a_broken_one(replydue: Call, token: Path) -> None:
    token.write_text("{", encoding="utf-8")
    assert (replydue("status").exit_code, replydue("status").stderr) == (0, "")
    token.unlink()
    assert (replydue("status").exit_code, replydue("status").stderr) == (0, "")
