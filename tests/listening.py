"""A server of this computer that takes apprise's JSON messages, as a telephone would get them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread


class Listening:
    """Keeps what it is told in `heard`, and answers with `status`."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.status = 200
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.heard.append(json.loads(body)["message"])
                self.send_response(outer.status)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Nothing is printed."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"json://somebody:a-password@127.0.0.1:{self.server.server_port}"


@contextmanager
def listening() -> Iterator[Listening]:
    """One that listens."""
    made = Listening()
    Thread(target=made.server.serve_forever, daemon=True).start()
    try:
        yield made
    finally:
        made.server.shutdown()
        made.server.server_close()
