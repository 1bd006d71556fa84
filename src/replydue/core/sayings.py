"""Does a sentence say one of these things? The sayings of a topic, from the data file of each language (`data/TOPIC_LANGUAGE.toml`).

A saying is a regular expression within one sentence. In a file with a table `[words]`, `{name}` in a saying stands for any of those words, ` .. ` skips up
to six words of the same clause without a negation among them, a blank stands for a comma too, and a saying begins and ends where words do.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from replydue.core.alternatives import alternatives
from replydue.core.any_of import AnyOf
from replydue.core.language import passages
from replydue.core.sentences import sentences

ANY = ""  # every language there is
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "ß": "ss", "ı": "i", "ſ": "s"})
_UMLAUTS = {ord("ä"): "ae?", ord("ö"): "oe?", ord("ü"): "ue?"}
_READ = 6_000  # characters of a letter, a thousand words, in which everything has been said
_SUBJECT = 500  # characters of a subject that are read, and of the text below it, which tells its language
_SPELLED_ANEW = 3  # times
_NAMED = re.compile(r"\{([a-z_]+)\}")
_ENDLESS = re.compile(r"(?<!\S)(\S{60})\S{40,}(\S)")  # what is no word of any language: its middle says nothing, and would be looked through again and again
_NEVER = re.compile(r"(?!)")
_NONE = AnyOf(())
_GROUP = re.compile(r"(?<!\\)\((?!\?)")  # what is remembered of a match; to find one alone is quicker without
_ESCAPES = re.compile(r"(\\.)", re.S)
_DATA = resources.files("replydue.core") / "data"


@cache
def patterns(topic: str, language: str = ANY) -> Mapping[str, AnyOf]:
    """For each kind of saying of a topic its patterns, for folded text, in that language and in English; by default in all languages."""
    gathered: dict[str, list[str]] = {}
    for written_in in sorted(_languages(topic) - {ANY}):
        if language == ANY or written_in in ("en", language):
            for kind, sayings in _written_in(topic, written_in).items():
                gathered.setdefault(kind, []).extend(sayings)
    return {kind: AnyOf(sayings) for kind, sayings in gathered.items()}


@cache
def _written_in(topic: str, language: str) -> Mapping[str, Sequence[str]]:
    """For each kind of saying of a topic its patterns in one language. Kept, for those in English are looked for beside those of every other language."""
    data = tomllib.loads((_DATA / f"{topic}_{language}.toml").read_text(encoding="utf-8"))
    return {kind: [each for saying in sayings for each in alternatives(_folded_saying(saying))] for kind, sayings in _sayings_of(data)}


@cache
def _languages(topic: str) -> frozenset[str]:
    """The languages that there are sayings of a topic in, and the one that stands for all."""
    return frozenset({ANY, *(entry.name.removeprefix(f"{topic}_").removesuffix(".toml") for entry in _DATA.iterdir() if entry.name.startswith(f"{topic}_"))})


def _sayings_of(data: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """The kinds of a file with their sayings written out as regular expressions."""
    words: dict[str, str] = data.pop("words", {})
    for kind, sayings in data.items():
        yield kind, [_between_words(_written_out(saying, words)) for saying in sayings] if words else sayings


def _between_words(sayings: str) -> str:
    """Sayings that begin and end where words do."""
    return rf"(?<!\w)(?:{sayings})(?!\w)"


def _written_out(saying: str, words: Mapping[str, str]) -> str:
    for _ in range(3):  # words are made of words
        saying = _NAMED.sub(lambda name: f"(?:{words[name[1]]})", saying)
    skipping = rf" (?:(?!(?:{words['no']})\b)[^\s;:]+ ){{0,6}}?" if "no" in words else r" (?:[^\s;:]+ ){0,6}?"
    return saying.replace(" .. ", skipping).replace(" ", ",? ")


def plainly(text: str) -> str:
    """The text with typographic quotes made plain and without accents, which nobody distinguishes in meaning and many do not type."""
    if text.isascii():
        return text
    folded = unicodedata.normalize("NFD", text.translate(_PLAIN))
    return unicodedata.normalize("NFC", "".join(letter for letter in folded if not unicodedata.combining(letter)))


def folded(text: str) -> str:
    """The text as sayings are looked for in: plain, and in small letters, each in its place. A pattern that ignores case by itself takes four times as long."""
    return plainly(text).lower()


def _folded_saying(saying: str) -> str:
    """A saying as it is looked for in folded text: an umlaut may have been typed as two letters. `\\W` and the like stay what they are."""
    plain = plainly(saying.translate(_UMLAUTS))
    return "".join(piece if piece.startswith("\\") else piece.lower() for piece in _ESCAPES.split(plain))


@dataclass(frozen=True, slots=True)
class _Spelling:
    """What is written in many ways in a language. One pattern finds it quickly, one has a group for each; by the group: the one way of the sayings."""

    found: re.Pattern[str]
    told_apart: re.Pattern[str]
    one_way: Mapping[int, str]

    def spelled_out(self, plain: str) -> str:
        """The text with each put the one way. What comes of it may itself be written in many ways: "resume's been" is "resume has been" is "cv has been"."""
        for _ in range(_SPELLED_ANEW):
            plain, changed = self.found.subn(self._put, plain)
            if not changed:
                break
        return plain

    def _put(self, found: re.Match[str]) -> str:
        match = self.told_apart.match(found.string, found.start())
        return match.expand(self.one_way[match.lastindex or 0]) if match else found[0]


@cache
def _spelling(language: str) -> _Spelling:
    """`won't` and `wont` are `will not`: what the data file of the language says; of two that begin at one place the first counts."""
    entry = _DATA / f"spelling_{language}.toml"
    data: dict[str, str] = tomllib.loads(entry.read_text(encoding="utf-8")) if entry.is_file() else {}
    rules = [_folded_saying(written) for written in data]
    one_way: dict[int, str] = {}
    group = 1
    for rule, one in zip(rules, data.values(), strict=True):
        one_way[group] = one.replace(r"\1", rf"\g<{group + 1}>")
        group += 1 + re.compile(rule).groups
    if not rules:
        return _Spelling(_NEVER, _NEVER, {})
    quick, grouped = (_between_words("|".join(each)) for each in ((_GROUP.sub("(?:", rule) for rule in rules), (f"({rule})" for rule in rules)))
    return _Spelling(re.compile(quick), re.compile(grouped), one_way)


def spelled_out(sentence: str, language: str) -> str:
    """A sentence folded, its contractions and short forms written out."""
    return _spelling(language).spelled_out(_ENDLESS.sub(r"\1\2", " ".join(folded(sentence).split())))


def plain_sentences(words: str) -> tuple[tuple[str, str, str], ...]:
    """The sentences of a text in order: as written, folded, and in which language."""
    return tuple(sentence for language, passage in passages_read(words) for sentence in plain_sentences_of(passage, language))


def passages_read(words: str) -> tuple[tuple[str, str], ...]:
    """The passages of as much of a text as is read, each after its language."""
    return passages(words[:_READ])


@lru_cache(maxsize=64)
def plain_sentences_of(passage: str, language: str) -> tuple[tuple[str, str, str], ...]:
    """The sentences of a passage in one language. Kept, for the same letter is asked many things."""
    return tuple((sentence, spelled_out(sentence, language), language) for sentence in sentences(passage, language))


def pattern(topic: str, kind: str, language: str = ANY) -> AnyOf:
    """The sayings of one kind, for folded text; of a kind that a language lacks, what never matches."""
    return patterns(topic, language if language in _languages(topic) else "en").get(kind, _NONE)


@lru_cache(maxsize=512)
def said(topic: str, kind: str, words: str, subject: str = "") -> tuple[str, ...]:
    """The sentences of a text that say something of this kind, in order; those of its subject, if one is given, only where the text has none."""
    return _saying(topic, kind, words) or (_saying(topic, kind, f"{subject[:_SUBJECT]}.\n{words[:_SUBJECT]}") if subject else ())


def _saying(topic: str, kind: str, words: str) -> tuple[str, ...]:
    return tuple(sentence for sentence, plain, language in plain_sentences(words) if pattern(topic, kind, language).search(plain))
