"""Is this the file that Google's console gives? How does one come by it, and into which place does it belong?"""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote, urlsplit

from replydue.cli.words import printable
from replydue.errors import ConfigError
from replydue.private_file import write_own
from replydue.values import is_loopback

WHERE_TO_GET_IT = """\
To let replydue at your Gmail, you make a client of your own at Google. It costs nothing, takes five minutes, and nobody else can use it.
Do all of it in one browser window, signed in to the account whose mail it is:

  1. https://console.cloud.google.com/projectcreate
     Project name: replydue. Press "Create", and choose the new project at the top of the page.
  2. https://console.cloud.google.com/apis/library/gmail.googleapis.com
     Press "Enable". (It says "Manage" if that was done before.)
  3. https://console.cloud.google.com/auth/overview
     Press "Get started". App name: replydue; support and contact address: your own; audience: "External"
     ("Internal", if the page offers it: then skip step 4). Agree, and press "Create".
  4. https://console.cloud.google.com/auth/audience
     Press "Publish app" and confirm, so that it says "In production". Left in "Testing", your sign-in ends after 7 days.
     Google need not verify it: it is for yourself.
  5. https://console.cloud.google.com/auth/clients/create
     Application type: "Desktop app". Press "Create", and then "Download JSON": it is shown only this once."""
WHAT_IT_MAY = """\
Google asks you for one permission: to "read, compose, and send emails". It is what these need:
  - reading:   to find the mails of recruiters, and by when they promised to answer;
  - composing: to put drafts into those threads, and labels on them;
  - sending:   for drafts that you label as approved, and for no others. You can also send all of them yourself.
Contacts, calendar and files are out of its reach, and so is deleting mail for good. Nothing leaves this computer but calls to Gmail.

Before that, a page says that "Google hasn't verified this app". That means you: the app is the client that you made.
Choose "Advanced", then "Go to replydue (unsafe)"."""
_MOST = 100_000  # bytes; Google's has less than a thousand
_ANEW = "make an OAuth client of the type 'Desktop app' and download its JSON file"
_OTHERS = {
    "web": f"is for a web application: {_ANEW}",
    "type": f"is the key of a service account, which cannot read your mail: {_ANEW}",
    "refresh_token": f"is a sign-in and not a client file: {_ANEW}",
}


def adopt(source: Path, place: Path) -> None:
    """Copies the downloaded client file to its place, readable by the user alone. Raises ConfigError, with the mend, when it is no such file."""
    text = _read(source)
    _check(text, source)
    if source.resolve() == place.resolve():
        return
    try:
        write_own(place, text)
    except OSError as error:
        raise ConfigError(f"{place} cannot be written ({error.strerror})", "make room, or mend the permissions of its folder") from None


def downloaded(home: Path) -> Path | None:
    """The client file that was downloaded last, where browsers put what they download."""
    found = sorted((home / "Downloads").glob("client_secret*.json"), key=lambda file: file.stat().st_mtime)
    return found[-1] if found else None


def as_pasted(text: str) -> Path:
    """The path that was meant: people paste it in quotes, or as their browser names the file. Raises ConfigError."""
    plain = text.strip().strip("'\"").strip()
    if plain.startswith("file:"):
        plain = unquote(urlsplit(plain).path)
    try:
        return Path(plain).expanduser()
    except RuntimeError:
        raise ConfigError(f"there is no home of that user in {text}", "give the whole path of the JSON file that you downloaded") from None


def _read(source: Path) -> str:
    try:
        if source.exists() and not source.is_dir() and (not source.is_file() or source.stat().st_size > _MOST):
            raise ConfigError(f"{source} is not a client file", _ANEW)
        return source.read_text(encoding="utf-8-sig")
    except ValueError:  # a sign that no path may hold, or no text
        raise ConfigError(f"{printable(str(source))} is not a client file", _ANEW) from None
    except IsADirectoryError:
        raise ConfigError(f"{source} is a folder", "give the path of the JSON file in it") from None
    except FileNotFoundError:
        raise ConfigError(f"there is no file {source}", "give the path of the JSON file that you downloaded") from None
    except OSError as error:
        raise ConfigError(f"{source} cannot be read ({error.strerror})", "give the path of the JSON file that you downloaded") from None


def _check(text: str, source: Path) -> None:
    try:
        found = json.loads(text)
    except ValueError:
        raise ConfigError(f"{source} is not JSON", "download the JSON file of the OAuth client again") from None
    kinds = found if isinstance(found, dict) else {}
    client = kinds.get("installed")
    if other := next((said for key, said in _OTHERS.items() if key in kinds and client is None), ""):
        raise ConfigError(f"{source} {other}")
    if not isinstance(client, dict) or not all(isinstance(client.get(key), str) and client[key] for key in ("client_id", "auth_uri", "token_uri")):
        raise ConfigError(f"{source} is not a client file", _ANEW)
    if not isinstance(client.get("client_secret"), str) or not client["client_secret"]:
        raise ConfigError(f"{source} has no client secret in it", "add one in Google's console (Clients, Add secret), and download the file again")
    if not all(_of_google(client[key]) for key in ("auth_uri", "token_uri")):
        raise ConfigError(f"{source} would send your sign-in elsewhere than to Google", "download the JSON file of the OAuth client again")


def _of_google(address: str) -> bool:
    """Whether an address of sign-in is one of Google's own, or of a sandbox on this computer."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    host = parts.hostname or ""
    return is_loopback(host) or (parts.scheme == "https" and host in ("accounts.google.com", "oauth2.googleapis.com", "www.googleapis.com"))
