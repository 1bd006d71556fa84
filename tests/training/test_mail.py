"""The mail that weights are learnt from is whole: each line is of its form, and none stands there twice."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from replydue.core.context import Likely
from replydue.core.upshot import COMES_TO, IT_DOES, IT_DOES_NOT
from replydue.core.weights import weights_of
from training import days, examples, letters, sentences, threads, upshots

MAIL = Path(__file__).parents[2] / "training" / "mail"
LETTERS = MAIL / "letters_en.txt"


@pytest.mark.parametrize("file", sorted(set(MAIL.iterdir()) - {LETTERS}), ids=lambda file: file.name)
def test_no_line_stands_twice(file: Path) -> None:
    counts = Counter(file.read_text(encoding="utf-8").splitlines())
    assert [line[:80] for line, count in counts.items() if count > 1 or not line] == []


@pytest.mark.parametrize("name", ["days_en.txt", "user_days_en.txt"])
def test_each_day_is_marked_well(name: str) -> None:
    text = (MAIL / name).read_text(encoding="utf-8")
    read = days.marked if name.startswith("days") else days.marked_by_user
    assert text.count("[[") == text.count("]]") == len(days.marks_in(text))
    first = "\n".join(text.splitlines()[:60])
    sample = [example for each in read(first) for example in each.examples]
    assert len({example.kind for example in sample}) > 3
    assert all(example.traits for example in sample)


@pytest.mark.parametrize("topic", ["theirs", "mine"])
def test_each_sentence_has_a_known_code(topic: str) -> None:
    lines = (MAIL / f"{topic}_en.tsv").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not sentences.well_formed(topic, line)] == []


def test_threads_are_of_both_sorts() -> None:
    some = [threads.short(json.loads(line)) for line in (MAIL / "threads_en.jsonl").read_text(encoding="utf-8").splitlines()[::50]]
    assert {example.kind for example in some} == {"candidacy", "other"}


def test_labelled_letters_are_whole_and_no_thread_stands_twice() -> None:
    read = letters.read([LETTERS])
    assert all(thread.letters and all(letter.lines for letter in thread.letters) for thread in read)
    assert {thread.candidacy for thread in read} == {True, False}
    assert [text[:80] for text, count in Counter(str(thread.letters) for thread in read).items() if count > 1] == []


@pytest.mark.parametrize(("topic", "by"), [("theirs", "them"), ("mine", "me")])
def test_each_sentence_of_a_letter_has_a_code_of_its_side(topic: str, by: str) -> None:
    lines = [line for letter in letters.letters_of(letters.read([LETTERS]), by) for line in letter.lines if line[0] not in letters.UNLABELLED]
    assert len(lines) > 1_000
    assert [line for line in lines if not sentences.well_formed(topic, "\t".join(line))] == []


def test_each_day_of_a_letter_is_marked_well() -> None:
    for letter in (letter for thread in letters.read([LETTERS]) for letter in thread.letters):
        assert letter.marked.count("[[") == letter.marked.count("]]") == len(days.marks_in(letter.marked)), letter.marked


def test_a_letter_is_read_as_it_was_written(tmp_path: Path) -> None:
    file = tmp_path / "letters.txt"
    file.write_text(
        "=== recruiting\n<<< Isa <isa@bread.example> | Van driver\n- Hi Mo,\nR Ring me [[by noon Thursday|D]].\nV You'll hear.\n- Isa\n", encoding="utf-8"
    )
    (thread,) = letters.read([file])
    assert thread.short["messages"] == [
        {
            "by": "them",
            "from_name": "Isa",
            "from_address": "isa@bread.example",
            "subject": "Van driver",
            "text": "Hi Mo,\nRing me by noon Thursday. You'll hear.\nIsa",
        }
    ]
    assert [each.kinds for each in days.marked(thread.letters[0].marked)] == [["deadline"]]
    read = ["Hi Mo,", "Ring me by noon Thursday.", "You'll hear.", "Isa"]
    assert letters.coded_in(thread.letters[0], read) == list(zip("-RV-", read, strict=True))


def test_what_the_product_takes_for_one_sentence_is_learnt_from_as_it_was_labelled() -> None:
    letter = letters.Letter("them", "Tobi", "tobi@bread.example", "", [("I", "played it three times"), ("R", "could u send a map"), ("-", "tobi")])
    assert letters.coded_in(letter, ["played it three times could u send a map tobi"]) == [("I", "played it three times could u send a map tobi")]
    assert [example.kind for example in sentences.coded_letters("theirs", [letter])[0]] == ["tells", "asks", ""]


@pytest.mark.parametrize("line", ["<<< Isa <isa@bread.example> Van driver", "RR Ring me.", "R", "=== perhaps"])
def test_what_is_of_no_form_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "letters.txt"
    file.write_text(f"=== other\n<<< Isa <isa@bread.example> | Van\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"letters\.txt:3"):
        letters.read([file])


def test_a_letter_comes_to_what_any_of_its_sentences_does() -> None:
    tells, asks = examples.Example(frozenset(), "tells"), examples.Example(frozenset(), "asks")
    told: list[tuple[list[examples.Example], list[Likely]]] = [
        ([tells, asks], [{"tells": 1.0, "asks": 0.0}, {"tells": 0.2, "asks": 0.8}]),
        ([tells, tells], [{"tells": 1.0, "asks": 0.0}] * 2),
        ([asks], [{}]),
    ]
    assert [example.kind for example in upshots.coded("theirs", "letter_asks", told)] == [IT_DOES, IT_DOES_NOT]


@pytest.mark.parametrize("topic", ["theirs", "mine"])
def test_each_upshot_is_learnt_of_acts_that_sentences_have(topic: str) -> None:
    weights = weights_of(topic, "en")
    assert weights is not None
    for upshot, acts in COMES_TO[topic].items():
        assert set(acts) <= set(weights.kinds)
        learnt = weights_of(upshot, "en")
        assert learnt is not None
        assert set(learnt.kinds) == {IT_DOES, IT_DOES_NOT}


def test_standings_tell_what_the_newest_letter_comes_to() -> None:
    weights = weights_of("theirs", "en")
    assert weights is not None
    seen = [Path(__file__).parents[1] / "conversations" / "seen" / "rules.jsonl"]
    kinds = Counter(example.kind for example in upshots.told_by_standing("theirs", "letter_asks", seen, weights))
    assert kinds[IT_DOES] > 5
    assert kinds[IT_DOES_NOT] > 5
