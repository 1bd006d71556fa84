"""`make simulate`: as many simulated job searches as one wishes, each lived twice, harmed and unharmed."""

from __future__ import annotations

import argparse
import itertools
import logging
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import click
import pytest

from tests.simulation.fast import remember_readings
from tests.simulation.oracle import Violation
from tests.simulation.shortest import shortest
from tests.simulation.world import live_twice


def main() -> int:
    """Runs the worlds and prints the figures; 1 where an invariant did not hold, or the ends differ."""
    asked = _asked()
    logging.disable(logging.CRITICAL)  # faults and kills are what is wanted here
    remember_readings(pytest.MonkeyPatch())
    counted, began = Counter[str](), time.monotonic()
    for seed in itertools.count(asked.seed):
        with tempfile.TemporaryDirectory(dir=_in_memory()) as folder:
            try:
                counted += live_twice(Path(folder), seed, asked.weeks, asked.talks)
            except Violation as violation:
                counted["violations"] += 1
                click.echo(f"{violation}; again: make simulate ARGS='--seed {seed} --worlds 1 --weeks {asked.weeks} --talks {asked.talks}'")
                for event in shortest(seed, asked.weeks, asked.talks, seconds=asked.shorten) if asked.shorten else ():
                    click.echo(f"  {event}")
        counted["worlds"] += 1
        if counted["worlds"] >= asked.worlds if not asked.minutes else time.monotonic() - began > 60 * asked.minutes:
            break
    names = ("worlds", "conversation-weeks", "events", "passes", "drafts", "calls", "sent", "faults", "kills", "violations")
    rate = counted["conversation-weeks"] / (time.monotonic() - began)
    click.echo(f"{', '.join(f'{counted[name]} {name}' for name in names)}; {rate:.1f} conversation-weeks a second")
    return int(counted["violations"] > 0)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make simulate", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="of the first world; the next ones count up")
    parser.add_argument("--worlds", type=int, default=5)
    parser.add_argument("--minutes", type=float, default=0, help="go on for so long, whatever the number of worlds")
    parser.add_argument("--weeks", type=int, default=8, help="that each world lives")
    parser.add_argument("--talks", type=int, default=8, help="conversations in each world")
    parser.add_argument("--shorten", type=float, default=60, help="seconds to look for the shortest story of a violation; 0: none")
    return parser.parse_args()


def _in_memory() -> str | None:
    """A folder in memory, where the system has one."""
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


if __name__ == "__main__":
    sys.exit(main())
