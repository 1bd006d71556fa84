"""The sandbox without sockets: what the daemon asks goes straight to the look-alike, broken connections included."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

import httplib2

from replydue.gmail.transport import Transport
from replydue.sandbox import Sandbox
from replydue.sandbox.api import Call
from replydue.sandbox.batch import PATHS, answer_batch

ENDPOINT = "http://127.0.0.1:9"  # the discard port: whatever is not intercepted fails at once


class InProcess(Transport):
    """A transport that asks one sandbox. A dropped connection is a reset, a truncated answer is half an answer."""

    def __init__(self, box: Sandbox) -> None:
        super().__init__(loopback=True)
        self._api = box._api

    def request(self, uri: str, method: str = "GET", *args: Any, **options: Any) -> Any:
        """As httplib2 answers. Raises ConnectionResetError where the sandbox was told to drop the connection."""
        body, headers = (*args, None, None)[:2]
        body, headers = options.get("body", body) or b"", options.get("headers", headers) or {}
        parts = urlsplit(uri)
        target = f"{parts.path}?{parts.query}" if parts.query else parts.path
        call = Call(
            method,
            target,
            {_text(name).lower(): _text(value) for name, value in headers.items()},
            body.encode() if isinstance(body, str) else body,
        )
        if parts.path in PATHS and method == "POST":
            answer, kind, content = answer_batch(call, self._api.answer)
        else:
            answer = self._api.answer(call)
            kind = "text/html" if answer.html else "application/json; charset=UTF-8"
            content = answer.html.encode() if answer.html else b"" if answer.json is None else json.dumps(answer.json).encode()
        if answer.broken:
            raise ConnectionResetError("the connection was cut")
        return httplib2.Response({"status": str(answer.status), "content-type": kind, **answer.headers}), content


def _text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value
