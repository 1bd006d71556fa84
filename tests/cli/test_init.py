"""`replydue init`: few questions, a configuration, and nothing overwritten unasked."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from replydue.config import load, schema

from .conftest import Call

CLIENT = {"installed": {"client_id": "x", "client_secret": "y", "auth_uri": "https://a.example", "token_uri": "https://t.example"}}


@pytest.fixture
def folder(home: Path) -> Path:
    return home / ".config" / "replydue"


def downloaded(home: Path, content: object = CLIENT) -> Path:
    file = home / "client_secret_123.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content))
    return file


def test_yes_takes_what_is_guessed(replydue: Call, folder: Path) -> None:
    result = replydue("init", "--yes", "--name", 'Ana María: "Sam"')
    assert result.exit_code == 0, result.stderr
    held = load()
    assert (held.timezone, held.holidays, held.drafts.name) == ("Europe/London", ("GB",), 'Ana María: "Sam"')
    assert f"Next: put Google's client file at {folder}/client_secret.json, then `replydue auth`." in result.stdout
    assert json.loads((folder / "replydue.schema.json").read_text()) == schema()


def test_the_files_are_the_users_alone(replydue: Call, folder: Path, home: Path) -> None:
    assert replydue("init", "--yes", "--client-secret", str(downloaded(home))).exit_code == 0
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {
        "replydue.yaml": 0o600, "replydue.schema.json": 0o600, "client_secret.json": 0o600,
    }  # fmt: skip


def test_questions_are_asked_until_the_answer_can_be_used(replydue: Call, folder: Path, home: Path) -> None:
    answers = ["Mars", "Europe/Berlin", "QQ", "DE-BY", "Sam", str(home / "no.json"), str(downloaded(home)), "n"]
    result = replydue("init", input="\n".join(answers) + "\n")
    assert result.exit_code == 0, result.stderr
    assert "'Mars' is no time zone" in result.stdout
    assert "'QQ' is no country" in result.stdout
    assert "no.json cannot be read (No such file or directory)" in result.stdout
    held = load()
    assert (held.timezone, held.holidays, held.drafts.name) == ("Europe/Berlin", ("DE-BY",), "Sam")
    assert json.loads((folder / "client_secret.json").read_text()) == CLIENT
    assert result.stdout.endswith("Next: `replydue auth` signs in to Gmail.\n")


def test_the_client_file_can_wait(replydue: Call, folder: Path) -> None:
    result = replydue("init", input="\n\n\n\n")
    assert result.exit_code == 0, result.stderr
    assert "https://console.cloud.google.com/" in result.stdout
    assert (folder / "replydue.yaml").exists()
    assert not (folder / "client_secret.json").exists()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("<html>", "is not JSON: download the JSON file of the OAuth client again"),
        ({"web": {}}, "is for a web application: create an OAuth client ID of the type 'Desktop app'"),
        ({"installed": {"client_id": "x"}}, "is not a client file: download the JSON file of the OAuth client of the type 'Desktop app'"),
        ([], "is not a client file: download the JSON file of the OAuth client of the type 'Desktop app'"),
    ],
)
def test_another_file_is_not_taken_for_the_client_file(content: object, problem: str, replydue: Call, folder: Path, home: Path) -> None:
    result = replydue("init", "--yes", "--client-secret", str(downloaded(home, content)))
    assert (result.exit_code, result.stderr) == (2, f"replydue: {home}/client_secret_123.json {problem}\n")
    assert not folder.exists()


def test_a_configuration_is_never_overwritten_unasked(replydue: Call, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "replydue.yaml").write_text("holidays: FR\n")
    refused = replydue("init", "--yes")
    assert (refused.exit_code, refused.stderr) == (2, f"replydue: {folder}/replydue.yaml is there already: edit it, or say --force to write it anew\n")
    assert replydue("init", input="n\n").exit_code == 2
    assert load().holidays == ("FR",)
    assert replydue("init", "--yes", "--force").exit_code == 0
    assert load().holidays == ("GB",)


def test_the_configuration_goes_where_it_was_said(replydue: Call, home: Path) -> None:
    file = home / "elsewhere" / "mine.yaml"
    result = replydue("init", "--yes", "--config", str(file))
    assert f"Wrote {file}." in result.stdout
    assert f"`replydue auth --config {file}`" in result.stdout
    assert load(file).timezone == "Europe/London"


def test_nobody_there_to_answer_is_no_crash(replydue: Call) -> None:
    result = replydue("init", input="")
    assert (result.exit_code, result.stderr.strip()) == (130, "replydue: stopped")
