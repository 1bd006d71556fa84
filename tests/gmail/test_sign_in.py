"""Signing in and out through Google's own library, against the sandbox's sign-in server, with a browser at the other end."""

from __future__ import annotations

import json
import os
import socket
import stat
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from replydue.errors import GmailUnreachable, ReplydueError, SignInError
from replydue.gmail import connect
from replydue.gmail.redirect import Redirect
from replydue.gmail.sign_in import SCOPE, SignedIn, by_pasting, by_redirect, is_answer, sign_in, sign_out
from replydue.sandbox import Fault, Sandbox
from replydue.settings import Settings
from replydue.sign_in_file import said
from tests.browser import Browser


@pytest.fixture
def settings(sandbox: Sandbox, tmp_path: Path) -> Settings:
    """Not signed in yet; the client file is the sandbox's."""
    (tmp_path / "client_secret.json").write_text(json.dumps(sandbox.client_file()))
    return at(sandbox, tmp_path)


def at(box: Sandbox, folder: Path) -> Settings:
    account = {"token": str(folder / "state" / "token.json"), "client_secret": str(folder / "client_secret.json")}
    return Settings.model_validate({"account": account, "gmail": {"endpoint": box.endpoint}})


def signed_in(settings: Settings, browser: Browser | None = None, **how: Any) -> SignedIn:
    return sign_in(settings, by_redirect((browser or Browser()).sign_in_and_go_back), **how)


def kept(settings: Settings) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(settings.account.token).read_text())
    return found


def test_the_browser_comes_back_and_the_sign_in_is_kept(settings: Settings, sandbox: Sandbox) -> None:
    browser = Browser()
    assert signed_in(settings, browser) == SignedIn("sam@example.com", None)
    gmail = connect(settings)
    assert gmail.profile().address == "sam@example.com"
    gmail.close()
    told = said(Path(settings.account.token))
    assert (told.account, told.scopes, told.lasting, told.ends, told.ended) == ("sam@example.com", (SCOPE,), True, None, None)
    assert told.signed_in is not None
    assert abs(told.signed_in - datetime.now(UTC)) < timedelta(minutes=1)


def test_the_file_and_its_folder_are_the_users_alone(settings: Settings) -> None:
    signed_in(settings)
    file = Path(settings.account.token)
    assert [stat.S_IMODE(path.stat().st_mode) for path in (file, file.parent)] == [0o600, 0o700]
    assert [path.name for path in file.parent.iterdir()] == ["token.json"]


def test_the_address_asks_for_one_permission_with_pkce_and_state(settings: Settings) -> None:
    seen: list[str] = []

    def paste(address: str) -> str:
        seen.append(address)
        return Browser().sign_in(address)

    sign_in(settings, by_pasting(paste))
    asked = {name: values[0] for name, values in parse_qs(urlsplit(seen[0]).query).items()}
    assert (asked["scope"], asked["code_challenge_method"], asked["access_type"], asked["prompt"]) == (SCOPE, "S256", "offline", "consent")
    assert len(asked["code_challenge"]) == 43
    assert len(asked["state"]) >= 16


def test_what_oauthlib_is_told_through_the_environment_is_taken_back(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OAUTHLIB_RELAX_TOKEN_SCOPE", "0")
    signed_in(settings)
    assert (os.environ["OAUTHLIB_RELAX_TOKEN_SCOPE"], os.environ.get("OAUTHLIB_INSECURE_TRANSPORT")) == ("0", None)


def test_other_visitors_do_not_disturb_the_wait() -> None:
    with Redirect() as redirect:
        browser = Browser()

        def visits(address: str) -> None:
            def all_of_them() -> None:
                assert browser.open(f"{address}favicon.ico").status == 404
                assert browser.open(f"{address}?state=other&code=c").status == 404
                assert b"close this page" in browser.open(f"{address}?state=mine&code=c").read()

            threading.Thread(target=all_of_them, daemon=True).start()

        visits(redirect.address)
        assert redirect.wait("mine", 10) == f"{redirect.address}?state=mine&code=c"


def test_a_connection_on_which_nothing_comes_holds_up_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("replydue.gmail.redirect._Handler.timeout", 0.05)
    with Redirect() as redirect, socket.create_connection(("127.0.0.1", urlsplit(redirect.address).port or 0)):
        threading.Thread(target=Browser().open, args=(f"{redirect.address}?state=mine&code=c",), daemon=True).start()
        assert redirect.wait("mine", 10).endswith("?state=mine&code=c")


def test_the_wait_ends() -> None:
    with Redirect() as redirect:
        assert redirect.wait("mine", 0.05) == ""


def test_a_port_that_is_taken_is_told() -> None:
    with Redirect() as taken, pytest.raises(ReplydueError, match="choose another `--port`"):
        Redirect(urlsplit(taken.address).port or 0)


def changed(old: str, new: str) -> Callable[[str], str]:
    return lambda address: Browser().sign_in(address).replace(old, new)


@pytest.mark.parametrize(
    ("paste", "problem"),
    [
        (Browser(press="cancel").sign_in, "you did not give the permission"),
        (Browser(unticked=["gmail.modify"]).sign_in, "you did not give the permission"),
        (changed("state=", "state=x"), "that is the answer to another sign-in"),
        (changed("code=", "code=x"), "Google does not accept the answer any more"),
        (lambda address: Browser().sign_in(address.replace("gmail.modify", "gmail.readonly")), "the permission for Gmail was not given, without which"),
        (lambda address: Browser().sign_in(address.replace("access_type=offline", "access_type=online")), "Google gave a sign-in for an hour only"),
    ],
)
def test_a_sign_in_that_is_none_is_told_and_nothing_is_kept(settings: Settings, paste: Callable[[str], str], problem: str) -> None:
    with pytest.raises(SignInError, match=f"^{problem}.*: run `replydue auth` again"):
        sign_in(settings, by_pasting(paste))
    assert not Path(settings.account.token).exists()


@pytest.mark.parametrize(("key", "value"), [("client_id", "x"), ("client_secret", "x")])
def test_a_client_that_google_does_not_know_is_told(settings: Settings, sandbox: Sandbox, key: str, value: str) -> None:
    client = sandbox.client_file()
    good = client["installed"]["client_id"]
    client["installed"][key] = value
    Path(settings.account.client_secret).write_text(json.dumps(client))
    with pytest.raises(SignInError, match="does not know the client of your client file: make a client anew"):
        sign_in(settings, by_pasting(lambda address: Browser().sign_in(address.replace("client_id=x&", f"client_id={good}&"))))


@pytest.mark.parametrize(
    ("fault", "error"),
    [("portal", "what answered at Google's sign-in is not Gmail"), ("drop_before", "the connection to Google broke"), ("status", "out of order .status 503.")],
)
def test_a_sick_or_false_sign_in_server_is_no_lack_of_permission(settings: Settings, sandbox: Sandbox, fault: str, error: str) -> None:
    sandbox.fault(Fault("sign_in.token", fault))  # type: ignore[arg-type]  # one of the kinds
    with pytest.raises(GmailUnreachable, match=error):
        signed_in(settings)


@pytest.mark.parametrize("content", [None, "", "[]", "{}", '{"web": {}}', '{"installed": {}}'])
def test_without_a_client_file_init_is_named(settings: Settings, content: str | None) -> None:
    file = Path(settings.account.client_secret)
    file.unlink()
    if content is not None:
        file.write_text(content)
    with pytest.raises(SignInError, match="run `replydue init`"):
        signed_in(settings)


def test_a_sign_in_server_without_encryption_is_refused(settings: Settings, sandbox: Sandbox) -> None:
    client = sandbox.client_file()
    client["installed"]["token_uri"] = "http://elsewhere.example/token"
    Path(settings.account.client_secret).write_text(json.dumps(client))
    with pytest.raises(SignInError, match="without encryption"):
        signed_in(settings)


def test_another_mailbox_is_refused_unless_it_is_meant(settings: Settings, tmp_path: Path) -> None:
    signed_in(settings)
    before = kept(settings)
    with Sandbox("kim@example.com") as other:
        (tmp_path / "client_secret.json").write_text(json.dumps(other.client_file()))
        theirs = at(other, tmp_path)
        with pytest.raises(SignInError, match=r"you signed in to kim@example.com, but what is known is of sam@example.com: .*`--another-mailbox`"):
            signed_in(theirs)
        assert kept(settings) == before
        assert signed_in(theirs, another_mailbox=True).address == "kim@example.com"
        with pytest.raises(SignInError, match=r"known is of sam@example\.com"):
            signed_in(theirs, known="sam@example.com")


def test_an_api_that_is_not_enabled_is_told_at_once(settings: Settings, sandbox: Sandbox) -> None:
    sandbox.fault(Fault("getProfile", "status", 403, "accessNotConfigured"))
    with pytest.raises(SignInError, match=r"enable it at https://console\.cloud"):
        signed_in(settings)


def test_a_client_in_testing_says_when_the_sign_in_ends(settings: Settings, sandbox: Sandbox) -> None:
    sandbox.sign_ins.testing = True
    done = signed_in(settings)
    assert done.ends is not None
    assert abs(done.ends - datetime.now(UTC) - timedelta(days=7)) < timedelta(minutes=1)
    assert said(Path(settings.account.token)).ends == done.ends.replace(microsecond=0)


def test_where_the_sign_in_cannot_be_kept_it_is_told(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    with pytest.raises(SignInError, match="cannot be kept in"):
        signed_in(settings)


def test_signing_out_ends_it_there_and_here(settings: Settings, sandbox: Sandbox) -> None:
    signed_in(settings)
    gmail = connect(settings)
    sign_out(settings)
    assert not Path(settings.account.token).exists()
    with pytest.raises(SignInError, match="ended or was revoked"):
        gmail.profile()
    gmail.close()
    with pytest.raises(SignInError, match="not signed in"):
        sign_out(settings)


def test_a_dead_sign_in_can_be_signed_out_of(settings: Settings, sandbox: Sandbox) -> None:
    signed_in(settings)
    sandbox.sign_ins.revoke_all()
    sign_out(settings)
    assert not Path(settings.account.token).exists()


def test_a_sign_out_that_google_did_not_hear_keeps_the_file(settings: Settings, sandbox: Sandbox) -> None:
    signed_in(settings)
    sandbox.fault(Fault("sign_in.revoke", "status", 503))
    with pytest.raises(SignInError, match=r"end it at https://myaccount.google.com/connections"):
        sign_out(settings)
    sandbox.fault(Fault("sign_in.revoke", "drop_before"))
    with pytest.raises(GmailUnreachable):
        sign_out(settings)
    assert Path(settings.account.token).exists()


@pytest.mark.parametrize(
    ("pasted", "good"),
    [
        ("http://127.0.0.1:8085/?state=s&code=c&scope=x", True),
        (" http://127.0.0.1:8085/?error=access_denied&state=s\n", True),
        ("http://127.0.0.1:8085/", False),
        ("4/0abc", False),
        ("http://[", False),
        ("", False),
    ],
)
def test_the_address_to_be_pasted_is_known_when_seen(pasted: str, good: bool) -> None:
    assert is_answer(pasted) is good
