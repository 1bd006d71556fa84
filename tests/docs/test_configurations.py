"""Every piece of a configuration that the documentation shows is one that `config check` finds all right."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from replydue.cli.group import commands

from .pages import PAGES, Block, blocks

PIECES = [block for page in PAGES for block in blocks(page) if block.language == "yaml"]
TEMPLATES = "coffee.txt"  # a template of one's own, which recipes may name


@pytest.mark.parametrize("piece", PIECES, ids=str)
def test_the_configuration_is_all_right(piece: Block, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TZ", "Europe/London")
    templates = tmp_path / ".config" / "replydue" / "templates"
    templates.mkdir(parents=True)
    (templates / TEMPLATES).write_text("{{ salutation }}\n\nI am in town next week. May I invite you to a coffee?\n", encoding="utf-8")
    (tmp_path / "c.yaml").write_text(piece.text, encoding="utf-8")
    result = CliRunner().invoke(commands, ["config", "check", "--config", str(tmp_path / "c.yaml")])
    assert (result.exit_code, result.stderr) == (0, "")


def test_pieces_are_found_at_all() -> None:
    assert len(PIECES) >= 2
