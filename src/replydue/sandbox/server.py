"""How does it come over the wire? The threaded HTTP server, on the loopback only, and its broken connections on demand."""

import ipaddress
import json
import socket
import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Request as HttpRequest
from werkzeug.wrappers import Response as HttpResponse

from replydue.errors import ReplydueError, UsageError
from replydue.sandbox.api import Answer, Api, Call
from replydue.sandbox.batch import PATHS, answer_batch
from replydue.sandbox.control import Control
from replydue.sandbox.errors import Refusal
from replydue.sandbox.sign_in_pages import PATHS as SIGN_IN_PATHS
from replydue.sandbox.sign_in_pages import Pages

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment
    from werkzeug.serving import BaseWSGIServer

JSON = "application/json; charset=UTF-8"


class _Quiet(WSGIRequestHandler):
    """HTTP/1.1, and not a line on the terminal."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log(self, type: str, message: str, *args: Any) -> None:
        """Says nothing: subjects may stand in addresses."""


class Application:
    """The WSGI application: Gmail's paths, the two batch paths, those of sign-in, and the control paths."""

    def __init__(self, api: Api, control: Control, pages: Pages) -> None:
        self._api, self._control, self._pages = api, control, pages

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answers one request."""
        http = HttpRequest(environ)
        answer, kind, body = self._answered(http)
        if answer.broken.startswith("drop"):
            _hang_up(environ)
        response = HttpResponse(body[: len(body) // 2] if answer.broken else body, answer.status, {**answer.headers, "Content-Type": kind})
        if answer.broken:
            response.headers["Content-Length"] = str(len(body))
            response.automatically_set_content_length = False
        if answer.status == 204:
            del response.headers["Content-Type"]
        return response(environ, start_response)

    def _answered(self, http: HttpRequest) -> tuple[Answer, str, bytes]:
        path = quote(http.environ.get("REQUEST_URI", http.path).partition("?")[0], safe="/%:@")
        query = http.query_string.decode("latin-1")
        headers = {name.lower(): value for name, value in http.headers.items()}
        call = Call(http.method, f"{path}?{query}" if query else path, headers, http.get_data())
        try:
            if path in PATHS and call.http == "POST":
                return answer_batch(call, self._api.answer)
            if path in SIGN_IN_PATHS:
                name = SIGN_IN_PATHS[path]
                answer = self._api.beside(name, call, lambda: self._pages.answer(call, name))
            else:
                answer = self._control.answer(call, path) if path.startswith("/sandbox/") else self._api.answer(call)
        except Refusal as refusal:
            answer = Answer(refusal.status, refusal.body())
        if answer.html:
            return answer, "text/html; charset=UTF-8", answer.html.encode()
        return answer, JSON, b"" if answer.json is None else json.dumps(answer.json, ensure_ascii=False).encode()


def _hang_up(environ: "WSGIEnvironment") -> None:
    """Closes the connection without a word, as a server does that dies."""
    environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
    raise ConnectionAbortedError("the sandbox was told to drop this connection")


class Server:
    """Serves from a thread of its own until it is stopped."""

    def __init__(self, application: Application, host: str, port: int) -> None:
        self._listening = _listen(host, port)
        self.port = int(self._listening.getsockname()[1])
        self._server: BaseWSGIServer = make_server(
            host, self.port, application, threaded=True, request_handler=_Quiet, fd=self._listening.fileno()
        )  # fmt: skip
        self._server.daemon_threads = True  # type: ignore[attr-defined]  # a threaded server has it
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, name="sandbox", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stops, waits for the thread, and gives the port back."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        self._listening.close()


def _listen(host: str, port: int) -> socket.socket:
    if not _is_loopback(host):
        raise UsageError(f"the sandbox does not listen on {host}", "it has no sign-in worth the name; use 127.0.0.1 or ::1")
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        raise ReplydueError(f"the sandbox cannot listen on port {port} ({error.strerror})", "choose another port, or 0 for any that is free") from error
    return listening


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
