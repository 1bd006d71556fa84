"""How does replydue become a service of this computer, and how does that service fare? The only door to systemctl."""

from __future__ import annotations

import getpass
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from replydue.config import CONFIGURATION, ENDPOINT, chosen_path
from replydue.errors import ReplydueError, UsageError
from replydue.service.units import NAME, SYSTEMS_CONFIGURATION, quoted, unit

_SYSTEM_UNITS = Path("/etc/systemd/system")
_SECRETS = ("client_secret.json", "token.json")
# What the system's unit hides from the service (ProtectHome=, PrivateTmp=): a program there could not be started.
_HIDDEN = ("/home", "/root", "/run/user", "/tmp", "/var/tmp")  # noqa: S108  compared with, never written to


@dataclass(frozen=True, slots=True)
class Fares:
    """How the service is. `state` and `said` are systemd's words for it and its own status line; `since` is as systemd writes it."""

    installed: bool
    state: str = "inactive"
    said: str = ""
    since: str = ""
    restarts: int = 0
    at_start: bool = False

    @property
    def runs(self) -> bool:
        """Whether it is up."""
        return self.state == "active"


class Service:
    """The user's service, or with `system` the one of the whole computer."""

    def __init__(self, *, system: bool = False) -> None:
        self.system = system
        self._scope = "--system" if system else "--user"

    @property
    def file(self) -> Path:
        """Where its unit lies."""
        if self.system:
            return _SYSTEM_UNITS / NAME
        above = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
        return Path(above) / "systemd" / "user" / NAME

    @property
    def log_command(self) -> str:
        """The command that shows its log."""
        return f"journalctl {'' if self.system else '--user '}-u {NAME.removesuffix('.service')} -f"

    def install(self, configuration: Path | None = None) -> tuple[str, ...]:
        """Writes the unit for where replydue is installed, starts it now and at every start; what remains to be done by hand.

        Raises UsageError where it may not or cannot work from here, ReplydueError where systemd refuses.
        """
        if self.system:
            configuration = configuration or SYSTEMS_CONFIGURATION
            _may_serve_the_system(configuration)
        elif os.environ.get(CONFIGURATION):  # of this shell, which the service does not see
            configuration = chosen_path(configuration)
        self._ask("daemon-reload")  # before anything is written: whether systemd listens at all
        self.file.parent.mkdir(parents=True, exist_ok=True)
        configuration = configuration and configuration.absolute()
        text = unit(program(), system=self.system, configuration=configuration, endpoint=os.environ.get(ENDPOINT, ""))
        self.file.write_text(text, encoding="utf-8")
        self._ask("daemon-reload")
        self._ask("enable", NAME)
        self._ask("restart", NAME)
        return () if self.system else _linger()

    def remove(self) -> bool:
        """Stops it and takes its unit away; whether there was one. Configuration, sign-in and store stay."""
        if not self.file.exists():
            return False
        self._ask("disable", "--now", NAME)
        self.file.unlink()
        self._ask("daemon-reload")
        return True

    def fares(self) -> Fares:
        """How it is now. Raises ReplydueError where systemd cannot be asked."""
        if not self.file.exists():
            return Fares(installed=False)
        names = ("ActiveState", "StatusText", "ActiveEnterTimestamp", "NRestarts", "UnitFileState")
        lines = self._ask("show", NAME, f"--property={','.join(names)}").splitlines()
        told = dict(line.partition("=")[::2] for line in lines)
        return Fares(
            installed=True,
            state=told.get("ActiveState", ""),
            said=told.get("StatusText", ""),
            since=told.get("ActiveEnterTimestamp", ""),
            restarts=int(told.get("NRestarts") or 0),
            at_start=told.get("UnitFileState") == "enabled",
        )

    def _ask(self, *words: str) -> str:
        try:
            done = subprocess.run(["systemctl", "--no-ask-password", self._scope, *words], capture_output=True, text=True, check=False)  # noqa: S603, S607  fixed words
        except FileNotFoundError:
            raise ReplydueError("this computer has no systemd", "run `replydue run` by whatever keeps programs running there") from None
        if done.returncode == 0:
            return done.stdout
        said = (done.stderr.strip().splitlines() or ["it gave no reason"])[0]
        if "connect to bus" in said or "not been booted with systemd" in said:
            raise ReplydueError(f"systemd does not answer here ({said})", "log in directly, or by ssh, as the user whose service it is; not by su or sudo")
        raise ReplydueError(f"systemctl {words[0]} failed ({said})", f"`{self.log_command}` may say more")


def program() -> str:
    """The command that starts this installation of replydue, as systemd takes it."""
    return f"{quoted(sys.executable)} -m replydue"


def _may_serve_the_system(configuration: Path) -> None:
    if os.geteuid() != 0:
        raise UsageError("a service of the system is installed by root", "put sudo before it, or leave out --system")
    for place in (sys.base_prefix, sys.prefix, str(Path(__file__).resolve())):
        if any(Path(place).is_relative_to(hidden) for hidden in _HIDDEN):
            raise UsageError(
                f"replydue runs from {place}, which the service must not see",
                "install it where all can see it: `sudo PIPX_HOME=/opt/pipx PIPX_BIN_DIR=/usr/local/bin pipx install FILE`",
            )
    folder = SYSTEMS_CONFIGURATION.parent
    missing = [str(file) for file in (configuration, *(folder / name for name in _SECRETS)) if not file.exists()]
    if missing:
        raise UsageError(f"{' and '.join(missing)} missing", f"copy them there from the account that signed in, then `chmod 600 {folder}/*.json`")
    closed = [str(place) for place in (configuration, *configuration.absolute().parents) if not place.stat().st_mode & (0o001 if place.is_dir() else 0o004)]
    if closed:  # its user comes to be only when it starts, and owns nothing there
        raise UsageError(f"{closed[0]} is closed to the service's user", f"`sudo chmod a+rX {' '.join(reversed(closed))}`; the .json files stay root's alone")


def _linger() -> tuple[str, ...]:
    """Lets the user's services run while the user is not logged in."""
    user = getpass.getuser()
    if Path("/var/lib/systemd/linger", user).exists():
        return ()
    loginctl = shutil.which("loginctl")
    if loginctl and subprocess.run([loginctl, "--no-ask-password", "enable-linger", user], capture_output=True, check=False).returncode == 0:  # noqa: S603  fixed words
        return ()
    return (f"so that it also runs while you are not logged in: sudo loginctl enable-linger {user}",)
