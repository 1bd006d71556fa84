"""The manual page (man(7)): the commands with their options, exit status, environment and files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from replydue.cli.reference.facts import ENVIRONMENT, FILES, exit_codes
from replydue.cli.reference.tree import PROGRAM, Command, common_options, every_command

_ABOUT = (
    "Watches Gmail threads with recruiters, works out by which day each reply is due, notices when that day passes in silence, and puts a polite follow-up "
    "into the thread as a draft. Nothing is ever sent that you did not approve."
)


def man() -> str:
    """The whole page, for `man`. It names no version, so that it only changes with the commands."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield f".TH {PROGRAM.upper()} 1"
    yield from (".SH NAME", rf"{PROGRAM} \- drafts the follow-up when a recruiter's promised reply does not come")
    yield from (".SH SYNOPSIS", rf".B {PROGRAM}", r"[\fIOPTIONS\fR] \fICOMMAND\fR [\fIARGS\fR]")
    yield from (".SH DESCRIPTION", _text(_ABOUT))
    yield ".SH OPTIONS"
    yield "Every command has these, before or behind its name."
    yield from _listed(common_options())
    yield ".SH COMMANDS"
    for command in every_command():
        yield from _command(command)
    yield ".SH EXIT STATUS"
    yield from _listed((str(code), said) for code, said in exit_codes())
    yield ".SH ENVIRONMENT"
    yield from _listed(ENVIRONMENT)
    yield ".SH FILES"
    yield from _listed(FILES)


def _command(command: Command) -> Iterator[str]:
    yield f'.SS "{_text(f"{PROGRAM} {command.usage}")}"'
    paragraphs = command.said.split("\n\n")
    yield _text(paragraphs[0])
    for paragraph in paragraphs[1:]:
        yield from (".PP", _text(paragraph))
    yield from _listed(command.options)


def _listed(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, said in rows:
        yield from (".TP", rf"\fB{_text(name)}\fR", _text(said))


def _text(words: str) -> str:
    """Words on one line as roff takes them: no sign of it is a request or an escape, and a hyphen of an option can be searched for and copied."""
    line = " ".join(words.replace("\\", r"\e").replace("-", r"\-").replace("~", r"\(ti").replace("`", "").split())
    return re.sub(r"^([.'])", r"\\&\1", line)
