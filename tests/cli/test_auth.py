"""`replydue auth`: on a desktop, on a server, by ssh; and out again."""

from __future__ import annotations

import json
import os
import socket
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from replydue.cli.sandbox import write_ready
from replydue.sandbox import Sandbox
from replydue.settings import Settings
from tests.browser import Browser

from .conftest import PROGRAM, Call


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox("sam@home.example") as made:
        yield made


@pytest.fixture
def config(home: Path, box: Sandbox, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A configuration against a sandbox, with its client file, and nobody signed in; a screen, but no browser."""
    file = write_ready(home / "own", box.endpoint, Settings(timezone="Europe/London"))
    (home / "own" / "token.json").unlink()
    (home / "own" / "client_secret.json").write_text(json.dumps(box.client_file()))
    monkeypatch.setenv("DISPLAY", ":0")
    return file


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Browser:
    """The browser of this computer."""
    made = Browser()
    monkeypatch.setattr("webbrowser.open", made.sign_in_and_go_back)
    return made


@contextmanager
def begun(*args: str) -> Iterator[subprocess.Popen[str]]:
    """The program in a process of its own, to be talked to."""
    with subprocess.Popen([*PROGRAM, *args], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ)) as process:
        yield process
        process.kill()


def shown(process: subprocess.Popen[str], begins: str) -> str:
    """The next line that begins so."""
    assert process.stdout is not None
    return next(line.strip() for line in process.stdout if line.startswith(begins))


def test_on_a_desktop_the_browser_opens_and_comes_back(replydue: Call, config: Path, browser: Browser, home: Path) -> None:
    result = replydue("auth", "--config", str(config))
    assert result.exit_code == 0, result.stderr
    assert result.stdout.endswith("Signed in as sam@home.example.\n")
    assert json.loads((home / "own" / "token.json").read_text())["account"] == "sam@home.example"
    assert replydue("once", "--config", str(config)).exit_code == 0


def test_on_a_server_the_address_is_pasted_and_asked_for_again_until_it_is_one(config: Path) -> None:
    with begun("auth", "--no-browser", "--config", str(config)) as process:
        back = Browser().sign_in(shown(process, "http"))
        assert shown(process, "`") == f"`replydue auth --no-browser --port 8085 --config {config}`.)"
        out, err = process.communicate(f"http://127.0.0.1:8085/\n{back}\n", timeout=30)
    assert (process.returncode, err) == (0, "")
    assert "that is not it: the address begins with http://127.0.0.1" in out
    assert out.endswith("Signed in as sam@home.example.\n")


def test_by_ssh_the_browser_comes_back_to_a_port_that_was_named(config: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with begun("auth", "--no-browser", "--port", str(port), "--config", str(config)) as process:
        address = shown(process, "http")
        assert f"127.0.0.1%3A{port}" in address
        Browser().sign_in_and_go_back(address)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (0, "")
    assert out.endswith("Signed in as sam@home.example.\n")


def test_without_a_screen_no_browser_is_opened_and_the_other_way_is_named(
    replydue: Call, config: Path, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("replydue.cli.auth._show", browser.sign_in_and_go_back)
    monkeypatch.setattr("webbrowser.open", None)
    result = replydue("auth", "--config", str(config))
    assert result.exit_code == 0, result.stderr
    assert f"`replydue auth --no-browser --config {config}`" in result.stdout


def test_who_cancels_is_told_in_one_sentence(replydue: Call, config: Path, browser: Browser) -> None:
    browser.press = "cancel"
    result = replydue("auth", "--config", str(config))
    assert (result.exit_code, result.stderr) == (3, "replydue: you did not give the permission: run `replydue auth` again and press Continue\n")


def test_a_client_in_testing_is_warned_of(replydue: Call, config: Path, browser: Browser, box: Sandbox) -> None:
    box.sign_ins.testing = True
    said = replydue("auth", "--config", str(config)).stdout
    assert 'still in "Testing": this sign-in ends by itself on' in said
    assert "https://console.cloud.google.com/auth/audience" in said


def test_the_mailbox_whose_conversations_are_known_is_held_to(replydue: Call, config: Path, browser: Browser, box: Sandbox, home: Path) -> None:
    replydue("auth", "--config", str(config))
    replydue("once", "--config", str(config))
    replydue("auth", "--revoke", "--config", str(config))
    with Sandbox("kim@home.example") as other:
        theirs = write_ready(home / "own", other.endpoint, Settings(timezone="Europe/London"))
        (home / "own" / "token.json").unlink()
        (home / "own" / "client_secret.json").write_text(json.dumps(other.client_file()))
        refused = replydue("auth", "--config", str(theirs))
        assert (refused.exit_code, "what is known is of sam@home.example" in refused.stderr) == (3, True)
        assert replydue("auth", "--another-mailbox", "--config", str(theirs)).exit_code == 0


def test_signing_out(replydue: Call, config: Path, browser: Browser, box: Sandbox, home: Path) -> None:
    replydue("auth", "--config", str(config))
    result = replydue("auth", "--revoke", "--config", str(config))
    assert (result.exit_code, result.stdout) == (0, "Signed out.\n")
    assert not (home / "own" / "token.json").exists()
    assert replydue("auth", "--revoke", "--config", str(config)).exit_code == 3


@pytest.fixture
def secrets(replydue: Call, config: Path, browser: Browser, home: Path) -> Callable[[], set[str]]:
    """All that must never be shown, of whatever sign-in is kept."""

    def found() -> set[str]:
        kept = json.loads((home / "own" / "token.json").read_text())
        return {kept[name] for name in ("token", "refresh_token", "client_secret")}

    return found


def test_no_command_shows_a_secret(replydue: Call, config: Path, secrets: Callable[[], set[str]], box: Sandbox) -> None:
    said = ""
    for args in (["auth"], ["once", "--debug"], ["doctor"], ["doctor", "--json"], ["config", "show"], ["status"]):
        result = replydue(*args, "--config", str(config))
        said += result.stdout + result.stderr
    box.sign_ins.revoke_all()
    for args in (["once", "--debug"], ["doctor"]):
        result = replydue(*args, "--config", str(config))
        said += result.stdout + result.stderr
    assert len(secrets()) == 3
    assert not [secret for secret in secrets() if secret in said]
