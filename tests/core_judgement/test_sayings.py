"""Sayings are looked for between words, and in what could be words."""

from __future__ import annotations

import pytest

from replydue.core.asks import requests_in
from replydue.core.closure import closed_by_counterpart
from replydue.core.sayings import spelled_out


@pytest.mark.parametrize("endless", ["<" * 3000, "'" * 3000, "https://jobs.northwind.example/" + "a1b2/" * 300])
def test_an_endless_word_hides_nothing_that_stands_beside_it(endless: str) -> None:
    assert requests_in(f"Could you send me your availability here {endless} ?")
    assert closed_by_counterpart(f"We have decided to move forward with other candidates {endless}.")


def test_an_endless_word_loses_its_middle_and_a_long_one_nothing() -> None:
    assert spelled_out("x" * 3000 + "?", "en") == "x" * 60 + "?"
    assert spelled_out("x" * 90 + "?", "en") == "x" * 90 + "?"
