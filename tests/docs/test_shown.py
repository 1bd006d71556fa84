"""What the documentation shows as printed is what is printed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .pages import Block
from .shown import Run, anew, computer, shown

REFRESH = "write it anew with: python -m tests.docs.shown"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    with computer(tmp_path_factory.mktemp("home")) as there:
        yield there


@pytest.mark.parametrize("block", shown(), ids=str)
def test_a_command_prints_what_is_shown(block: Block, run: Run) -> None:
    assert anew(block, run) == block.text, REFRESH


def test_something_is_shown() -> None:
    assert len(shown()) > 8
