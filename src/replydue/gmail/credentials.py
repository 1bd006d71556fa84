"""Where is the sign-in kept? The token file: read, written back after each refresh, readable by the user alone."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from google.auth.transport.requests import Request
from google.oauth2.credentials import Credentials

from replydue.errors import SignInError

SCOPE = "https://www.googleapis.com/auth/gmail.modify"
"""The one permission: read, label, draft and send; it cannot delete for good."""


class KeptCredentials(Credentials):  # type: ignore[misc]  # google-auth's methods are not typed
    """Credentials that are written back to their file whenever they were refreshed."""

    file: Path | None = None

    def refresh(self, request: Request) -> None:
        """Refreshes the token (RFC 6749, section 6) and keeps it. Raises google.auth.exceptions.RefreshError."""
        super().refresh(request)
        if self.file is not None:
            write_private(self.file, self.to_json())


def load(path: Path, *, loopback: bool) -> Credentials:
    """The credentials of a token file. On this computer's own servers `{"token": "…"}` is enough (contract 4). Raises SignInError."""
    kept = _read(path)
    if loopback and kept.get("token") and not kept.get("refresh_token"):
        return Credentials(token=str(kept["token"]))
    try:
        credentials = KeptCredentials.from_authorized_user_info(kept, scopes=[SCOPE])
    except ValueError as error:
        raise SignInError(f"the token file {path} is not complete", "run `replydue auth`") from error
    credentials.file = path
    return credentials


def write_private(path: Path, text: str) -> None:
    """Writes a file in one step, readable by the user alone, in a folder that is too. Raises SignInError."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise SignInError(f"the token file {path} cannot be written ({error.strerror})", "mend the rights of its folder") from error


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SignInError("you have not signed in to Gmail yet", "run `replydue auth`") from None
    except OSError as error:
        raise SignInError(f"the token file {path} cannot be read ({error.strerror})", "mend its rights, or run `replydue auth`") from error
    except ValueError:
        raise SignInError(f"the token file {path} is damaged", "run `replydue auth`") from None
    if not isinstance(found, dict):
        raise SignInError(f"the token file {path} is damaged", "run `replydue auth`")
    return found
