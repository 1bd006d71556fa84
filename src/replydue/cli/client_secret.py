"""Is this the file that Google's console gives? And into which place does it belong?"""

from __future__ import annotations

import json
from pathlib import Path

from replydue.cli.files import write_own
from replydue.errors import ConfigError

WHERE_TO_GET_IT = """\
To read your mail and to put up drafts, replydue needs a client of your own at Google. It costs nothing, and nobody else can use it:
  1. Open https://console.cloud.google.com/ and make a project.
  2. Under "APIs & Services", "Library": enable the Gmail API.
  3. Under "OAuth consent screen": user type External, your own address; then press "Publish app", for a client
     that is left in "Testing" loses its sign-in after 7 days.
  4. Under "Credentials": create an OAuth client ID of the type "Desktop app", and download its JSON file."""


def adopt(source: Path, place: Path) -> None:
    """Copies the downloaded client file to its place, readable by the user alone. Raises ConfigError, with the mend, when it is no such file."""
    text = _read(source)
    _check(text, source)
    if source.resolve() != place.resolve():
        write_own(place, text)


def _read(source: Path) -> str:
    try:
        return source.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise ConfigError(f"{source} is not a client file", "download the JSON file of the OAuth client") from None
    except OSError as error:
        raise ConfigError(f"{source} cannot be read ({error.strerror})", "give the path of the JSON file that you downloaded") from None


def _check(text: str, source: Path) -> None:
    try:
        found = json.loads(text)
    except ValueError:
        raise ConfigError(f"{source} is not JSON", "download the JSON file of the OAuth client again") from None
    kinds = found if isinstance(found, dict) else {}
    if "web" in kinds:
        raise ConfigError(f"{source} is for a web application", "create an OAuth client ID of the type 'Desktop app'")
    client = kinds.get("installed")
    if not isinstance(client, dict) or not all(isinstance(client.get(key), str) for key in ("client_id", "client_secret", "auth_uri", "token_uri")):
        raise ConfigError(f"{source} is not a client file", "download the JSON file of the OAuth client of the type 'Desktop app'")
