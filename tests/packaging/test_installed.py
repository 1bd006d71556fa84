"""replydue runs from its wheel, in an environment that has never seen this checkout."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from .conftest import Built, ran

MAIL = """\
From: Dana Whitfield <dana@northwind.example>
To: Sam Porter <sam@home.example>
Subject: Data Engineer at Northwind
Date: Mon, 23 Nov 2026 10:00:00 -0500
Message-ID: <1@northwind.example>

Hi Sam,

Thank you for applying for the Data Engineer position. We will get back to you by Friday.

Best,
Dana
"""


@pytest.fixture(scope="module")
def environment(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the wheel in it. The packages it rests on are those of this environment, lent by a path: nothing is fetched."""
    folder = tmp_path_factory.mktemp("installed")
    ran(sys.executable, "-m", "venv", "--without-pip", folder, folder=folder)
    python = folder / "bin" / "python"
    ran(sys.executable, "-m", "pip", "--python", python, "install", "-q", "--no-deps", "--no-index", "--disable-pip-version-check", built.wheel, folder=folder)
    site = next((folder / "lib").glob("python*/site-packages"))
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder


def replydue(environment: Path, home: Path, *words: str) -> str:
    return ran(environment / "bin" / "replydue", *words, folder=home, HOME=str(home), TZ="America/New_York", PYTHONPATH="")


def test_it_is_the_wheel_that_runs(environment: Path, tmp_path: Path) -> None:
    where = ran(environment / "bin" / "python", "-c", "import replydue; print(replydue.__file__)", folder=tmp_path, PYTHONPATH="")
    assert Path(where).is_relative_to(environment)


def test_it_tells_its_version(environment: Path, built: Built, tmp_path: Path) -> None:
    assert replydue(environment, tmp_path, "--version") == f"replydue {built.wheel.name.split('-')[1]}\n"


def test_it_helps(environment: Path, tmp_path: Path) -> None:
    assert "Usage: replydue" in replydue(environment, tmp_path, "--help")


def test_it_checks_a_configuration_with_the_templates_it_brings(environment: Path, tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text("holidays: GB\nexamples: [{text: We will get back to you by Friday., date: 2026-11-23, expect: 2026-11-27}]\n")
    assert "is all right" in replydue(environment, tmp_path, "config", "check", "--config", "c.yaml")


def test_it_judges_mail_with_the_words_it_brings(environment: Path, tmp_path: Path) -> None:
    (tmp_path / "mail.eml").write_text(MAIL, encoding="utf-8")
    judged = json.loads(replydue(environment, tmp_path, "explain", "--json", "--now", "2026-11-24T09:00:00-05:00", "mail.eml"))
    assert (judged["standing"], judged["expected_by"], judged["source"]) == ("waiting", "2026-11-27", "promise")


def test_it_makes_its_store_with_the_migrations_it_brings(environment: Path, tmp_path: Path) -> None:
    (tmp_path / "c.yaml").write_text(f"store: sqlite:///{tmp_path}/r.db\n")
    assert replydue(environment, tmp_path, "status", "--json", "--config", "c.yaml") == ""
    assert (tmp_path / "r.db").exists()


def test_it_draws_a_report_with_the_page_it_brings(environment: Path, tmp_path: Path) -> None:
    replydue(environment, tmp_path, "report", "--html", "r.html")
    assert "<html" in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_it_writes_a_unit_with_the_template_it_brings(environment: Path, tmp_path: Path) -> None:
    unit = ran(environment / "bin" / "python", "-c", "from replydue.service.units import unit; print(unit('replydue'))", folder=tmp_path, PYTHONPATH="")
    assert "ExecStart=replydue run" in unit


def test_the_manual_page_lies_beside_it(environment: Path) -> None:
    assert (environment / "share" / "man" / "man1" / "replydue.1").read_text(encoding="utf-8").startswith(".TH REPLYDUE 1\n")


@pytest.mark.skipif(not shutil.which("groff"), reason="there is no groff here to check the manual page with")
def test_the_manual_page_is_sound(environment: Path) -> None:
    page = environment / "share" / "man" / "man1" / "replydue.1"
    done = subprocess.run(["groff", "-man", "-Tutf8", "-ww", "-z", str(page)], capture_output=True, text=True, timeout=30, check=False)
    assert (done.returncode, done.stderr) == (0, "")
