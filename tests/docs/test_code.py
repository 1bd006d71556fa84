"""Pieces of JSON and Python in the documentation are whole."""

from __future__ import annotations

import ast
import json

import pytest

from .pages import PAGES, Block, blocks


def written_in(language: str) -> list[Block]:
    return [block for page in PAGES for block in blocks(page) if block.language == language]


@pytest.mark.parametrize("piece", written_in("json"), ids=str)
def test_json_can_be_read(piece: Block) -> None:
    assert json.loads(piece.text)


@pytest.mark.parametrize("piece", written_in("python"), ids=str)
def test_python_can_be_read(piece: Block) -> None:
    assert ast.parse(piece.text).body
