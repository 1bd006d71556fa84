"""What is loaded? The commands that one only looks with start without Google's client, the scheduler and the migration tool."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("googleapiclient", "google_auth_oauthlib", "apscheduler", "alembic")
_CODE = """
import sys
from replydue.cli import main
try:
    main()
finally:
    print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)
"""


@pytest.fixture
def options(tmp_path: Path) -> list[str]:
    """A configuration whose store there is already, for the first start makes its tables with the migration tool."""
    from replydue.store import open_store

    file = tmp_path / "replydue.yaml"
    file.write_text(f"timezone: Europe/London\nstore: sqlite:///{tmp_path / 'replydue.db'}\naccount: {{token: {tmp_path / 'token.json'}}}\n")
    open_store(f"sqlite:///{tmp_path / 'replydue.db'}").close()
    return ["--config", str(file)]


@pytest.mark.parametrize("command", ["--help", "status", "timeline"])
def test_what_only_shows_loads_nothing_heavy(command: str, options: list[str]) -> None:
    asked = [command] if command == "--help" else [command, *options]
    code = _CODE.format(heavy=HEAVY)
    told = subprocess.run([sys.executable, "-c", code, *asked], capture_output=True, text=True, check=True)
    assert told.stderr.splitlines()[-1] == "[]"
