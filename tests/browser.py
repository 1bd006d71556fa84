"""A browser, as far as signing in needs one: it opens a page, ticks boxes, presses a button, and follows to where it is sent."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from http.client import HTTPResponse
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from selectolax.lexbor import LexborHTMLParser


class _StaysHere(HTTPRedirectHandler):
    def redirect_request(self, *_args: Any, **_options: Any) -> None:
        """Shows where it would go to, instead of going there."""


class Browser:
    """`unticked`: ends of the names of permissions whose boxes are left empty; all others are ticked."""

    def __init__(self, press: str = "allow", unticked: Iterable[str] = ()) -> None:
        self.press, self.unticked = press, tuple(unticked)
        self._opener: OpenerDirector = build_opener(_StaysHere)
        self.shown = ""  # the last page

    def sign_in(self, address: str) -> str:
        """Opens the address that a program shows, and answers. Returns where the browser is sent then, without going there."""
        page = self.open(address).read().decode()
        form = LexborHTMLParser(page).css_first("form")
        assert form is not None
        fields = [(str(each.attributes["name"]), str(each.attributes["value"])) for each in form.css("input")]
        kept = [(name, value) for name, value in fields if name != "given" or not value.endswith(self.unticked)]
        answer = self.open(urljoin(address, form.attributes["action"]), urlencode([*kept, ("answer", self.press)]).encode())
        return str(answer.headers["Location"])

    def sign_in_and_go_back(self, address: str) -> None:
        """Opens the address, answers, and goes where it is sent, all while the program waits."""

        def all_of_it() -> None:
            self.shown = self.open(self.sign_in(address)).read().decode()

        threading.Thread(target=all_of_it, daemon=True).start()

    def open(self, address: str | Request, form: bytes | None = None) -> HTTPResponse | HTTPError:
        """What the server answers, refusals and redirections too."""
        try:
            answer: HTTPResponse = self._opener.open(address, form, timeout=10)
        except HTTPError as refused:
            return refused
        return answer
