"""The sign-in in the desktop's keyring: signed in, refreshed, lost, found again and ended there; and what is said where there is none."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring
from keyring.errors import KeyringLocked

from replydue.config import load_all
from replydue.errors import ConfigError, SignInError
from replydue.gmail import connect
from replydue.gmail.sign_in import by_pasting, sign_in, sign_out
from replydue.sandbox import Sandbox
from replydue.settings import Settings
from replydue.sign_in_file import own_place, said
from tests.browser import Browser

_ROOT = Path(__file__).parents[2]
_IN_A_SESSION = """\
import sys
from replydue.gmail.sign_in import by_pasting, sign_in, sign_out
from replydue.settings import Settings
from replydue.sign_in_file import own_place, said
from tests.browser import Browser

account = {"token": "keyring", "client_secret": sys.argv[1]}
settings = Settings.model_validate({"account": account, "gmail": {"endpoint": sys.argv[2]}})
sign_in(settings, by_pasting(Browser().sign_in))
print(said(own_place(settings.account.token)).account)
sign_out(settings)
print(own_place(settings.account.token).exists())
"""


class Ring(KeyringBackend):
    """A keyring in memory."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.held: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        """What is kept."""
        if self.locked:
            raise KeyringLocked("the words of the desktop")
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keeps."""
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Forgets."""
        del self.held[service, username]


@pytest.fixture
def ring() -> Iterator[Ring]:
    """The keyring of this desktop."""
    before, made = keyring.get_keyring(), Ring()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


@pytest.fixture
def settings(sandbox: Sandbox, tmp_path: Path, ring: Ring) -> Settings:
    (tmp_path / "client_secret.json").write_text(json.dumps(sandbox.client_file()))
    account = {"token": "keyring", "client_secret": str(tmp_path / "client_secret.json")}
    return Settings.model_validate({"account": account, "gmail": {"endpoint": sandbox.endpoint}})


def kept(ring: Ring) -> dict[str, Any]:
    """The one entry."""
    ((_, text),) = ring.held.items()
    found: dict[str, Any] = json.loads(text)
    return found


def test_a_sign_in_lives_there_and_nowhere_else(settings: Settings, sandbox: Sandbox, ring: Ring, tmp_path: Path) -> None:
    sign_in(settings, by_pasting(Browser().sign_in))
    assert list(ring.held) == [("replydue", "sign-in")]
    assert [file.name for file in tmp_path.iterdir()] == ["client_secret.json"]
    gmail, before = connect(settings), kept(ring)
    sandbox.clock.advance(timedelta(hours=2))
    assert gmail.profile().address == said(own_place(settings.account.token)).account == "sam@example.com"
    assert kept(ring)["token"] != before["token"]
    sandbox.sign_ins.revoke_all()
    with pytest.raises(SignInError, match="ended or was revoked"):
        gmail.profile()
    assert said(own_place(settings.account.token)).ended is not None
    sign_in(settings, by_pasting(Browser().sign_in))
    assert gmail.profile().address == "sam@example.com"
    gmail.close()
    sign_out(settings)
    assert ring.held == {}
    with pytest.raises(SignInError, match="you are not signed in"):
        connect(settings)


def test_a_locked_keyring_is_told_and_is_no_lost_sign_in(settings: Settings, sandbox: Sandbox, ring: Ring) -> None:
    sign_in(settings, by_pasting(Browser().sign_in))
    gmail = connect(settings)
    ring.locked = True
    sandbox.clock.advance(timedelta(hours=2))
    with pytest.raises(SignInError, match=r"^the keyring cannot be used \(KeyringLocked\): log in on this computer's desktop and unlock it") as told:
        gmail.profile()
    assert "words of the desktop" not in str(told.value)
    ring.locked = False
    assert gmail.profile().address == "sam@example.com"
    gmail.close()


def test_without_a_keyring_or_the_package_for_it_the_mend_is_named(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]
    with pytest.raises(SignInError, match=r"there is no keyring here: .* set `account.token` to a file"):
        connect(settings)
    monkeypatch.setattr("replydue.sign_in_keyring.find_spec", lambda _: None)
    with pytest.raises(ConfigError, match=r"`pip install 'replydue\[keyring\]'`, or name a file"):
        connect(settings)


def test_each_of_several_mailboxes_has_an_entry_of_its_own(tmp_path: Path) -> None:
    file = tmp_path / "replydue.yaml"
    file.write_text("account: {token: keyring}\naccounts: [{name: private}, {name: work}, {name: file, account: {token: ~/token.json}}]\n")
    assert [held.account.token for held in load_all(file).values()] == ["keyring:private", "keyring:work", "~/token.json"]


def test_the_secret_service_of_a_real_desktop_keeps_it(sandbox: Sandbox, tmp_path: Path) -> None:
    for name in ("dbus-run-session", "gnome-keyring-daemon"):
        if shutil.which(name) is None:
            pytest.skip(f"a real Secret Service needs {name}")
    (tmp_path / "client_secret.json").write_text(json.dumps(sandbox.client_file()))
    (tmp_path / "session.py").write_text(_IN_A_SESSION)
    unlocked = "printf 'a password\\n' | gnome-keyring-daemon --foreground --unlock --components=secrets >/dev/null & sleep 1;"
    command = f'{unlocked} "$0" "$@"; kill $!'
    words = [
        "dbus-run-session",
        "--",
        "sh",
        "-c",
        command,
        sys.executable,
        str(tmp_path / "session.py"),
        str(tmp_path / "client_secret.json"),
        sandbox.endpoint,
    ]
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), "PYTHONPATH": str(_ROOT)}
    for name in ("PYTHON_KEYRING_BACKEND", "XDG_DATA_HOME", "DISPLAY"):
        environment.pop(name, None)
    done = subprocess.run(words, capture_output=True, text=True, timeout=50, env=environment, check=False)
    assert done.stdout.split() == ["sam@example.com", "False"], done.stderr
