"""Many patterns looked for by the words that each cannot do without: the matches are those of all of them as one."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from replydue.core.alternatives import alternatives
from replydue.core.any_of import AnyOf, starts_in
from replydue.core.needed_words import needed_words
from replydue.core.sayings import folded, patterns

TESTS = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        ("one|two", ["one", "two"]),
        (r"\b(?:one|two)\b", [r"\b(?:one)\b", r"\b(?:two)\b"]),
        (r"(?<!\w)(?:(?:a|b) c|[|)]d)(?!\w)", [r"(?<!\w)(?:(?:a|b) c)(?!\w)", r"(?<!\w)(?:[|)]d)(?!\w)"]),
        (r"(?:a|b) (?:c|d)", [r"(?:a|b) (?:c|d)"]),
        (r"a\|b|\(c", [r"a\|b", r"\(c"]),
    ],
)
def test_a_pattern_is_cut_at_its_outermost_bars(pattern: str, parts: list[str]) -> None:
    assert list(alternatives(pattern)) == parts


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\bregret\b", {"regr"}),
        (r"\brecruit\w*", {"recr"}),
        (r"\b(?:we|they) (?:regret|decline)\b", {"regr", "decl"}),
        (r"\bdue,? to\b", {"due"}),
        (r"\bdev ?ops\b", {"devo", "ops"}),
        (r"\b(?:very )?sorry", {"sorr"}),
        (r"\bpause[sd]?\b", {"paus"}),
        (r"\bin\w+", None),
        (r"recruit", None),
        (r"\d+ days|\w+", None),
        (r"^(?:no|never)$", {"no", "neve"}),
    ],
)
def test_what_a_pattern_cannot_do_without(pattern: str, words: set[str] | None) -> None:
    rarest = next(iter(needed_words(pattern)), None)
    assert (rarest and set(rarest)) == words


def test_words_are_known_by_their_first_letters_whatever_their_case() -> None:
    assert starts_in("regretfully, we can't") == {"regr", "we", "can", "t"}


@pytest.mark.parametrize("topic", ["asks", "closure", "due", "recruiter"])
def test_the_matches_are_those_of_one_pattern(topic: str) -> None:
    """On labelled mail, and on the words of the sayings themselves, strung together."""
    lines = (TESTS / "dev" / "unseen_sentences.jsonl").read_text("utf-8").splitlines()
    texts = [folded(json.loads(line)["text"]) for line in lines[::4] if line.startswith("{")]
    for kind, sought in patterns(topic).items():
        words = re.findall(r"[^\W\d_]+", " ".join(sought.patterns))
        strung = [" ".join(words[start : start + 20]) for start in range(0, len(words), 15)]
        whole = re.compile("|".join(sought.patterns) or "(?!)")
        for text in (*texts, *strung[:60]):
            assert [match.span() for match in sought.finditer(text)] == [match.span() for match in whole.finditer(text)], (kind, text)


def test_matches_at_the_beginning_and_of_the_whole_are_those_of_the_first_pattern() -> None:
    sought = AnyOf([r"\bnot yet", r"\bnot\b", r"x+"])
    assert [match and match[0] for match in (sought.match("not yet"), sought.match("not now"), sought.match("is not"))] == ["not yet", "not", None]
    assert [match and match[0] for match in (sought.fullmatch("not"), sought.fullmatch("xx"), sought.fullmatch("xx y"))] == ["not", "xx", None]
