"""How does a request reach the server? Exactly once, and for this computer's own servers without any proxy."""

from __future__ import annotations

from http.client import BadStatusLine, HTTPResponse, ResponseNotReady
from typing import Any

import httplib2

_TIMEOUT = 60.0  # seconds of silence


class _Once:
    """httplib2 sends a request again by itself when the connection closes without an answer, but not when it is reset: so that is what it is told."""

    def getresponse(self) -> HTTPResponse:
        """The answer. Raises ConnectionResetError where the server closed without one."""
        try:
            answer: HTTPResponse = super().getresponse()  # type: ignore[misc]  # of the http.client connection mixed in
        except (BadStatusLine, ResponseNotReady) as error:
            raise ConnectionResetError("the connection closed without an answer") from error
        return answer


class _Plain(_Once, httplib2.HTTPConnectionWithTimeout):
    pass


class _Secure(_Once, httplib2.HTTPSConnectionWithTimeout):
    pass


class Transport(httplib2.Http):
    """httplib2, sending each request once. Not for use by two threads at a time."""

    def __init__(self, *, loopback: bool, timeout: float = _TIMEOUT) -> None:
        """`loopback` servers are never asked through a proxy. `timeout` in seconds."""
        super().__init__(timeout=timeout, proxy_info=None if loopback else httplib2.proxy_info_from_environment)
        self.redirect_codes = frozenset(code for code in self.redirect_codes if code != 308)  # as Google's client needs it

    def request(self, uri: str, method: str = "GET", *args: Any, **options: Any) -> Any:
        """As httplib2 does it. What changes something goes over a fresh connection: an idle one may have been closed by the other side."""
        if method != "GET":
            self.close()
        options["connection_type"] = _Secure if uri.startswith("https:") else _Plain
        return super().request(uri, method, *args, **options)
