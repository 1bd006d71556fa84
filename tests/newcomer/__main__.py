"""`python -m tests.newcomer [FOLDER]`: a person with a bare Debian 12 installs replydue from its wheel and runs it as a service, first as his own, then as the
computer's. Shows the terminal, and fails where it does not go as the documentation says.

Needs root, debootstrap and a network: Debian's and Python's packages are fetched. FOLDER keeps the bare system for the next time.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tests.browser import Browser
from tests.newcomer.mail import mbox
from tests.newcomer.terminal import Terminal
from tests.systemd.lab import ROOT, Lab, booted

_PACKAGES = "systemd,systemd-sysv,dbus,dbus-user-session,libpam-systemd,python3,python3-venv,pipx,ca-certificates,iproute2,curl,procps,util-linux,man-db"
_HOST = ("etc/resolv.conf", "etc/hosts", "etc/ssl/certs/ca-certificates.crt")  # how this computer reaches the network, which the lab shares
_QUIET = "PAGER=cat SYSTEMD_COLORS=0 PS1='$ '"


def main(bare: Path) -> None:
    """The whole visit."""
    if not (bare / "etc" / "debian_version").exists():
        bare.mkdir(parents=True, exist_ok=True)
        subprocess.run(["debootstrap", "--variant=minbase", f"--include={_PACKAGES}", "bookworm", str(bare)], check=True, stdout=sys.stderr)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with booted(bare, network=True) as lab:
        _furnish(lab)
        with _terminal(lab, "sam", port) as sam:
            _installs(sam)
            _signs_in(sam, port)
            _lives(sam)
        with _terminal(lab, "root", port) as root:
            _for_the_computer(root)
    sys.stdout.write("\n\nAll went as the documentation says.\n")


def _furnish(lab: Lab) -> None:
    """The person, the wheel in the home folder, and saved mail to play Gmail with."""
    for name in _HOST:
        if Path("/", name).exists():
            _put(lab, f"/{name}", Path("/", name).read_bytes())
    lab.run("useradd --create-home --shell /bin/bash sam")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        wheel = next(Path(folder).glob("*.whl"))
        _put(lab, f"/home/sam/{wheel.name}", wheel.read_bytes())
    _put(lab, "/home/sam/mail.mbox", mbox())


def _put(lab: Lab, path: str, content: bytes) -> None:
    subprocess.run(["nsenter", "-t", str(lab.pid), "-a", "sh", "-c", f"cat > '{path}' && chmod a+r '{path}'"], input=content, check=True)


@contextmanager
def _terminal(lab: Lab, user: str, port: int) -> Iterator[Terminal]:
    inside = ["nsenter", "-t", str(lab.pid), "-a", "env", "-i", "TERM=dumb", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root"]
    with closing(Terminal([*inside, "su", "-", user])) as terminal:
        terminal.do(f"export {_QUIET} COLUMNS=110 REPLYDUE_GMAIL_ENDPOINT=http://127.0.0.1:{port}")
        yield terminal


def _installs(sam: Terminal) -> None:
    _holds("installed package replydue", sam.do("pipx install ./replydue-*.whl 2>&1 | cat"))
    sam.do("export PATH=~/.local/bin:$PATH")
    _holds(r"replydue \d", sam.do("replydue --version"))
    _holds("REPLYDUE", sam.do("man ~/.local/pipx/venvs/replydue/share/man/man1/replydue.1 | head -4"))


def _signs_in(sam: Terminal, port: int) -> None:
    """Gmail is played by the sandbox; what is clicked in a browser is clicked in it."""
    sam.do(f"setsid replydue sandbox --me sam@home.example --name 'Sam Porter' --mail mail.mbox --port {port} > sandbox.log 2>&1 &")
    sam.do(f"curl -s --retry 20 --retry-connrefused --retry-delay 1 http://127.0.0.1:{port}/sandbox/client > client_secret.json")
    sam.type("replydue init --no-browser")
    for question, answer in (("downloaded file", "client_secret.json"), (r"Sign in to Gmail now\?.*: ", "y")):
        sam.until(question)
        sam.type(answer)
    address = re.search(r"http://127\S+/auth\?\S+", sam.until("That address: "))
    assert address
    sam.type(Browser().sign_in(address[0]))
    for question, answer in (("time zone", "Europe/Berlin"), ("holidays", ""), (r"follow these", "y"), ("in the background", "y")):
        sam.until(question)
        sam.type(answer)
    _holds("The service runs", sam.until(r"All is set up.*\s+\$ $"))


def _lives(sam: Terminal) -> None:
    """The service looks at the mailbox, drafts, dies and comes again."""
    looked = "for i in $(seq 60); do replydue service status | grep -q '1 draft to approve' && break; sleep 1; done; "
    _holds("active since", sam.do(looked + "replydue service status"))
    _holds("Dana Whitfield", sam.do("replydue status"))
    sam.do("replydue timeline")
    sam.do("replydue doctor")
    sam.do("systemctl --user status replydue")
    sam.do("journalctl --user -u replydue -o cat")
    again = "until replydue service status | tr '\\n' ' ' | grep -q '^active.*started again'; do sleep 2; done; "
    _holds("started again 1 time", sam.do("systemctl --user kill --signal=KILL replydue; " + again + "replydue service status"))
    _holds("The service is gone", sam.do("replydue service remove"))


def _for_the_computer(root: Terminal) -> None:
    """The same wheel for all users, and the service of the system with the sign-in that is there. The draft that stands in the mailbox counts as the user's."""
    _holds("installed package", root.do("PIPX_HOME=/opt/pipx PIPX_BIN_DIR=/usr/local/bin pipx install /home/sam/replydue-*.whl 2>&1 | cat"))
    root.do("install -d /etc/replydue")
    root.do("install -m 600 ~sam/client_secret.json ~sam/.local/state/replydue/token.json /etc/replydue/")
    root.do("install -m 644 ~sam/.config/replydue/replydue.yaml /etc/replydue/")
    _holds("The service runs", root.do("/usr/local/bin/replydue service install --system"))
    looked = "for i in $(seq 60); do replydue service status --system | grep -q '2 waiting' && break; sleep 1; done; "
    _holds("active since", root.do(looked + "replydue service status --system"))
    _holds("OK", root.do("systemd-analyze security replydue | tail -1"))
    root.do("ps -o user,args -C python | cut -c -110; ls -ld /var/lib/private/replydue")


def _holds(pattern: str, seen: str) -> None:
    if not re.search(pattern, seen):
        raise SystemExit(f"\n\nIt should have shown: {pattern}")


if __name__ == "__main__":
    if os.geteuid() != 0 or shutil.which("debootstrap") is None:
        raise SystemExit("this needs root, and debootstrap (Debian: apt-get install debootstrap)")
    with tempfile.TemporaryDirectory() as of_the_moment:
        main(Path(sys.argv[1] if len(sys.argv) > 1 else of_the_moment).absolute())
