"""Does the report look right in a real browser: wide and on a phone, light and dark?"""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from .test_report import dana, page

__all__ = ["dana", "page"]  # fixtures

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium here (Debian: apt-get install chromium)")
_OFF = ("gpu", "quic", "background-networking", "component-update", "sync")
_OPTIONS = ("--headless", "--no-sandbox", "--no-first-run", *(f"--disable-{what}" for what in _OFF))
# What is measured of the page, in a frame as wide as a screen.
_MEASURING = """
<script>
addEventListener("load", () => {
  const told = [...document.querySelectorAll("iframe")].map(frame => {
    const page = frame.contentDocument, lane = page.querySelector(".lane").getBoundingClientRect();
    const inside = mark => { const at = mark.getBoundingClientRect(); return at.left < lane.right && at.right > lane.left && at.height > 0; };
    const style = name => frame.contentWindow.getComputedStyle(page.querySelector(name));
    return {
      wide: frame.clientWidth, needed: page.documentElement.scrollWidth, lane: [lane.width, lane.height],
      outside: [...page.querySelectorAll(".lane i")].filter(mark => !inside(mark)).map(mark => mark.className),
      paper: style("body").backgroundColor, ink: style("body").color, letters: parseFloat(style("body").fontSize),
      today: Math.abs(page.querySelector(".scale .now").getBoundingClientRect().left + page.querySelector(".scale .now").getBoundingClientRect().width / 2
                      - page.querySelector(".today").getBoundingClientRect().left),
      looked: frame.contentWindow.performance.getEntriesByType("resource").map(entry => entry.name),
    };
  });
  document.body.textContent = JSON.stringify(told);
});
</script>
"""


def measured(page: str, folder: Path, *, dark: bool) -> list[dict[str, Any]]:
    """The page as Chromium lays it out on a phone and on a desk."""
    frames = "".join(f'<iframe width="{width}" height="700" style="border: 0" srcdoc="{html.escape(page)}"></iframe>' for width in (360, 1100))
    (folder / "frames.html").write_text(f"<!doctype html><meta charset=utf-8><body>{frames}{_MEASURING}", encoding="utf-8")
    command = [str(CHROMIUM), *_OPTIONS, f"--user-data-dir={folder / 'profile'}", f"--blink-settings=preferredColorScheme={0 if dark else 1}"]
    done = subprocess.run([*command, "--dump-dom", (folder / "frames.html").as_uri()], capture_output=True, text=True, timeout=50, check=False)
    found = re.search(r"<body>(.*)</body>", done.stdout, re.S)
    assert found, done.stderr
    told: list[dict[str, Any]] = json.loads(html.unescape(found[1]))
    return told


def brightness(colour: str) -> float:
    """Of a colour as browsers name it, from 0 to 255."""
    return sum(map(int, re.findall(r"\d+", colour)[:3])) / 3


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_it_can_be_read_on_a_phone_and_on_a_desk(page: str, tmp_path: Path, dark: bool) -> None:
    for seen in measured(page, tmp_path, dark=dark):
        assert seen["needed"] <= seen["wide"]  # nothing is to be pushed sideways
        assert seen["letters"] >= 16
        assert seen["lane"][0] > 0.85 * seen["wide"]
        assert seen["lane"][1] > 30
        assert seen["outside"] == []
        assert seen["today"] < 2  # the word stands above the line
        assert (brightness(seen["paper"]) < 60) is dark
        assert abs(brightness(seen["paper"]) - brightness(seen["ink"])) > 180
        assert seen["looked"] == []
