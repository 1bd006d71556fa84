"""A world for each story."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from replydue.sandbox import Sandbox
from tests.service.world import World, world_on


@pytest.fixture
def world(sandbox: Sandbox, tmp_path: Path) -> Iterator[World]:
    """The shared sandbox with a daemon on it."""
    with world_on(sandbox, tmp_path) as made:
        yield made
