"""Sets written for a test."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from replydue.service.evaluation import Report, measured

Measure = Callable[..., list[Report]]


@pytest.fixture
def measure(tmp_path: Path) -> Measure:
    """Measures the lines given as one set; texts are written as they are."""

    def measure(*lines: dict[str, Any] | str, name: str = "set.jsonl") -> list[Report]:
        text = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
        (tmp_path / name).write_text(text, encoding="utf-8")
        return measured(tmp_path)

    return measure
