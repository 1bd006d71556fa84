"""Every failure is one sentence on standard error and an exit code of contract 1; never a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from replydue.cli.failures import told
from replydue.errors import ConfigError, GmailError, GmailUnreachable, MailError, ReplydueError, SignInError, StoreError, UsageError

from .conftest import PROGRAM, Call, Ended

# fmt: off
WRONG_USAGE = [
    (("stats",), "no such command 'stats' — did you mean 'status'; see `replydue --help`"),
    (("zzz",), "no such command 'zzz'; see `replydue --help`"),
    (("status", "--jsn"), "no such option '--jsn' — did you mean '--json'; see `replydue status --help`"),
    (("status", "now"), "got unexpected extra argument (now); see `replydue status --help`"),
    (("config", "shw"), "no such command 'shw' — did you mean 'show'; see `replydue config --help`"),
    (("why",), "missing argument 'NAME'; see `replydue why --help`"),
    (("expect", "Dana"), "missing argument 'WHEN...'; see `replydue expect --help`"),
    (("expect", "Dana", "blah"), "'blah' names no single day to come: write it like 'next Friday', '14 Dec' or '2 weeks'"),
    (("snooze", "Dana", "soon"), "'soon' names no single day to come: write it like 'next Friday', '14 Dec' or '2 weeks'"),
    (("stop", "Dana"), "no conversation is known by 'Dana': see `replydue status --all` for the names"),
    (("status", "--config"), "option '--config' requires an argument; see `replydue --help`"),
    (("status", "--config", "/no/such.yaml"), "there is no file /no/such.yaml: name another one, or write one with `replydue init`"),
    (("--config", "/no/such.yaml", "status"), "there is no file /no/such.yaml: name another one, or write one with `replydue init`"),
    (("config", "check", "--config", "/"), "/ is a folder: name the file in it, like /replydue.yaml"),
    (("sandbox",), "missing option '--me'; see `replydue sandbox --help`"),
    (("sandbox", "--me", "a@b.example", "--mail", "/no/such.mbox"),
     "invalid value for '--mail': Path '/no/such.mbox' does not exist; see `replydue sandbox --help`"),
    (("sandbox", "--me", "a@b.example", "--port", "70000"),
     "invalid value for '--port': 70000 is not in the range 0<=x<=65535; see `replydue sandbox --help`"),
    (("init", "--yes", "--timezone", "Mars/Olympus"), "'Mars/Olympus' is no time zone; write it like 'Europe/London'"),
    (("init", "--yes", "--holidays", "QQ"), "'QQ' is no country or subdivision with known holidays; write it like 'US', 'GB' or 'DE-BY'"),
]
# fmt: on


@pytest.mark.parametrize(("args", "sentence"), WRONG_USAGE)
def test_wrong_usage_is_told_in_one_sentence(args: tuple[str, ...], sentence: str, replydue: Call) -> None:
    result = replydue(*args)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", f"replydue: {sentence}\n")


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (UsageError("no", "do"), 2, "no: do"),
        (ConfigError("two", problems=("c:1: a", "c:2: b")), 2, "c:1: a\nreplydue: c:2: b"),
        (ConfigError("one", "mend"), 2, "one: mend"),
        (SignInError("no sign-in", "run auth"), 3, "no sign-in: run auth"),
        (GmailUnreachable("Gmail does not answer"), 4, "Gmail does not answer"),
        (GmailError("refused", status=403), 1, "refused"),
        (StoreError("locked"), 1, "locked"),
        (MailError("no mail"), 1, "no mail"),
        (ReplydueError("other"), 1, "other"),
        (PermissionError(13, "Permission denied", "/var/x"), 1, "/var/x: permission denied"),
        (OSError(28, "No space left on device"), 1, "the system: no space left on device: free some space on that disk"),
        (ValueError("Dear Dana, secret"), 1, "internal error: ValueError; run again with --debug and report it"),
        (OSError("no number"), 1, "internal error: OSError; run again with --debug and report it"),
        (click.ClickException("told by click"), 1, "told by click"),
        (KeyboardInterrupt(), 130, "stopped"),
        (click.Abort(), 130, "stopped"),
    ],
)
def test_each_failure_has_its_exit_code(error: BaseException, code: int, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(error, debug=False) == code
    assert capsys.readouterr() == ("", f"replydue: {said}\n" if code != 130 else f"\nreplydue: {said}\n")


def test_debug_shows_where_it_happened(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ZeroDivisionError) as caught:
        _ = 1 // 0
    assert told(caught.value, debug=True) == 1
    said = capsys.readouterr().err
    assert "Traceback" in said
    assert said.endswith("replydue: internal error: ZeroDivisionError; run again with --debug and report it\n")


@pytest.mark.parametrize("debug", [False, True])
def test_an_unexpected_exception_shows_no_traceback_unless_asked(debug: bool, replydue: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("Dear Dana")

    monkeypatch.setattr("replydue.cli.context.config.outlines", broken)
    result = replydue("status", *(["--debug"] if debug else []))
    assert result.exit_code == 1
    assert ("Traceback" in result.stderr) is debug
    assert ("Dear Dana" in result.stderr) is debug
    assert result.stderr.endswith("replydue: internal error: RuntimeError; run again with --debug and report it\n")


def test_all_problems_of_a_configuration_are_told(program: Callable[..., Ended], home: Path) -> None:
    (home / "c.yaml").write_text("watch: {poll: 60}\nlables: {}\n")
    ended = program("status", REPLYDUE_CONFIG="~/c.yaml")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.splitlines() == [
        f"replydue: {home}/c.yaml:1: watch.poll: 60 has no unit; write it like '5 business days', '2 weeks' or '90s'",
        f"replydue: {home}/c.yaml:2: lables: is no setting — did you mean labels",
    ]


@pytest.mark.parametrize(("command", "token", "said"), [("once", None, "you are not signed in to Gmail"), ("run", "not json", "is damaged")])
def test_without_a_sign_in_the_program_ends_with_3(command: str, token: str | None, said: str, program: Callable[..., Ended], home: Path) -> None:
    if token is not None:
        (home / ".local" / "state" / "replydue").mkdir(parents=True)
        (home / ".local" / "state" / "replydue" / "token.json").write_text(token)
    ended = program(command)
    assert (ended.code, ended.out, len(ended.err.splitlines())) == (3, "", 1)
    assert said in ended.err
    assert "`replydue auth`" in ended.err


def test_a_damaged_store_ends_with_1(program: Callable[..., Ended], home: Path) -> None:
    (home / "c.yaml").write_text(f"store: sqlite:///{home}/x.db")
    (home / "x.db").write_text("this is no database at all, however long one looks at it")
    ended = program("status", "--config", str(home / "c.yaml"))
    assert (ended.code, ended.out) == (1, "")
    assert ended.err == f"replydue: the database {home}/x.db is damaged: move it away; replydue reads the mailbox anew\n"


def test_without_a_command_the_help_is_shown(program: Callable[..., Ended]) -> None:
    ended = program()
    assert ended.code == 2
    assert "Commands:" in ended.err


def test_a_reader_that_goes_away_is_no_failure() -> None:
    ran = subprocess.run(["/bin/sh", "-c", '"$@" | true', "sh", *PROGRAM, "config", "schema"], capture_output=True, text=True, timeout=50, check=True)
    assert ran.stderr == ""


def test_ctrl_c_at_a_question_ends_without_a_word_too_many() -> None:
    asked = subprocess.Popen([*PROGRAM, "init"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ))
    assert asked.stdout is not None
    assert asked.stdout.readline().startswith("To let replydue at your Gmail")
    asked.send_signal(signal.SIGINT)
    _, err = asked.communicate(timeout=20)
    assert asked.returncode == 130
    assert "Traceback" not in err
