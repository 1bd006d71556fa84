"""Mail that was made to be heavy, by name: texts, pages and headers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from .judging import reply

TEN_MB = 10_000_000
PROMISE = b"We will get back to you by Friday."
HTML = b"Content-Type: text/html; charset=utf-8"


def repeated(piece: bytes, size: int) -> bytes:
    return piece * (size // len(piece))


# fmt: off
_BODIES: dict[str, Callable[[], bytes]] = {
    "10 MB on one line": lambda: repeated(b"a ", TEN_MB),
    "10 MB in lines": lambda: repeated(b"We are hiring, and we review all applications.\r\n", TEN_MB),
    "10 MB without a blank": lambda: repeated(b"x", TEN_MB),
    "100,000 nested quotes": lambda: PROMISE + b"\r\n" + b"\r\n".join(b">" * depth + b" Hi" for depth in range(1, 400)) + b"\r\n" + b">" * 100_000 + b" Hi",
    "50,000 quoted lines": lambda: PROMISE + b"\r\n" + repeated(b"> By Friday?\r\n", 600_000),
    "10,000 attributions": lambda: repeated(b"On Mon, Nov 23, 2026 at 9:00 AM Sam Lee <sam@home.example> wrote:\r\n", 600_000),
    "a thousand dates": lambda: b" ".join(b"We will call you on %d December." % (day % 31 + 1) for day in range(1000)),
    "a thousand dates in one sentence": lambda: b"We will call you on " + b" or ".join(b"December %d" % (day % 31 + 1) for day in range(1000)) + b".",
    "each of a thousand years": lambda: b" ".join(b"We will call you before 3 December %d." % year for year in range(1200, 2200)),
    "ever more business days": lambda: b" ".join(b"We will call you within %d business days." % days for days in range(0, 50_000, 50)),
    "a week of each of a thousand years": lambda: b" ".join(b"We will call you in the first week of January %d." % year for year in range(1200, 2200)),
    "days after each of a thousand Easters": lambda: b" ".join(b"We will call you two business days after Easter %d." % year for year in range(1200, 2200)),
    "ever more months": lambda: b" ".join(b"We will call you in %d months." % months for months in range(1000)),
    "a thousand interviews": lambda: b" ".join(
        b"Interview %d is on %d May at 3, we will tell you by %d June, please confirm by %d April." % (each, *[each % 30 + 1] * 3) for each in range(1000)
    ),
    "thousands of requests": lambda: b" ".join(b"Could you send us your papers by day %d?" % day for day in range(2500)),
    "thousands of rejections": lambda: b" ".join(b"We regret that we have chosen candidate %d." % number for number in range(2500)),
    "a range of ranges": lambda: b"We will call you between " + repeated(b"Monday and Tuesday to Friday - ", 100_000),
    "one endless sentence": lambda: b"We will " + repeated(b"and then we will maybe ", 200_000) + b"get back to you by Friday",
    "blanks": lambda: b"We will" + b" " * 200_000 + b"get back to you by Friday",
    "empty lines": lambda: PROMISE + b"\r\n" * 200_000 + b"Dana",
    "digits": lambda: b"in " + b"1" * 200_000 + b" days we will get back to you",
    "dashes": lambda: PROMISE + b"\r\n" + b"-" * 200_000,
    "underscores and stars": lambda: PROMISE + b"\r\n" + repeated(b"_*", 200_000),
    "From: lines": lambda: repeated(b"From: a\r\nSent: b\r\n", 200_000),
    "colons": lambda: repeated(b"a:b:c: ", 200_000),
    "angle brackets": lambda: b"<" * 200_000 + b">" * 200_000,
    "at signs": lambda: repeated(b"a@b.", 200_000),
    "commas": lambda: repeated(b"if, when, unless, ", 200_000),
    "not not not": lambda: b"We will " + repeated(b"not ", 200_000) + b"call you on Friday.",
    "by by by": lambda: b"We will call you " + repeated(b"by ", 200_000) + b"Friday.",
    "next next next": lambda: b"We will call you " + repeated(b"next ", 200_000) + b"Friday.",
    "the week after the week after": lambda: b"We will call you " + repeated(b"the week after ", 200_000) + b"next week.",
    "apostrophes": lambda: repeated(b"we'll ", 200_000),
    "zero width": lambda: repeated("\u200b\u200c\u200d\u2060".encode(), 200_000) + PROMISE,
    "combining marks": lambda: b"e" + repeated("\u0301".encode(), 200_000) + PROMISE,
    "right to left": lambda: repeated("\u202ewe will call you Friday\u202c ".encode(), 200_000),
    "mathematical letters": lambda: repeated("𝐖𝐞 𝐰𝐢𝐥𝐥 𝐜𝐚𝐥𝐥 𝐲𝐨𝐮 𝐨𝐧 𝐅𝐫𝐢𝐝𝐚𝐲. ".encode(), 200_000),
    "line separators": lambda: repeated("We will\u2028call\u2029you\x0b\x0c\x1c\x85 ".encode(), 200_000),
    "dotless and capital i": lambda: repeated("WE WİLL CALL YOU ON FRİDAY. ı ſ K ".encode(), 200_000),
}
_PAGES: dict[str, Callable[[], bytes]] = {
    "100,000 nested blocks": lambda: b"<div>" * 100_000 + PROMISE,
    "100,000 nested quotes": lambda: PROMISE + b"<blockquote>" * 100_000,
    "40,000 unclosed tags": lambda: repeated(b"<b><i><a href='", 600_000),
    "50,000 attributes": lambda: b"<p " + repeated(b"a=b ", 200_000) + b">" + PROMISE,
    "a table of 60,000 cells": lambda: b"<table><tr>" + repeated(b"<td>x</td>", 600_000),
    "tables in tables": lambda: b"<table><tr><td>" * 20_000 + PROMISE,
    "comments": lambda: repeated(b"<!--", 200_000) + PROMISE,
    "entities": lambda: repeated(b"&amp;&#120;&nbsp;&bogus;", 200_000),
    "styles": lambda: repeated(b"<style>p{color:red}</style>", 200_000) + PROMISE,
    "line breaks": lambda: PROMISE + repeated(b"<br>", 200_000) + b"Dana",
}
_HEADERS: dict[str, Callable[[], bytes]] = {
    "50,000 addresses": lambda: b"Cc: " + repeated(b"a@b.example, ", 600_000),
    "40,000 references": lambda: b"References: " + repeated(b"<a@b.example> ", 600_000),
    "75,000 headers": lambda: repeated(b"X-A: b\r\n", 600_000).removesuffix(b"\r\n"),
    "an endless subject": lambda: b"Subject: " + repeated(b"Re: ", 200_000),
    "nested encoded words": lambda: b"Subject: " + repeated(b"=?utf-8?q?=3D=3Futf-8?= ", 200_000),
    "nested comments": lambda: b"From: " + b"(" * 100_000 + b")" * 100_000 + b" <dana@northwind.example>",
    "folded": lambda: b"Subject: a" + repeated(b"\r\n b", 200_000),
}
# fmt: on
_TEXT = b"Content-Type: text/plain; charset=utf-8"


def _with_body(body: Callable[[], bytes], kind: bytes) -> bytes:
    return reply(body(), kind)


def _with_header(header: Callable[[], bytes]) -> bytes:
    return reply(PROMISE, header())


MAILS: dict[str, Callable[[], bytes]] = {
    **{f"text: {name}": partial(_with_body, body, _TEXT) for name, body in _BODIES.items()},
    **{f"page: {name}": partial(_with_body, body, HTML) for name, body in _PAGES.items()},
    **{f"headers: {name}": partial(_with_header, header) for name, header in _HEADERS.items()},
}
