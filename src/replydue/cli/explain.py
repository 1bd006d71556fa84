"""`replydue explain`: judges saved mail, no account needed (contract 3)."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click
from pydantic import ValidationError

from replydue.cli.context import settings
from replydue.core.model import Decision, Evidence, Judgement, Standing
from replydue.errors import UsageError
from replydue.service.saved_mail import Judged, files_in, judge_file
from replydue.settings import Settings

_SAID = {"your_turn": "your turn", "on_hold": "on hold"}


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--me", multiple=True, metavar="ADDRESS", help="An address of yours; may be given several times. By default the one that the mail came to.")
@click.option("--now", "moment", metavar="ISO-8601", help="Judge as of this moment; by default the present one.")
@click.option("--timezone", metavar="TZ", help="Your time zone, like Europe/London.")
@click.option("--holidays", metavar="CC", multiple=True, help="Country or country-subdivision, like US or DE-BY; several by commas.")
@click.option("--all", "every", is_flag=True, help="Judge every conversation found, not only that of the first message.")
@click.option("--json", "as_json", is_flag=True, help="One object a line.")
@click.pass_context
def explain(
    ctx: click.Context,
    files: tuple[Path, ...],
    me: tuple[str, ...],
    moment: str | None,
    timezone: str | None,
    holidays: tuple[str, ...],
    every: bool,
    as_json: bool,
) -> None:
    """Judge saved mail: an mbox, a saved message (.eml), or a folder of them."""
    held = _settings(timezone, holidays)
    now = _moment(moment, held)
    failed = False
    for path in files_in(files):
        for judged in judge_file(path, me, held, now, every=every):
            failed = failed or judged.decision is None
            click.echo(json.dumps(as_object(judged), ensure_ascii=False) if as_json else _as_text(judged))
    if failed:
        ctx.exit(1)


def as_object(judged: Judged) -> dict[str, Any]:
    """The object of contract 3."""
    if judged.decision is None:
        return {"file": judged.file, "standing": None, "problems": list(judged.problems)}
    judgement, step = judged.decision.judgement, judged.decision.next_step
    person, expected = judgement.counterpart, judgement.expectation
    evidence = (expected.evidence if expected else None) or next(iter(judgement.evidence), None)
    return {
        "file": judged.file,
        "standing": judgement.standing.value,
        "reason": judgement.reason.value if judgement.reason else "",
        "counterpart": {"name": person.name, "address": person.address, "company": person.company} if person else None,
        "expected_by": expected.by.isoformat() if expected else None,
        "source": expected.source.value if expected else "",
        "quote": evidence.quote if evidence else "",
        "message_id": evidence.message_id if evidence else "",
        "follow_up_due": judged.decision.follow_up_due,
        "next_step": {"do": step.do, "number": step.number, "at": step.at.isoformat()} if step else None,
        "problems": [*judged.problems, *judgement.problems],
    }


def _as_text(judged: Judged) -> str:
    if judged.decision is None:
        return f"{judged.file}\n  not judged: {'; '.join(judged.problems)}\n"
    return "\n".join([judged.file, *(f"  {line}" for line in _lines(judged.decision, judged.problems)), ""])


def _lines(decision: Decision, problems: tuple[str, ...]) -> list[str]:
    judgement, step = decision.judgement, decision.next_step
    person, expected = judgement.counterpart, judgement.expectation
    lines = [_SAID.get(judgement.standing.value, judgement.standing.value) + (f" ({judgement.reason.value.replace('_', ' ')})" if judgement.reason else "")]
    if person:
        lines.append(
            f"with {person.name or person.address}" + (f", {person.company}" if person.company else "") + (f" <{person.address}>" if person.name else "")
        )
    if expected:
        lines.append(f"a reply is expected by {expected.by:%a %-d %b %Y} (by {expected.source.value.replace('_', ' ')})")
    lines += [f"because: “{evidence.quote}”" for evidence in _speaking(judgement)]
    if step:
        lines.append(
            f"next: {'a call' if step.do == 'call' else 'a draft'} (step {step.number}) on {step.at:%a %-d %b %Y, %H:%M}"
            + (", due now" if decision.follow_up_due else "")
        )
    return lines + [f"note: {problem}" for problem in (*problems, *judgement.problems)]


def _speaking(judgement: Judgement) -> list[Evidence]:
    """The words that speak for what is said: those that promise an answer, and those of a question that is open beside them."""
    promised = [judgement.expectation.evidence] if judgement.expectation and judgement.expectation.evidence else []
    return promised if promised and judgement.standing is not Standing.YOUR_TURN else [*judgement.evidence[:2], *promised]


def _settings(timezone: str | None, holidays: tuple[str, ...]) -> Settings:
    """The configured settings, with what the options say over them. Raises UsageError for a zone or country that does not exist."""
    held = settings()
    over: dict[str, Any] = {}
    if timezone:
        over["timezone"] = timezone
    if holidays:
        over["holidays"] = tuple(place.strip() for value in holidays for place in value.split(",") if place.strip())
    if not over:
        return held
    try:
        return Settings.model_validate({**held.model_dump(by_alias=True), **over})
    except ValidationError as error:
        problem = error.errors()[0]
        raise UsageError(f"--{problem['loc'][0]}: {str(problem['msg']).removeprefix('Value error, ')}") from error


def _moment(text: str | None, held: Settings) -> datetime:
    """The moment to judge at; one without a zone is in the user's."""
    if text is None:
        return datetime.now(UTC)
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise UsageError(f"--now: {text!r} is no moment", "write it like 2026-11-23T09:00:00-05:00") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(held.timezone))
