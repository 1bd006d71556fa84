"""What is loaded? What only shows starts without all that checks, writes and judges; a service that watches a quiet mailbox without the judgement."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from replydue.sandbox import Sandbox
from replydue.store import open_store

# Google's client, the scheduler, the migration tool, the database's and the configuration's libraries, the judgement.
NOT_FOR_LOOKING = (
    "googleapiclient", "google_auth_oauthlib", "apscheduler", "alembic", "sqlalchemy", "pydantic", "ruamel", "holidays", "jinja2", "replydue.settings",
    "replydue.core.decide",
)  # fmt: skip
NOT_WHILE_QUIET = (
    "google_auth_oauthlib", "alembic", "rich", "icalendar", "selectolax", "phonenumbers", "flufl", "replydue.core.decide", "replydue.core.message",
    "replydue.core.phrases",
)  # fmt: skip
_CALLED = """
import sys
from replydue.cli import main
try:
    main()
finally:
    print([name for name in {names!r} if name in sys.modules], file=sys.stderr)
"""


@pytest.fixture
def options(tmp_path: Path) -> list[str]:
    """A configuration whose store there is already, for the first start makes its tables with the migration tool."""
    file = tmp_path / "replydue.yaml"
    file.write_text(f"timezone: Europe/London\nstore: sqlite:///{tmp_path / 'replydue.db'}\naccount: {{token: {tmp_path / 'token.json'}}}\n")
    open_store(f"sqlite:///{tmp_path / 'replydue.db'}").close()
    return ["--config", str(file)]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)


def loaded(code: str, *arguments: str) -> str:
    """What a program says last on standard error."""
    told = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    return told.stderr.splitlines()[-1]


@pytest.mark.parametrize("command", [["--help"], ["status"], ["status", "--json"], ["timeline"]], ids=" ".join)
def test_what_only_shows_loads_nothing_heavy(command: list[str], options: list[str]) -> None:
    asked = command if command == ["--help"] else [*command, *options]
    code = _CALLED.format(names=NOT_FOR_LOOKING)
    loaded(code, *asked)  # by then the configuration is known, and has been found right
    assert loaded(code, *asked) == "[]"


def test_status_draws_without_rich() -> None:
    assert loaded("import sys, replydue.cli.status; print([name for name in ('rich.console', 'rich.table') if name in sys.modules], file=sys.stderr)") == "[]"


def test_a_service_that_starts_has_not_loaded_the_judgement() -> None:
    code = f"""
import sys, replydue.cli.run, replydue.service.daemon
from replydue.settings import Settings
Settings(holidays="DE-BY")
print([name for name in {NOT_WHILE_QUIET!r} if name in sys.modules], [name for name in sys.modules if name.startswith("holidays.countries.")], file=sys.stderr)
"""
    assert loaded(code) == "[] ['holidays.countries.germany']"


def test_a_pass_over_a_quiet_mailbox_does_without_the_judgement(tmp_path: Path, options: list[str]) -> None:
    (tmp_path / "token.json").write_text('{"token": "a"}', encoding="utf-8")
    with Sandbox("sam@example.com", "Sam Porter") as box, Path(options[1]).open("a", encoding="utf-8") as configuration:
        print(f"gmail: {{endpoint: {box.endpoint}}}", file=configuration, flush=True)
        code = _CALLED.format(names=NOT_WHILE_QUIET)
        first, second = (loaded(code, "once", *options) for _ in range(2))
    assert "replydue.core.message" in first
    assert second == "[]"
