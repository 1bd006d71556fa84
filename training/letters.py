"""Whole threads with each sentence and each day labelled (`mail/letters_en.txt`), from which all topics learn.

`=== recruiting` or `=== other` begins a thread, `<<< Name <address> | Subject` a letter of the counterpart's, `>>> …` one of the user's. Then a line is a
code, a blank and a sentence; the code `-` is of a greeting, a name or a signature, `=` of a sentence that is nothing of what is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from email.utils import parseaddr
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from training.days import without_marks

_HEADS = {"<<<": "them", ">>>": "me"}
UNLABELLED = "-="
_LINE_OF_ITS_OWN = "-"


@dataclass
class Letter:
    """One letter: `by` "them" or "me", and its lines, each a code and what stands there, days marked."""

    by: str
    name: str
    address: str
    subject: str
    lines: list[tuple[str, str]] = field(default_factory=list)

    @property
    def marked(self) -> str:
        """The letter as one line with its days marked; a line break is written as ` / `."""
        written = ""
        for place, (code, said) in enumerate(self.lines):
            apart = place and _LINE_OF_ITS_OWN in (code, self.lines[place - 1][0])
            written += (" / " if apart else " " if place else "") + said
        return written

    @property
    def text(self) -> str:
        """The letter as it was sent."""
        return without_marks(self.marked).replace(" / ", "\n")


@dataclass
class Thread:
    """A thread, and whether it is about the reader's own candidacy."""

    candidacy: bool
    letters: list[Letter] = field(default_factory=list)

    @property
    def short(self) -> dict[str, Any]:
        """The thread in the short form of `mail/threads_en.jsonl`."""
        return {
            "label": "recruiting" if self.candidacy else "other",
            "messages": [
                {"by": letter.by, "from_name": letter.name, "from_address": letter.address, "subject": letter.subject, "text": letter.text}
                for letter in self.letters
            ],
        }


def read(files: Iterable[Path]) -> list[Thread]:
    """The threads of the files. Raises ValueError with the line that is of no form."""
    threads: list[Thread] = []
    for file in files:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                _take(line, threads)
            except (ValueError, IndexError, KeyError):
                raise ValueError(f"{file.name}:{number}: neither a thread, nor a letter, nor a code and a sentence: {line}") from None
    return threads


def coded_in(letter: Letter, read: Sequence[str]) -> list[tuple[str, str]]:
    """The letter's sentences as they are read, each after its code: that of the line of which most stands in it."""
    said = [" ".join(without_marks(line).split()) for _, line in letter.lines]
    ends = list(accumulate((len(line) + 1 for line in said), initial=0))
    whole, reached, codes = " ".join(said), 0, []
    for sentence in read:
        start = max(whole.find(sentence, reached), reached)
        reached = start + len(sentence)
        shared = [min(reached, end) - max(start, begin) for begin, end in pairwise(ends)]
        codes.append((letter.lines[shared.index(max(shared))][0], sentence))
    return codes


def letters_of(threads: Iterable[Thread], by: str) -> Iterator[Letter]:
    """The letters of one side."""
    return (letter for thread in threads for letter in thread.letters if letter.by == by)


def _take(line: str, threads: list[Thread]) -> None:
    head, _, rest = line.partition(" ")
    if head == "===":
        threads.append(Thread({"recruiting": True, "other": False}[rest.split()[0]]))
    elif head in _HEADS:
        sender, bar, subject = rest.partition("|")
        name, address = parseaddr(sender.replace(",", ""))
        if not bar:
            raise ValueError(line)
        threads[-1].letters.append(Letter(_HEADS[head], name, address, subject.strip()))
    elif head:
        if not rest or not re.fullmatch(r"[A-Z=-]", head):
            raise ValueError(line)
        threads[-1].letters[-1].lines.append((head, rest.strip()))
