"""What do the coming four weeks look like? A strip for each conversation, a column for each day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from rich.console import Console
from rich.table import Table
from rich.text import Text

from replydue.cli import words
from replydue.service.views import Coming, TimelineRow

_DAYS = 28
_NAME = 20  # columns for who it is, at most
_SHORT_NAME = 10  # and at least; on a terminal too narrow for it, the strip ends sooner
_SIGNS = {Coming.EXPECTED: ("○", "cyan"), Coming.DRAFT: ("●", "yellow"), Coming.CALL: ("▲", "magenta"), Coming.SEND: ("►", "green")}
_LEGEND = "○ reply expected   ● a draft   ▲ a call   ► it is sent"


def show(rows: Sequence[TimelineRow], moment: datetime, screen: Console) -> None:
    """The strips, in the order in which the conversations come up; nothing where no day of the four weeks has anything. `moment` is in the user's zone."""
    today = moment.date()
    name = max(_SHORT_NAME, min(_NAME, screen.width - _DAYS - 1))
    days = _days(today)[: max(0, screen.width - name - 1)]
    ahead = [row for row in rows if row.at.astimezone(moment.tzinfo).date() in days]
    if not ahead:
        return
    table = Table(box=None, pad_edge=False, header_style="bright_black", padding=(0, 1, 0, 0))
    table.add_column("", no_wrap=True, overflow="ellipsis", max_width=name)
    table.add_column(_header(days), no_wrap=True)
    for thread_id, marks in _marks(ahead, moment).items():
        who = next(words.printable(row.name) or thread_id for row in ahead if row.thread_id == thread_id)
        table.add_row(Text(who), Text().join(_strip(marks, days)))
    screen.print()
    screen.print(table)
    screen.print(Text(_LEGEND, style="bright_black"))


def _marks(rows: Iterable[TimelineRow], moment: datetime) -> dict[str, dict[date, Coming]]:
    """For each conversation what each day brings; where a day brings two things, the later one."""
    marks: dict[str, dict[date, Coming]] = {}
    for row in rows:
        marks.setdefault(row.thread_id, {})[row.at.astimezone(moment.tzinfo).date()] = row.kind
    return marks


def _strip(marks: Mapping[date, Coming], days: Sequence[date]) -> Iterator[Text]:
    """A sign for each day; weekends are blank."""
    for day in days:
        sign, style = _SIGNS[marks[day]] if day in marks else (" " if day.weekday() >= 5 else "·", "bright_black")
        yield Text(sign, style=style)


def _header(days: Sequence[date]) -> str:
    """Today, and each Monday by its date, where there is room for it."""
    line = [" "] * len(days)
    for place, day in enumerate(days):
        name = f"{day.day} {day:%b}"
        room = line[max(0, place - 1) : place + len(name)]
        if (place == 0 or day.weekday() == 0) and not "".join(room).strip() and place + len(name) <= len(days):
            line[place : place + len(name)] = name
    return "".join(line)


def _days(today: date) -> list[date]:
    return [today + timedelta(days=number) for number in range(_DAYS)]
