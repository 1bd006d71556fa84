"""What else is there to look up? Exit codes from the error tree, the environment that is heeded, the files that are kept."""

from __future__ import annotations

from collections.abc import Iterator

from replydue import errors
from replydue.cli.failures import INTERRUPTED
from replydue.config import ENDPOINT
from replydue.errors import ReplydueError

ENVIRONMENT = (
    ("REPLYDUE_CONFIG", "The configuration to use where `--config` names none."),
    (ENDPOINT, "Another server that speaks Gmail's API, over the setting `gmail.endpoint`."),
    ("XDG_CONFIG_HOME", "The folder that configurations lie in; by default `~/.config`."),
    ("XDG_CACHE_HOME", "The folder that caches lie in; by default `~/.cache`."),
    ("TZ", "The time zone, where the setting `timezone` names none."),
    ("CREDENTIALS_DIRECTORY", "Set by systemd: where the credentials `token` and `client_secret` lie, which count before the files of the configuration."),
    ("HTTPS_PROXY", "The proxy to reach Google through; never used towards this computer."),
    ("NO_COLOR", "Where it is set, nothing is coloured."),
)
FILES = (
    ("~/.config/replydue/replydue.yaml", "The configuration."),
    ("~/.config/replydue/templates/", "Templates of your own."),
    ("~/.config/replydue/client_secret.json", "The client made at Google."),
    ("~/.local/state/replydue/token.json", "The sign-in."),
    ("~/.local/state/replydue/replydue.db", "The mails looked at, what was judged, drafted and sent."),
    ("~/.cache/replydue/", "Of each configuration what `status` takes of it: store, sign-in file, time zone; no secret. May be deleted at any time."),
)


def exit_codes() -> Iterator[tuple[int, str]]:
    """Each code that a command may end with, and what it means."""
    yield 0, "All went well."
    yield 1, "It failed in another way than those below; `service status`: it does not run."
    for code in sorted({error.exit_code for error in _errors()} - {1}):
        yield code, " ".join(_sentence(error) for error in _errors() if error.exit_code == code)
    yield INTERRUPTED, "Stopped with Ctrl-C."


def _errors() -> Iterator[type[ReplydueError]]:
    return (error for error in vars(errors).values() if isinstance(error, type) and issubclass(error, ReplydueError))


def _sentence(error: type[ReplydueError]) -> str:
    return str(error.__doc__).partition(". ")[0].rstrip(".") + "."
