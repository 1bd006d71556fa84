"""Is the user asked for something? Requests, offered times and offers, told from courtesies (reading rules, section 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from replydue.core.acts import does
from replydue.core.sayings import pattern, plain_sentences

_PARTS = re.compile(r"(?<=[;:?!]) +| +[-–—]+ +")  # between parts of a sentence that stand for themselves


@lru_cache(maxsize=128)
def requests_in(words: str) -> tuple[str, ...]:
    """The sentences in which the user is asked, requested, or offered something that wants an answer."""
    return tuple(sentence for sentence, plain, language in plain_sentences(words) if _wants_an_answer(plain, language))


def _wants_an_answer(plain: str, language: str) -> bool:
    """Whether a sentence asks, by the rules and by the weights; never what a machine prints, nor what is only asked for the sake of speaking.

    Who comes with a role asks, though he puts no question: there the words are plain enough.
    """
    if pattern("asks", "approach", language).search(plain):
        return True
    ruled = any(_asks(clause, language) for clause in _clauses(plain, language))
    if pattern("asks", "printed", language).search(plain) or (not ruled and pattern("asks", "rhetorical", language).search(plain)):
        return False
    return does("theirs", ("asks",), plain, language, ruled=ruled)


def status_asked_in(words: str) -> tuple[str, ...]:
    """The sentences in which the user asks how things stand: what makes a message of the user's a follow-up."""
    return tuple(
        sentence
        for sentence, plain, language in plain_sentences(words)
        if does("mine", ("asks_status",), plain, language, ruled=bool(pattern("asks", "status", language).search(plain)))
    )


def _clauses(plain: str, language: str) -> Iterator[str]:
    """The clauses of a sentence: what is asked in one may stand beside a courtesy in the next."""
    for part in _PARTS.split(plain):
        start = 0
        for joint in pattern("asks", "joint", language).finditer(part):
            yield part[start : joint.start()]
            start = joint.end()
        yield part[start:]


def _asks(clause: str, language: str) -> bool:
    if pattern("asks", "rhetorical", language).search(clause):
        return False
    if pattern("asks", "sure", language).search(clause):
        return True
    if pattern("asks", "courtesy", language).search(clause):
        return False
    return clause.rstrip(" \"')").endswith("?") or bool(pattern("asks", "request", language).search(clause))
