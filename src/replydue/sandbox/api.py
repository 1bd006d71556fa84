"""What is answered to one call? Sign-in, faults, quota, the method itself, and the part of the answer that was asked for."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from replydue.sandbox import rest_messages, rest_others
from replydue.sandbox.asked import Asked
from replydue.sandbox.errors import Refusal, bad_value, over_quota
from replydue.sandbox.faults import Fault, Faults
from replydue.sandbox.fields import chosen, read_mask
from replydue.sandbox.mailbox import Mailbox
from replydue.sandbox.quota import UNITS, Meter
from replydue.sandbox.routes import STANDARD, Found, find
from replydue.sandbox.sign_in import SignIns

METHODS = {**rest_messages.METHODS, **rest_others.METHODS}


@dataclass(frozen=True)
class Call:
    """One call, as it came over the wire or as a part of a batch. Header names are in lower case; `target` is path and query."""

    http: str
    target: str
    headers: dict[str, str]
    body: bytes = b""


@dataclass(frozen=True)
class Answer:
    """What goes back. `json` None is an empty body; `broken` is what happens to the connection: "", drop_before, drop_after, truncate."""

    status: int
    json: dict[str, Any] | None = None
    headers: dict[str, str] = field(default_factory=dict)
    html: str = ""
    broken: str = ""


@dataclass(frozen=True)
class Request:
    """One call in the log: Gmail's name for the method, the HTTP status answered, the units it cost, when (the sandbox's clock), and what was asked."""

    method: str
    status: int
    units: int
    at: datetime
    path: str
    body: dict[str, Any] | None
    params: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Response:
    """What a call was answered with. `json` None: an empty body."""

    status: int
    json: dict[str, Any] | None


Observer = Callable[[Request, Response], None]


class Api:
    """Answers calls on one mailbox, one at a time, and keeps the log of them."""

    def __init__(self, box: Mailbox, meter: Meter, faults: Faults, wait: Callable[[float], None], sign_ins: SignIns) -> None:
        self.box, self.meter, self.faults, self._wait, self.sign_ins = box, meter, faults, wait, sign_ins
        self.log: list[Request] = []
        self.observers: list[Observer] = []

    def answer(self, call: Call) -> Answer:
        """The answer to one call. Never raises: what Gmail would refuse is answered with its error body."""
        parts = urlsplit(call.target)
        query = parse_qs(parts.query, keep_blank_values=True)
        found = find(call.headers.get("x-http-method-override", call.http).upper(), parts.path)
        name = found.route.method if found else "unknown"
        if call.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
            query, call = parse_qs(call.body.decode("latin-1"), keep_blank_values=True), Call(call.http, call.target, call.headers)
        fault = self._strike(name)
        with self.box.lock:
            return self._answered(call, found, name, query, fault)

    def beside(self, name: str, call: Call, act: Callable[[], Answer]) -> Answer:
        """The answer of a server of Google's that is not Gmail; faults and log are the same, but the log holds no bodies: those are secrets."""
        fault = self._strike(name)
        with self.box.lock:
            answer = _struck(fault) or act()
            if fault and fault.kind == "status":
                answer = replace(answer, json={"error": fault.reason, "error_description": fault.message})
            if fault and fault.kind in ("drop_after", "truncate"):
                answer = replace(answer, broken=fault.kind)
            self.log.append(Request(name, answer.status, 0, self.box.clock.now(), urlsplit(call.target).path, None))
            return answer

    def _strike(self, name: str) -> Fault | None:
        with self.box.lock:
            fault = self.faults.strike(name)
        if fault and fault.kind == "delay":
            self._wait(fault.seconds)
        return fault

    def _answered(self, call: Call, found: Found | None, name: str, query: dict[str, list[str]], fault: Fault | None) -> Answer:
        spent, body = self.meter.spent, None
        try:
            body = _body(call)
            answer = _struck(fault) or self._done(call, found, query, body)
        except Refusal as refusal:
            answer = Answer(refusal.status, refusal.body())
        except RecursionError:
            answer = Answer(400, Refusal(400, "badRequest", "Request is nested too deeply.").body())
        if fault and fault.kind in ("drop_after", "truncate"):
            answer = replace(answer, broken=fault.kind)
        path = urlsplit(call.target).path
        request = Request(name, 0 if answer.broken.startswith("drop") else answer.status, self.meter.spent - spent, self.box.clock.now(), path, body, query)
        self.log.append(request)
        if not answer.html and not answer.broken.startswith("drop"):
            for observer in self.observers:
                observer(request, Response(answer.status, answer.json))
        return answer

    def _done(self, call: Call, found: Found | None, query: dict[str, list[str]], body: dict[str, Any] | None) -> Answer:
        self.sign_ins.check(call.headers.get("authorization", "").removeprefix("Bearer ").strip(), call.http)
        if found is None:
            raise Refusal(404, "notFound", "Not Found")
        self._check_user(found)
        _check_names(found, query, body or {})
        mask = read_mask(query["fields"][-1]) if query.get("fields") else None
        if not self.meter.charge(UNITS[found.route.method], self.box.clock.now()):
            raise over_quota()
        result = METHODS[found.route.method](self.box, Asked(tuple(map(unquote, found.ids)), query, body or {}))
        return Answer(204) if result is None else Answer(200, chosen(result, mask))

    def _check_user(self, found: Found) -> None:
        user = unquote(found.user).lower()
        if user not in ("me", self.box.own[0][0].lower()):
            raise Refusal(403, "forbidden", f"Delegation denied for {self.box.own[0][0]}")


def _struck(fault: Fault | None) -> Answer | None:
    """The answer of a fault that keeps the call from being carried out."""
    if fault is None or fault.kind in ("delay", "drop_after", "truncate"):
        return None
    headers = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
    if fault.kind == "drop_before":
        return Answer(0, broken="drop_before")
    if fault.kind == "portal":
        return Answer(200, html="<!DOCTYPE html><html><title>Welcome</title><p>Please accept our terms to use this network.</html>")
    if fault.kind == "html_503":
        return Answer(503, headers=headers, html="<!DOCTYPE html><html><title>Error 503 (Server Error)!!1</title><p>That’s an error.</html>")
    return Answer(fault.status, Refusal(fault.status, fault.reason, fault.message).body(), headers)


def _body(call: Call) -> dict[str, Any] | None:
    if not call.body:
        return None
    try:
        body = json.loads(call.body)
        json.dumps(body, ensure_ascii=False).encode()  # half a surrogate pair ("\\ud800") is JSON, but no text that could be given back
    except ValueError:
        raise Refusal(400, "parseError", "Invalid JSON payload received. Unexpected token.") from None
    if not isinstance(body, dict):
        raise Refusal(400, "invalid", 'Invalid JSON payload received. Unknown name "": Root element must be a message.')
    return body


def _check_names(found: Found, query: dict[str, list[str]], body: dict[str, Any]) -> None:
    """Google refuses what it does not know, in the query and in the body."""
    for name in query:
        if name not in found.route.query and name not in STANDARD:
            raise Refusal(400, "invalid", f'Invalid JSON payload received. Unknown name "{name}": Cannot bind query parameter.')
    for name in body:
        if name not in (found.route.body or ()):
            raise Refusal(400, "invalid", f'Invalid JSON payload received. Unknown name "{name}": Cannot find field.')
    message = body.get("message", {})
    if not isinstance(message, dict):
        raise bad_value("draft.message", "type.googleapis.com/google.apps.gmail.v1.Message", str(message))
