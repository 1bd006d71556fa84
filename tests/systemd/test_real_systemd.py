"""Does the service of the system live as its unit says, under a real systemd with all its hardening?"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator

import pytest

from tests.systemd.hosted import IMPATIENT, MODULES, PYTHON, asked, configuration, drafts, serve
from tests.systemd.lab import Lab, booted

_CONFIGURATION = "/etc/replydue/replydue.yaml"


@pytest.fixture(scope="module")
def lab() -> Iterator[Lab]:
    with booted() as lab:
        serve(lab)
        lab.write(_CONFIGURATION, configuration("5s"))
        lab.run("chmod 755 /etc/replydue; chmod 644 " + _CONFIGURATION)
        for name in ("token", "client_secret"):
            lab.write(f"/etc/replydue/{name}.json", json.dumps({"token": "a-token"}))
        lab.write("/etc/systemd/system/replydue.service.d/impatient.conf", IMPATIENT)
        _install(lab)
        yield lab


def _install(lab: Lab) -> None:
    lab.run(f"{MODULES} {PYTHON} -m replydue service install --system")


def _restart(lab: Lab) -> None:
    lab.run("systemctl daemon-reload; systemctl restart replydue")


def _reload(lab: Lab, poll: str) -> None:
    lab.write(_CONFIGURATION, configuration(poll))
    before = lab.log("replydue").count("the configuration was reloaded")
    lab.run("systemctl reload replydue")
    lab.until(lambda: lab.log("replydue").count("the configuration was reloaded") > before, "replydue")


def _settled(lab: Lab) -> None:
    """It is up, has looked, and the one draft stands."""
    lab.until(lambda: lab.shown("replydue", "ActiveState") == "active" and "1 draft to approve" in lab.shown("replydue", "StatusText"), "replydue")
    assert drafts(lab) == 1


def test_it_is_active_once_it_says_so_and_tells_how_it_is(lab: Lab) -> None:
    _settled(lab)
    assert lab.shown("replydue", "StatusText").startswith("1 waiting, 1 draft to approve")
    assert "1 waiting" in lab.run(f"{MODULES} {PYTHON} -m replydue service status --system")


def test_a_configuration_that_its_user_could_not_read_is_told_before_anything_is_done(lab: Lab) -> None:
    _settled(lab)
    lab.run(f"chmod 600 {_CONFIGURATION}")
    said = lab.run(f"{MODULES} {PYTHON} -m replydue service install --system 2>&1; echo $?", check=False)
    lab.run(f"chmod 644 {_CONFIGURATION}")
    assert said.endswith("\n2")
    assert f"sudo chmod a+rX {_CONFIGURATION}" in said
    _settled(lab)


def test_its_user_exists_for_it_alone_and_may_read_its_credentials(lab: Lab) -> None:
    _settled(lab)
    assert lab.shown("replydue", "DynamicUser") == "yes"
    pid = lab.shown("replydue", "MainPID")
    assert lab.run(f"stat -c %u /proc/{pid}") != "0"
    assert lab.run("stat -c %a /etc/replydue/token.json") == "600"
    assert "replydue.service" in lab.run("ls /run/credentials")


@pytest.mark.skipif(shutil.which("systemd-creds") is None, reason="systemd-creds comes with systemd 250")
def test_its_credentials_may_lie_encrypted_on_the_disk(lab: Lab) -> None:
    """By the key of the computer; with a TPM systemd-creds takes that one. What lies on the disk is of no use elsewhere."""
    for name in ("token", "client_secret"):
        lab.run(f"systemd-creds encrypt --with-key=host --name={name} /etc/replydue/{name}.json /etc/replydue/{name}.cred")
    lines = "".join(f"LoadCredentialEncrypted={name}:/etc/replydue/{name}.cred\n" for name in ("token", "client_secret"))
    lab.write("/etc/systemd/system/replydue.service.d/encrypted.conf", f"[Service]\nLoadCredential=\n{lines}")
    lab.run("mv /etc/replydue/token.json /etc/replydue/away")
    _restart(lab)
    _settled(lab)
    assert "a-token" not in lab.run("cat /etc/replydue/token.cred")
    lab.run("mv /etc/replydue/away /etc/replydue/token.json; rm /etc/systemd/system/replydue.service.d/encrypted.conf")
    _restart(lab)


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


@pytest.mark.parametrize("how", ["USR1", "STOP"], ids=["the main loop alone", "the whole process"])
def test_what_hangs_is_ended_by_the_watchdog_and_started_anew(lab: Lab, how: str) -> None:
    _settled(lab)
    before, told = lab.shown("replydue", "NRestarts"), lab.log("replydue").count("Watchdog timeout")
    lab.run(f"systemctl kill --kill-who=main --signal={how} replydue")
    lab.until(lambda: lab.log("replydue").count("Watchdog timeout") > told and lab.shown("replydue", "NRestarts") != before, "replydue")
    _settled(lab)


def test_it_turns_while_nothing_happens(lab: Lab) -> None:
    """Longer than the watchdog waits, with polls rarer than that."""
    lab.write(_CONFIGURATION, configuration("60s"))
    lab.run("systemctl restart replydue")
    _settled(lab)
    lab.run("sleep 5")
    assert lab.shown("replydue", "NRestarts") == "0"
    lab.write(_CONFIGURATION, configuration("5s"))
    lab.run("systemctl restart replydue")


def test_a_reload_reads_the_configuration_and_keeps_the_old_one_where_the_new_is_wrong(lab: Lab) -> None:
    _settled(lab)
    pid = lab.shown("replydue", "MainPID")
    lab.write(_CONFIGURATION, "watch: {pol: 5s}\n")
    lab.run("systemctl reload replydue")
    lab.until(lambda: "the old one stays" in lab.log("replydue"), "replydue")
    _reload(lab, "6s")
    assert lab.shown("replydue", "MainPID") == pid


def test_it_ends_cleanly_within_five_seconds_and_what_it_knew_is_kept(lab: Lab) -> None:
    _settled(lab)
    lab.run("systemctl stop replydue")
    assert lab.shown("replydue", "Result") == "success"  # else systemd would have had to kill it (TimeoutStopSec)
    lab.run("systemctl start replydue")
    _settled(lab)


def test_it_ends_cleanly_within_five_seconds_while_gmail_does_not_answer(lab: Lab) -> None:
    _settled(lab)
    asked(lab, "/sandbox/faults", {"method": "history.list", "kind": "delay", "seconds": 50})
    _reload(lab, "5s")  # it looks at the mailbox thereafter
    lab.run("sleep 2")
    lab.run("systemctl stop replydue")
    assert lab.shown("replydue", "Result") == "success"
    assert "stopped in the middle of a call to Gmail" in lab.log("replydue")
    lab.run("systemctl start replydue")
    _settled(lab)


def test_it_says_that_gmail_cannot_be_reached_and_goes_on_when_it_can(lab: Lab) -> None:
    _settled(lab)
    _reload(lab, "60s")  # so that no poll comes in between: it looks upon a reload
    asked(lab, "/sandbox/faults", {"method": "history.list", "kind": "portal"})
    _reload(lab, "60s")
    lab.until(lambda: re.search(r"is not Gmail.* \(since \w{3} \d\d \w{3} \d\d:\d\d\)$", lab.shown("replydue", "StatusText")) is not None, "replydue")
    _reload(lab, "5s")
    _settled(lab)


def test_the_log_holds_no_secret_and_nothing_of_the_mail(lab: Lab) -> None:
    _settled(lab)
    log = lab.log("replydue")
    assert not [word for word in ("a-token", "Data Engineer", "hear from us") if word in log]


def test_the_service_can_be_taken_away_and_comes_back_to_what_it_knew(lab: Lab) -> None:
    _settled(lab)
    lab.run(f"{MODULES} {PYTHON} -m replydue service remove --system")
    assert lab.shown("replydue", "ActiveState") == "inactive"
    assert "replydue.service" not in lab.run("ls /etc/systemd/system").split()  # what the user added to it, in replydue.service.d, is the user's
    _install(lab)
    _settled(lab)
