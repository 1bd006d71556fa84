"""What does the browser show, and what does the program fetch? The addresses of Google's sign-in, below the sandbox's own."""

import base64
import html
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from replydue.sandbox.api import Answer, Call
from replydue.sandbox.sign_in import CLIENT_ID, CLIENT_SECRET, Consent, SignInRefused, SignIns
from replydue.values import is_loopback

AUTHORIZE, CONSENT, TOKEN, REVOKE = "/o/oauth2/auth", "/o/oauth2/consent", "/token", "/revoke"
PATHS = {AUTHORIZE: "sign_in.page", "/o/oauth2/v2/auth": "sign_in.page", CONSENT: "sign_in.consent", TOKEN: "sign_in.token", REVOKE: "sign_in.revoke"}


def client_file(endpoint: str) -> dict[str, Any]:
    """The client of type "Desktop app" that is known here, as Google's console gives it for download."""
    return {
        "installed": {
            "client_id": CLIENT_ID,
            "project_id": "sandbox",
            "auth_uri": endpoint + AUTHORIZE,
            "token_uri": endpoint + TOKEN,
            "client_secret": CLIENT_SECRET,
            "redirect_uris": ["http://localhost"],
        }
    }


class Pages:
    """Answers the addresses of sign-in. `me`: whose account it is."""

    def __init__(self, sign_ins: SignIns, me: str) -> None:
        self._sign_ins, self._me = sign_ins, me
        self._paths: dict[tuple[str, str], Callable[[dict[str, str], list[str]], Answer]] = {
            ("GET", "sign_in.page"): self._page,
            ("POST", "sign_in.consent"): self._consent,
            ("POST", "sign_in.token"): self._token,
            ("POST", "sign_in.revoke"): self._revoke,
        }

    def answer(self, call: Call, name: str) -> Answer:
        """Answers a call to the address of this name in PATHS."""
        act = self._paths.get((call.http, name))
        if act is None:
            return Answer(405, {"error": "method_not_allowed"})
        text = urlsplit(call.target).query + ("&" + call.body.decode("latin-1") if call.http == "POST" else "")
        fields = parse_qsl(text, keep_blank_values=True)
        try:
            return act(dict(fields) | _client(call.headers.get("authorization", "")), [value for key, value in fields if key == "given"])
        except SignInRefused as refused:
            return Answer(refused.status, refused.body)

    def _page(self, asked: dict[str, str], _given: list[str]) -> Answer:
        problem = _problem(asked)
        if problem:
            return Answer(401 if problem == "invalid_client" else 400, html=f"<!DOCTYPE html><title>Error</title><h1>Access blocked</h1><p>Error: {problem}")
        hidden = "".join(f'<input type="hidden" name="{html.escape(key)}" value="{html.escape(value)}">' for key, value in asked.items())
        scopes = asked["scope"].split()
        ticked = " checked" if len(scopes) == 1 else ""  # Google ticks none where there is a choice
        boxes = "".join(f'<p><label><input type="checkbox" name="given" value="{html.escape(each)}"{ticked}> {html.escape(each)}</label>' for each in scopes)
        return Answer(
            200,
            html='<!DOCTYPE html><meta charset="utf-8"><title>Sign in to the sandbox</title>'
            f"<h1>replydue wants to access the account {html.escape(self._me)}</h1>"
            f'<form method="post" action="{CONSENT}">{hidden}{boxes}<p><button name="answer" value="allow">Continue</button> '
            '<button name="answer" value="cancel">Cancel</button></form>',
        )

    def _consent(self, asked: dict[str, str], given: list[str]) -> Answer:
        problem = _problem(asked)
        if problem:
            raise SignInRefused(problem, "Bad Request")
        back = {"state": asked.get("state", "")}
        if asked.get("answer") != "allow" or not given:
            return _redirect(asked["redirect_uri"], {"error": "access_denied", **back})
        scopes = tuple(scope for scope in asked["scope"].split() if scope in given)
        consent = Consent(asked["redirect_uri"], scopes, asked.get("code_challenge", ""), asked.get("access_type") == "offline")
        return _redirect(asked["redirect_uri"], {**back, "code": self._sign_ins.allow(consent), "scope": " ".join(scopes)})

    def _token(self, form: dict[str, str], _given: list[str]) -> Answer:
        return Answer(200, self._sign_ins.token(form))

    def _revoke(self, form: dict[str, str], _given: list[str]) -> Answer:
        self._sign_ins.revoke(form.get("token", ""))
        return Answer(200, {})


def _client(authorization: str) -> dict[str, str]:
    """A client may also say who it is by HTTP's basic authentication (RFC 6749, 2.3.1); Google's own library does."""
    kind, _, encoded = authorization.partition(" ")
    try:
        client_id, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
    except ValueError:
        return {}
    return {"client_id": unquote(client_id), "client_secret": unquote(secret)} if kind == "Basic" else {}


def _problem(asked: dict[str, str]) -> str:
    """Google's word for what is wrong with the address that the browser was sent to; "" where nothing is."""
    if asked.get("client_id") != CLIENT_ID:
        return "invalid_client"
    if asked.get("response_type") != "code" or not asked.get("scope"):
        return "invalid_request"
    if asked.get("code_challenge") and asked.get("code_challenge_method") != "S256":
        return "invalid_request"
    return "" if _of_a_desktop_app(asked.get("redirect_uri", "")) else "redirect_uri_mismatch"


def _of_a_desktop_app(address: str) -> bool:
    """A desktop app is answered on its own computer, at any port (RFC 8252, 7.3)."""
    try:
        parts = urlsplit(address)
        return parts.scheme == "http" and is_loopback(parts.hostname or "")
    except ValueError:
        return False


def _redirect(address: str, fields: dict[str, str]) -> Answer:
    return Answer(302, headers={"Location": f"{address}?{urlencode(fields)}"})
