"""How is the sandbox worked from another process? Its own few paths under /sandbox/, beside Gmail's (docs/sandbox.md)."""

import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from replydue.errors import UsageError
from replydue.sandbox.api import Answer, Call
from replydue.sandbox.errors import Refusal, bad_argument
from replydue.sandbox.faults import Fault

if TYPE_CHECKING:
    from replydue.sandbox.sandbox import Sandbox


class Control:
    """Clock, faults, arriving mail, and a look at what is there."""

    def __init__(self, box: "Sandbox") -> None:
        self._box = box
        self._paths: dict[tuple[str, str], Callable[[Call], dict[str, Any]]] = {
            ("POST", "/sandbox/clock"): self._clock,
            ("POST", "/sandbox/faults"): self._fault,
            ("POST", "/sandbox/receive"): self._receive,
            ("POST", "/sandbox/sign-in"): self._sign_in,
            ("GET", "/sandbox/client"): self._client,
            ("GET", "/sandbox/state"): self._state,
        }

    def answer(self, call: Call, path: str) -> Answer:
        """Answers a call to one of the control paths. Raises Refusal."""
        act = self._paths.get((call.http, path))
        if act is None:
            raise Refusal(404, "notFound", "Not Found")
        return Answer(200, act(call))

    def _clock(self, call: Call) -> dict[str, Any]:
        asked = _json(call)
        try:
            if "set" in asked:
                self._box.clock.set(datetime.fromisoformat(asked["set"]))
            if "advance_seconds" in asked:
                self._box.clock.advance(timedelta(seconds=asked["advance_seconds"]))
        except (TypeError, ValueError, OverflowError):
            raise bad_argument('wanted: {"set": "2026-11-23T09:00:00+00:00"} or {"advance_seconds": 60}') from None
        return {"now": self._box.clock.now().isoformat()}

    def _fault(self, call: Call) -> dict[str, Any]:
        try:
            fault = Fault(**_json(call))
        except (TypeError, UsageError) as error:
            raise bad_argument(str(error)) from None
        self._box.fault(fault)
        return {"fault": asdict(fault)}

    def _sign_in(self, call: Call) -> dict[str, Any]:
        asked = _json(call)
        if "testing" in asked:
            self._box.sign_ins.testing = bool(asked["testing"])
        if asked.get("revoke"):
            self._box.sign_ins.revoke_all()
        return {"testing": self._box.sign_ins.testing}

    def _client(self, call: Call) -> dict[str, Any]:
        return self._box.client_file()

    def _receive(self, call: Call) -> dict[str, Any]:
        if not call.body:
            raise bad_argument("the body of the request is the mail, as it would be in an .eml file")
        id_ = self._box.receive(call.body)
        return {"id": id_, "threadId": self._box.thread_of(id_)}

    def _state(self, call: Call) -> dict[str, Any]:
        box = self._box
        return {
            "now": box.clock.now().isoformat(),
            "threads": {thread_id: sorted(box.labels_of(thread_id)) for thread_id in box.threads()},
            "drafts": [{"id": draft_id, "threadId": thread_id} for draft_id, thread_id, _ in box.drafts()],
            "sent": len(box.sent()),
            "requests": len(box.requests),
            "units": box.units,
        }


def _json(call: Call) -> dict[str, Any]:
    try:
        asked = json.loads(call.body)
    except ValueError:
        asked = None
    if not isinstance(asked, dict):
        raise bad_argument("the body of the request must be a JSON object")
    return asked
