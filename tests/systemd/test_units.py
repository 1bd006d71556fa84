"""Are the units what systemd takes, what the security analysis praises, and what the program writes?"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from replydue.service.units import NAME, SYSTEMS_CONFIGURATION, SYSTEMS_PROGRAM, USERS_PROGRAM, quoted, unit

SHIPPED = Path(__file__).parents[2] / "systemd"
REFRESH = "write it anew with: python -m replydue.service.units systemd"
analyze = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze comes with systemd")


def test_the_shipped_units_are_fresh() -> None:
    assert (SHIPPED / "user" / NAME).read_text(encoding="utf-8") == unit(USERS_PROGRAM), REFRESH
    assert (SHIPPED / "system" / NAME).read_text(encoding="utf-8") == unit(SYSTEMS_PROGRAM, system=True, configuration=SYSTEMS_CONFIGURATION), REFRESH


@analyze
@pytest.mark.parametrize("system", [False, True])
def test_systemd_takes_the_unit(tmp_path: Path, system: bool) -> None:
    file = tmp_path / NAME
    file.write_text(unit("/bin/true", system=system, configuration=Path("/a folder/50% $HOME.yaml")), encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", *([] if system else ["--user"]), str(file)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)},
    )
    assert (done.returncode, done.stderr) == (0, "")


@analyze
def test_the_systems_service_is_hardly_exposed(tmp_path: Path) -> None:
    """At most 1.2 of 10."""
    done = subprocess.run(["systemd-analyze", "security", "--offline=yes", "--threshold=12", str(SHIPPED / "system" / NAME)], capture_output=True, check=False)
    assert done.returncode == 0, done.stdout.decode()


@pytest.mark.parametrize(
    ("word", "written"),
    [("/opt/a", "/opt/a"), ("/a b", '"/a b"'), ("50%", "50%%"), ("$HOME", '"$$HOME"'), ('say "so"', '"say \\"so\\""'), ("back\\slash", '"back\\\\slash"')],
)
def test_a_word_reaches_the_program_as_it_is(word: str, written: str) -> None:
    assert quoted(word) == written
