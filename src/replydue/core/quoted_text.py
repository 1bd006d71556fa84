"""Which lines of this text did the sender write, and which does it only carry? Finds quotes as mail programs lay them out in plain text."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache

from replydue.core.line_patterns import LONGEST_LINE, any_of

_SEPARATOR = any_of("separators")
_REPLY_ABOVE = any_of("reply_above")
_BANNER = any_of("banners")
_RULED = any_of("ruled")
_ATTRIBUTION = any_of("attributions")
_ATTRIBUTION_BEGINS = any_of("attribution_begins")
_SPEAKS, _MEETS = any_of("speaks"), any_of("meetings")
_FROM, _SUBJECT, _OTHER = any_of("header_from"), any_of("header_subject"), any_of("header_others")
_ATTRIBUTION_LINES = 6
_HEADER_LINES = 8
_LINES_BELOW_A_QUOTE = 12  # that a signature takes
_MOST_LINES = 2_000  # nobody writes more; what is quoted below goes on for longer
_SHORTEST_ATTRIBUTION = 10  # characters
_QUOTED = re.compile(r"\s{0,3}(?:[A-Z]{0,3}>|\|\s?>|\|\s(?=[^|]*$)|\|$)")
_RULE = re.compile(r"\s*[_\u2500-\u2501]{2,}\s*$")
_NAMES_A_MOMENT = re.compile(r"@|\d{1,2}[:.h]\d{2}|(?:19|20)\d\d|\d[/.-]\d{1,2}[/.-]\d")
_CERTAIN = re.compile(r"@|\d{1,2}[:.h]\d{2}(?!\d)|\d{1,2}\s?[ap]\.?m\b", re.I)
_ENDS = (":", "：", ">", "wrote", "schrieb", "écrit", "escribió")
_SENTENCE_ENDS = re.compile(r"(?:(?<!\d)\.|[!?:;。！？])$")
_UNSURE_LENGTH = 90  # characters; an attribution that names neither an address nor a time of day is short
_WRAPPED_REST = 50  # characters
_WRAPS_AT = 60  # characters; a quoted line shorter than that was not broken by a mail program


class _Mark(Enum):
    """What a line may be that is not the sender's."""

    BANNER = "banner"
    REPLY_ABOVE = "reply above"
    RULE = "rule"
    SEPARATOR = "separator"
    HEADER = "header"


def stretches(text: str) -> list[list[str]]:
    """The lines that the sender wrote, as stretches between which he quoted. What stands below a mail that is quoted whole is not read."""
    lines = text.split("\n", _MOST_LINES)[:_MOST_LINES]
    plain = [_is_plain(line) for line in lines]
    found: list[list[str]] = [[]]
    index, first = 0, True
    while index < len(lines):
        filled = bool(lines[index].strip())
        alone = all(plain[max(0, index - 1) : index + _ATTRIBUTION_LINES])  # neither it nor what stands around it tells of a quote
        carried = _carried(lines, index, first=first) if filled and not alone else 0
        first = first and not (filled and carried == 0)
        if carried is None:
            break
        if not carried:
            found[-1].append(_unescaped(lines[index]))
        elif _divides(lines[index]):
            found[-1].append("")
        elif found[-1]:
            found.append([])
        index += carried or 1
    return [stretch for stretch in found if any(line.strip() for line in stretch)]


@lru_cache(maxsize=1_024)
def _is_plain(line: str) -> bool:
    """Whether nothing about a line makes it a quote, or part of one. Kept, for the same lines stand in a mail's text and HTML, and in the next mail."""
    short = line[:LONGEST_LINE]
    return not (_QUOTED.match(short) or _mark_of(short) or short.lstrip()[:1].isdigit() or _may_end_one(line))


def _carried(lines: list[str], index: int, *, first: bool) -> int | None:
    """How many lines from here are not the sender's; None: all that follow. `first`: nothing of the sender's stands above."""
    if _is_quoted(lines, index) or _is_rest_of_a_quote(lines, index):
        return 1
    mark = _mark_of(lines[index][:LONGEST_LINE])
    if mark is _Mark.BANNER:
        return 1
    if mark is _Mark.REPLY_ABOVE:
        return 1 if first else None  # a help desk puts it on top of what it sends, a mail program far below what is answered
    length = _attribution_length(lines, index)
    if length:
        return length if _quoted_next(lines, index + length) else None
    if mark is _Mark.RULE:
        return None if _rules_off(lines, index) or (not first and _rules_off_a_signature(lines, index)) else 1
    return None if mark is _Mark.SEPARATOR or (mark is _Mark.HEADER and _is_header_block(lines, index)) else 0


@lru_cache(maxsize=1_024)
def _mark_of(line: str) -> _Mark | None:
    """What a line is by itself. Kept, for the same lines stand in a mail's text and HTML, and in the next mail."""
    if _BANNER.fullmatch(line.strip()):
        return _Mark.BANNER
    if _REPLY_ABOVE.fullmatch(line):
        return _Mark.REPLY_ABOVE
    if _RULE.match(line):
        return _Mark.RULE
    if _SEPARATOR.match(line):
        return _Mark.SEPARATOR
    return _Mark.HEADER if _is_header(line) else None


def _divides(line: str) -> bool:
    """Whether it is a rule or a gateway's line within the letter, and no quote."""
    return _mark_of(line[:LONGEST_LINE]) in (_Mark.BANNER, _Mark.RULE)


def _is_quoted(lines: list[str], index: int) -> bool:
    if not _QUOTED.match(lines[index][:LONGEST_LINE]):
        return False
    return not _is_escaped(lines, index)


def _is_escaped(lines: list[str], index: int) -> bool:
    """`>From` alone among the sender's lines: an mbox file escapes the word so (RFC 4155)."""
    around = (*lines[max(0, index - 1) : index], *lines[index + 1 : index + 2])
    return lines[index].startswith(">From ") and ":" not in lines[index][:12] and not any(line.startswith(">") for line in around)


def _unescaped(line: str) -> str:
    return line[1:] if line.startswith(">From ") else line


def _is_rest_of_a_quote(lines: list[str], index: int) -> bool:
    """The end of a quoted line that a mail program broke: short, in small letters, between two quoted lines."""
    line = lines[index].strip()
    if not line[:1].islower() or len(line) >= _WRAPPED_REST or not 0 < index < len(lines) - 1:
        return False
    above, below = lines[index - 1][:LONGEST_LINE], lines[index + 1][:LONGEST_LINE]
    return bool(_QUOTED.match(above) and _QUOTED.match(below)) and len(lines[index - 1]) >= _WRAPS_AT and lines[index - 1].rstrip()[-1:] not in ".!?:>"


def _quoted_next(lines: list[str], index: int) -> bool:
    following = (line for line in lines[index : index + 4] if line.strip())
    return bool(_QUOTED.match(next(following, "")[:LONGEST_LINE]))


def _attribution_length(lines: list[str], index: int) -> int:
    """How many lines 'On … Dana wrote:' takes from here, wrapped as it may be; 0 if it does not stand here."""
    numbered = lines[index].lstrip()[:1].isdigit()
    if not (numbered or any(map(_may_end_one, lines[index : index + _ATTRIBUTION_LINES]))):
        return 0
    for count, line in enumerate(lines[index : index + _ATTRIBUTION_LINES], 1):
        if not (numbered or _may_end_one(line)):
            continue
        joined = _joined(lines[index : index + count])
        if _SHORTEST_ATTRIBUTION <= len(joined) <= LONGEST_LINE and _may_be_attribution(joined) and _ATTRIBUTION.fullmatch(joined):
            return count if _is_sure(joined) or _quoted_next(lines, index + count) else 0
    return 0


@lru_cache(maxsize=1_024)
def _may_end_one(line: str) -> bool:
    """Kept, for each line is asked of from the five lines above it, too."""
    line = line[:LONGEST_LINE]
    return line.endswith(_ENDS) or ("@" in line and ">" in line) or (line.endswith("-") and bool(_NAMES_A_MOMENT.search(line)))


def _joined(lines: list[str]) -> str:
    """The lines as one; empty if they are not one: the attribution begins further down, and what stands above it is the sender's own."""
    begins = bool(_ATTRIBUTION_BEGINS.match(lines[0][:LONGEST_LINE]))
    if any(_ATTRIBUTION_BEGINS.match(line[:LONGEST_LINE]) for line in lines[1:]):
        return ""
    if not begins and any(not line.strip() or _SENTENCE_ENDS.search(line[-2:]) for line in lines[:-1]):
        return ""
    return " ".join(line.strip() for line in lines if line.strip())


def _may_be_attribution(joined: str) -> bool:
    return joined.endswith((":", "：")) or bool(_NAMES_A_MOMENT.search(joined))


def _is_sure(attribution: str) -> bool:
    """Whether it can stand above unmarked lines. 'On Monday the manager wrote:' may be the sender's own sentence."""
    return bool(_CERTAIN.search(attribution)) or (len(attribution) <= _UNSURE_LENGTH and bool(_NAMES_A_MOMENT.search(attribution)))


def _rules_off(lines: list[str], index: int) -> bool:
    """Whether the ruled line has another mail, a mailing list's or a meeting program's block below it; else it only divides the letter."""
    following = next((place for place in range(index + 1, min(index + 5, len(lines))) if lines[place].strip()), None)
    if following is None:
        return True
    return bool(_FROM.match(lines[following][:LONGEST_LINE]) or _RULED.match(lines[following].strip()[:LONGEST_LINE])) or _is_header_block(lines, following)


def _rules_off_a_signature(lines: list[str], index: int) -> bool:
    """Whether the ruled line stands directly below a quoted mail, and under it a few lines that speak to nobody and name no day, to the end."""
    above = next((line for line in reversed(lines[max(0, index - 4) : index]) if line.strip()), "")
    if not _QUOTED.match(above[:LONGEST_LINE]) or len(lines) - index > _LINES_BELOW_A_QUOTE:
        return False
    return not any("?" in line or _SPEAKS.search(line[:LONGEST_LINE]) or _MEETS.search(line[:LONGEST_LINE]) for line in lines[index + 1 :])


def _is_header_block(lines: list[str], index: int) -> bool:
    """Outlook's From / Sent / To / Subject above the answered mail. Three such lines, a sender and a subject or an address among them:
    'From: 10:00, To: 11:00' is an appointment."""
    if not _is_header(lines[index]):
        return False
    block = [line[:LONGEST_LINE] for line in lines[index : index + _HEADER_LINES] if line.strip()]
    senders = [line for line in block if _FROM.match(line)]
    return bool(senders) and sum(map(_is_header, block)) >= 3 and (any(map(_SUBJECT.match, block)) or "@" in senders[0])


def _is_header(line: str) -> bool:
    line = line[:LONGEST_LINE]
    return bool(_FROM.match(line) or _SUBJECT.match(line) or _OTHER.match(line))
