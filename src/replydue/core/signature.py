"""Where does the letter end? Splits what stands under it: the signature, and what programs and lawyers put below every mail."""

from __future__ import annotations

import re
from functools import lru_cache

from replydue.core.line_patterns import LONGEST_LINE, any_of

_DEVICE = any_of("devices")
_FOOTER = any_of("footers")
_CLOSING = any_of("closings")
_AFTERTHOUGHT = any_of("afterthoughts")
_DELIMITERS = ("--", "—", "–")
_RULE = re.compile(r"[-‐-―_=*~]{3,}\s*")
_EMPTY_MARKUP = re.compile(r"(?:\[(?:image|cid)[^\]]*\]|[*_]{1,3}|[-_=*]{3,})?")
_SPEAKS = any_of("speaks")
_MEETS = any_of("meetings")
_CONTACT = re.compile(r"\+?\d[\d ().\-–/]{6,}\d|https?://|\bwww\.|\S@\S|\s\|\s|\blinkedin\b", re.I)
_LINES_UNDER_A_LETTER = 30
_SIGNATURE_LINES = 25
_CONTACT_LINES = 12
_SENTENCES_IN_A_SIGNATURE = 2
_NAME_WORDS = 9
_WORDS_OF_A_NAME = 5
_LITTLE_WORD = 4  # letters: at, von, from
_BULLETS = ("- ", "• ", "* ", "· ")
_NAME_LENGTH = 90


def without_signature(lines: list[str]) -> tuple[list[str], list[str]]:
    """The letter and what stood under it. The closing line stays with the letter; a postscript below the name belongs to it."""
    lines = _without_tail(lines)
    end, start = _where_it_ends(lines)
    under = lines[start:]
    after = next((index for index, line in enumerate(under) if _AFTERTHOUGHT.match(line.strip()[:LONGEST_LINE])), len(under))
    letter = _trimmed(lines[:end])
    return ([*letter, "", *under[after:]] if after < len(under) else letter), _trimmed(under[:after])


def _where_it_ends(lines: list[str]) -> tuple[int, int]:
    """The end of the letter and the start of the signature, as indices; both the length where there is none."""
    delimiter = next((index for index, line in enumerate(lines) if line.strip() in _DELIMITERS), None)
    if delimiter is not None and sum(map(_is_sentence, lines[delimiter + 1 :])) <= _SENTENCES_IN_A_SIGNATURE:
        return delimiter, delimiter + 1
    for index in range(max(0, len(lines) - _LINES_UNDER_A_LETTER), len(lines)):
        under = lines[index + 1 :]
        if _closes(lines[index]) and _is_signature(under):
            return index + 1, index + 1
        if _RULE.fullmatch(lines[index]) and _is_signature(under) and _has_contact(under):
            return index, index + 1
    start = _contact_block(lines)
    return start, start


@lru_cache(maxsize=512)
def _closes(line: str) -> bool:
    """`Best regards,` alone, or with the name behind it."""
    line = line.strip()
    if len(line) > _NAME_LENGTH:
        return False
    greeting, comma, name = line.partition(",")
    return bool(_CLOSING.fullmatch(line.rstrip(" ,.!–-"))) or bool(comma and _CLOSING.fullmatch(greeting) and _is_name(name.strip()))


def _is_signature(lines: list[str]) -> bool:
    """A name first, and then hardly a sentence: title, company, numbers, links."""
    filled = [line.strip() for line in lines if line.strip()]
    if len(filled) > _SIGNATURE_LINES or (filled and not _may_be_name(filled[0])) or sum(line.startswith(_BULLETS) for line in filled) > 1:
        return False
    return sum(map(_is_sentence, filled)) <= _SENTENCES_IN_A_SIGNATURE and not any(map(_is_sentence, filled[1:2]))


def _may_be_name(line: str) -> bool:
    """A name, perhaps with title and company behind it: nothing that speaks, hardly a word in small letters."""
    words = line.split()
    if len(line) > _NAME_LENGTH or len(words) > _NAME_WORDS or line.endswith(":") or (_SPEAKS.search(line) and len(words) > 2):
        return False
    return len(words) <= 2 or not any(word[:1].islower() and len(word) > _LITTLE_WORD for word in words)


def _is_sentence(line: str) -> bool:
    return line.endswith((".", "!", "?", ":")) and len(line.split()) >= 4 and bool(_SPEAKS.search(line))


def _is_name(line: str) -> bool:
    """One to five words with capital letters, without digits."""
    words = line.strip("*_,. ").split()
    if not 0 < len(words) <= _WORDS_OF_A_NAME or not words[0][:1].isupper() or any(char.isdigit() for char in line):
        return False
    return all(word[:1].isupper() or len(word) <= _LITTLE_WORD for word in words)


def _has_contact(lines: list[str]) -> bool:
    return any(_CONTACT.search(line[:LONGEST_LINE]) for line in lines)


def _contact_block(lines: list[str]) -> int:
    """Where the lines with name, title and number begin that stand last and apart, without a closing; the length where there are none."""
    start = len(lines)
    for index in range(len(lines) - 1, max(-1, len(lines) - _CONTACT_LINES), -1):
        line = lines[index].strip()
        if line and not _may_be_contact(line):
            break
        start = index
    while start < len(lines) and not (_is_name(lines[start]) and (start == 0 or not lines[start - 1].strip())):
        start += 1
    block = [line for line in lines[start:] if line.strip()]
    return start if start and len(block) >= 2 and _has_contact(block) else len(lines)


def _may_be_contact(line: str) -> bool:
    ends = line.endswith((".", "?", "!", ":", ";", ",")) and not line.endswith(("Inc.", "Ltd.", "Co.", "LLC.", "St.", "Ave."))
    return len(line) <= _NAME_LENGTH and not ends and not line.startswith(_BULLETS) and not _SPEAKS.search(line) and not _MEETS.search(line)


def _without_tail(lines: list[str]) -> list[str]:
    """Without the devices' advertisements, disclaimers, unsubscribe lines, and the blank lines before them."""
    lines = [line for line in lines if not _is_devices(line.strip()[:200])]
    kept: list[str] = []
    skipping = False  # a disclaimer on top of the letter: its paragraph is left out
    for line in lines:
        skipping = skipping and bool(line.strip())
        if _begins_footer(line.strip()[:LONGEST_LINE]):
            if any(above.strip() for above in kept):
                break
            skipping = True
        if not skipping:
            kept.append(line)
    return _trimmed(kept)


@lru_cache(maxsize=512)
def _is_devices(line: str) -> bool:
    """Kept, as the others are, for the same lines stand in a mail's text and HTML, and in the next mail."""
    return bool(_DEVICE.fullmatch(line))


@lru_cache(maxsize=512)
def _begins_footer(line: str) -> bool:
    return bool(_FOOTER.match(line))


def _trimmed(lines: list[str]) -> list[str]:
    """Without empty lines and rules at the end."""
    end = len(lines)
    while end and _EMPTY_MARKUP.fullmatch(lines[end - 1].strip()[:LONGEST_LINE]):
        end -= 1
    return lines[:end]
