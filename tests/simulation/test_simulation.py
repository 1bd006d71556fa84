"""Do the invariants hold, whatever people do and whatever breaks? And is the end the same as if nothing had broken?"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.simulation.fast import remember_readings
from tests.simulation.world import live_twice


@pytest.mark.timeout(120)
@pytest.mark.parametrize("seed", [1, 2])
def test_a_harmed_life_keeps_the_invariants_and_ends_like_an_unharmed_one(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    remember_readings(monkeypatch)
    count = live_twice(tmp_path, seed, weeks=5, talks=3)
    assert count["events"] >= 5
    assert count["faults"] >= 5
    assert count["kills"] >= 3
