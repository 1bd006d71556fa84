"""Does the service of the system live as its unit says, under a real systemd with all its hardening?"""

from __future__ import annotations

import json
import sys
import sysconfig
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from tests.systemd.lab import ROOT, Lab, booted


def _packages() -> str:
    """Where the libraries are, seen from the checkout."""
    return str(Path(sysconfig.get_path("purelib")).relative_to(ROOT))


_PYTHON = f"/opt/python/bin/python{sys.version_info.major}.{sys.version_info.minor}"
_MODULES = f"PYTHONPATH=/opt/replydue/src:/opt/replydue/{_packages()} PYTHONDONTWRITEBYTECODE=1 LD_LIBRARY_PATH=/opt/python/lib"
_CONFIGURATION = "/etc/replydue/replydue.yaml"
_ENDPOINT = "http://127.0.0.1:8025"
# Here replydue runs from its checkout, and nobody waits for minutes.
_IMPATIENT = f"""\
[Service]
Environment={_MODULES}
RestartSec=100ms
WatchdogSec=3s
TimeoutAbortSec=1s
TimeoutStopSec=5s
"""
_SANDBOX = f"""\
[Service]
Environment={_MODULES} HOME=/root
ExecStart={_PYTHON} -m replydue sandbox --mail /etc/mail.eml --me sam@example.com --port 8025
"""


def _mail() -> str:
    """A promise that passed weeks ago."""
    sent = format_datetime(datetime.now(UTC) - timedelta(days=40))
    return (
        "From: Dana Whitfield <dana@northwind.example>\nTo: sam@example.com\nSubject: Data Engineer at Northwind\n"
        f"Message-ID: <first@northwind.example>\nDate: {sent}\n\n"
        "Hi Sam,\n\nIt was good to talk about the Data Engineer role. You should hear from us within a week.\n\nBest,\nDana\n"
    )


def _configuration(poll: str) -> str:
    return f"timezone: Europe/London\nwatch: {{poll: {poll}}}\ngmail: {{endpoint: '{_ENDPOINT}'}}\n"


@pytest.fixture(scope="module")
def lab() -> Iterator[Lab]:
    with booted() as lab:
        lab.write("/etc/mail.eml", _mail())
        lab.write("/run/systemd/system/sandbox.service", _SANDBOX)
        lab.run("ip link set lo up && systemctl start sandbox")
        lab.write(_CONFIGURATION, _configuration("5s"))
        lab.run("chmod 755 /etc/replydue; chmod 644 " + _CONFIGURATION)
        for name in ("token", "client_secret"):
            lab.write(f"/etc/replydue/{name}.json", json.dumps({"token": "a-token"}))
        lab.write("/etc/systemd/system/replydue.service.d/impatient.conf", _IMPATIENT)
        lab.until(lambda: "Serving 1 message" in lab.log("sandbox"), "sandbox")
        _install(lab)
        yield lab


def _install(lab: Lab) -> None:
    lab.run(f"{_MODULES} {_PYTHON} -m replydue service install --system")


def _drafts(lab: Lab) -> int:
    """How many drafts stand in the mailbox."""
    ask = f"r.Request('{_ENDPOINT}/gmail/v1/users/me/drafts', headers={{'Authorization': 'Bearer a'}})"
    answer = lab.run(f'{_PYTHON} -c "import urllib.request as r; print(r.urlopen({ask}).read().decode())"')
    return len(json.loads(answer).get("drafts", []))


def _settled(lab: Lab) -> None:
    """It is up, has looked, and the one draft stands."""
    lab.until(lambda: lab.shown("replydue", "ActiveState") == "active" and "1 draft to approve" in lab.shown("replydue", "StatusText"), "replydue")
    assert _drafts(lab) == 1


def test_it_is_active_once_it_says_so_and_tells_how_it_is(lab: Lab) -> None:
    _settled(lab)
    assert lab.shown("replydue", "StatusText").startswith("1 waiting, 1 draft to approve")
    assert "1 waiting" in lab.run(f"{_MODULES} {_PYTHON} -m replydue service status --system")


def test_its_user_exists_for_it_alone_and_may_read_its_credentials(lab: Lab) -> None:
    _settled(lab)
    assert lab.shown("replydue", "DynamicUser") == "yes"
    pid = lab.shown("replydue", "MainPID")
    assert lab.run(f"stat -c %u /proc/{pid}") != "0"
    assert lab.run("stat -c %a /etc/replydue/token.json") == "600"
    assert "replydue.service" in lab.run("ls /run/credentials")


def test_nothing_but_its_state_can_be_written(lab: Lab) -> None:
    _settled(lab)
    pid = lab.shown("replydue", "MainPID")
    inside = f"nsenter -t {pid} -m"
    assert "Read-only" in lab.run(f"{inside} touch /etc/x /usr/x /var/x 2>&1", check=False)
    lab.run(f"{inside} touch /var/lib/private/replydue/x")


def test_a_kill_restarts_it_and_doubles_nothing(lab: Lab) -> None:
    _settled(lab)
    before = lab.shown("replydue", "NRestarts")
    lab.run("systemctl kill --signal=KILL replydue")
    lab.until(lambda: lab.shown("replydue", "NRestarts") != before, "replydue")
    _settled(lab)


def test_a_hung_loop_is_ended_by_the_watchdog_and_started_anew(lab: Lab) -> None:
    _settled(lab)
    before = lab.shown("replydue", "NRestarts")
    lab.run("systemctl kill --signal=STOP replydue")
    lab.until(lambda: "watchdog" in lab.log("replydue").lower() and lab.shown("replydue", "NRestarts") != before, "replydue")
    _settled(lab)


def test_it_turns_while_nothing_happens(lab: Lab) -> None:
    """Longer than the watchdog waits, with polls rarer than that."""
    lab.write(_CONFIGURATION, _configuration("60s"))
    lab.run("systemctl restart replydue")
    _settled(lab)
    lab.run("sleep 5")
    assert lab.shown("replydue", "NRestarts") == "0"
    lab.write(_CONFIGURATION, _configuration("5s"))
    lab.run("systemctl restart replydue")


def test_a_reload_reads_the_configuration_and_keeps_the_old_one_where_the_new_is_wrong(lab: Lab) -> None:
    _settled(lab)
    pid = lab.shown("replydue", "MainPID")
    lab.write(_CONFIGURATION, "watch: {pol: 5s}\n")
    lab.run("systemctl reload replydue")
    lab.until(lambda: "the old one stays" in lab.log("replydue"), "replydue")
    lab.write(_CONFIGURATION, _configuration("6s"))
    lab.run("systemctl reload replydue")
    lab.until(lambda: "the configuration was reloaded" in lab.log("replydue"), "replydue")
    assert lab.shown("replydue", "MainPID") == pid


def test_it_ends_cleanly_within_five_seconds_and_what_it_knew_is_kept(lab: Lab) -> None:
    _settled(lab)
    lab.run("systemctl stop replydue")
    assert lab.shown("replydue", "Result") == "success"  # else systemd would have had to kill it (TimeoutStopSec)
    lab.run("systemctl start replydue")
    _settled(lab)


def test_the_log_holds_no_secret_and_nothing_of_the_mail(lab: Lab) -> None:
    _settled(lab)
    log = lab.log("replydue")
    assert not [word for word in ("a-token", "Data Engineer", "hear from us") if word in log]


def test_the_service_can_be_taken_away_and_comes_back_to_what_it_knew(lab: Lab) -> None:
    _settled(lab)
    lab.run(f"{_MODULES} {_PYTHON} -m replydue service remove --system")
    assert lab.shown("replydue", "ActiveState") == "inactive"
    assert "replydue.service" not in lab.run("ls /etc/systemd/system").split()  # what the user added to it, in replydue.service.d, is the user's
    _install(lab)
    _settled(lab)


def test_an_encrypted_sign_in_is_read_as_well(lab: Lab) -> None:
    """By the key of the computer; with a TPM systemd-creds takes that one. What lies on the disk is of no use elsewhere."""
    drop_in = "/etc/systemd/system/replydue.service.d/encrypted.conf"
    lab.run("systemd-creds encrypt --with-key=host --name=token /etc/replydue/token.json /etc/replydue/token.cred")
    assert "a-token" not in lab.run("cat /etc/replydue/token.cred")
    lab.write(
        drop_in,
        "[Service]\nLoadCredential=\nLoadCredential=client_secret:/etc/replydue/client_secret.json\nLoadCredentialEncrypted=token:/etc/replydue/token.cred\n",
    )
    lab.run("mv /etc/replydue/token.json /etc/token.aside && systemctl daemon-reload && systemctl restart replydue")
    _settled(lab)
    lab.run(f"rm {drop_in}; mv /etc/token.aside /etc/replydue/token.json; systemctl daemon-reload; systemctl restart replydue")
    _settled(lab)
