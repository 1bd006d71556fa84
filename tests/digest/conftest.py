"""A world in which digests are on."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from replydue.sandbox import Sandbox
from tests.service.world import World, world_on


@pytest.fixture
def world(sandbox: Sandbox, tmp_path: Path) -> Iterator[World]:
    """The shared sandbox with a daemon that puts digests in at half past nine, when the morning's drafts stand."""
    with world_on(sandbox, tmp_path, digest={"at": "09:30"}) as made:
        yield made
