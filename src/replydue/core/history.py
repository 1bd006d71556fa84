"""What of a letter stood in the thread before? Hiring platforms and old programs put the mail that is answered below, with no mark that tells it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from replydue.core.line_patterns import any_of
from replydue.core.mail import Body
from replydue.core.signature import without_signature

_MOST = 150  # words of an earlier mail that are compared: letters of one firm often begin alike, and then say yes or no
_FEWEST = 10  # a shorter mail may be said twice
_FIRST = 16  # characters that it is found by: no program breaks a line so early
_TRIES = 20
_STRETCH = 4_000  # characters in which those words stand, however the lines are broken
_ABOVE = 4  # lines that tell whose mail follows
_TELLS_WHOSE = re.compile(r"[:：]\s*$|@|\d{1,2}[:.h]\d{2}|(?:19|20)\d\d")
_SPEAKS = any_of("speaks")
_SENTENCE = re.compile(r"[.!?]\s*$")


def without_history(body: Body, earlier: Iterable[str]) -> Body:
    """The body without those of the earlier mails' words that follow its own. Who only says again what was said before has written all of it."""
    places = [place for words in earlier if (place := _repeated_from(body.words, words)) is not None]
    if not places:
        return body
    letter, under = without_signature(_without_lines_above(body.words[: min(places)].rstrip().split("\n")))
    words = "\n".join(letter).strip()
    return replace(body, words=words, signature="\n".join(filter(None, ["\n".join(under).strip(), body.signature]))) if words else body


def _repeated_from(words: str, earlier: str) -> int | None:
    """Where the words repeat an earlier mail, below something else."""
    said = earlier.split(None, _MOST)[:_MOST]
    if len(said) < _FEWEST:
        return None
    first = earlier.lstrip()[:_FIRST].partition("\n")[0].rstrip()
    place = 0
    for _ in range(_TRIES):
        place = words.find(first, place + 1)
        if place < 0:
            break
        if words[place : place + _STRETCH].split(None, _MOST)[: len(said)] == said:
            return place
    return None


def _without_lines_above(lines: list[str]) -> list[str]:
    """Without the lines that tell whose mail follows, and when it was written: "Dana Whitfield, Aug 5, 7:41 PM:"."""
    for _ in range(_ABOVE):
        if not lines or not _TELLS_WHOSE.search(lines[-1]) or _SENTENCE.search(lines[-1]) or _SPEAKS.search(lines[-1]):
            break
        lines = lines[:-1]
    return lines
