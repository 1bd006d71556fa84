"""Which language is this written in? By the small words that hardly a sentence goes without (`data/language_CODE.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib import resources

from replydue.core.phrases.language import table_of
from replydue.core.phrases.tokens import plain

UNKNOWN = "und"  # ISO 639-2: undetermined
_READ = 4_000  # characters, which tell as well as the whole
_WORD = re.compile(r"[^\W\d_]+")
_LAST_LATIN = "\u024f"
_TELLING = 8  # words among which some must be known, if a language is
_SHARE = 10  # one word in so many at least
_CLEARLY = 2  # words by which a paragraph must lead to stand out from its letter
_PARAGRAPHS = re.compile(r"(\n\s*\n)")


@lru_cache(maxsize=256)
def language_of(text: str, otherwise: str = "en") -> str:
    """The two-letter code of the language of most words; `otherwise` where nothing tells, as in "Ok!".

    UNKNOWN for a text of some length in a language without a list, or in another script.
    """
    words = _words(text)
    counts = _counts(words)
    best = max(counts.values(), default=0)
    leading = [code for code, count in counts.items() if count == best]
    if _other_script(words) or (len(words) >= _TELLING and best * _SHARE < len(words)):
        return UNKNOWN
    likely = [code for code in leading if table_of("days", code)] if len(leading) > 1 else leading  # one that is read sooner than one that is only known
    return likely[0] if best and len(likely) == 1 else otherwise


@lru_cache(maxsize=32)
def passages(text: str, otherwise: str = "en") -> tuple[tuple[str, str], ...]:
    """The text cut where its language changes, as pairs of a language and a passage: a letter in two languages, a signature in another one.

    A paragraph that does not clearly differ is in the language of the whole. Kept, for a letter's promises and appointments are looked for in turn.
    """
    whole = language_of(text, otherwise)
    found: list[tuple[str, str]] = []
    for paragraph, gap in _paragraphs(text):
        language = _clear_language(paragraph, whole)
        if found and found[-1][0] == language:
            found[-1] = (language, found[-1][1] + paragraph + gap)
        else:
            found.append((language, paragraph + gap))
    return tuple(found)


def _paragraphs(text: str) -> Iterator[tuple[str, str]]:
    pieces = [*_PARAGRAPHS.split(text), ""]
    return zip(pieces[::2], pieces[1::2], strict=True)


def _clear_language(paragraph: str, whole: str) -> str:
    counts = _counts(_words(paragraph))
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] >= counts.get(whole, 0) + _CLEARLY and language_of(paragraph, whole) == best else whole


def _words(text: str) -> list[str]:
    return _WORD.findall(plain(text[:_READ]))


def _counts(words: list[str]) -> Mapping[str, int]:
    """How many of the words each language claims; each word is looked up once for all languages."""
    counts = dict.fromkeys(_lists(), 0)
    claimed_by = _claims()
    for word in filter(claimed_by.__contains__, words):
        for code in claimed_by[word]:
            counts[code] += 1
    return counts


def _other_script(words: list[str]) -> bool:
    foreign = sum(len(word) for word in words if word > _LAST_LATIN)
    return bool(foreign) and 2 * foreign > sum(map(len, words))


def small_words() -> frozenset[str]:
    """The words by which the languages are known, of all of them together."""
    return frozenset(_claims())


@cache
def _lists() -> Mapping[str, frozenset[str]]:
    """For each language that there is a list of, its words as they are compared: lower-case, without accents."""
    found = {}
    for entry in sorted((resources.files("replydue.core") / "data").iterdir(), key=lambda entry: entry.name):
        name = re.fullmatch(r"language_([a-z]{2})\.toml", entry.name)
        if name:
            found[name[1]] = frozenset(plain(word) for word in tomllib.loads(entry.read_text("utf-8"))["words"])
    return found


@cache
def _claims() -> Mapping[str, tuple[str, ...]]:
    """The languages that have each word in their list."""
    claims: dict[str, tuple[str, ...]] = {}
    for code, known in _lists().items():
        for word in known:
            claims[word] = (*claims.get(word, ()), code)
    return claims
