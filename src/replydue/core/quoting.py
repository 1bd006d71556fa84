"""What stands below the letter? The identity's signature and the message that is answered, laid out as Gmail's own composer does it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import tzinfo
from html import escape
from textwrap import TextWrapper

from selectolax.lexbor import LexborHTMLParser

from replydue.core.html_text import flattened
from replydue.core.languages import line_above_quote
from replydue.core.mail import Message

_LARGEST_HTML = 200_000  # characters; above it the quote is made from the plain text
_LARGEST_TEXT = 20_000
_NOT_QUOTED = "script, style, head, title, meta, link, base, iframe, object, embed, form, input, button, template, noscript, svg, math"
_COLUMNS = 78
_NARROWEST = 20  # where a text was quoted so often that its marks leave no more
_QUOTE_MARKS = re.compile(r"^(?:> ?)+")
_QUOTE_STYLE = "margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"


def quote_as_text(message: Message, language: str, zone: tzinfo, month_first: bool) -> str:
    """The quoted message for the text part: Gmail's line above it, then each line behind `> ` (RFC 3676, section 4.5)."""
    address = f"<{message.sender.address}>"
    above = line_above_quote(_one_line(message.sender.name), address, message.date.astimezone(zone), language, month_first)
    quoted = "\n".join(part for line in _body(message).splitlines() for part in _quoted(line))
    return f"{as_text(above)}\n\n{quoted}"


def quote_as_html(message: Message, language: str, zone: tzinfo, month_first: bool) -> str:
    """The quoted message as Gmail's composer writes it, so that mail programs fold it away."""
    address = escape(message.sender.address)
    linked = f'&lt;<a href="mailto:{address}">{address}</a>&gt;'
    above = escape(line_above_quote(_one_line(message.sender.name), "\0", message.date.astimezone(zone), language, month_first)).replace("\0", linked)
    inner = _harmless(message.html) or as_html(_body(message))
    return (
        '<br><div class="gmail_quote gmail_quote_container">'
        f'<div dir="ltr" class="gmail_attr">{above}<br></div>'
        f'<blockquote class="gmail_quote" style="{_QUOTE_STYLE}">{inner}</blockquote></div>'
    )


def signature_as_text(signature: str) -> str:
    """A Gmail signature (HTML) as plain text behind the `-- ` line (RFC 3676, section 4.3), "" if it is empty."""
    text = _plain(signature)
    return f"-- \n{text}" if text else ""


def signature_as_html(signature: str) -> str:
    """A Gmail signature as the composer puts it below a letter, "" if it is empty."""
    if not _plain(signature) and "<img" not in signature.lower():
        return ""
    inner = f'<div dir="ltr" class="gmail_signature" data-smartmail="gmail_signature">{_harmless(signature)}</div>'
    return f'<br clear="all"><div><br></div><span class="gmail_signature_prefix">-- </span><br>{inner}'


def as_html(text: str) -> str:
    """Plain text as Gmail's composer would hold it: a `div` a line, a `br` for an empty one."""
    return "".join(f"<div>{escape(line, quote=False) or '<br>'}</div>" for line in text.splitlines())


def as_text(text: str) -> str:
    """Plain text as Gmail sends it: lines broken at blanks before column 78, never inside a word or an address (no `format=flowed`)."""
    return "\n".join(part for line in text.splitlines() for part in _broken(line, _COLUMNS))


def _broken(line: str, columns: int) -> list[str]:
    fits = len(line) <= columns
    return [line] if fits else TextWrapper(columns, break_long_words=False, break_on_hyphens=False).wrap(line)


def _quoted(line: str) -> Iterator[str]:
    """One line one level deeper; what is broken off stays at that level."""
    deeper = f">{line}" if line.startswith(">") else f"> {line}"
    words = _QUOTE_MARKS.sub("", deeper)
    marks = deeper.removesuffix(words)
    for part in _broken(words, max(_COLUMNS - len(marks), _NARROWEST)):
        yield f"{marks}{part}".rstrip()


def _one_line(text: str) -> str:
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _body(message: Message) -> str:
    text = (message.text or message.words).strip().replace("\r\n", "\n")
    return text if len(text) <= _LARGEST_TEXT else f"{text[:_LARGEST_TEXT].rstrip()}\n[…]"


def _harmless(html: str) -> str:
    """What stands inside `body`, without what runs, what loads by itself from the mail's own parts, and what would style the letter above it."""
    if not html.strip() or len(html) > _LARGEST_HTML:
        return ""
    tree = LexborHTMLParser(flattened(html))
    if tree.body is None:
        return ""
    for node in tree.css(_NOT_QUOTED):
        node.decompose()
    for node in tree.body.css("*"):
        for name, value in list(node.attributes.items()):
            if name.startswith("on") or (value or "").strip().lower().startswith(("javascript:", "cid:", "vbscript:")):
                del node.attrs[name]
    return (tree.body.inner_html or "").strip()


def _plain(html: str) -> str:
    tree = LexborHTMLParser(html)
    if tree.body is None:
        return ""
    for node in tree.css("br, div, p, tr, li"):
        node.insert_before("\n")
    lines = (" ".join(line.split()) for line in tree.body.text().splitlines())
    return "\n".join(line for line in lines if line)
