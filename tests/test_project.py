"""What holds for the whole tree: imports run one way, and no file names what it must not."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[1]


def tracked_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def test_imports_run_one_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == 0


def test_no_file_names_a_package_registry() -> None:
    host = re.compile(rb"pypi\.org|pythonhosted|registry\.npmjs|--(?:extra-)?index-url|deb\.debian\.org")
    named = [str(path) for path in tracked_files() if path != Path(__file__) and host.search(path.read_bytes())]
    assert named == []


def test_every_locked_package_has_hashes() -> None:
    lock = (ROOT / "requirements.lock").read_text()
    pinned = re.findall(r"^[a-z0-9][^ ]*==.*(?:\n    --hash=.*)*", lock, re.M | re.I)
    assert len(pinned) > 30
    assert [entry.split()[0] for entry in pinned if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("command", ["make demo", "make test"])
def test_the_readme_names_the_two_commands(command: str) -> None:
    assert command in (ROOT / "README.md").read_text()
