"""What would a reader see of this HTML? Its visible text line by line, with the quoted mail cut off in the tree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from replydue.core.line_patterns import any_of

_LONGEST = 2_000_000  # characters of markup; beyond that it is no letter
_INVISIBLE = "script, style, head, title, meta, template, noscript, svg, object, iframe"
# Where the mail programs put the mail that is answered, as they mark it. In order: Gmail; Apple Mail, Thunderbird, Fastmail and Spark; Yahoo;
# Proton, Tuta and Zoho; Outlook; Front, Superhuman, Missive, HEY, Zendesk, GMX and Web.de, Mail.ru, Zimbra, Airmail.
_QUOTES = (
    "div.gmail_quote, div.gmail_quote_container, blockquote.gmail_quote, div.gmail_attr, [class*=x_gmail_quote], "
    "blockquote[type=cite], div.moz-cite-prefix, div.moz-forward-container, blockquote#qt, div[name=messageReplySection], "
    "[class*=yahoo_quoted], [id*=yahoo_quoted], "
    "div.protonmail_quote, blockquote.protonmail_quote, div.tutanota_quote, blockquote.tutanota_quote, div.zmail_extra, blockquote.zmail_blockquote, "
    "div#mail-editor-reference-message-container, div.ms-outlook-mobile-reference-message, [id=OLK_SRC_BODY_SECTION], div.OutlookMessageHeader, "
    "div.front-blockquote, blockquote.front-blockquote, div.sh-quoted-content, div.missive_quote, blockquote[data-type=quote], div.zd-quoted, div.quoted-text, "
    "div[name=quote], blockquote#mail-app-auto-quote, p.airmail_on, blockquote.clean_bq, blockquote[style*='border-left']"
)
# What these mark is the beginning of the quote; all that follows it in its parents is quoted too.
_QUOTE_BEGINS = (
    "div#divRplyFwdMsg, div#x_divRplyFwdMsg, div#appendonsend, hr#stopSpelling, div.replyheader, div[name=quoted-content], span.OutlookMessageHeader, "
    "hr#zwchr, [data-marker=__DIVIDER__]"
)
_SIGNATURES = (
    "div.gmail_signature, div.moz-signature, pre.moz-signature, div#Signature, div#x_Signature, div.signature, "
    "div#ms-outlook-mobile-signature, div.ms-outlook-mobile-signature, div#mail-editor-signature, #AppleMailSignature, .AppleMailSignature, "
    "div.protonmail_signature_block, div[name=messageSignatureSection], div.bloop_sign, div.sh-signature, [data-marker=__SIG_POST__], div.tutanota_signature"
)
_SIGNATURE_PREFIX = "span.gmail_signature_prefix"
_FRAMES = "div.gmail_quote, div.gmail_quote_container, div.protonmail_quote, div[name=messageReplySection], [class*=yahoo_quoted]"
_RULE_ON_TOP = re.compile(r"border(?:-top)?\s*:|border-style\s*:\s*solid none none", re.I)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$|!)|max-height\s*:\s*0(?:px)?\s*(?:;|$|!)", re.I)
_TINY = re.compile(
    r"font-size\s*:\s*[01](?:px|pt|em|%)?\s*(?:;|$|!)", re.I
)  # hides a preheader; newsletters' columns bear it too, and set it right again within
_SIZED = re.compile(r"font-size\s*:\s*(?!0)(?:[2-9]|[1-9]\d)|font-size\s*:\s*(?:small|medium|large|0\.\d|1\.\d|1em|1rem|100%)", re.I)
_MAY_BE_PREFORMATTED = "[style*='white-space' i]"
_PREFORMATTED = re.compile(r"white-space\s*:\s*(?:pre|break-spaces)", re.I)
# fmt: off
_BLOCKS = [
    "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "html", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "tfoot", "thead", "tr", "ul",
]
# Elements that end by themselves (HTML, 13.1.2.4); of the others the ends are counted, which tells how deep one stands.
_ENDS_BY_ITSELF = frozenset([
    "area", "base", "body", "br", "col", "colgroup", "dd", "dt", "embed", "head", "hr", "html", "img", "input", "li",
    "link", "meta", "option", "p", "param", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
])
# fmt: on
_DEEPEST = 200  # elements of one name; a parser's work grows with the square of the depth
_DEEPEST_OF_ALL = 600
_LONGEST_STYLE = 1_000  # characters
_MOST_PIECES = 20_000  # texts and line breaks; a long newsletter has a tenth of them
_TAG = re.compile(r"<(/?)([a-z][\w:-]{0,40})(?=[\s/>])[^>]{0,500}>", re.I)
_BEGUN = re.compile(r"<([a-z][\w:-]{0,40})(?=[\s/>])")
_SPACED = ["p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "table", "pre"]
_BREAKS = {  # what stands in the text before and behind an element
    **dict.fromkeys(_BLOCKS, ("\n", "\n")), **dict.fromkeys(_SPACED, ("\n\n", "\n\n")), **dict.fromkeys(["td", "th"], (" ", " ")),
    "li": ("\n- ", "\n"), **dict.fromkeys(["br", "hr"], ("\n", "")),
}  # fmt: skip
_FROM = any_of("header_from")


class Visible(NamedTuple):
    """The text a reader sees, apart from it that of a marked signature, and whether that is all: nothing quoted was cut off."""

    text: str
    signature: str = ""
    whole: bool = True


def visible_text(html: str, *, with_quotes: bool = False) -> Visible:
    """What a reader sees of it. `with_quotes` keeps the quoted mail in it, and the signature."""
    tree = LexborHTMLParser(flattened(html[:_LONGEST]))
    root = tree.body or tree.root
    if root is None:
        return Visible("")
    _drop(root, _INVISIBLE)
    _remove(_outermost(_hidden(root)))
    if with_quotes:
        return Visible(_text_of(root))
    cut = _cut_quotes(root) + _drop(root, _SIGNATURE_PREFIX)
    text, marked = _text_of(root), _outermost(root.css(_SIGNATURES))
    signature = "\n".join(map(_text_of, marked))
    if not marked or len(signature) == len(text):
        return Visible(text, whole=not cut)  # there is none, or somebody wrote into its frame
    _drop(root, _SIGNATURES)
    return Visible(_text_of(root) or text, signature, whole=False)


def _hidden(root: LexborNode) -> list[LexborNode]:
    """What no reader sees. Letters of no size hide a preheader; columns of newsletters have them too, and set the size again further in."""
    styled = [(node, _shown_as(_style(node))) for node in root.css("[style], [hidden]")]
    sized: set[int] = set()
    for node, look in styled:
        above = node if look.sized else None
        while above is not None and above.mem_id not in sized:
            sized.add(above.mem_id)
            above = above.parent
    marked = {node.mem_id for node in root.css("[hidden]")}
    return [node for node, look in styled if look.hidden or node.mem_id in marked or (look.tiny and node.mem_id not in sized)]


def _style(node: LexborNode) -> str:
    return (node.attributes.get("style") or "")[:_LONGEST_STYLE]


class _Look(NamedTuple):
    """What a style says of whether one sees it."""

    hidden: bool
    tiny: bool
    sized: bool


@lru_cache(maxsize=512)
def _shown_as(style: str) -> _Look:
    """Kept, for the cells of a newsletter are all styled alike."""
    return _Look(*(bool(pattern.search(style)) for pattern in (_HIDDEN, _TINY, _SIZED)))


def flattened(html: str) -> str:
    """The markup without the tags that nest deeper than any letter does; their text stays, within what encloses it."""
    depth: dict[str, int] = {}
    total = 0

    def kept(tag: re.Match[str]) -> str:
        nonlocal total
        name, step = tag[2].lower(), -1 if tag[1] else 1
        if name in _ENDS_BY_ITSELF or (tag[1] and not depth.get(name)):
            return tag[0]
        depth[name] = depth.get(name, 0) + step
        total += step
        too_deep = depth[name] + (step < 0) > _DEEPEST or total + (step < 0) > _DEEPEST_OF_ALL
        return "" if too_deep else tag[0]

    return _TAG.sub(kept, html) if _may_nest_deeply(html) else html


def _may_nest_deeply(html: str) -> bool:
    """Whether so many elements begin that they could lie in one another; a letter's stand beside each other, and need no second look."""
    if html.count("<") <= _DEEPEST:
        return False
    begun = Counter(_BEGUN.findall(html.lower()))
    nested = [count for name, count in begun.items() if name not in _ENDS_BY_ITSELF]
    return sum(nested) > _DEEPEST_OF_ALL or max(nested, default=0) > _DEEPEST


def _outermost(nodes: list[LexborNode]) -> list[LexborNode]:
    """The nodes, in document order, that lie in none of the others; a node within a removed one must not be touched again."""
    chosen: list[LexborNode] = []
    known: set[int] = set()
    for node in nodes:
        above = node.parent
        while above is not None and above.mem_id not in known:
            above = above.parent
        known.add(node.mem_id)
        if above is None:
            chosen.append(node)
    return chosen


def _drop(root: LexborNode, selector: str) -> int:
    """Removes what the selector finds, and tells how much that was."""
    return _remove(_outermost([node for node in root.css(selector) if node.tag != "body"]))


def _remove(nodes: list[LexborNode]) -> int:
    for node in nodes:
        node.decompose()
    return len(nodes)


def _cut_quotes(root: LexborNode) -> int:
    """Takes the answered mail out of the tree, and tells in how many pieces; where the sender answered between its lines, these answers stay."""
    frames = {node.mem_id for node in root.css(_FRAMES)}
    cut = _remove(_outermost([node for node in root.css(_QUOTES) if not (node.mem_id in frames and _answered_within(node))]))
    for find in (_marked_beginning, _ruled_beginning):
        begin = find(root)
        if begin is not None:
            _cut_from(begin, root)
            cut += 1
    return cut


def _marked_beginning(root: LexborNode) -> LexborNode | None:
    return root.css_first(_QUOTE_BEGINS)


def _ruled_beginning(root: LexborNode) -> LexborNode | None:
    """Outlook's line above the answered mail: a rule on top of a block that begins with From:."""
    ruled = (node for node in root.css("div[style], p[style]") if _RULE_ON_TOP.search(_style(node)))
    return next((node for node in ruled if _FROM.match(_beginning(node))), None)


def _beginning(node: LexborNode) -> str:
    """The first hundred characters that stand in the node."""
    found = ""
    for piece in _pieces(node):
        found += piece
        if len(found.strip()) > 100:
            break
    return found.strip()[:100]


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


def _answered_within(frame: LexborNode) -> bool:
    """Whether the quote's frame holds the sender's answers too: unquoted words after its own blockquote (Gmail and others wrap inline answers so)."""
    quoted = False
    child = frame.first_child
    while child is not None:
        if quoted and child.tag != "blockquote" and child.text(deep=True, strip=True).strip():
            return True
        quoted = quoted or child.tag == "blockquote"
        child = child.next
    return False


def _text_of(root: LexborNode) -> str:
    lines = "".join(islice(_pieces(root), _MOST_PIECES)).replace("\xa0", " ").split("\n")
    folded = "\n".join(" ".join(line.split()) for line in lines)
    return re.sub(r"\n{3,}", "\n\n", folded).strip()


def _pieces(root: LexborNode) -> Iterator[str]:
    """The text with line breaks where blocks begin and end. Walks without recursion: quotes are nested without bound."""
    styled = root.css_first(_MAY_BE_PREFORMATTED) is not None  # to look at each element's style takes as long as all the rest
    todo: list[tuple[LexborNode | str, bool]] = [(root, False)]
    while todo:
        node, as_typed = todo.pop()
        if isinstance(node, str):
            yield node
            continue
        tag = node.tag or ""
        if tag == "-text":
            text = node.text_content or ""
            yield text if as_typed else text.replace("\n", " ").replace("\r", " ")
            continue
        before, after = _BREAKS.get(tag, ("", ""))
        if before:
            yield before
        if after:
            todo.append((after, False))
        as_typed = as_typed or tag == "pre" or (styled and bool(_PREFORMATTED.search(_style(node))))
        child = node.last_child
        while child is not None:
            todo.append((child, as_typed))
            child = child.prev
