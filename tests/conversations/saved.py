"""Labelled conversations as the mboxes that people save: in plain text, and in HTML with the history quoted as the big mail programs do it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from html import escape
from pathlib import Path
from typing import Any

Labelled = Mapping[str, Any]  # one line of a set: its form is told in docs/evaluation.md


def labelled(folder: Path) -> Iterator[Labelled]:
    """Every conversation of the sets in a folder, in order."""
    for path in sorted(folder.glob("*.jsonl")):
        yield from (json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip())


@dataclass(frozen=True)
class Quoted:
    """What stands below an answer: the plain text and the HTML of a mail program's quote."""

    text: str
    html: str


def as_mbox(conversation: Labelled, style: str = "plain") -> bytes:
    """The conversation as an mbox (RFC 4155), in one of `STYLES`."""
    thread_ids: dict[int, list[str]] = {}
    before: dict[int, Labelled] = {}
    mails = []
    for number, entry in enumerate(conversation["messages"]):
        thread = entry.get("thread", 1)
        answers = thread_ids.setdefault(thread, [])
        quoted = STYLES[style](before[thread]) if thread in before else Quoted("", "")
        identity = f"<m{number}.{hash_of(conversation['name'])}@mail.example>"
        mails.append(_mail(entry, identity, answers, quoted, html=style != "plain"))
        if not _by_itself(entry):
            before[thread] = entry
        answers.append(identity)
    return b"".join(b"From - Mon Nov 30 09:00:00 2026\n" + mail.replace(b"\nFrom ", b"\n>From ") + b"\n" for mail in mails)


def hash_of(name: str) -> int:
    """The same number in every run, for ids that differ between conversations."""
    return sum(position * ord(character) for position, character in enumerate(name, start=1))


def _by_itself(entry: Labelled) -> bool:
    return "Auto-Submitted" in entry.get("headers", {}) or not (entry.get("text") or entry.get("html"))


def _mail(entry: Labelled, identity: str, answers: list[str], quoted: Quoted, *, html: bool) -> bytes:
    mail = EmailMessage()
    for name in ("from", "to", "cc", "subject"):
        if entry.get(name):
            mail[name.title()] = entry[name]
    if entry.get("date"):
        mail["Date"] = format_datetime(datetime.fromisoformat(entry["date"]))
    mail["Message-ID"] = identity
    if answers:
        mail["In-Reply-To"], mail["References"] = answers[-1], " ".join(answers)
    for name, value in entry.get("headers", {}).items():
        mail[name] = value
    text = entry.get("text", "")
    mail.set_content(text + (quoted.text if not _by_itself(entry) else ""), cte="quoted-printable")
    if entry.get("html"):
        mail.add_alternative(entry["html"], subtype="html")
    elif html and not _by_itself(entry):
        mail.add_alternative(f"<html><body>{_paragraphs(text)}{quoted.html}</body></html>", subtype="html", cte="quoted-printable")
    if entry.get("calendar"):
        mail.add_alternative(entry["calendar"], subtype="calendar", params={"method": "REQUEST"}, cte="quoted-printable")
    return bytes(mail)


def _paragraphs(text: str) -> str:
    return "".join(f"<div>{escape(line) or '<br>'}</div>" for line in text.splitlines())


def _of(entry: Labelled) -> tuple[str, str, datetime, str]:
    name, address = parseaddr(entry["from"])
    return name or address, address, datetime.fromisoformat(entry.get("date") or "2026-11-02T09:00:00+00:00"), entry.get("text", "")


def _marked(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def _gmail(entry: Labelled) -> Quoted:
    name, address, at, text = _of(entry)
    line = f"On {at:%a, %b %-d, %Y at %-I:%M %p} {name} <{address}> wrote:"
    shown = escape(line)
    quote = f'<blockquote class="gmail_quote">{_paragraphs(text)}</blockquote>'
    html = f'<br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">{shown}<br></div>{quote}</div>'
    return Quoted(f"\n\n{line}\n\n{_marked(text)}\n", html)


def _outlook(entry: Labelled) -> Quoted:
    name, address, at, text = _of(entry)
    head = [f"From: {name} <{address}>", f"Sent: {at:%A, %B %-d, %Y %-I:%M %p}", f"To: {entry['to']}", f"Subject: {entry['subject']}"]
    shown = "<br>".join(escape(line) for line in head)
    html = f'<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in"><p class="MsoNormal">{shown}</p></div>{_paragraphs(text)}'
    lines = "\n".join(head)
    return Quoted(f"\n\n{lines}\n\n{text}\n", html)


def _apple(entry: Labelled) -> Quoted:
    name, address, at, text = _of(entry)
    line = f"On {at:%-d %b %Y}, at {at:%H:%M}, {name} <{address}> wrote:"
    html = f'<br><div><blockquote type="cite"><div>{escape(line)}</div><br><div>{_paragraphs(text)}</div></blockquote></div>'
    return Quoted(f"\n\n> {line}\n> \n{_marked(text)}\n", html)


def _platform(entry: Labelled) -> Quoted:
    name, _, at, text = _of(entry)
    line = f"On {at:%a, %-d %b %Y %H:%M}, {name} wrote:"
    html = f"<p>##- Please type your reply above this line -##</p><p>{escape(line)}</p><blockquote>{_paragraphs(text)}</blockquote>"
    return Quoted(f"\n\n##- Please type your reply above this line -##\n\n{line}\n\n{_marked(text)}\n", html)


STYLES: Mapping[str, Callable[[Labelled], Quoted]] = {
    "plain": lambda _: Quoted("", ""),
    "gmail": _gmail,
    "outlook": _outlook,
    "apple": _apple,
    "platform": _platform,
}
