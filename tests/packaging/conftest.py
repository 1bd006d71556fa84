"""The packages as a release would have them, built once, without a network."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def ran(*command: str | Path, folder: Path, **environment: str) -> str:
    """What a command prints; where it fails, what it said."""
    done = subprocess.run(list(map(str, command)), cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


def hatchling(*words: str | Path, folder: Path, **environment: str) -> str:
    """Runs the build backend as it is installed here: nothing is fetched."""
    return ran(sys.executable, "-m", "hatchling", *words, folder=folder, **environment).strip()


@dataclass(frozen=True, slots=True)
class Built:
    """The two files of a release."""

    wheel: Path
    source: Path


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Wheel and source package of this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    hatchling("build", "-d", folder, folder=ROOT)
    return Built(next(folder.glob("*.whl")), next(folder.glob("*.tar.gz")))
