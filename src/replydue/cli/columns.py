"""How do texts stand side by side? Columns as wide as their widest line; where the screen has not so much room, the widest are folded.

rich's tables do the same and more; to load them and to draw a page takes longer than all else that `status` does. How wide a sign is, rich still says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

import click
from rich.cells import cell_len, chop_cells

_GAP = 2
Style = dict[str, Any]  # as click.style takes it
Line = tuple[str, Style]
Cell = Sequence[Line]  # below each other
_NOTHING: Line = ("", {})


def columns_of(rows: Sequence[Sequence[Cell]]) -> int:
    """How wide a table is of which nothing is folded."""
    widths = _widths(rows)
    return sum(widths) + _GAP * (len(widths) - 1)


def side_by_side(rows: Sequence[Sequence[Cell]], width: int) -> Iterator[str]:
    """The lines of a table that is no wider than `width`, in signs of the terminal."""
    widths = _fitted(_widths(rows), width)
    for row in rows:
        cells = ([(piece, style) for text, style in cell for piece in folded(text, room)] for cell, room in zip(row, widths, strict=True))
        for lines in zip_longest(*cells, fillvalue=_NOTHING):
            yield (" " * _GAP).join(_padded(text, room, style) for (text, style), room in zip(lines, widths, strict=True)).rstrip()


def continued(text: str, end: Line, width: int) -> Iterator[str]:
    """The text in lines of no more than `width`, with its end in a style of its own, which is folded only where a line is too short for it."""
    *before, last = folded(text, width)
    yield from before
    if cell_len(f"{last} {end[0]}") <= width:
        yield f"{last} {_styled(*end)}"
    else:
        yield from (last, *(_styled(line, end[1]) for line in folded(end[0], width)))


def _widths(rows: Sequence[Sequence[Cell]]) -> list[int]:
    return [max(1, *(cell_len(text) for cell in column for text, _ in cell)) for column in zip(*rows, strict=True)]


def _padded(text: str, room: int, style: Style) -> str:
    return _styled(text, style) + " " * (room - cell_len(text))


def _styled(text: str, style: Style) -> str:
    return click.style(text, **style) if style else text


def folded(text: str, width: int) -> list[str]:
    """The text in lines of no more than `width`, between words where there is room for one."""
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and cell_len(lines[-1]) + 1 + cell_len(word) <= width:
            lines[-1] += f" {word}"
        elif lines[-1]:
            lines += chop_cells(word, width)
        else:
            lines[-1:] = chop_cells(word, width) or [""]
    return lines


def _fitted(widths: list[int], width: int) -> list[int]:
    """The widths of the columns, the widest ones made narrower until they and the gaps fit."""
    room = width - _GAP * (len(widths) - 1)
    while sum(widths) > max(room, len(widths)):
        widths[widths.index(max(widths))] -= 1
    return widths
