"""`make soak`: the service through a day or more on a moved clock, its sign-in lost and found again."""

from __future__ import annotations

import argparse
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

import click

from tests.soak.life import Plan, live
from tests.soak.verdict import faults, told


def main() -> int:
    """Lives it and prints the figures; 1 where something was not as it must be."""
    plan = _asked()
    with tempfile.TemporaryDirectory() as folder:
        lived = live(Path(folder), plan)
    for status in lived.status.items():
        click.echo("systemd's status line {}: {}".format(*status))
    click.echo(told(lived, plan))
    found = list(faults(lived, plan))
    for fault in found:
        click.echo(f"WRONG: {fault}")
    return int(bool(found))


def _asked() -> Plan:
    parser = argparse.ArgumentParser(prog="make soak", description=__doc__)
    parser.add_argument("--hours", type=int, default=24)
    parser.add_argument("--minutes", type=int, default=1, help="from poll to poll")
    parser.add_argument("--lost", type=int, default=4, help="the hour in which the sign-in is lost")
    parser.add_argument("--found", type=int, default=16, help="the hour in which the user signs in anew; not before 15, when the draft is due")
    asked = parser.parse_args()
    if not 0 < asked.lost < asked.found < asked.hours or asked.found < 15 or asked.minutes not in (1, 2, 3, 4, 5, 6, 10, 12, 15, 20, 30, 60):
        parser.error("--lost, --found and --hours must follow one another, --found not before 15, and --minutes divide an hour")
    return Plan(asked.hours, timedelta(minutes=asked.minutes), asked.lost, asked.found)


if __name__ == "__main__":
    sys.exit(main())
