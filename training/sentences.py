"""Sentences, and what each does: `mail/theirs_en.tsv` and `mail/mine_en.tsv` (a code, a tab, the sentence), and the wordings that the rules were written by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from replydue.core.acts import traits
from replydue.core.mail import Nature
from replydue.core.sayings import pattern, plain_sentences, spelled_out
from replydue.core.sender import nature
from replydue.core.weights import Weights
from replydue.service.evaluation.written_mail import moment, read_messages, settings_of
from training.examples import Example, lines_of

_CODES = {
    "theirs": {
        "R": "asks", "C": "courtesy", "J": "rejects", "F": "role_closed", "H": "holds", "W": "goes_on", "V": "promises", "A": "appoints", "I": "tells",
    },
    "mine": {"W": "withdraws", "Q": "asks_status", "T": "thanks", "A": "applies", "P": "repeats", "O": "answers"},
}  # fmt: skip
_ENDING = {"theirs": ("rejects", "role_closed", "holds"), "mine": ("withdraws",)}  # acts after which no reply is expected
_WORDINGS = {
    "theirs": {"requests": "asks", "courtesies": "courtesy", "rejected": "rejects", "role_closed": "role_closed", "softly": "rejects", "going_on": "tells"},
    "mine": {"withdrawn": "withdraws", "staying": "answers", "status": "asks_status"},
}


_SHOWN = {  # the act that a standing, or its reason, comes of
    "theirs": {"your_turn": "asks", "rejected": "rejects", "role_closed": "role_closed", "on_hold": "holds"},
    "mine": {"withdrawn": "withdraws"},
}


@dataclass(frozen=True)
class _Said:
    """A sentence, as written and plain, its language, whether it stands in the newest message, and what it likely does."""

    sentence: str
    plain: str
    language: str
    newest: bool
    likely: Mapping[str, float]


def well_formed(topic: str, line: str) -> bool:
    """Whether a line is a known code, a tab and a sentence."""
    code, tab, sentence = line.partition("\t")
    return code in _CODES[topic] and bool(tab) and bool(sentence.strip())


def pairs_in(lines: str) -> list[tuple[str, str]]:
    """The codes and sentences of lines."""
    return [(code, sentence) for code, _, sentence in (line.partition("\t") for line in lines.splitlines())]


def coded(topic: str, pairs: Iterable[tuple[str, str]]) -> Iterator[Example]:
    """An example for each code and sentence."""
    return (_example(topic, sentence, _CODES[topic][code]) for code, sentence in pairs)


def worded(topic: str, folder: Path) -> Iterator[Example]:
    """An example for each wording of the files in a folder that a topic takes."""
    for name, kind in _WORDINGS[topic].items():
        wordings = (folder / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        yield from (_example(topic, wording, kind) for wording in wordings if wording and not wording.startswith("#"))


def our_letters(folder: Path) -> Iterator[Example]:
    """An example for each sentence of the letters that replydue itself writes, which must be read as what they are."""
    for file in sorted(folder.glob("*.en.txt")):
        for sentence, plain, language in plain_sentences(file.read_text(encoding="utf-8")):
            status = pattern("asks", "status", language).search(plain)
            if not file.name.startswith("call"):
                yield _example("mine", sentence, "asks_status" if status else "answers")


def told_by_standing(topic: str, files: Iterable[Path], weights: Weights) -> Iterator[Example]:
    """Examples from conversations whose standing is known: what their sentences do of what their standing leaves possible.

    Marked sentences were written to show what they do; of the sentences of real letters few do any of it, and this is how that is learnt. Where a standing
    comes of an act, the sentence that most likely does it is an example of it; where no end came, each sentence is one of what it most likely does besides.
    """
    for line in (line for file in files for line in lines_of(file)):
        expected = line["expect"]
        said = [_Said(*each, weights.weigh(traits(topic, *each[1:3]))) for each in _sentences(topic, line)]
        shown = _SHOWN[topic].get(expected.get("reason") or expected.get("standing"))
        if shown and said:
            newest = [each for each in said if each.newest] or said
            yield _example(topic, max(newest, key=lambda each: each.likely[shown]).sentence, shown)
        if expected.get("standing") in ("waiting", "overdue", "your_turn"):
            for each in said:
                never = (*_ENDING[topic], *(("asks",) if each.newest and expected["standing"] != "your_turn" else ()))
                kind = max((kind for kind in weights.kinds if kind not in never), key=lambda kind: each.likely[kind])
                yield _example(topic, each.sentence, kind)


def _sentences(topic: str, line: Mapping[str, Any]) -> Iterator[tuple[str, str, str, bool]]:
    """The sentences of one side that people wrote in English, and whether their message is the newest."""
    settings = settings_of(line)
    messages, _size = read_messages(line["messages"], settings.timezone, moment(line["now"], settings.timezone))
    human = sorted((message for message in messages if nature(message) is Nature.HUMAN), key=lambda message: message.date)
    for message in human:
        if (message.sender.address in line["me"]) == (topic == "mine"):
            yield from ((*said, message is human[-1]) for said in plain_sentences(message.words) if said[2] == "en")


def _example(topic: str, sentence: str, kind: str) -> Example:
    return Example(frozenset(traits(topic, spelled_out(sentence, "en"), "en")), kind, sentence)
