"""What would a reader see of this HTML? Its visible text line by line, with the quoted mail cut off in the tree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

_LONGEST = 2_000_000  # characters of markup; beyond that it is no letter
_DEEPEST = 1_000
_NESTING = re.compile(r"<(/?)(?:blockquote|div|span|font|table|section|center|b|i|a|em|strong)\b", re.I)
_INVISIBLE = "script, style, head, title, meta, template, noscript, svg, object, iframe"
# Where the mail clients put the mail that is answered: Gmail, Apple Mail, Outlook, Thunderbird, Yahoo, Proton, Zoho, Superhuman, Front, Zendesk.
_QUOTES = (
    "div.gmail_quote, div.gmail_quote_container, blockquote.gmail_quote, div.gmail_extra > div.gmail_quote, blockquote[type=cite], div.moz-cite-prefix, "
    "div.yahoo_quoted, div[id^=yahoo_quoted], div.protonmail_quote, blockquote.protonmail_quote, div.zmail_extra, blockquote.zmail_blockquote, "
    "div#mail-editor-reference-message-container, div#OLK_SRC_BODY_SECTION, div.WordSection1 + div.OutlookMessageHeader, div.OutlookMessageHeader, "
    "div.gmail_attr, div.front-blockquote, blockquote.front-blockquote, div.quoted-text, div.tutanota_quote, blockquote.tutanota_quote, "
    "div.sh-quoted-content, div.zd-quoted, div.x_gmail_quote"
)
# What these mark is the beginning of the quote; all that follows it in its parents is quoted too.
_QUOTE_BEGINS = (
    "div#divRplyFwdMsg, div#x_divRplyFwdMsg, div#appendonsend, hr#stopSpelling, div.replyheader, div[name=quoted-content], span.OutlookMessageHeader"
)
_SIGNATURES = "div.gmail_signature, div.moz-signature, pre.moz-signature, div#Signature, div.signature, div#ms-outlook-mobile-signature"
_OUTLOOK_RULE = re.compile(r"border(?:-top)?\s*:\s*(?:solid|none)[^;]*;?\s*(?:border-top\s*:\s*solid)?", re.I)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|$)|mso-hide\s*:\s*all|max-height\s*:\s*0(?:px)?\s*(?:;|$)", re.I
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "tr",
        "ul",
    ]
)
_SPACED = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "table", "pre"])
_HEADER_LINE = re.compile(r"\s*(?:from|von|de|da|van)\s*:", re.I)


def visible_text(html: str, *, with_quotes: bool = False) -> tuple[str, str]:
    """The text a reader sees and, apart, that of a marked signature. `with_quotes` keeps the quoted mail in it."""
    tree = LexborHTMLParser(_shallow(html[:_LONGEST]))
    root = tree.body or tree.root
    if root is None:
        return "", ""
    _drop(root, _INVISIBLE)
    for node in root.css("[style], [hidden]"):
        if "hidden" in node.attributes or _HIDDEN.search(node.attributes.get("style") or ""):
            node.decompose()
    if not with_quotes:
        _cut_quotes(root)
    signature = "\n".join(_text_of(node) for node in root.css(_SIGNATURES) if node.parent is not None)
    if not with_quotes:
        _drop(root, _SIGNATURES)
    return _text_of(root), signature


def _shallow(html: str) -> str:
    """The HTML up to where it is nested deeper than any program writes: parsing costs the square of the depth."""
    depth = 0
    for tag in _NESTING.finditer(html):
        depth += -1 if tag[1] else 1
        if depth > _DEEPEST:
            return html[: tag.start()]
    return html


def _drop(root: LexborNode, selector: str) -> None:
    for node in root.css(selector):
        if node.tag != "body":
            node.decompose()


def _cut_quotes(root: LexborNode) -> None:
    """Takes the answered mail out of the tree, unless the sender wrote between its lines."""
    for begin in [*root.css(_QUOTE_BEGINS), *_outlook_rules(root)]:
        _cut_from(begin, root)
    for node in root.css(_QUOTES):
        if not _answered_inline(node):
            node.decompose()


def _outlook_rules(root: LexborNode) -> list[LexborNode]:
    """Outlook's line above the answered mail: a rule on top of a block that begins with From:."""
    ruled = [node for node in root.css("div[style], p[style]") if _OUTLOOK_RULE.search(node.attributes.get("style") or "")]
    return [node for node in ruled if _HEADER_LINE.match(node.text(deep=True, strip=True)[:40])][:1]


def _cut_from(begin: LexborNode, root: LexborNode) -> None:
    """Removes a node and all that comes after it in the document."""
    node: LexborNode | None = begin
    while node is not None and node.parent is not None and node != root and node.tag != "body":
        following = node.next
        while following is not None:
            after = following.next
            following.decompose()
            following = after
        node = node.parent
    begin.decompose()


def _answered_inline(quote: LexborNode) -> bool:
    """Whether unquoted words stand after the quote's own blockquote within it (Gmail wraps inline answers so)."""
    inner = quote.css_first("blockquote")
    if quote.tag == "blockquote" or inner is None:
        return False
    following, words = inner.next, ""
    while following is not None:
        words += following.text(deep=True, strip=True) if following.tag != "-text" else (following.text_content or "").strip()
        following = following.next
    return bool(words)


def _text_of(root: LexborNode) -> str:
    lines = "".join(_pieces(root)).replace("\xa0", " ").split("\n")
    folded = "\n".join(" ".join(line.split()) for line in lines)
    return re.sub(r"\n{3,}", "\n\n", folded).strip()


def _pieces(root: LexborNode) -> Iterator[str]:
    """The text with line breaks where blocks begin and end. Walks without recursion: quotes are nested without bound."""
    todo: list[LexborNode | str] = [root]
    while todo:
        node = todo.pop()
        if isinstance(node, str):
            yield node
            continue
        if node.tag == "-text":
            yield re.sub(r"[\r\n\t ]+", " ", node.text_content or "")
            continue
        before, after = _breaks(node)
        yield before
        todo.append(after)
        child = node.last_child
        while child is not None:
            todo.append(child)
            child = child.prev


def _breaks(node: LexborNode) -> tuple[str, str]:
    tag = node.tag or ""
    if tag in ("br", "hr"):
        return "\n", ""
    if tag == "li":
        return "\n- ", "\n"
    if tag in ("td", "th"):
        return " ", " "
    if tag in _SPACED:
        return "\n\n", "\n\n"
    return ("\n", "\n") if tag in _BLOCKS else ("", "")
