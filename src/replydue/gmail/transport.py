"""How does a request reach the server? Exactly once, and for this computer's own servers without any proxy."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
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
        self._loopback = loopback
        super().__init__(timeout=timeout, proxy_info=None if loopback else httplib2.proxy_info_from_environment)
        self.clock_ahead = 0.0  # seconds by which this computer's clock was ahead of the server's at its last answer
        self.redirect_codes = frozenset(code for code in self.redirect_codes if code != 308)  # as Google's client needs it

    def request(self, uri: str, method: str = "GET", *args: Any, **options: Any) -> Any:
        """As httplib2 does it. What changes something goes over a fresh connection: an idle one may have been closed by the other side."""
        if method != "GET":
            self.close()
        options["connection_type"] = _Secure if uri.startswith("https:") else _Plain
        response, content = super().request(uri, method, *args, **options)
        self._compare_clocks(response)
        return response, content

    def _compare_clocks(self, response: httplib2.Response) -> None:
        """By the Date header (RFC 9110, 6.6.1). A server on this computer has this computer's clock, or one of its own that means nothing."""
        try:
            at = parsedate_to_datetime(response.get("date", ""))
        except ValueError:
            return
        if not self._loopback:
            self.clock_ahead = (datetime.now(UTC) - at).total_seconds()
