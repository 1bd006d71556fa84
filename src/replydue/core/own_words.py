"""What did the sender write himself? A mail's text without what it quotes, without its signature and without what a machine put under it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import resources

from replydue.core.html_text import visible_text

_LONGEST = 200_000  # characters; nobody writes more by hand
_LONGEST_LINE = 2_000  # beyond this a line is no attribution, separator or signature
_ATTRIBUTION_LINES = 4


@dataclass(frozen=True, slots=True)
class Own:
    """`words` are newly written, `signature` is what stood under them, `text` is the whole body as plain text."""

    words: str
    signature: str
    text: str


def _data(name: str) -> tuple[str, ...]:
    lines = (resources.files("replydue.core") / "data" / f"quotes_{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def _any_of(name: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{line})" for line in _data(name)), re.I)


_SEPARATOR = _any_of("separators")
_ATTRIBUTION = _any_of("attributions")
_HEADER_FIRST = _any_of("header_first")
_HEADER_LINE = _any_of("header_lines")
_DEVICE = _any_of("devices")
_FOOTER = _any_of("footers")
_CLOSING = _any_of("closings")
_QUOTED = re.compile(r"\s{0,3}(?:>|\|\s?>)")
_INVISIBLE = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\u1427]")
_EMPTY_MARKUP = re.compile(r"\s*(?:\[(?:image|cid)[^\]]*\]|[*_]{1,3})?\s*")


def own_words(text: str, html: str) -> Own:
    """Tells what the sender wrote from what the mail carries with it. Never raises; its work grows linearly with the length.

    The plain text is taken where there is one; HTML alone, or HTML beside an empty text, is read in the tree.
    """
    plain = _mended(text)
    whole = plain
    marked = ""
    if html and (not plain.strip() or _text_is_poor(plain)):
        cut, marked = visible_text(html)
        plain, whole = _mended(cut), _mended(visible_text(html, with_quotes=True)[0])
    elif html:
        marked = ""
    written = _without_quotes(plain.split("\n"))
    words, signature = _without_signature(written)
    return Own("\n".join(words).strip(), "\n".join(part for part in (signature, marked) if part).strip(), whole.strip())


def _text_is_poor(plain: str) -> bool:
    """A stand-in for the HTML: 'your client cannot show this message', or raw markup."""
    head = plain.lstrip()[:300].lower()
    return head.startswith(("<html", "<!doctype", "<div", "<p>", "<table")) or (
        "html" in head and ("view" in head or "support" in head or "display" in head) and len(plain) < 400
    )


def _mended(text: str) -> str:
    text = _INVISIBLE.sub("", text[:_LONGEST]).replace("\xa0", " ").replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(line.rstrip() for line in text.split("\n"))


def _without_quotes(lines: list[str]) -> list[str]:
    """Cuts at the first separator or attribution that introduces the rest; drops single quoted lines, so that answers between them stay."""
    kept: list[str] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        if _QUOTED.match(line):
            index += 1
            continue
        span = _attribution_length(lines, index)
        if span:
            if not _quoted_next(lines, index + span):
                break  # all below is the other mail, unmarked
            index += span
            continue
        if _ends_the_letter(lines, index):
            break
        kept.append(line)
        index += 1
    return kept


def _ends_the_letter(lines: list[str], index: int) -> bool:
    line = lines[index][:_LONGEST_LINE]
    return bool(_SEPARATOR.match(line)) or _is_header_block(lines, index)


def _attribution_length(lines: list[str], index: int) -> int:
    """How many lines 'On … Dana wrote:' takes from here, wrapped as it may be; 0 if it does not stand here."""
    joined = ""
    for count in range(1, _ATTRIBUTION_LINES + 1):
        if index + count > len(lines) or (count > 1 and not lines[index + count - 1].strip()):
            return 0
        joined = f"{joined} {lines[index + count - 1].strip()}".strip()
        if len(joined) > _LONGEST_LINE or (count == 1 and not joined):
            return 0
        if joined.endswith((":", ": ", "：")) and _ATTRIBUTION.fullmatch(joined):
            return count
    return 0


def _quoted_next(lines: list[str], index: int) -> bool:
    following = (line for line in lines[index : index + 4] if line.strip())
    return bool(_QUOTED.match(next(following, "")))


def _is_header_block(lines: list[str], index: int) -> bool:
    """Outlook's From / Sent / To / Subject above the answered mail: at least three such lines of the next eight."""
    if not _HEADER_FIRST.match(lines[index][:_LONGEST_LINE]):
        return False
    return sum(bool(_HEADER_LINE.match(line[:_LONGEST_LINE])) for line in lines[index : index + 8]) >= 3


def _without_signature(lines: list[str]) -> tuple[list[str], str]:
    """Splits off what stands under the letter: after '-- ', after the closing, and footers that a machine put there."""
    lines = _without_tail(lines)
    for index, line in enumerate(lines):
        if line.rstrip() in ("--", "—", "---") and index:
            return _without_tail(lines[:index]), "\n".join(lines[index + 1 :])
    for index in range(max(0, len(lines) - 25), len(lines)):
        if _CLOSING.fullmatch(lines[index].strip()[:80]) and _looks_like_a_name_block(lines[index + 1 :]):
            return lines[: index + 1], "\n".join(lines[index + 1 :]).strip()
    return lines, ""


def _looks_like_a_name_block(lines: list[str]) -> bool:
    """Short lines without a sentence among them: name, title, company, numbers, links."""
    filled = [line.strip() for line in lines if line.strip()]
    return len(filled) <= 20 and all(len(line) <= 120 for line in filled) and not any(line.endswith(("?", "!")) and " " in line for line in filled)


def _without_tail(lines: list[str]) -> list[str]:
    """Without the devices' advertisement, disclaimers, unsubscribe lines, and the blank lines before them."""
    end = len(lines)
    for index, line in enumerate(lines):
        if index and _FOOTER.match(line.strip()[:_LONGEST_LINE]):
            end = index
            break
    kept = [line for line in lines[:end] if not _DEVICE.fullmatch(line.strip()[:200])]
    while kept and _EMPTY_MARKUP.fullmatch(kept[-1]):
        kept.pop()
    return kept
