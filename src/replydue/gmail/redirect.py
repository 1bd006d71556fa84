"""How does the answer come back from the browser? At an address of this computer that waits for it (RFC 8252, 7.3)."""

from __future__ import annotations

import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import TracebackType
from urllib.parse import parse_qs, urlsplit

from replydue.errors import ReplydueError

_ANSWERED = b"<!DOCTYPE html><meta charset=utf-8><title>replydue</title><p>replydue has the answer. You can close this page and go back to the terminal."


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = 2.0  # seconds: browsers open connections in advance on which nothing comes, and the answer stands behind them

    def do_GET(self) -> None:
        """Takes the answer to our question; whatever else comes by (a browser's favicon, a scan of ports) is told that there is nothing."""
        ours = parse_qs(urlsplit(self.path).query).get("state") == [self.server.state]
        self.send_response(200 if ours else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(_ANSWERED if ours else b"")
        if ours:
            self.server.answer = self.path

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing: the address holds a secret."""


class _Server(HTTPServer):
    state = ""
    answer = ""


class Redirect:
    """Listens from the start, so that no answer is missed; a free port where `port` is 0. Raises ReplydueError where the port is taken."""

    def __init__(self, port: int = 0) -> None:
        try:
            self._server = _Server(("127.0.0.1", port), _Handler)
        except OSError as error:
            raise ReplydueError(f"cannot listen on port {port} ({error.strerror})", "choose another `--port`") from None
        self.address = f"http://127.0.0.1:{self._server.server_port}/"

    def wait(self, state: str, seconds: float) -> str:
        """The address at which the browser ended with this state; "" where it did not come within so long."""
        self._server.state = state
        end = time.monotonic() + seconds
        while not self._server.answer and (left := end - time.monotonic()) > 0:
            self._server.timeout = left
            self._server.handle_request()
        return self._server.answer and self.address.rstrip("/") + self._server.answer

    def __enter__(self) -> Redirect:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.server_close()
