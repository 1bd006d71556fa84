"""The packages hold all that replydue needs, and nothing that is of this computer."""

from __future__ import annotations

import tarfile
import zipfile
from pathlib import Path

import pytest

from .conftest import ROOT, Built, hatchling


def in_wheel(built: Built) -> set[str]:
    with zipfile.ZipFile(built.wheel) as wheel:
        return set(wheel.namelist())


def in_source(built: Built) -> set[str]:
    with tarfile.open(built.source) as source:
        return {name.partition("/")[2] for name in source.getnames()}


def test_the_wheel_holds_every_file_of_the_package(built: Built) -> None:
    package = {str(path.relative_to(ROOT / "src")) for path in (ROOT / "src" / "replydue").rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    assert {name for name in in_wheel(built) if name.startswith("replydue/")} == package


@pytest.mark.parametrize(
    "name",
    [
        "core/templates/first.en.txt",
        "core/digest_templates/digest.html",
        "core/data/promises_de.toml",
        "store/migrations/versions/v0001_first.py",
        "service/units/replydue.service",
        "cli/report.html",
        "py.typed",
    ],
)
def test_the_wheel_holds_data_of_each_kind(name: str, built: Built) -> None:
    assert f"replydue/{name}" in in_wheel(built)


def test_the_wheel_brings_the_manual_page_to_where_pipx_looks(built: Built) -> None:
    assert [name for name in in_wheel(built) if name.endswith(".data/data/share/man/man1/replydue.1")]


def test_the_wheel_says_what_it_is(built: Built) -> None:
    with zipfile.ZipFile(built.wheel) as wheel:
        named = {Path(name).name: name for name in wheel.namelist() if ".dist-info/" in name}
        metadata = wheel.read(named["METADATA"]).decode()
        assert "License-Expression: MIT" in metadata
        assert "Requires-Python: >=3.11" in metadata
        assert "replydue = replydue.cli:main" in wheel.read(named["entry_points.txt"]).decode()
    assert "LICENSE" in named


@pytest.mark.parametrize(
    "name", ["LICENSE", "README.md", "Makefile", "requirements.lock", "tools/setup", "docs/replydue.1", "tests/packaging/conftest.py", "PKG-INFO"]
)
def test_the_source_package_can_be_built_and_tested(name: str, built: Built) -> None:
    assert name in in_source(built)


def test_nothing_of_this_computer_is_packed(built: Built) -> None:
    for name in in_wheel(built) | in_source(built):
        assert not {".venv", ".git", "__pycache__", "dist", ".mypy_cache"} & set(Path(name).parts), name


def test_the_source_package_builds_the_same_wheel_without_git(built: Built, tmp_path: Path) -> None:
    with tarfile.open(built.source) as source:
        source.extractall(tmp_path, filter="data")
    unpacked = next(tmp_path.iterdir())
    hatchling("build", "-t", "wheel", "-d", tmp_path / "again", folder=unpacked, GIT_CEILING_DIRECTORIES=str(tmp_path))
    again = next((tmp_path / "again").glob("*.whl"))
    assert again.name == built.wheel.name
    assert in_wheel(Built(again, built.source)) == in_wheel(built)
