"""`replydue init`: from nothing to a running service; few questions, each asked again until its answer can be used; nothing there is overwritten unasked."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from replydue.cli.country import likely_zone
from replydue.config import load, schema
from replydue.sandbox import Fault, Sandbox
from tests.browser import Browser

from .conftest import Call

GOOGLE = {
    "client_id": "x.apps.googleusercontent.com", "client_secret": "y",
    "auth_uri": "https://accounts.google.com/o/oauth2/auth", "token_uri": "https://oauth2.googleapis.com/token",
}  # fmt: skip
CLIENT = {"installed": GOOGLE}
_SYSTEMCTL = '#!/bin/sh\necho "$@" >> "$SAID"\n[ -z "$REFUSES" ] || { echo "$REFUSES" >&2; exit 1; }\n'


@pytest.fixture
def folder(home: Path) -> Path:
    return home / ".config" / "replydue"


@pytest.fixture
def box(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    """A mailbox that the program is pointed at; its client file lies where browsers put what they download."""
    with Sandbox("sam@home.example", "Sam Porter", (("sam@work.example", "Sam"),)) as made:
        monkeypatch.setenv("REPLYDUE_GMAIL_ENDPOINT", made.endpoint)
        (home / "Downloads").mkdir()
        (home / "Downloads" / "client_secret_123.json").write_text(json.dumps(made.client_file()))
        yield made


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Browser:
    made = Browser()
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr("webbrowser.open", made.sign_in_and_go_back)
    return made


@pytest.fixture
def systemctl(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What systemctl and loginctl were asked, a line each."""
    (home / "bin").mkdir()
    for name in ("systemctl", "loginctl"):
        (home / "bin" / name).write_text(_SYSTEMCTL)
        (home / "bin" / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(home / "bin"), prepend=os.pathsep)
    monkeypatch.setenv("SAID", str(home / "said"))
    return home / "said"


def downloaded(home: Path, content: object = CLIENT) -> Path:
    file = home / "client_secret_123.json"
    file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return file


def answers(*lines: str) -> str:
    return "".join(f"{line}\n" for line in lines)


def mail(sender: str, to: str, subject: str, text: str, at: datetime, answers: str = "") -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"], message["Date"] = sender, to, subject, format_datetime(at)
    message["Message-ID"] = f"<{at.timestamp()}@mail.example>"
    if answers:
        message["In-Reply-To"] = answers
    message.set_content(text)
    return message.as_bytes()


def with_a_recruiter(box: Sandbox, zone: str = "Europe/London") -> None:
    """One conversation with a recruiter who promised an answer and fell silent; the user writes by the clock of this zone."""
    dana, sam = "Dana Whitfield <dana@northwind.example>", "Sam Porter <sam@home.example>"
    begun = datetime.now(ZoneInfo(zone)) - timedelta(days=30)
    box.user.write(mail(sam, dana, "Application: data engineer", "Dear Dana,\n\nI apply for the position of data engineer.\n\nSam", begun))
    text = "Dear Sam,\n\nthank you for the interview for the data engineer position. We will let you know by the end of this week.\n\nDana Whitfield\nRecruiter"
    answered = begun + timedelta(days=10)
    box.receive(mail(dana, sam, "Re: Application: data engineer", text, answered, answers=f"<{begun.timestamp()}@mail.example>"))


def test_from_nothing_to_a_running_service_with_enter_alone(replydue: Call, box: Sandbox, browser: Browser, systemctl: Path, folder: Path, home: Path) -> None:
    with_a_recruiter(box)
    result = replydue("init", input=answers("", "", "", "", ""))
    assert result.exit_code == 0, result.output
    said = result.stdout
    order = [
        "console.cloud.google.com/auth/audience", "The downloaded file", "Google hasn't verified this app", "Sign in to Gmail now?",
        "Signed in as sam@home.example.",
        "sam@home.example, sam@work.example", "Time zone Europe/London, and the holidays of GB", "Wrote ", "Reading your mail of the last 90 days",
        "Dana Whitfield", "Shall replydue follow these", "Run it in the background", "The service runs", "All is set up.",
    ]  # fmt: skip
    places = [said.find(words) for words in order]
    assert places == sorted(places), list(zip(order, places, strict=True))
    assert -1 not in places
    held = load()
    assert (held.timezone, held.holidays, held.drafts.name) == ("Europe/London", ("GB",), "")
    assert "enable replydue.service" in systemctl.read_text()


def test_nothing_is_written_to_the_mailbox(replydue: Call, box: Sandbox, browser: Browser, folder: Path) -> None:
    with_a_recruiter(box)
    result = replydue("init", "--no-service", input=answers("", "", "", ""))
    assert result.exit_code == 0, result.output
    changing = {request.method for request in box.requests if request.method.rpartition(".")[2] not in ("getProfile", "list", "get")}
    assert changing <= {"sign_in.page", "sign_in.consent", "sign_in.token"}
    assert box.drafts() == []
    assert result.stdout.endswith("`replydue service install` lets it run by itself.\n")
    assert "Dana Whitfield" in replydue("status").stdout


def test_what_was_looked_at_is_acted_upon_by_the_next_pass(replydue: Call, box: Sandbox, browser: Browser) -> None:
    with_a_recruiter(box)
    replydue("init", "--no-service", input=answers("", "", "", ""))
    box.reset_log()
    assert replydue("once").exit_code == 0
    assert not [request for request in box.requests if request.method == "threads.list"]
    assert any(name.startswith("Replydue/") for thread in box.threads() for name in box.labels_of(thread))


def test_who_does_not_like_it_stops_before_anything_was_done(replydue: Call, box: Sandbox, browser: Browser, systemctl: Path) -> None:
    with_a_recruiter(box)
    result = replydue("init", input=answers("", "", "", "n"))
    assert result.exit_code == 0, result.output
    assert "Then nothing is done." in result.stdout
    assert not systemctl.exists()


def test_a_mailbox_without_recruiters_is_told(replydue: Call, box: Sandbox, browser: Browser) -> None:
    box.receive(mail("Kim <kim@friends.example>", "sam@home.example", "Dinner?", "Shall we have dinner on Friday?", datetime.now(UTC)))
    assert "1 thread was read, and none is with a recruiter" in replydue("init", "--no-service", input=answers("", "", "", "")).stdout


def test_every_wrong_answer_is_asked_again_with_its_mend(replydue: Call, box: Sandbox, browser: Browser, home: Path) -> None:
    wrong = downloaded(home, {"web": {}})
    result = replydue(
        "init", "--no-service", input=answers(str(home / "no.json"), str(home), str(wrong), "", "", "n", "Mars", "Europe/Berlin", "QQ", "DE-BY", "")
    )
    assert result.exit_code == 0, result.output
    for said in (
        f"there is no file {home}/no.json: give the path of the JSON file that you downloaded",
        f"{home} is a folder: give the path",
        "is for a web application: make an OAuth client of the type 'Desktop app'",
        "'Mars' is no time zone",
        "'QQ' is no country",
    ):
        assert said in result.stdout
    assert (load().timezone, load().holidays) == ("Europe/Berlin", ("DE-BY",))


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("~nobody-of-that-name/x.json", "there is no home of that user in ~nobody-of-that-name/x.json: give the whole path"),
        ("\0", "is not a client file: make an OAuth client"),
        ("/dev/zero", "/dev/zero is not a client file: make an OAuth client"),
        ("x" * 5000, "cannot be read (File name too long): give the path"),
        ("\x1b[31mred", "there is no file [31mred: give the path"),
        (".", "is a folder: give the path of the JSON file in it"),
    ],
)
def test_whatever_is_answered_for_the_file_is_asked_again(replydue: Call, answer: str, said: str) -> None:
    result = replydue("init", "--no-service", input=answers(answer, "", ""))
    assert (result.exit_code, result.stderr) == (0, "")
    assert said in result.stdout.replace("\n", " ")


@pytest.mark.parametrize("written", ["'{}'", '"{}"', "file://{}", "  {}  "])
def test_the_file_may_be_named_as_a_desktop_pastes_it(replydue: Call, home: Path, folder: Path, written: str) -> None:
    file = home / "client_secret_1.json"
    file.write_text(json.dumps(CLIENT))
    assert replydue("init", "--no-service", input=answers(written.format(file), "n", "", "")).exit_code == 0
    assert json.loads((folder / "client_secret.json").read_text()) == CLIENT


@pytest.mark.parametrize(
    ("zone", "country", "said"),
    [
        ("Berlin", "FR", "'Berlin' is no time zone — did you mean Europe/Berlin"),
        ("GMT+1", "FR", "'GMT+1' is no time zone; write it like"),
        ("../../etc/passwd", "FR", "is no time zone; write it like"),
        ("", "Germany", "with known holidays — did you mean DE"),
        ("", "de-by", "with known holidays — did you mean DE-BY"),
        ("", "\0", "with known holidays; write it like"),
    ],
)
def test_a_wrong_place_is_asked_again_with_the_one_that_was_meant(replydue: Call, zone: str, country: str, said: str) -> None:
    wrong = [zone, ""] if zone else [""]
    result = replydue("init", "--no-service", input=answers("", "n", *wrong, country, *([] if country == "FR" else ["FR, DE-BY"])))
    assert (result.exit_code, result.stderr) == (0, "")
    assert said in result.stdout
    assert load().holidays == (("FR",) if country == "FR" else ("FR", "DE-BY"))


def test_a_yes_or_no_is_asked_until_it_is_one(replydue: Call) -> None:
    result = replydue("init", "--no-service", input=answers("", "maybe", "Berlin", "YES"))
    assert result.exit_code == 0
    assert (result.stdout + result.stderr).count("answer y for yes or n for no; Enter is yes") == 2


def test_a_name_that_no_file_holds_is_refused_before_anything_is_written(replydue: Call, folder: Path) -> None:
    result = replydue("init", "--yes", "--name", "Sam\0")
    assert (result.exit_code, result.stderr) == (2, "replydue: --name holds signs that cannot be printed: write it as you sign your mails\n")
    assert not folder.exists()


def test_a_sign_in_that_fails_can_be_tried_again(replydue: Call, box: Sandbox, browser: Browser) -> None:
    box.fault(Fault("getProfile", "status", 403, "accessNotConfigured"))
    result = replydue("init", "--no-service", input=answers("", "", "", "", ""))
    assert result.exit_code == 0, result.output
    assert (
        "the Gmail API is not enabled in your Google project: enable it at https://console.cloud.google.com/apis/library/gmail.googleapis.com" in result.stdout
    )
    assert result.stdout.count("Signed in as") == 1


def test_a_sign_in_can_wait(replydue: Call, box: Sandbox, browser: Browser) -> None:
    browser.press = "cancel"
    result = replydue("init", input=answers("", "", "n", ""))
    assert result.exit_code == 0, result.output
    assert "you did not give the permission" in result.stdout
    assert result.stdout.endswith("Next: `replydue auth` signs in to Gmail.\n")


def test_the_client_file_can_wait(replydue: Call, folder: Path) -> None:
    result = replydue("init", input=answers("", ""))
    assert result.exit_code == 0, result.output
    assert result.stdout.endswith("Next: put Google's client file at ~/.config/replydue/client_secret.json, then `replydue auth`.\n")
    assert (folder / "replydue.yaml").exists()
    assert not (folder / "client_secret.json").exists()


def test_it_can_be_run_again_at_any_time_and_keeps_what_is_there(replydue: Call, box: Sandbox, browser: Browser, folder: Path) -> None:
    replydue("init", "--no-service", input=answers("", "", "", ""))
    written = (folder / "replydue.yaml").read_text().replace("holidays: [GB]", "holidays: [GB-SCT]")
    (folder / "replydue.yaml").write_text(written)
    again = replydue("init", "--no-service", input="")
    assert again.exit_code == 0, again.output
    assert "replydue.yaml stays as it is." in again.stdout
    assert "`replydue status` shows them" in again.stdout
    assert (folder / "replydue.yaml").read_text() == written
    assert sum(request.method == "sign_in.consent" for request in box.requests) == 1


def test_a_sign_in_that_died_is_made_anew(replydue: Call, box: Sandbox, browser: Browser) -> None:
    replydue("init", "--no-service", input=answers("", "", "", ""))
    box.sign_ins.revoke_all()
    again = replydue("init", "--no-service", input=answers(""))
    assert again.exit_code == 0, again.output
    assert "the sign-in to Gmail has ended or was revoked" in again.stdout
    assert replydue("once").exit_code == 0


def test_a_service_that_cannot_be_is_no_failure(replydue: Call, box: Sandbox, browser: Browser, systemctl: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REFUSES", "System has not been booted with systemd")
    result = replydue("init", "--service", input=answers("", "", "", ""))
    assert result.exit_code == 0, result.output
    assert "Without it: `replydue run` follows your mail as long as it runs." in result.stdout


def test_yes_takes_what_is_guessed(replydue: Call, folder: Path) -> None:
    result = replydue("init", "--yes", "--name", 'Ana María: "Sam"')
    assert result.exit_code == 0, result.stderr
    held = load()
    assert (held.timezone, held.holidays, held.drafts.name) == ("Europe/London", ("GB",), 'Ana María: "Sam"')
    assert "https://console.cloud.google.com/auth/clients/create" in result.stdout
    assert json.loads((folder / "replydue.schema.json").read_text()) == schema()


def test_yes_again_changes_nothing(replydue: Call, folder: Path) -> None:
    replydue("init", "--yes")
    (folder / "replydue.yaml").write_text("holidays: FR\n")
    assert replydue("init", "--yes").exit_code == 0
    assert load().holidays == ("FR",)
    refused = replydue("init", "--yes", "--holidays", "DE")
    assert (refused.exit_code, refused.stderr) == (2, f"replydue: {folder}/replydue.yaml is there already: edit it, or say --force to write it anew\n")
    assert replydue("init", "--yes", "--force", "--holidays", "DE").exit_code == 0
    assert load().holidays == ("DE",)


def test_with_a_client_file_only_the_sign_in_is_left(replydue: Call, home: Path, folder: Path) -> None:
    result = replydue("init", "--yes", "--client-secret", str(downloaded(home)))
    assert result.exit_code == 0, result.stderr
    assert result.stdout.endswith("Next: `replydue auth` signs in to Gmail.\n")
    assert json.loads((folder / "client_secret.json").read_text()) == CLIENT


def test_the_files_are_the_users_alone(replydue: Call, folder: Path, home: Path) -> None:
    assert replydue("init", "--yes", "--client-secret", str(downloaded(home))).exit_code == 0
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {
        "replydue.yaml": 0o600, "replydue.schema.json": 0o600, "client_secret.json": 0o600,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"<html>", "is not JSON: download"),
        (b"\xff\xfe\x00", "is not a client file: make an OAuth client of the type 'Desktop app'"),
        (b"", "is not JSON: download"),
        ({"web": GOOGLE}, "is for a web application: make an OAuth client of the type 'Desktop app'"),
        ({"type": "service_account", "private_key": "k"}, "is the key of a service account, which cannot read your mail: make"),
        ({"token": "t", "refresh_token": "r"}, "is a sign-in and not a client file: make"),
        ({"installed": {"client_id": "x"}}, "is not a client file: make"),
        ({"installed": None}, "is not a client file: make"),
        ([], "is not a client file: make"),
        ({"installed": {**GOOGLE, "client_secret": ""}}, "has no client secret in it: add one in Google's console"),
        ({"installed": {**GOOGLE, "token_uri": "https://oauth2.evil.example/token"}}, "would send your sign-in elsewhere than to Google: download"),
        ({"installed": {**GOOGLE, "auth_uri": "http://accounts.google.com/"}}, "would send your sign-in elsewhere than to Google: download"),
        ({"installed": {**GOOGLE, "auth_uri": "https://["}}, "would send your sign-in elsewhere than to Google: download"),
    ],
)
def test_another_file_is_not_taken_for_the_client_file(content: object, problem: str, replydue: Call, folder: Path, home: Path) -> None:
    result = replydue("init", "--yes", "--client-secret", str(downloaded(home, content)))
    assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)
    assert result.stderr.startswith(f"replydue: {home}/client_secret_123.json {problem}")
    assert not folder.exists()


def test_a_client_file_may_begin_with_a_byte_order_mark(replydue: Call, folder: Path, home: Path) -> None:
    file = downloaded(home, b"\xef\xbb\xbf" + json.dumps(CLIENT).encode())
    assert replydue("init", "--yes", "--client-secret", str(file)).exit_code == 0


def test_a_broken_configuration_is_told_with_its_line(replydue: Call, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "replydue.yaml").write_text("watch: {pol: 60s}\n")
    result = replydue("init", "--yes")
    assert (result.exit_code, result.stderr.startswith(f"replydue: {folder}/replydue.yaml:1: watch.pol")) == (2, True)


def test_a_folder_that_cannot_be_written_is_told(replydue: Call, home: Path) -> None:
    (home / "file").write_text("")
    result = replydue("init", "--yes", "--config", str(home / "file" / "mine.yaml"))
    assert result.exit_code == 2
    assert "cannot be written (" in result.stderr


def test_the_configuration_goes_where_it_was_said(replydue: Call, home: Path) -> None:
    file = home / "elsewhere" / "mine.yaml"
    result = replydue("init", "--yes", "--config", str(file))
    assert f"Wrote {file}." in result.stdout
    assert f"`replydue auth --config {file}`" in result.stdout
    assert load(file).timezone == "Europe/London"


def test_nobody_there_to_answer_is_no_crash(replydue: Call) -> None:
    result = replydue("init", input="")
    assert (result.exit_code, result.stderr.strip()) == (130, "replydue: stopped")


def test_on_a_server_in_another_zone_the_mails_tell_the_users_clock(replydue: Call, box: Sandbox, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "UTC")
    with_a_recruiter(box, "Asia/Tokyo")
    result = replydue("init", "--no-service", input=answers("", "", "Asia/Tokyo", "", ""))
    assert result.exit_code == 0, result.output
    assert "Your mails are written by another clock than this computer's" in result.stdout
    assert (load().timezone, load().holidays) == ("Asia/Tokyo", ("JP",))


def clocks(*hours: float) -> list[tuple[datetime, timedelta]]:
    """Mails of November, by clocks so many hours ahead of UTC."""
    return [(datetime(2026, 11, 3 + day, 9, tzinfo=UTC), timedelta(hours=ahead)) for day, ahead in enumerate(hours)]


@pytest.mark.parametrize(
    ("system", "hours", "language", "zone"),
    [
        ("Europe/London", (), "en_GB", "Europe/London"),
        ("Europe/Berlin", (1, 1, 1), "en_US", "Europe/Berlin"),
        ("Europe/Berlin", (1, 1, 9), "ja_JP", "Europe/Berlin"),
        ("UTC", (1, 1, 1), "de_DE", "Europe/Berlin"),
        ("UTC", (-5, -5, -5), "en_US", "America/New_York"),
        ("UTC", (5.5, 5.5), "en_IN", "Asia/Kolkata"),
        ("UTC", (1, 1, 1), "C", ""),
        ("UTC", (1, 1, 1), "en_US", ""),
        ("UTC", (0, 0), "en_US", "UTC"),
    ],
)
def test_a_zone_is_guessed_where_system_and_mails_agree_or_the_language_settles_it(system: str, hours: tuple[float, ...], language: str, zone: str) -> None:
    assert likely_zone(system, clocks(*hours), {"LANG": f"{language}.UTF-8"}) == zone
