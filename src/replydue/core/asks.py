"""Is the user asked for something? Requests, offered times and offers, told from courtesies (reading rules, section 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from replydue.core.acts import Least, Said, acts_in
from replydue.core.sayings import pattern

_LEAST: Least = (0.3, 0.1)  # a request overlooked would bring a follow-up though it is the user's turn; one too many brings none
_PARTS = re.compile(r"(?<=[;:?!]) +| +[-–—]+ +")  # between parts of a sentence that stand for themselves


def requests_in(words: str, *, surely: bool = False) -> tuple[str, ...]:
    """The sentences in which the user is asked, requested, or offered something that wants an answer; `surely`: only those that leave no doubt."""
    return tuple(sentence for sentence, sure in _requests(words) if sure or not surely)


@lru_cache(maxsize=128)
def _requests(words: str) -> tuple[tuple[str, bool], ...]:
    """Each sentence that wants an answer, and whether there is no doubt that it does: rules and weights agree, or the weights are sure."""
    found: list[tuple[str, bool]] = []
    for said in acts_in("theirs", words):
        ruled, brings_a_role = _is_ruled(said), _comes_with_a_role(said)
        if brings_a_role or _wants_an_answer(said, ruled):
            found.append((said.sentence, brings_a_role or said.plainly_does("asks", surely=not ruled)))
    return tuple(found)


def _wants_an_answer(said: Said, ruled: bool) -> bool:
    """Whether a sentence asks, by the weights and as `ruled`; never a mere number, what a machine prints, what is to be brought along or looked out for, nor
    what is only asked for the sake of speaking; a courtesy only where the weights have no doubt."""
    if not any(character.isalpha() or character == "?" for character in said.plain) or not said.does("asks", ruled=ruled, least=_LEAST):
        return False
    polite = () if ruled or said.plainly_does("asks", surely=True) else ("courtesy",)
    never = ("printed", "bring_along", "look_out", *(() if ruled else ("rhetorical",)), *polite)
    return not any(pattern("asks", kind, said.language).search(said.plain) for kind in never)


def _is_ruled(said: Said) -> bool:
    return any(_asks(clause, said.language) for clause in _clauses(said.plain, said.language))


def _comes_with_a_role(said: Said) -> bool:
    """Who comes with a role asks, though he puts no question: there the words are plain enough."""
    return bool(pattern("asks", "approach", said.language).search(said.plain))


def status_asked_in(words: str) -> tuple[str, ...]:
    """The sentences in which the user asks how things stand: what makes a message of the user's a follow-up."""
    ruled = ((said, bool(pattern("asks", "status", said.language).search(said.plain))) for said in acts_in("mine", words))
    return tuple(said.sentence for said, status in ruled if said.does("asks_status", ruled=status))


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
