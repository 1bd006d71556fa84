"""Is it over? Rejections, roles that are gone, and the user's own withdrawal (reading rules, section 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from replydue.core.acts import Said, acts_in
from replydue.core.model import Reason
from replydue.core.sayings import pattern, plain_sentences, said

_ACTS = {"rejects": Reason.REJECTED, "role_closed": Reason.ROLE_CLOSED}
_ENDS = (("role_closed", Reason.ROLE_CLOSED), ("rejected", Reason.REJECTED))


def closed_by_counterpart(words: str, apart_from: frozenset[str] = frozenset(), *, plainly: bool = False) -> tuple[Reason, str] | None:
    """Why the counterpart's words end the conversation, with the sentence that says so; None if they do not.

    Sentences `apart_from` which it is said do not count; `plainly`: only those count that rules and weights both take for an end, or the weights without a
    doubt, as something is left to come.
    """
    found = [end for end in _ends_in(words) if end.sentence not in apart_from and (end.plain or not plainly)]
    said = max(found, key=lambda end: (end.plain, end.likely), default=None)  # "I have bad news" before it says which
    return (said.reason, said.sentence) if said else None


@dataclass(frozen=True, slots=True)
class _End:
    """A sentence that ends the conversation, whether that is plain, and how likely it is by the weights; 0 in a language without."""

    reason: Reason
    sentence: str
    plain: bool
    likely: float


@lru_cache(maxsize=256)
def _ends_in(words: str) -> tuple[_End, ...]:
    return tuple(end for end in map(_end, acts_in("theirs", words)) if end)


def _end(said: Said) -> _End | None:
    """How a sentence ends the conversation. A CV kept on file alone does not (see `softly_closed`), nor does what hangs on a condition."""
    found = [(match.start(), number) for number, (kind, _) in enumerate(_ENDS) for match in _said_for_good(kind, said.plain, said.language)]
    if not said.does(*_ACTS, ruled=bool(found)) or (not found and _is_hedged(said)):
        return None
    act = max(_ACTS, key=lambda act: said.likely.get(act, 0.0))
    reason = _ACTS[act] if said.likely else _ENDS[min(found)[1]][1]
    return _End(reason, said.sentence, said.plainly_does(*_ACTS, surely=not found), said.likely.get(act, 0.0))


def _is_hedged(said: Said) -> bool:
    """Whether a sentence only regrets, hangs on something, or is delighted in words of a no; a no that leaves no doubt may stand beside regret."""
    sure = said.likely and said.plainly_does(*_ACTS, surely=True)
    return any(pattern("closure", kind, said.language).search(said.plain) for kind in ("idioms", *(() if sure else ("softly", "conditional"))))


def softly_closed(words: str) -> str:
    """The sentence of a letter that only says good-bye: good wishes, a CV kept on file. "" if there is none, or if the letter leaves something to come."""
    if said("closure", "going_on", words):
        return ""
    return next((sentence for sentence, plain, language in plain_sentences(words) if any(_said_for_good("softly", plain, language))), "")


@lru_cache(maxsize=256)
def held_in(words: str) -> tuple[str, ...]:
    """The sentences that put the matter on hold in words which no rule of promises knows, so that no end is read."""
    return tuple(said.sentence for said in acts_in("theirs", words) if said.does("holds", ruled=False))


def may_hold(sentence: str, words: str) -> bool:
    """Whether the weights leave it open that a sentence of a letter puts the matter on hold, as the rules say."""
    return all(said.does("holds", ruled=True) for said in acts_in("theirs", words) if said.sentence == sentence)


@lru_cache(maxsize=256)
def withdrawn_by_user(words: str, *, surely: bool = False) -> str:
    """The sentence with which the user withdraws, declines, or says that another job was taken; "" if there is none; `surely`: one that leaves no doubt."""
    withdrawing = (said for said in acts_in("mine", words) if _withdraws(said))
    return next((said.sentence for said in withdrawing if not surely or said.plainly_does("withdraws", surely=True)), "")


def _withdraws(said: Said) -> bool:
    found, staying, requested = (pattern("closure", kind, said.language).search(said.plain) for kind in ("withdrawn", "staying", "requested"))
    ruled = bool(found and not staying)
    if _is_question(said.plain):  # "Could you withdraw my application?" does, "Can I still withdraw it next week?" does not
        return bool(requested) and (said.plainly_does("withdraws", surely=True) if said.likely else ruled)
    return said.does("withdraws", ruled=ruled)


def other_role_offered(words: str) -> bool:
    """Whether a letter that ends one thing opens another: a similar role, a later start."""
    return bool(said("closure", "another", words))


def reopened(words: str) -> bool:
    """Whether a letter takes an end back: minds were changed, somebody else dropped out."""
    return bool(said("closure", "reopened", words))


def _said_for_good(kind: str, plain: str, language: str) -> Iterator[re.Match[str]]:
    """Where a sentence says it as a fact: not asked, not denied, not under a condition, not of something else, not in words that mean none."""
    if _is_question(plain):
        return
    for match in pattern("closure", kind, language).finditer(plain):
        idiom = pattern("closure", "idioms", language).search(plain)
        if idiom and idiom.start() < match.end() and match.start() < idiom.end():
            continue
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
