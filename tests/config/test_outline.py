"""Is what `status` takes of the configuration always what the configuration says?"""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from replydue.config import cache_folder, load_all, outlines
from replydue.errors import ConfigError

FILE = """\
timezone: Europe/London
labels: {prefix: Jobs}
watch: {lookback: 8 weeks}
notify: [ntfy://a-secret-topic]
accounts:
  - {name: work, store: sqlite:///work.db}
  - {name: home, account: {token: home.json}, timezone: Europe/Berlin}
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("XDG_CACHE_HOME", "REPLYDUE_CONFIG", "REPLYDUE_GMAIL_ENDPOINT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TZ", "Europe/Paris")
    written = tmp_path / "replydue.yaml"
    written.write_text(FILE, encoding="utf-8")
    return written


def rewrite(file: Path, text: str) -> None:
    """As an editor does it: a new file in the place of the old one."""
    new = file.with_suffix(".new")
    new.write_text(text, encoding="utf-8")
    new.replace(file)


def never_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def reading(_: Path | None = None) -> None:
        raise AssertionError("the configuration was read")

    monkeypatch.setattr("replydue.config.reading.load_all", reading)


def test_an_outline_says_what_the_settings_say_remembered_or_not(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = load_all(file)
    first = outlines(file)
    never_read(monkeypatch)
    assert outlines(file) == first
    assert list(first) == ["work", "home"]
    for name, held in whole.items():
        found = first[name]
        assert (found.store, found.token, found.timezone) == (held.store, held.account.token, held.timezone)
        assert (found.label_prefix, found.lookback) == ("Jobs", "8 weeks")


def test_a_changed_file_is_read_anew(file: Path) -> None:
    outlines(file)
    rewrite(file, FILE.replace("Jobs", "Mine"))
    assert outlines(file)["work"].label_prefix == "Mine"


def test_a_change_that_keeps_size_and_date_is_noticed_where_a_new_file_came(file: Path) -> None:
    outlines(file)
    before = file.stat()
    rewrite(file, FILE.replace("Jobs", "Mine"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert outlines(file)["work"].label_prefix == "Mine"


def test_a_file_gone_wrong_is_told_and_nothing_is_remembered_of_it(file: Path) -> None:
    outlines(file)
    rewrite(file, FILE + "nonsense: 1\n")
    for _ in range(2):
        with pytest.raises(ConfigError, match="nonsense"):
            outlines(file)


def test_another_time_zone_of_the_system_is_taken_up(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rewrite(file, "watch: {lookback: 8 weeks}\n")
    assert outlines(file)[""].timezone == "Europe/Paris"
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    assert outlines(file)[""].timezone == "Asia/Tokyo"


def test_a_wrong_server_in_the_environment_is_told_though_the_file_is_known(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outlines(file)
    monkeypatch.setenv("REPLYDUE_GMAIL_ENDPOINT", "http://mail.example")
    with pytest.raises(ConfigError, match="REPLYDUE_GMAIL_ENDPOINT"):
        outlines(file)


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"made_of": 1}', "\x00"])
def test_what_is_remembered_may_be_damaged_or_deleted(damage: str, file: Path) -> None:
    first = outlines(file)
    for kept in cache_folder().iterdir():
        kept.write_text(damage, encoding="utf-8")
    assert outlines(file) == first
    for kept in cache_folder().iterdir():
        kept.unlink()
    assert outlines(file) == first


def test_no_secret_is_remembered_and_what_is_is_the_users_alone(file: Path) -> None:
    outlines(file)
    (kept,) = cache_folder().iterdir()
    assert "ntfy" not in kept.read_text(encoding="utf-8")
    assert (stat.S_IMODE(kept.stat().st_mode), stat.S_IMODE(kept.parent.stat().st_mode)) == (0o600, 0o700)


def test_the_address_of_a_server_is_not_remembered_for_it_may_hold_a_password(file: Path) -> None:
    rewrite(file, "store: postgresql://sam:hunter2@db.example/replydue\n")
    assert outlines(file)[""].store.endswith("db.example/replydue")
    assert not cache_folder().exists()


def test_a_home_that_cannot_be_written_is_no_failure(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.with_name("taken").write_text("", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(file.with_name("taken")))
    assert outlines(file) == outlines(file)


def test_nothing_is_remembered_where_there_is_no_file(file: Path) -> None:
    file.unlink()
    assert outlines()[""].timezone == "Europe/Paris"
    assert not cache_folder().exists()
