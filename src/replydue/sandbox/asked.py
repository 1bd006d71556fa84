"""What did the caller ask for? One call's parameters and body, checked as Google's front end checks them."""

import base64
import binascii
import re
from dataclasses import dataclass, field
from typing import Any

from replydue.sandbox.errors import bad_argument, bad_value

_ID = re.compile(r"^[0-9a-fA-F]{1,16}$")
_NUMBER = re.compile(r"^[0-9]{1,20}$")
FORMATS = ("minimal", "full", "raw", "metadata")


@dataclass(frozen=True)
class Asked:
    """One call. `query` has each parameter's values as sent; `ids` what stood in the path."""

    ids: tuple[str, ...]
    query: dict[str, list[str]]
    body: dict[str, Any] = field(default_factory=dict)

    def one(self, name: str, default: str = "") -> str:
        """A parameter's last value."""
        return self.query.get(name, [default])[-1]

    def many(self, name: str) -> list[str]:
        """A repeated parameter's values."""
        return self.query.get(name, [])

    def flag(self, name: str) -> bool:
        """A parameter that is true or false; 400 for anything else."""
        value = self.one(name, "false").lower()
        if value not in ("true", "false", "1", "0"):
            raise bad_value(_snake(name), "TYPE_BOOL", self.one(name))
        return value in ("true", "1")

    def page_size(self) -> int:
        """maxResults: 100 unless told, never above 500."""
        value = self.one("maxResults", "100")
        if not is_number(value):
            raise bad_value("max_results", "TYPE_UINT32", value)
        return min(int(value) or 100, 500)

    def form(self, *, raw: bool = True) -> str:
        """The format asked for; 400 for one that there is not."""
        value = self.one("format", "full").lower()
        if value not in FORMATS or (value == "raw" and not raw):
            raise bad_value("format", "type.googleapis.com/google.apps.gmail.v1.Format", self.one("format"))
        return value

    def id(self, place: int = 0) -> str:
        """A message or thread id from the path; 400 if it cannot be one."""
        if not _ID.match(self.ids[place]):
            raise bad_argument("Invalid id value")
        return self.ids[place].lower()

    def words(self, name: str) -> list[str]:
        """A list of strings from the body."""
        value = self.body.get(name) or []
        if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
            raise bad_value(_snake(name), "TYPE_STRING", str(value))
        return value


def is_number(value: str) -> bool:
    """Whether it is a whole number of Google's: ASCII digits, not more than 64 bits have."""
    return bool(_NUMBER.match(value))


def raw_of(message: Any) -> bytes:
    """The mail in a Message: base64url, padded or not. 400 if there is none or it is not base64url."""
    raw = message.get("raw") if isinstance(message, dict) else None
    if not raw or not isinstance(raw, str):
        raise bad_argument("'raw' RFC822 payload message string or uploading message via /upload/* URL required")
    try:
        decoded = base64.b64decode(raw.rstrip("=") + "=" * (-len(raw.rstrip("=")) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise bad_value("message.raw", "TYPE_BYTES", "Base64 decoding failed") from None
    return decoded


def thread_id_of(message: Any) -> str:
    """The thread named in a Message, or ""; 400 if it cannot be one."""
    thread_id = message.get("threadId", "") if isinstance(message, dict) else ""
    if thread_id and not (isinstance(thread_id, str) and _ID.match(thread_id)):
        raise bad_argument("Invalid thread_id value")
    return str(thread_id).lower()


def in_base64url(data: bytes) -> str:
    """Padded base64url, as Gmail hands bytes out."""
    return base64.urlsafe_b64encode(data).decode("ascii")


def _snake(name: str) -> str:
    return re.sub(r"([A-Z])", lambda upper: "_" + upper[1].lower(), name)
