"""Is the user asked for something? Requests, offered times and offers, told from courtesies (reading rules, section 4)."""

from __future__ import annotations

from functools import lru_cache

from replydue.core.sayings import patterns, plain_sentences, said


@lru_cache(maxsize=128)
def requests_in(words: str) -> tuple[str, ...]:
    """The sentences in which the user is asked, requested, or offered something that wants an answer."""
    kinds = patterns("asks")
    found = []
    for sentence, plain in plain_sentences(words):
        if kinds["rhetorical"].search(plain) or (kinds["courtesy"].search(plain) and not kinds["sure"].search(plain)):
            continue
        if kinds["request"].search(plain) or kinds["sure"].search(plain) or plain.rstrip().endswith("?"):
            found.append(sentence)
    return tuple(found)


def status_asked_in(words: str) -> tuple[str, ...]:
    """The sentences in which the user asks how things stand: what makes a message of the user's a follow-up."""
    return said("asks", "status", words)
