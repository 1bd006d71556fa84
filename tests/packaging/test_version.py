"""The version comes from the tags of git."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from .conftest import ROOT, hatchling, ran

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="there is no git here")
_WHO = {
    **dict.fromkeys(("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), "Sam"),
    **dict.fromkeys(("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL"), "sam@home.example"),
    **dict.fromkeys(("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"), "/dev/null"),
}


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """What a version depends on, in a folder that git knows nothing of."""
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def git(folder: Path, *words: str) -> None:
    ran("git", *words, folder=folder, **_WHO)


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "a change")


def version(folder: Path) -> str:
    return hatchling("version", folder=folder, GIT_CEILING_DIRECTORIES=str(folder.parent), **_WHO)


def test_at_a_tag_it_is_the_tag(copy: Path) -> None:
    git(copy, "init", "-q")
    commit(copy)
    git(copy, "tag", "v0.2.0")
    assert version(copy) == "0.2.0"


def test_behind_a_tag_it_is_on_the_way_to_the_next(copy: Path) -> None:
    git(copy, "init", "-q")
    commit(copy)
    git(copy, "tag", "v0.2.0")
    commit(copy)
    assert re.fullmatch(r"0\.2\.1\.dev1\+g[0-9a-f]+", version(copy))


def test_a_clone_without_tags_is_before_all_of_them(copy: Path) -> None:
    git(copy, "init", "-q")
    commit(copy)
    assert re.fullmatch(r"0\.1\.dev1\+g[0-9a-f]+", version(copy))


def test_a_copy_without_git_has_one_too(copy: Path) -> None:
    assert version(copy) == "0.1.dev0"
