"""Does a table stay within its screen, and lose nothing?"""

from __future__ import annotations

from collections.abc import Sequence

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from replydue.cli.columns import Cell, columns_of, continued, folded, side_by_side

TEXT = st.text(st.sampled_from("ab é漢字🙂-"), max_size=30).map(lambda text: " ".join(text.split()))


def plain(rows: Sequence[tuple[str, ...]]) -> list[list[Cell]]:
    return [[[(text, {})] for text in row] for row in rows]


@given(rows=st.lists(st.tuples(TEXT, TEXT, TEXT), min_size=1, max_size=5), width=st.integers(20, 120))
def test_no_line_is_too_wide_and_every_sign_is_there(rows: list[tuple[str, ...]], width: int) -> None:
    lines = list(side_by_side(plain(rows), width))
    assert max(map(cell_len, lines)) <= width
    assert sorted("".join("".join(lines).split())) == sorted("".join("".join(text for row in rows for text in row).split()))


@given(text=TEXT, width=st.integers(2, 40))
def test_folded_text_reads_as_before(text: str, width: int) -> None:
    lines = folded(text, width)
    assert max(map(cell_len, lines)) <= width
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_words_stay_whole_where_there_is_room() -> None:
    assert folded("the wait is over at last", 11) == ["the wait is", "over at", "last"]
    assert folded("Donaudampfschiff ahoi", 8) == ["Donaudam", "pfschiff", "ahoi"]


def test_columns_stand_below_each_other_whatever_the_script() -> None:
    rows = [("山田", "Northwind"), ("Dana", "Contoso")]
    assert list(side_by_side(plain(rows), 40)) == ["山田  Northwind", "Dana  Contoso"]


@pytest.mark.parametrize("width", [40, 12])
def test_colours_take_no_room(width: int) -> None:
    rows = [("Dana", "to approve", "x"), ("Priya", "waiting", "y")]
    coloured = side_by_side([[[(row[0], {})], [(row[1], {"fg": "green", "bold": True})], [(row[2], {})]] for row in rows], width)
    assert [click.unstyle(line).rstrip() for line in coloured] == list(side_by_side(plain(rows), width))


def test_lines_of_a_cell_stand_below_each_other_each_in_its_colours() -> None:
    rows: list[list[Cell]] = [[[("Dana", {}), ("Northwind", {"fg": "green"})], [("waiting", {})]], [[("Priya", {})], [("by Friday", {}), ("then a call", {})]]]
    assert list(side_by_side(rows, 40)) == ["Dana       waiting", "\x1b[32mNorthwind\x1b[0m", "Priya      by Friday", "           then a call"]
    assert columns_of(rows) == 22


@given(rows=st.lists(st.tuples(TEXT, TEXT, TEXT), min_size=1, max_size=5))
def test_nothing_is_folded_where_there_is_just_room(rows: list[tuple[str, ...]]) -> None:
    assert len(list(side_by_side(plain(rows), columns_of(plain(rows))))) == len(rows)


@pytest.mark.parametrize(("width", "lines"), [(20, ["Dana Wu: to approve"]), (18, ["Dana Wu:", "to approve"]), (7, ["Dana", "Wu:", "to", "approve"])])
def test_an_end_in_colours_is_folded_last(width: int, lines: list[str]) -> None:
    coloured = list(continued("Dana Wu:", ("to approve", {"fg": "green"}), width))
    assert [click.unstyle(line) for line in coloured] == lines
    assert "\x1b[32m" in coloured[-1]
    assert list(continued("Dana Wu:", ("to approve", {}), width)) == lines
