"""`replydue why`: which sentences does a judgement rest on?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime

import click

from replydue.cli import words
from replydue.cli.completion import names
from replydue.cli.context import now, outlines, overview
from replydue.cli.screen import as_object, lines_of_json
from replydue.cli.whose import mailbox_with
from replydue.core.model import Evidence
from replydue.service import views


@click.command()
@click.argument("name", shell_complete=names)
@click.option("--json", "as_json", is_flag=True, help="As an object.")
def why(name: str, as_json: bool) -> None:
    """The evidence for one conversation, quoted. NAME is a person, a company, an address or an id."""
    held = mailbox_with(name, outlines())
    with overview(held) as opened:
        found = views.why(opened, name)
    if as_json:
        history = [{"number": number, "phase": phase, "at": at.isoformat(), "why": said} for number, phase, at, said in found.history]
        lines_of_json([{**as_object(found.row), "evidence": [asdict(each) for each in found.evidence], "history": history}])
    else:
        click.echo("\n".join(_told(found, now(held))))


def _told(found: views.Why, moment: datetime) -> Iterator[str]:
    """The judgement line by line, each with its sentence below it."""
    row = found.row
    details = filter(None, (row.company, row.role, row.address if row.name else ""))
    yield ", ".join((words.who(row), *map(words.printable, details)))
    yield f"Stands: {words.standing(row)}"
    for each in found.evidence:
        yield from _quoted(each)
    if row.expectation:
        yield f"Reply expected by {words.expected(row.expectation, moment.date())}: {words.because(row.expectation)}"
        if row.expectation.evidence and row.expectation.evidence not in found.evidence:
            yield from _quoted(row.expectation.evidence)
    if next_words := words.coming(row, moment):
        yield f"Next: {next_words}"
    for number, phase, at, said in found.history:
        yield f"Follow-up {number}, {at.astimezone(moment.tzinfo):%d %b %Y %H:%M}: {phase}{f' ({words.printable(said)})' if said else ''}"
    if row.problem:
        yield f"Broken: {words.printable(row.problem)}"


def _quoted(evidence: Evidence) -> Iterator[str]:
    if evidence.quote:
        yield f"  “{words.printable(evidence.quote)}”"
    if evidence.message_id:
        yield f"  in {words.printable(evidence.message_id)}"
