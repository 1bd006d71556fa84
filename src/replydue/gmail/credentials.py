"""How does a sign-in stay alive? Refreshed by Google's library, written back, exchanged for a new one as soon as the user has signed in again."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from google.auth.exceptions import RefreshError
from google.oauth2.credentials import Credentials

from replydue.errors import SignInError
from replydue.gmail.refusals import NotGoogle, dead_sign_in
from replydue.settings import Settings
from replydue.sign_in_file import AGAIN, Place, own_place, place, read, save
from replydue.values import is_loopback

log = logging.getLogger(__name__)

TOKEN_URI = "https://oauth2.googleapis.com/token"  # noqa: S105  an address
_ASK_AGAIN = timedelta(hours=1)  # a refused sign-in stays refused, and Google is not to be asked at every poll
_DEAD = "invalid_grant: it is not asked again before an hour has passed"


class KeptCredentials(Credentials):  # type: ignore[misc,unused-ignore]
    """Credentials that live in a file. `written`: whether they are written back to it; `loopback`: see `load`."""

    file: Place | None = None
    loopback = False
    written = False
    refused_at: datetime | None = None

    def refresh(self, request: Any) -> None:
        """As Google's class, and raises its errors; a new sign-in in the file is taken over first, and is enough where it is fresh."""
        if self._taken_over() and self.valid:
            return
        if self.refused_at is not None and datetime.now(UTC) - self.refused_at < _ASK_AGAIN:
            raise RefreshError(_DEAD, {"error": "invalid_grant"})  # type: ignore[no-untyped-call]
        was = self.refresh_token
        try:
            super().refresh(request)  # type: ignore[no-untyped-call]
        except RefreshError as error:
            if self.refresh_token and dead_sign_in(error):
                self.refused_at = datetime.now(UTC)
                self._write(was, ended=self.refused_at.isoformat(timespec="seconds"))
            raise
        except (TypeError, AttributeError) as error:  # Google's library trips over an answer of 200 that is no JSON, as a network's sign-in page gives it
            raise NotGoogle from error
        self.refused_at = None
        self._write(was)

    def _taken_over(self) -> bool:
        """Whether the file holds another sign-in by now, which is ours from here on. Raises RefreshError where it was taken away: signed out."""
        if self.file is None:
            return False
        try:
            other = load(self.file, loopback=self.loopback)
        except SignInError:
            if self.file.exists():
                return False
            raise RefreshError("invalid_grant: signed out", {"error": "invalid_grant"}) from None  # type: ignore[no-untyped-call]
        if (other.refresh_token or other.token) == (self.refresh_token or self.token):
            return False
        if self.account and other.account and self.account.lower() != other.account.lower():  # what is under way is meant for the one mailbox
            raise RefreshError("invalid_grant: signed in to another mailbox", {"error": "invalid_grant"})  # type: ignore[no-untyped-call]
        written = self.written
        self.__dict__.update(other.__dict__)  # Google's client holds this object, so it is this one that has to change
        self.written, self.refused_at = written, None
        return True

    def _write(self, was: str | None, ended: str | None = None) -> None:
        """Writes the sign-in back, unless another one than it `was` came into the file meanwhile. Where it cannot be written, this one goes on in memory."""
        if not self.written or self.file is None:
            return
        try:
            there = read(self.file)
            if there.get("refresh_token") != was:
                return
            kept = {**there, **json.loads(self.to_json())} if ended is None else there  # type: ignore[no-untyped-call]
            save(self.file, {**kept, "ended": (there.get("ended") or ended) if ended else None})
        except (SignInError, OSError) as error:
            log.warning("the refreshed sign-in could not be written (%s); it is refreshed again after the next start", type(error).__name__)


def kept(settings: Settings, *, loopback: bool) -> KeptCredentials:
    """The sign-in of the configured account, as `load` reads it. Raises SignInError where there is none."""
    file = place(settings.account.token)
    credentials = load(file, loopback=loopback)
    credentials.written = credentials.refresh_token is not None and file == own_place(settings.account.token)  # systemd's credentials are not ours to write
    return credentials


def load(file: Place, *, loopback: bool) -> KeptCredentials:
    """The sign-in in a file. Raises SignInError where there is none.

    `loopback`: for a server on this computer, so that nothing about it is ever asked of Google: it is refreshed at a server on this computer, or not at all.
    """
    found = read(file)
    elsewhere = _of_this_computer(found.get("token_uri"))
    if loopback and not elsewhere:
        found = {"token": found.get("token")}
    elif not all(isinstance(found.get(key), str) for key in ("refresh_token", "client_id", "client_secret")):
        raise SignInError(f"{file} is no complete sign-in", AGAIN)
    credentials = _made(found, str(found["token_uri"]) if loopback and elsewhere else TOKEN_URI)
    credentials.file, credentials.loopback = file, loopback
    return credentials


def _made(found: dict[str, Any], token_uri: str) -> KeptCredentials:
    return KeptCredentials(  # type: ignore[no-untyped-call]
        token=found.get("token"),
        refresh_token=found.get("refresh_token"),
        token_uri=token_uri,
        client_id=found.get("client_id"),
        client_secret=found.get("client_secret"),
        scopes=found.get("scopes"),
        expiry=_expiry(found.get("expiry")) if "refresh_token" in found else None,
        account=str(found.get("account") or ""),
    )


def _expiry(text: object) -> datetime:
    """As Google's library keeps it: in UTC, without a zone. A moment long past where the file does not say, so that it is refreshed first."""
    try:
        return datetime.fromisoformat(str(text).replace("Z", "+00:00")).astimezone(UTC).replace(tzinfo=None)
    except ValueError:
        return datetime(2000, 1, 1)  # noqa: DTZ001  see above


def _of_this_computer(address: object) -> bool:
    return is_loopback(urlsplit(str(address)).hostname or "")
