"""How does it look on the terminal? One line for what happens, a box for what is drafted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

_COLOURS = {
    "mail": "cyan", "alex": "blue", "machine": "bright_black", "promise": "yellow", "draft": "green", "withdrawn": "magenta",
    "sent": "bold green", "label": "bright_black", "week": "bold", "wrong": "bold red",
}  # fmt: skip


@dataclass(frozen=True)
class Happening:
    """One thing that is told. `kind` names its colour; `body` is shown in a box below it."""

    at: datetime
    kind: str
    who: str
    what: str
    body: str = ""

    def as_json(self) -> dict[str, str]:
        """For `--json`."""
        return {"at": self.at.isoformat(), "kind": self.kind, "who": self.who, "what": self.what, "body": self.body}


class Screen:
    """Tells happenings as they come, a heading for each week."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self._week = ""

    def tell(self, happening: Happening) -> None:
        """Prints one happening."""
        week = f"{happening.at:%G week %V}"
        if week != self._week:
            self._week = week
            self.console.print(f"\n[bold]Week of {happening.at:%B} {happening.at.day}[/bold]")
        colour = _COLOURS[happening.kind]
        line = Text.from_markup(f"[bright_black]{happening.at:%a %d %b %H:%M}[/]  [{colour}]{escape(happening.who)}[/] {escape(happening.what)}")
        self.console.print(Padding(line, (0, 0, 0, 1)))
        if happening.body:
            self.console.print(Padding(Panel(Text(happening.body), border_style=colour, expand=False, width=min(100, self.console.width - 4)), (0, 0, 0, 3)))

    def verdict(self, problems: Iterable[str]) -> None:
        """Says whether the daemon came to the story's ending."""
        problems = list(problems)
        if not problems:
            self.console.print("\n[bold green]All as the story has it:[/] every thread stands where it must, and nothing went out without Alex's approval.")
        for problem in problems:
            self.console.print(f"[bold red]Not as the story has it:[/] {escape(problem)}")
