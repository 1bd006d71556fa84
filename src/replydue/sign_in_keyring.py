"""The sign-in as an entry of the desktop's keyring, for those who ask for it (`account.token: keyring`): used like the file that it stands for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from replydue.errors import ConfigError, SignInError

_SERVICE = "replydue"
_MISSING = ConfigError("`account.token` names the keyring, which needs a package that is not installed", "`pip install 'replydue[keyring]'`, or name a file")


def keyring_entry(token: str) -> str:
    """The entry of the keyring that `account.token` names; "" where it names a file."""
    kind, _, name = token.partition(":")
    return (name or "sign-in") if kind == "keyring" else ""


@dataclass(frozen=True, slots=True)
class InKeyring:
    """The entry of this name. Every method raises SignInError where the keyring is locked or there is none, ConfigError where the package is missing."""

    name: str

    def __str__(self) -> str:
        return f"{self.name!r} of the keyring"

    def read_text(self, encoding: str = "") -> str:
        """As of a file. Raises FileNotFoundError."""
        with _opened() as keyring:
            found = keyring.get_password(_SERVICE, self.name)
        if found is None:
            raise FileNotFoundError
        return str(found)

    def write_text(self, text: str) -> None:
        """As of a file."""
        with _opened() as keyring:
            keyring.set_password(_SERVICE, self.name, text)

    def exists(self) -> bool:
        """As of a file."""
        try:
            return bool(self.read_text())
        except FileNotFoundError:
            return False

    def unlink(self, missing_ok: bool = False) -> None:
        """As of a file."""
        if not missing_ok or self.exists():
            with _opened() as keyring:
                keyring.delete_password(_SERVICE, self.name)


@contextmanager
def _opened() -> Iterator[Any]:
    if find_spec("keyring") is None:
        raise _MISSING
    import keyring  # an extra, and slow to load
    from keyring.errors import KeyringError

    try:
        yield keyring
    except KeyringError as error:
        problem = "there is no keyring here" if type(error).__name__ == "NoKeyringError" else f"the keyring cannot be used ({type(error).__name__})"
        raise SignInError(problem, "log in on this computer's desktop and unlock it, or set `account.token` to a file") from None
