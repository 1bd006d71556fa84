"""How are many calls answered at once? Google's batch: one multipart request, each part a call of its own that may fail by itself."""

import json
import secrets
from collections.abc import Callable
from email import message_from_bytes
from email.message import Message
from http import HTTPStatus

from replydue.sandbox.api import Answer, Call
from replydue.sandbox.errors import Refusal, bad_argument

PATHS = frozenset({"/batch", "/batch/gmail/v1"})
MOST = 100


def answer_batch(call: Call, answer: Callable[[Call], Answer]) -> tuple[Answer, str, bytes]:
    """(outer answer, content type, body). Raises Refusal if the batch as a whole cannot be taken."""
    parts = _parts(call)
    if len(parts) > MOST:
        raise bad_argument(f"Inner request count exceeds the limit. Received: {len(parts)}, Limit: {MOST}")
    boundary = f"batch_{secrets.token_urlsafe(18)}"
    answers = [(part.get("content-id", ""), answer(_call(part, call.headers))) for part in parts]
    body = b"".join(f"--{boundary}\r\n".encode() + _part(id_, one) for id_, one in answers) + f"--{boundary}--\r\n".encode()
    broken = next((one.broken for _, one in answers if one.broken), "")
    return Answer(200, broken=broken), f"multipart/mixed; boundary={boundary}", body


def _parts(call: Call) -> list["Message[str, str]"]:
    kind = call.headers.get("content-type", "")
    whole = message_from_bytes(b"Content-Type: " + kind.encode() + b"\r\n\r\n" + call.body)
    parts = whole.get_payload()
    if not kind.startswith("multipart/mixed") or not isinstance(parts, list) or not parts:
        raise Refusal(400, "badRequest", "Failed to parse batch request, error: 0 items. Received batch body: (empty)")
    return [part for part in parts if isinstance(part, Message)]


def _call(part: "Message[str, str]", outer: dict[str, str]) -> Call:
    """The call in a part. It has the sign-in of the whole batch unless it brings its own."""
    inner = part.get_payload(decode=True)
    head, _, body = (inner if isinstance(inner, bytes) else b"").lstrip().replace(b"\r\n", b"\n").partition(b"\n\n")
    first, _, rest = head.partition(b"\n")
    words = first.decode("latin-1").split()
    headers = {name.lower(): value for name, value in message_from_bytes(rest + b"\n\n").items()}
    if "authorization" in outer:
        headers.setdefault("authorization", outer["authorization"])
    target = words[1] if len(words) > 1 else "/"
    return Call(words[0] if words else "GET", target, headers, body.strip())


def _part(content_id: str, answer: Answer) -> bytes:
    inside = content_id.strip().removeprefix("<").removesuffix(">")
    body = b"" if answer.json is None else json.dumps(answer.json, ensure_ascii=False).encode()
    kind = "application/json; charset=UTF-8"
    if answer.html:
        body, kind = answer.html.encode(), "text/html; charset=UTF-8"
    try:
        phrase = HTTPStatus(answer.status).phrase
    except ValueError:
        phrase = "Unknown"
    lines = ["Content-Type: application/http", f"Content-ID: <response-{inside}>", "", f"HTTP/1.1 {answer.status} {phrase}",
             f"Content-Type: {kind}", f"Content-Length: {len(body)}", *(f"{name}: {value}" for name, value in answer.headers.items()), "", ""]  # fmt: skip
    return "\r\n".join(lines).encode() + body + b"\r\n"
