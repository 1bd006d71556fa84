"""`replydue demo`: eight weeks of a job search in seconds, with nothing set up and nothing touched."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from rich.console import Console

from replydue.cli import status, timeline
from replydue.core.model import Standing
from replydue.demo.player import Player
from replydue.demo.plots import PLOTS, THE_END
from replydue.demo.show import Happening, Screen
from replydue.demo.stage import LiveStage, set_up
from replydue.service.views import status_rows

_PAUSE = 0.08  # seconds after each happening on a terminal, so that one can follow
_NEXT = """
That was the sandbox. For your own mailbox:

  replydue init                              asks a few questions, signs in to Gmail, installs the service
  replydue explain --me YOU@… mail.mbox      or first: judge mail that you exported, without giving any access
  replydue sandbox --mail mail.mbox --me …   or: let the daemon run against a copy of it

Nothing is ever sent that you did not approve.
"""


@click.command()
@click.option("--fast", is_flag=True, help="Do not pause on the terminal.")
@click.option("--json", "as_json", is_flag=True, help="One object a line for all that happens, and one for how it ended.")
@click.option("--keep", type=click.Path(file_okay=False, path_type=Path), help="Keep the daemon's files in this folder, to look at afterwards.")
def demo(fast: bool, as_json: bool, keep: Path | None) -> None:
    """Eight weeks of a job search in seconds, played by the real daemon against the sandbox."""
    console = Console(highlight=False)
    screen = Screen(console)
    tell = _as_json if as_json else _paced(screen.tell, 0 if fast or not sys.stdout.isatty() else _PAUSE)
    with _folder(keep) as folder, set_up(folder) as stage:
        problems = Player(stage, PLOTS, THE_END, tell).play()
        if not as_json:
            _show(stage, console)
    if as_json:
        click.echo(json.dumps({"ended": "as the story has it" if not problems else "otherwise", "problems": problems}))
    else:
        screen.verdict(problems)
        click.echo(_NEXT)
    if problems:
        raise SystemExit(1)


def _show(stage: LiveStage, console: Console) -> None:
    """How it ended: the same tables as `replydue status` and `replydue timeline` print."""
    rows = status.in_order(row for row in status_rows(stage.store) if row.standing is not Standing.UNTRACKED)
    console.print("\n[bold]replydue status[/bold]")
    status.show(rows, stage.now(), console.width)
    console.print("\n[bold]replydue timeline[/bold]")
    timeline.show(timeline.coming(stage.store, stage.now()), stage.now(), console)


def _as_json(happening: Happening) -> None:
    click.echo(json.dumps(happening.as_json(), ensure_ascii=False))


def _paced(tell: Callable[[Happening], None], pause: float) -> Callable[[Happening], None]:
    def told(happening: Happening) -> None:
        tell(happening)
        time.sleep(pause)

    return told


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    """A folder of the demo's own: a temporary one, or the one to keep."""
    if keep is None:
        with tempfile.TemporaryDirectory(prefix="replydue-demo-") as name:
            yield Path(name)
    else:
        keep.mkdir(mode=0o700, parents=True, exist_ok=True)
        yield keep
