"""Is it over? Rejections, roles that are gone, and the user's own withdrawal (reading rules, section 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from replydue.core.model import Reason
from replydue.core.sayings import pattern, plain_sentences, said

_ENDS = (("role_closed", Reason.ROLE_CLOSED), ("rejected", Reason.REJECTED))


@lru_cache(maxsize=256)
def closed_by_counterpart(words: str) -> tuple[Reason, str] | None:
    """Why the counterpart's words end the conversation, with the sentence that says so; None if they do not."""
    for sentence, plain, language in plain_sentences(words):
        found = [(match.start(), number) for number, (kind, _) in enumerate(_ENDS) for match in _said_for_good(kind, plain, language)]
        if found:
            return _ENDS[min(found)[1]][1], sentence
    return None


def softly_closed(words: str) -> str:
    """The sentence of a letter that only says good-bye: good wishes, a CV kept on file. "" if there is none, or if the letter leaves something to come."""
    if said("closure", "going_on", words):
        return ""
    return next((sentence for sentence, plain, language in plain_sentences(words) if any(_said_for_good("softly", plain, language))), "")


@lru_cache(maxsize=256)
def withdrawn_by_user(words: str) -> str:
    """The sentence with which the user withdraws, declines, or says that another job was taken; "" if there is none."""
    staying = set(said("closure", "staying", words))
    withdrawing = (sentence for sentence in said("closure", "withdrawn", words) if sentence not in staying and not _is_question(sentence))
    return next(withdrawing, "")


def other_role_offered(words: str) -> bool:
    """Whether a letter that ends one thing opens another: a similar role, a later start."""
    return bool(said("closure", "another", words))


def reopened(words: str) -> bool:
    """Whether a letter takes an end back: minds were changed, somebody else dropped out."""
    return bool(said("closure", "reopened", words))


def _said_for_good(kind: str, plain: str, language: str) -> Iterator[re.Match[str]]:
    """Where a sentence says it as a fact: not asked, not denied, not under a condition, not of something else."""
    if _is_question(plain):
        return
    for match in pattern("closure", kind, language).finditer(plain):
        before = _clause_before(plain[: match.start()], language)
        hedged = pattern("closure", "hedge_before", language).search(before) or pattern("closure", "hedge_after", language).match(plain[match.end() :])
        if not hedged and not pattern("closure", "conditional", language).search(plain):
            yield match


def _is_question(sentence: str) -> bool:
    return sentence.rstrip(" \"')").endswith("?")


def _clause_before(text: str, language: str) -> str:
    """What of the words before stands in the same clause."""
    turns = list(pattern("closure", "turn", language).finditer(text))
    return text[turns[-1].end() :] if turns else text
