"""The mail that weights are learnt from is whole: each line is of its form, and none stands there twice."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from training import days, sentences, threads

MAIL = Path(__file__).parents[2] / "training" / "mail"


@pytest.mark.parametrize("file", sorted(MAIL.iterdir()), ids=lambda file: file.name)
def test_no_line_stands_twice(file: Path) -> None:
    counts = Counter(file.read_text(encoding="utf-8").splitlines())
    assert [line[:80] for line, count in counts.items() if count > 1 or not line] == []


@pytest.mark.parametrize("name", ["days_en.txt", "user_days_en.txt"])
def test_each_day_is_marked_well(name: str) -> None:
    text = (MAIL / name).read_text(encoding="utf-8")
    read = days.marked if name.startswith("days") else days.marked_by_user
    assert text.count("[[") == text.count("]]") == len(days.marks_in(text))
    first = "\n".join(text.splitlines()[:60])
    sample = list(read(first))
    assert len({example.kind for example in sample}) > 3
    assert all(example.traits for example in sample)


@pytest.mark.parametrize("topic", ["theirs", "mine"])
def test_each_sentence_has_a_known_code(topic: str) -> None:
    lines = (MAIL / f"{topic}_en.tsv").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not sentences.well_formed(topic, line)] == []


def test_threads_are_of_both_sorts() -> None:
    some = [threads.short(line) for line in (MAIL / "threads_en.jsonl").read_text(encoding="utf-8").splitlines()[::50]]
    assert {example.kind for example in some} == {"candidacy", "other"}
