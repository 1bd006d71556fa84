"""What may be wrong outside of the program: each is one sentence with its mend, at whatever command it is met, over HTTP."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from replydue.cli.sandbox import write_ready
from replydue.sandbox import Fault, Sandbox
from replydue.settings import Settings
from tests.browser import Browser

from .conftest import Call

Do = Callable[[Sandbox], object]
PORTAL = " is not Gmail: check the network connection; a sign-in page may stand in between"
NOT_ENABLED = "the Gmail API is not enabled in your Google project: enable it at https://console.cloud.google.com/apis/library/gmail.googleapis.com"
NO_MAILBOX = "this account has no Gmail: sign in with another account: `replydue auth`"
_FOLLOWS = ("getProfile", "history.list", "threads.list", "labels.list", "settings.sendAs.list")  # the first calls of each command


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox("sam@home.example") as made:
        yield made


@pytest.fixture
def config(home: Path, box: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A configuration against the sandbox, a client file, a browser, and nobody signed in."""
    file = write_ready(home / "own", box.endpoint, Settings(timezone="Europe/London"))
    (home / "own" / "token.json").unlink()
    (home / "own" / "client_secret.json").write_text(json.dumps(box.client_file()))
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr("webbrowser.open", Browser().sign_in_and_go_back)
    return file


@pytest.fixture
def call(replydue: Call, config: Path) -> Callable[..., tuple[int, str]]:
    """Runs a command with that configuration: its exit code, and the one sentence on standard error."""

    def called(*args: str) -> tuple[int, str]:
        result = replydue(*args, "--config", str(config))
        assert len(result.stderr.splitlines()) <= 1, result.stderr
        return result.exit_code, result.stderr.strip().removeprefix("replydue: ")

    return called


def faulty(*faults: Fault) -> Do:
    """A sandbox in which these go wrong."""

    def do(box: Sandbox) -> None:
        for fault in faults:
            box.fault(fault)

    return do


def not_enabled(box: Sandbox) -> None:
    """As Google refuses a project that was made without step 2."""
    message = "Gmail API has not been used in project 123 before or it is disabled."
    faulty(*(Fault(method, status=403, reason="accessNotConfigured", message=message, times=99) for method in _FOLLOWS))(box)


def no_mailbox(box: Sandbox) -> None:
    """As Gmail refuses an account without it: a Workspace in which it is switched off."""
    faulty(*(Fault(method, status=400, reason="failedPrecondition", message="Mail service not enabled", times=99) for method in _FOLLOWS))(box)


def hours_later(box: Sandbox) -> None:
    """The access token has ended, and the sign-in page of a hotel stands in the way of a new one."""
    box.clock.advance(timedelta(hours=2))
    box.fault(Fault("sign_in.token", "portal", times=99))


@pytest.mark.parametrize(
    ("happens", "code", "said"),
    [
        (faulty(Fault("", "portal", times=99)), 4, PORTAL),
        (hours_later, 4, PORTAL),
        (lambda box: box.stop(), 4, "cannot reach "),
        (not_enabled, 3, NOT_ENABLED),
        (no_mailbox, 3, NO_MAILBOX),
        (lambda box: box.sign_ins.revoke_all(), 3, "the sign-in to Gmail has ended or was revoked: run `replydue auth`"),
    ],
    ids=["portal", "portal at refresh", "no network", "API not enabled", "no mailbox", "revoked"],
)
def test_a_pass_and_the_doctor_name_the_mend(
    call: Callable[..., tuple[int, str]], replydue: Call, config: Path, box: Sandbox, happens: Do, code: int, said: str, home: Path
) -> None:
    assert call("auth")[0] == 0
    happens(box)
    found = call("once")
    assert found[0] == code
    assert said in found[1]
    result = replydue("doctor", "--json", "--config", str(config))
    (gmail,) = [check for check in map(json.loads, result.stdout.splitlines()) if check["name"] == "Gmail"]
    assert (result.exit_code, gmail["verdict"]) == (code, "ill")
    assert said in f"{gmail['said']}: {gmail['mend']}"
    kept = json.loads((home / "own" / "token.json").read_text())
    assert bool(kept.get("ended")) is ("revoked" in said)


@pytest.mark.parametrize(
    ("happens", "code", "said"),
    [
        (faulty(Fault("sign_in.token", "portal", times=99)), 4, PORTAL),
        (faulty(Fault("getProfile", "portal", times=99)), 4, PORTAL),
        (faulty(Fault("sign_in.token", "drop_before", times=99)), 4, "the connection to Google broke"),
        (faulty(Fault("sign_in.token", "html_503", times=99)), 4, "Google's sign-in is out of order (status 503): try again in some minutes"),
        (not_enabled, 3, NOT_ENABLED),
        (no_mailbox, 3, NO_MAILBOX),
    ],
    ids=["portal", "portal behind the sign-in", "cut", "out of order", "API not enabled", "no mailbox"],
)
def test_a_sign_in_that_cannot_be_names_the_mend_and_keeps_nothing(
    call: Callable[..., tuple[int, str]], box: Sandbox, happens: Do, code: int, said: str, home: Path
) -> None:
    happens(box)
    found = call("auth")
    assert found[0] == code
    assert said in found[1]
    assert not (home / "own" / "token.json").exists()


@pytest.mark.parametrize(("happens", "said"), [(not_enabled, NOT_ENABLED), (no_mailbox, NO_MAILBOX)], ids=["API not enabled", "no mailbox"])
def test_init_says_so_and_asks_whether_to_try_once_more(replydue: Call, config: Path, box: Sandbox, happens: Do, said: str) -> None:
    happens(box)
    result = replydue("init", "--no-service", "--config", str(config), input="y\nn\n")
    assert (result.exit_code, result.stderr) == (0, "")
    assert said in result.stdout
    assert "Try once more?" in result.stdout
    assert result.stdout.splitlines()[-1].startswith("Next: `replydue auth")


def test_a_sign_in_of_another_account_put_in_its_place_is_noticed(call: Callable[..., tuple[int, str]], home: Path, box: Sandbox) -> None:
    assert call("auth")[0] == 0
    assert call("once")[0] == 0
    token = home / "own" / "token.json"
    token.write_text(json.dumps({**json.loads(token.read_text()), "account": "kim@home.example"}))
    box.reset_log()
    assert call("once") == (
        3,
        "you are signed in to kim@home.example, and what is known is of sam@home.example: "
        "sign in to sam@home.example with `replydue auth`, or set another `store` for kim@home.example",
    )
    assert box.requests == []
