"""Signing in with a real browser: Chromium opens the page, agrees or not, and finds its way back to the program."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from replydue.cli.sandbox import write_ready
from replydue.sandbox import Sandbox
from replydue.settings import Settings
from tests.chromium import Chromium, chromium

from .conftest import PROGRAM


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    with chromium(tmp_path_factory.mktemp("chromium")) as made:
        yield made


@pytest.fixture
def config(home: Path) -> Iterator[Path]:
    """A configuration against a sandbox, with its client file, and nobody signed in."""
    with Sandbox("sam@home.example") as box:
        file = write_ready(home / "own", box.endpoint, Settings(timezone="Europe/London"))
        (home / "own" / "token.json").unlink()
        (home / "own" / "client_secret.json").write_text(json.dumps(box.client_file()))
        yield file


@contextmanager
def begun(config: Path, *args: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """`replydue auth` as a process of its own, and the address that it shows."""
    command = [*PROGRAM, "auth", *args, "--config", str(config)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ)) as process:
        assert process.stdout is not None
        try:
            yield process, next(line.strip() for line in process.stdout if line.startswith("http"))
        finally:
            process.kill()


def test_who_agrees_comes_back_and_is_signed_in(config: Path, browser: Chromium, home: Path) -> None:
    with begun(config) as (process, address):
        browser.open(address)
        assert "gmail.modify" in browser.read("replydue wants to access the account sam@home.example")
        browser.press("Continue")
        browser.read("You can close this page and go back to the terminal")
        browser.ended_at("http://127.0.0.1:")
        out, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (0, "")
    assert out.endswith("Signed in as sam@home.example.\n")
    assert json.loads((home / "own" / "token.json").read_text())["account"] == "sam@home.example"


def test_who_cancels_is_told_so(config: Path, browser: Chromium) -> None:
    with begun(config) as (process, address):
        browser.open(address)
        browser.press("Cancel")
        browser.read("go back to the terminal")
        _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (3, "replydue: you did not give the permission: run `replydue auth` again and press Continue\n")


def test_who_unticks_the_permission_is_told_so(config: Path, browser: Chromium, home: Path) -> None:
    with begun(config) as (process, address):
        browser.open(address)
        browser.untick("gmail.modify")
        browser.press("Continue")
        browser.read("go back to the terminal")
        _, err = process.communicate(timeout=30)
    assert (process.returncode, err.count("\n")) == (3, 1)
    assert not (home / "own" / "token.json").exists()


def test_the_address_at_which_it_ends_can_be_pasted(config: Path, browser: Chromium) -> None:
    with begun(config, "--no-browser") as (process, address):
        browser.open(address)
        browser.press("Continue")
        ended = browser.ended_at("http://127.0.0.1:8085/")
        out, err = process.communicate(f"{ended}\n", timeout=30)
    assert (process.returncode, err) == (0, "")
    assert out.endswith("Signed in as sam@home.example.\n")
