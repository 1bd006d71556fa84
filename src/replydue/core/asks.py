"""Is the user asked for something? Requests, offered times and offers, told from courtesies (reading rules, section 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from replydue.core.acts import Said, acts_in
from replydue.core.sayings import pattern

_PARTS = re.compile(r"(?<=[;:?!]) +| +[-–—]+ +")  # between parts of a sentence that stand for themselves


def requests_in(words: str, *, surely: bool = False) -> tuple[str, ...]:
    """The sentences in which the user is asked, requested, or offered something that wants an answer; `surely`: only those that leave no doubt."""
    return tuple(sentence for sentence, sure in _requests(words) if sure or not surely)


@lru_cache(maxsize=128)
def _requests(words: str) -> tuple[tuple[str, bool], ...]:
    """Each sentence that wants an answer, and whether there is no doubt that it does."""
    asking = (said for said in acts_in("theirs", words) if _wants_an_answer(said))
    return tuple((said.sentence, _comes_with_a_role(said.plain, said.language) or said.plainly_does("asks", surely=True)) for said in asking)


def _wants_an_answer(said: Said) -> bool:
    """Whether a sentence asks, by the rules and by the weights; never what a machine prints, what is to be brought along, nor what is only asked for the
    sake of speaking."""
    if _comes_with_a_role(said.plain, said.language):
        return True
    ruled = any(_asks(clause, said.language) for clause in _clauses(said.plain, said.language))
    if not said.does("asks", ruled=ruled):
        return False
    return not any(pattern("asks", kind, said.language).search(said.plain) for kind in ("printed", "bring_along", *(() if ruled else ("rhetorical",))))


def _comes_with_a_role(plain: str, language: str) -> bool:
    """Who comes with a role asks, though he puts no question: there the words are plain enough."""
    return bool(pattern("asks", "approach", language).search(plain))


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
