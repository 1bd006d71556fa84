"""The sandbox's sign-in, asked over HTTP as Google documents it for desktop apps: consent, codes with PKCE, tokens, refresh, revocation, expiry."""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import Request, urlopen

import pytest

from replydue.sandbox import Fault, Sandbox
from tests.browser import Browser

MODIFY = "https://www.googleapis.com/auth/gmail.modify"
READONLY = "https://www.googleapis.com/auth/gmail.readonly"
BACK = "http://127.0.0.1:1/"
VERIFIER = "v" * 64
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()


def asked(box: Sandbox, **changes: str) -> str:
    """The address that a program sends the browser to."""
    client = box.client_file()["installed"]
    fields = {
        "client_id": client["client_id"], "redirect_uri": BACK, "response_type": "code", "scope": MODIFY, "state": "s1", "access_type": "offline",
        "code_challenge": CHALLENGE, "code_challenge_method": "S256",
    }  # fmt: skip
    return f"{client['auth_uri']}?{urlencode({**fields, **changes})}"


def code(box: Sandbox, **changes: str) -> str:
    return parse_qs(urlsplit(Browser().sign_in(asked(box, **changes))).query)["code"][0]


def posted(box: Sandbox, path: str, **fields: str) -> tuple[int, dict[str, Any]]:
    answer = Browser().open(f"{box.endpoint}{path}", urlencode(fields).encode())
    return answer.status or 0, json.loads(answer.read())


def token(box: Sandbox, **changes: str) -> tuple[int, dict[str, Any]]:
    """The token endpoint's answer to the code of a consent, given now."""
    client = box.client_file()["installed"]
    fields = {"client_id": client["client_id"], "client_secret": client["client_secret"], "grant_type": "authorization_code", "redirect_uri": BACK, **changes}
    if fields["grant_type"] == "authorization_code":
        fields = {"code_verifier": VERIFIER, **fields}
        fields["code"] = fields.get("code") or code(box)
    return posted(box, "/token", **fields)


def refreshed(box: Sandbox, refresh_token: str) -> tuple[int, dict[str, Any]]:
    return token(box, grant_type="refresh_token", refresh_token=refresh_token)


def profile(box: Sandbox, access_token: str, method: str = "GET", path: str = "profile") -> int:
    request = Request(f"{box.endpoint}/gmail/v1/users/me/{path}", b"{}" if method == "POST" else None, {"Authorization": f"Bearer {access_token}"})
    return Browser().open(request).status or 0


def test_a_program_that_was_allowed_gets_in(sandbox: Sandbox) -> None:
    status, given = token(sandbox)
    assert (status, given["token_type"], given["expires_in"], given["scope"]) == (200, "Bearer", 3599, MODIFY)
    assert profile(sandbox, given["access_token"]) == 200
    status, again = refreshed(sandbox, given["refresh_token"])
    assert (status, "refresh_token" in again) == (200, False)
    assert profile(sandbox, again["access_token"]) == 200


def test_the_page_names_the_account_and_each_permission(sandbox: Sandbox) -> None:
    with urlopen(asked(sandbox, scope=f"{MODIFY} {READONLY}")) as page:
        shown = page.read().decode()
    assert "sam@example.com" in shown
    assert shown.count('type="checkbox"') == 2
    assert " checked" not in shown


def test_cancelling_and_giving_nothing_are_both_no(sandbox: Sandbox) -> None:
    for browser in (Browser(press="cancel"), Browser(unticked=["gmail.modify"])):
        assert browser.sign_in(asked(sandbox)) == f"{BACK}?error=access_denied&state=s1"


def test_an_unticked_permission_is_not_in_the_token(sandbox: Sandbox) -> None:
    back = Browser(unticked=["gmail.modify"]).sign_in(asked(sandbox, scope=f"{MODIFY} {READONLY}"))
    given = token(sandbox, code=parse_qs(urlsplit(back).query)["code"][0])[1]
    assert given["scope"] == READONLY
    assert profile(sandbox, given["access_token"]) == 200
    assert profile(sandbox, given["access_token"], "POST", "labels") == 403


@pytest.mark.parametrize(
    ("changes", "status", "error"),
    [
        ({"client_id": "other"}, 401, "invalid_client"),
        ({"response_type": "token"}, 400, "invalid_request"),
        ({"scope": ""}, 400, "invalid_request"),
        ({"code_challenge_method": "plain"}, 400, "invalid_request"),
        ({"redirect_uri": "https://elsewhere.example/"}, 400, "redirect_uri_mismatch"),
        ({"redirect_uri": "http://elsewhere.example/"}, 400, "redirect_uri_mismatch"),
        ({"redirect_uri": "http://[/"}, 400, "redirect_uri_mismatch"),
    ],
)
def test_what_the_page_refuses_to_ask(sandbox: Sandbox, changes: dict[str, str], status: int, error: str) -> None:
    answer = Browser().open(asked(sandbox, **changes))
    assert answer.status == status
    assert error in answer.read().decode()


@pytest.mark.parametrize(
    ("changes", "status", "body"),
    [
        ({"client_id": "x"}, 401, {"error": "invalid_client", "error_description": "The OAuth client was not found."}),
        ({"client_secret": "x"}, 401, {"error": "invalid_client", "error_description": "Unauthorized"}),
        ({"grant_type": "password"}, 400, {"error": "unsupported_grant_type", "error_description": "Invalid grant_type: password"}),
        ({"code": "x"}, 400, {"error": "invalid_grant", "error_description": "Malformed auth code."}),
        ({"redirect_uri": "http://127.0.0.1:2/"}, 400, {"error": "redirect_uri_mismatch", "error_description": "Bad Request"}),
        ({"code_verifier": ""}, 400, {"error": "invalid_grant", "error_description": "Missing code verifier."}),
        ({"code_verifier": "w" * 64}, 400, {"error": "invalid_grant", "error_description": "Invalid code verifier."}),
        ({"grant_type": "refresh_token", "refresh_token": "x"}, 400, {"error": "invalid_grant", "error_description": "Token has been expired or revoked."}),
    ],
)
def test_what_the_token_endpoint_refuses(sandbox: Sandbox, changes: dict[str, str], status: int, body: dict[str, str]) -> None:
    assert token(sandbox, **changes) == (status, body)


@pytest.mark.parametrize(("secret", "status"), [("GOCSPX-sandbox", 200), ("x", 401)])
def test_the_client_may_say_who_it_is_in_a_header(sandbox: Sandbox, secret: str, status: int) -> None:
    fields = {"grant_type": "authorization_code", "redirect_uri": BACK, "code_verifier": VERIFIER, "code": code(sandbox)}
    basic = base64.b64encode(f"sandbox.apps.googleusercontent.com:{secret}".encode()).decode()
    request = Request(f"{sandbox.endpoint}/token", urlencode(fields).encode(), {"Authorization": f"Basic {basic}"})
    assert Browser().open(request).status == status


def test_a_code_is_good_once_and_not_for_long(sandbox: Sandbox) -> None:
    used, late = code(sandbox), code(sandbox)
    assert [token(sandbox, code=used)[0] for _ in range(2)] == [200, 400]
    sandbox.clock.advance(timedelta(minutes=11))
    assert token(sandbox, code=late)[0] == 400


def test_without_offline_access_there_is_nothing_to_refresh(sandbox: Sandbox) -> None:
    assert "refresh_token" not in token(sandbox, code=code(sandbox, access_type="online"))[1]


def test_access_lasts_an_hour_of_the_sandboxs_clock(sandbox: Sandbox) -> None:
    given = token(sandbox)[1]
    sandbox.clock.advance(timedelta(minutes=61))
    assert profile(sandbox, given["access_token"]) == 401
    assert profile(sandbox, refreshed(sandbox, given["refresh_token"])[1]["access_token"]) == 200


def test_a_client_in_testing_loses_its_sign_in_after_seven_days(sandbox: Sandbox) -> None:
    lasting = token(sandbox)[1]
    assert posted(sandbox, "/sandbox/sign-in")[0] == 400
    Browser().open(f"{sandbox.endpoint}/sandbox/sign-in", b'{"testing": true}')
    given = token(sandbox)[1]
    assert given["refresh_token_expires_in"] == 604799
    sandbox.clock.advance(timedelta(days=6))
    assert refreshed(sandbox, given["refresh_token"])[0] == 200
    sandbox.clock.advance(timedelta(days=2))
    assert refreshed(sandbox, given["refresh_token"])[1]["error"] == "invalid_grant"
    assert refreshed(sandbox, lasting["refresh_token"])[0] == 200


@pytest.mark.parametrize("which", ["access_token", "refresh_token"])
def test_either_token_signs_out(sandbox: Sandbox, which: str) -> None:
    given = token(sandbox)[1]
    assert posted(sandbox, "/revoke", token=given[which]) == (200, {})
    assert profile(sandbox, given["access_token"]) == 401
    assert refreshed(sandbox, given["refresh_token"])[1]["error"] == "invalid_grant"
    assert posted(sandbox, "/revoke", token=given[which])[1]["error"] == "invalid_token"


def test_the_user_can_take_the_permission_back_and_give_it_again(sandbox: Sandbox) -> None:
    given = token(sandbox)[1]
    Browser().open(f"{sandbox.endpoint}/sandbox/sign-in", b'{"revoke": true}')
    assert profile(sandbox, given["access_token"]) == 401
    assert profile(sandbox, "any other token") == 200
    sandbox.revoke()
    assert profile(sandbox, "any other token") == 401
    assert profile(sandbox, token(sandbox)[1]["access_token"]) == 200


def test_a_token_that_was_never_issued_does_not_get_in(sandbox: Sandbox) -> None:
    assert profile(sandbox, "ya29.made-up") == 401


def test_the_client_file_can_be_fetched(sandbox: Sandbox) -> None:
    assert json.loads(Browser().open(f"{sandbox.endpoint}/sandbox/client").read()) == sandbox.client_file()


def test_faults_hit_sign_in_too_and_the_log_keeps_no_secrets(sandbox: Sandbox) -> None:
    good = code(sandbox)
    sandbox.fault(Fault("sign_in.token", "status", 503))
    sandbox.fault(Fault("sign_in.token", "portal", skip=1))
    assert token(sandbox, code=good)[0] == 503
    with pytest.raises(json.JSONDecodeError):
        token(sandbox, code=good)
    assert token(sandbox, code=good)[0] == 200
    assert [(request.method, request.status) for request in sandbox.requests][-3:] == [("sign_in.token", 503), ("sign_in.token", 200), ("sign_in.token", 200)]
    assert all(request.body is None for request in sandbox.requests)
    assert Browser().open(f"{sandbox.endpoint}/token").status == 405


def test_a_networks_own_page_can_stand_in_gmails_place(sandbox: Sandbox) -> None:
    sandbox.fault(Fault("getProfile", "portal"))
    request = Request(f"{sandbox.endpoint}/gmail/v1/users/me/profile", headers={"Authorization": "Bearer a"})
    with urlopen(request) as answer:
        assert (answer.status, answer.headers["Content-Type"]) == (200, "text/html; charset=UTF-8")
