"""`python -m bench [--only NAME]... [--quick] [--json FILE] [--plots FOLDER]`: takes the figures and prints them as one table."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench import commands, first_look, growth, idle, judgement, plots, polls, pull, replies
from bench.row import FULL, QUICK, Bench, Row, Size
from replydue import __version__

BENCHES: dict[str, Bench] = {
    "idle-poll": polls.idle,
    "one-mail": polls.one_mail,
    "newsletters": polls.newsletters,
    "first-look": first_look.first_look,
    "judgement": judgement.judgement,
    "idle": idle.idle,
    "after-first-look": idle.after_first_look,
    "commands": commands.commands,
    "many": idle.many,
    "replies": replies.replies,
    "pull": pull.pull,
}


def main() -> int:
    """Exit code 0 however the figures are; the table says which aims are missed."""
    asked = _asked()
    size = QUICK if asked.quick else FULL
    os.environ["no_proxy"] = "127.0.0.1,localhost"
    rows: list[Row] = []
    console = Console(stderr=True)
    for name in asked.only or BENCHES:
        began = time.monotonic()
        rows += BENCHES[name](size)
        console.print(f"{name}: {time.monotonic() - began:.0f} s", style="bright_black")
        _write(asked.json, rows, size)  # after each, for the whole takes long
    Console(width=max(160, Console().width)).print(table(rows))
    if asked.plots:
        _write(asked.json, rows, size, _drawn(size, Path(asked.plots)))
    return 0


def _write(file: str | None, rows: list[Row], size: Size, charts: tuple[growth.Chart, ...] = ()) -> None:
    if file:
        told = {**as_object(rows, quick=size.quick), "charts": [asdict(chart) for chart in charts]}
        Path(file).write_text(json.dumps(told, indent=1, ensure_ascii=False), encoding="utf-8")


def _drawn(size: Size, folder: Path) -> tuple[growth.Chart, ...]:
    folder.mkdir(parents=True, exist_ok=True)
    charts = tuple(growth.charts(size))
    for chart in charts:
        (folder / f"{chart.name}.svg").write_text(plots.svg(chart), encoding="utf-8")
    return charts


def table(rows: list[Row]) -> Table:
    """All figures with their floors and ratios."""
    made = Table(box=None, pad_edge=False, header_style="bright_black", padding=(0, 2, 0, 0))
    for name in ("what", "figure", "", "floor", "ratio", "goal", "", ""):
        made.add_column(name, justify="right" if name in ("figure", "floor", "ratio") else "left", overflow="fold")
    for row in rows:
        ratio = f"{row.ratio:.2f} ×" if row.ratio is not None else ""
        floor = _number(row.floor) if row.floor is not None else ""
        made.add_row(row.name, _number(row.value), row.unit, floor, ratio, row.goal, row.verdict, row.note)
    return made


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) or abs(value) >= 1_000 else f"{value:,.1f}" if abs(value) >= 10 else f"{value:.3f}"


def as_object(rows: list[Row], *, quick: bool) -> dict[str, Any]:
    """What is written with --json."""
    return {
        "replydue": __version__,
        "taken": datetime.now(UTC).isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "quick": quick,
        "rows": [row.as_object() for row in rows],
    }


def _asked() -> Any:
    reader = argparse.ArgumentParser(prog="python -m bench", description=sys.modules["bench"].__doc__)
    reader.add_argument("--only", action="append", choices=list(BENCHES), metavar="NAME", help=f"one of: {', '.join(BENCHES)}; may be given again")
    reader.add_argument("--quick", action="store_true", help="small inputs, for looking while one works")
    reader.add_argument("--json", metavar="FILE", help="writes the figures there, too")
    reader.add_argument("--plots", metavar="FOLDER", help="takes the curves as well, and draws them there")
    return reader.parse_args()


if __name__ == "__main__":
    sys.exit(main())
