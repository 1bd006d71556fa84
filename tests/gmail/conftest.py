"""What do the tests of the door to Google share? A mailbox connected to the sandbox."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from replydue.gmail import Gmail, connect
from replydue.sandbox import Sandbox
from replydue.settings import Settings


@pytest.fixture
def settings(sandbox: Sandbox, tmp_path: Path) -> Settings:
    token = tmp_path / "token.json"
    token.write_text(json.dumps({"token": "a-token"}))
    return Settings.model_validate({"account": {"token": str(token)}, "gmail": {"endpoint": sandbox.endpoint}})


@pytest.fixture
def gmail(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gmail]:
    monkeypatch.delenv("REPLYDUE_GMAIL_ENDPOINT", raising=False)
    opened = connect(settings)
    yield opened
    opened.close()
