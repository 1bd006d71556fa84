"""Sentences, and what each does: `mail/theirs_en.tsv` and `mail/mine_en.tsv` (a code, a tab, the sentence), and the wordings that the rules were written by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from replydue.core.acts import traits
from replydue.core.context import Likely, among
from replydue.core.mail import Nature
from replydue.core.sayings import passages_read, pattern, plain_sentences, plain_sentences_of, spelled_out
from replydue.core.sender import nature
from replydue.core.weights import Weights
from replydue.service.evaluation.written_mail import moment, read_messages, settings_of
from training.days import without_marks
from training.examples import Example, lines_of
from training.letters import UNLABELLED, Letter, coded_in

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
class Message:
    """The sentences of a message in one language, and whether it is the newest."""

    said: Sequence[Example]
    newest: bool


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


def coded_letters(topic: str, letters: Iterable[Letter]) -> list[list[Example]]:
    """The sentences of each letter in order, as the product reads them; where it takes several labelled ones for one, as they are labelled."""
    return [[_example(topic, sentence, _CODES[topic].get(code, ""), letter.text) for code, sentence in _coded(letter)] for letter in letters]


def _coded(letter: Letter) -> list[tuple[str, str]]:
    as_read = coded_in(letter, [sentence for sentence, _, _ in plain_sentences_of(letter.text, "en")])
    labelled = [(code, without_marks(line)) for code, line in letter.lines]
    return labelled if _labels(as_read) < _labels(labelled) else as_read


def _labels(coded: Iterable[tuple[str, str]]) -> int:
    return sum(code not in UNLABELLED for code, _ in coded)


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
        messages = list(messages_of(topic, line))
        said = [(*each, message.newest) for message in messages for each in weighed(message, weights)]
        shown = _SHOWN[topic].get(expected.get("reason") or expected.get("standing"))
        if shown and said:
            last = [each for each in said if each[-1]] or said
            yield from _as(max(last, key=lambda each: each[1][shown])[0], shown)
        if expected.get("standing") in ("waiting", "overdue", "your_turn"):
            for examples, likely, newest in said:
                never = (*_ENDING[topic], *(("asks",) if newest and expected["standing"] != "your_turn" else ()))
                yield from _as(examples, max((kind for kind in weights.kinds if kind not in never), key=lambda kind: likely[kind]))


def weighed(message: Message, weights: Weights) -> Iterator[tuple[tuple[Example, Example], Likely]]:
    """Each sentence, alone and among the others, with what it likely does."""
    first = [weights.weigh(each.traits) for each in message.said]
    for alone, around in zip(message.said, among(first), strict=True):
        placed = replace(alone, traits=alone.traits | around, placed=True)
        yield (alone, placed), weights.weigh(placed.traits)


def _as(examples: Iterable[Example], kind: str) -> Iterator[Example]:
    return (replace(example, kind=kind) for example in examples)


def messages_of(topic: str, line: Mapping[str, Any]) -> Iterator[Message]:
    """The messages of one side that people wrote in English."""
    settings = settings_of(line)
    messages, _size = read_messages(line["messages"], settings.timezone, moment(line["now"], settings.timezone))
    human = sorted((message for message in messages if nature(message) is Nature.HUMAN), key=lambda message: message.date)
    for message in human:
        if (message.sender.address in line["me"]) == (topic == "mine"):
            for language, passage in passages_read(message.words):
                if language == "en":
                    read = plain_sentences_of(passage, language)
                    yield Message([_example(topic, sentence, "", passage) for sentence, _, _ in read], message is human[-1])


def _example(topic: str, sentence: str, kind: str, letter: str = "") -> Example:
    return Example(frozenset(traits(topic, spelled_out(sentence, "en"), "en")), kind, sentence, letter)
