"""Where is the sign-in kept? The token file: read, and written back after every refresh, readable by its owner alone."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from google.oauth2.credentials import Credentials

from replydue.errors import SignInError

_AGAIN = "run `replydue auth`"


class KeptCredentials(Credentials):  # type: ignore[misc,unused-ignore]
    """Credentials that write themselves back to their file when they were refreshed."""

    file: Path | None = None

    def refresh(self, request: Any) -> None:
        """As Google's class; raises its errors."""
        super().refresh(request)  # type: ignore[no-untyped-call]
        if self.file is not None:
            save(self.file, str(self.to_json()))  # type: ignore[no-untyped-call]


def load(file: Path, *, refreshable: bool) -> KeptCredentials:
    """The sign-in in the file. Raises SignInError where there is none.

    Not `refreshable`: the bare token is used as it is, so that nothing about it is ever asked of Google (a server on this computer).
    """
    found = _read(file)
    try:
        if not refreshable:
            return KeptCredentials(token=str(found["token"]))  # type: ignore[no-untyped-call]
        credentials: KeptCredentials = KeptCredentials.from_authorized_user_info(found)  # type: ignore[no-untyped-call]
    except (KeyError, ValueError, TypeError, AttributeError):
        raise SignInError(f"{file} is no complete sign-in", _AGAIN) from None
    credentials.file = file
    return credentials


def save(file: Path, text: str) -> None:
    """Writes the token file with mode 0600 in a folder of mode 0700; a crash leaves the old file or the new one."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = file.with_name(f".{file.name}.{os.getpid()}")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())
    new.replace(file)


def _read(file: Path) -> dict[str, Any]:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SignInError("you are not signed in to Gmail", _AGAIN) from None
    except OSError as error:
        raise SignInError(f"the sign-in {file} cannot be read ({error.strerror})", _AGAIN) from None
    except ValueError:
        raise SignInError(f"the sign-in {file} is damaged", _AGAIN) from None
    if not isinstance(found, dict):
        raise SignInError(f"the sign-in {file} is damaged", _AGAIN)
    return found
