"""Which file is read, and what is filled in."""

from __future__ import annotations

import os
import stat
from datetime import time
from pathlib import Path

import pytest

from replydue.config import chosen_path, default_folder, effective, load, local_zone, read
from replydue.errors import ConfigError
from replydue.settings import Digest, Settings
from replydue.values import Span


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home, and an environment that says nothing."""
    for name in ("XDG_CONFIG_HOME", "REPLYDUE_CONFIG", "REPLYDUE_GMAIL_ENDPOINT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TZ", "Europe/Paris")
    return tmp_path


def written(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n", "\ufeff", "watch:\n", "watch:\n  # poll: 5s\ncadence:\n  wait:\n", "{}"])
def test_a_file_without_settings_means_all_defaults(text: str, home: Path) -> None:
    assert load(written(home / "c.yaml", text)) == Settings(timezone="Europe/Paris")


def test_values_are_read_as_they_are_written() -> None:
    held = read("watch: {poll: 2 min, lookback: 6 weeks}\nholidays: GB\ncadence: {window: {from: 08:30, to: 24:00}}\ndigest: off\n")
    assert (held.watch.poll, held.watch.lookback) == (Span(2, "minute"), Span(6, "week"))
    assert (held.holidays, held.digest, held.month_first) == (("GB",), "off", False)
    assert (held.cadence.window.start, held.cadence.window.end) == (time(8, 30), time.max)


def test_a_section_keeps_the_defaults_of_what_it_does_not_name() -> None:
    assert read('digest: {at: "07:00"}').digest == Digest(at=time(7))


def test_an_anchor_can_be_used_again() -> None:
    held = read("cadence: {window: {days: &work [mon, wed]}}\ndigest: {days: *work}")
    assert isinstance(held.digest, Digest)
    assert held.digest.days == held.cadence.window.days == ("mon", "wed")


def test_nothing_at_the_default_place_means_all_defaults() -> None:
    assert load() == Settings(timezone="Europe/Paris")


def test_the_default_place_follows_xdg(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert default_folder() == home / ".config" / "replydue"
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "xdg"))
    written(home / "xdg" / "replydue" / "replydue.yaml", "timezone: Asia/Tokyo")
    assert load().timezone == "Asia/Tokyo"


def test_a_relative_xdg_folder_is_not_believed(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", "here")
    assert default_folder() == home / ".config" / "replydue"


def test_the_file_given_goes_before_the_one_of_the_environment(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPLYDUE_CONFIG", "~/env.yaml")
    written(home / "env.yaml", "timezone: Asia/Tokyo")
    assert chosen_path() == home / "env.yaml"
    assert load().timezone == "Asia/Tokyo"
    assert load(written(home / "own.yaml", "timezone: Europe/Rome")).timezone == "Europe/Rome"


@pytest.mark.parametrize("how", ["given", "environment"])
def test_a_named_file_must_be_there(how: str, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPLYDUE_CONFIG", str(home / "no.yaml") if how == "environment" else "")
    with pytest.raises(ConfigError, match=r"there is no file .*no.yaml: name another one, or write one with `replydue init`"):
        load(home / "no.yaml" if how == "given" else None)


def test_a_folder_is_no_configuration(home: Path) -> None:
    with pytest.raises(ConfigError, match=r"is a folder: name the file in it, like .*/replydue\.yaml"):
        load(home)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_file_is_told(home: Path) -> None:
    file = written(home / "c.yaml", "")
    file.chmod(stat.S_IWUSR)
    with pytest.raises(ConfigError, match=r"cannot be read \(Permission denied\): mend its permissions"):
        load(file)


def test_a_file_that_only_the_system_refuses_is_told(home: Path) -> None:
    loop = home / "loop.yaml"
    loop.symlink_to(loop)
    with pytest.raises(ConfigError, match=r"loop.yaml cannot be read \(Too many levels of symbolic links\)"):
        load(loop)


@pytest.mark.parametrize(("raw", "line"), [(b"notify: []\nlabels: {prefix: \xe9}", 2), ("timezone: UTC\n".encode("utf-16"), 1)])
def test_a_file_in_another_encoding_names_the_line(raw: bytes, line: int, home: Path) -> None:
    file = home / "c.yaml"
    file.write_bytes(raw)
    with pytest.raises(ConfigError) as caught:
        load(file)
    assert caught.value.problems == (f"{file}:{line}: this is not UTF-8 text; save the file as UTF-8",)


def test_the_environment_names_another_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPLYDUE_GMAIL_ENDPOINT", "http://127.0.0.1:8025/")
    assert effective(read("gmail: {endpoint: https://mail.example}")).gmail.endpoint == "http://127.0.0.1:8025"


def test_a_wrong_server_of_the_environment_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPLYDUE_GMAIL_ENDPOINT", "http://mail.example")
    with pytest.raises(ConfigError, match=r"^REPLYDUE_GMAIL_ENDPOINT: 'http://mail.example' would send your sign-in unencrypted"):
        load()


@pytest.mark.parametrize("endpoint", ["http://localhost:1", "http://[::1]:8025", "http://127.9.9.9", "https://gmail.example/path"])
def test_plain_http_is_for_this_computer_only(endpoint: str) -> None:
    assert read(f"gmail: {{endpoint: '{endpoint}'}}").gmail.endpoint == endpoint


@pytest.mark.parametrize(
    ("environment", "timezone", "link", "zone"),
    [
        ({"TZ": "Asia/Tokyo"}, "Europe/Rome", "", "Asia/Tokyo"),
        ({"TZ": ":/usr/share/zoneinfo/America/New_York"}, "", "", "America/New_York"),
        ({"TZ": "nonsense"}, "Europe/Rome\n", "", "Europe/Rome"),
        ({}, "", "/usr/share/zoneinfo/Europe/Berlin", "Europe/Berlin"),
        ({}, "\u00e9", "../usr/share/zoneinfo/Europe/Oslo", "Europe/Oslo"),
        ({}, "", "/nowhere/at/all", "UTC"),
        ({"TZ": ""}, "", "", "UTC"),
    ],
)
def test_the_systems_zone_is_found(environment: dict[str, str], timezone: str, link: str, zone: str, tmp_path: Path) -> None:
    folder = tmp_path / "root" / "etc"
    folder.mkdir(parents=True)
    if timezone:
        (folder / "timezone").write_text(timezone, encoding="utf-8")
    if link:
        (folder / "localtime").symlink_to(link)
    assert local_zone(environment, tmp_path / "root") == zone
