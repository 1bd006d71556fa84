"""Where is the sign-in kept, and what does it say of itself? Read without Google's client, so that `status` is quick.

The file, or the entry of the keyring, is what Google's own library writes, and beside it: `account`, the address; `signed_in`, when; `ends`, when it will
end by itself; `ended`, when Google was first heard to refuse it. Moments are ISO 8601 in UTC.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from replydue import private_file
from replydue.errors import SignInError
from replydue.sign_in_keyring import InKeyring, keyring_entry

AGAIN = "run `replydue auth`"

Place = Path | InKeyring


@dataclass(frozen=True, slots=True)
class SignIn:
    """What a sign-in file says. Moments are aware; None where it does not say. Not `lasting`: a bare token, for a server on this computer."""

    file: Place
    account: str
    scopes: tuple[str, ...]
    lasting: bool
    signed_in: datetime | None
    ends: datetime | None
    ended: datetime | None


def place(token: str) -> Place:
    """Where the sign-in is read from: systemd's credential `token` (systemd.exec(5), LoadCredential=) where there is one, else what `account.token` names."""
    return _credential("token") or own_place(token)


def own_place(token: str) -> Place:
    """Where the sign-in is kept by `replydue auth`: what `account.token` names, a file or an entry of the keyring."""
    entry = keyring_entry(token)
    return InKeyring(entry) if entry else Path(token).expanduser()


def client_place(client_secret: str) -> Path:
    """Where Google's client file is read from: systemd's credential `client_secret`, else `account.client_secret`."""
    return _credential("client_secret") or Path(client_secret).expanduser()


def read(file: Place) -> dict[str, Any]:
    """The whole file, secrets and all. Raises SignInError where there is none, or no whole one."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SignInError("you are not signed in to Gmail", AGAIN) from None
    except OSError as error:
        raise SignInError(f"the sign-in {file} cannot be read ({error.strerror})", AGAIN) from None
    except ValueError:
        raise SignInError(f"the sign-in {file} is damaged", AGAIN) from None
    if not isinstance(found, dict) or not (found.get("token") or found.get("refresh_token")):
        raise SignInError(f"{file} is no complete sign-in", AGAIN)
    return found


def said(file: Place) -> SignIn:
    """What the file says of its sign-in. Raises SignInError as `read`."""
    found = read(file)
    scopes = found.get("scopes") or ()
    return SignIn(
        file,
        str(found.get("account") or ""),
        tuple(scopes.split() if isinstance(scopes, str) else map(str, scopes)),
        bool(found.get("refresh_token")),
        *(_moment(found.get(key)) for key in ("signed_in", "ends", "ended")),
    )


def save(file: Place, found: dict[str, Any]) -> None:
    """Keeps a sign-in at its place; a crash leaves the old one or the new one. Raises OSError, SignInError."""
    if isinstance(file, InKeyring):
        file.write_text(json.dumps(found))
    else:
        private_file.save(file, found)


def _credential(name: str) -> Path | None:
    folder = os.environ.get("CREDENTIALS_DIRECTORY", "")
    given = Path(folder) / name
    return given if folder and given.exists() else None


def _moment(text: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
