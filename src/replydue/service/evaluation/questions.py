"""What does replydue answer? Puts each case to the function of the core that the daemon asks, and compares."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from replydue.core.business_days import BusinessDays
from replydue.core.message import read
from replydue.core.mime import parse
from replydue.core.model import Decision, Expectation
from replydue.core.own_words import own_words
from replydue.core.phrases import days_named
from replydue.core.sender import nature
from replydue.service.evaluation.model import Answer, Harm, Line, Question
from replydue.service.evaluation.one_message import day_named
from replydue.service.evaluation.written_mail import moment, read_messages, settings_of
from replydue.service.saved_mail import judge_messages

ANY_DAY = "any"  # as `expected_by`: some day, whichever
_TOLD_AS = {"pause": "promise", "silence_means_no": "promise"}  # promises of their own kind, in the words of contract 3 a promise


def answered(question: Question, line: Line, folder: Path) -> Answer:
    """Answers one case. `folder`: where the files that it names lie. Raises KeyError, ValueError, OSError where it is not as docs/evaluation.md has it."""
    return _QUESTIONS[question](line, folder)


def _message(line: Line, _: Path) -> Answer:
    named = day_named(line, settings_of(line))
    wanted, source = line["expected_by"], str(line.get("source") or "")
    got, got_kind = (named.by.isoformat(), named.source.value) if named else (None, "none")
    same_day = bool(got) if wanted == ANY_DAY else got == wanted
    same_source = not (wanted and source) or got_kind == _TOLD_AS.get(source, source)
    return Answer(
        expected=f"{wanted} {source}".strip() if wanted else "none",
        got=f"{got} {got_kind}" if got else "none",
        expected_kind=(source or "a day") if wanted else str(line.get("trap") or "none"),
        got_kind="another day" if got and wanted and not same_day else got_kind,
        right=same_day and same_source,
        quote=_quote(named),
        harms=frozenset({Harm.DAY_WITHOUT_PROMISE} if got and not wanted else ()),
        size=len(str(line["text"])),
    )


def _quote(found: Expectation | None) -> str:
    return found.evidence.quote if found and found.evidence else ""


def _conversation(line: Line, _: Path) -> Answer:
    settings = settings_of(line)
    now = moment(line["now"], settings.timezone)
    messages, size = read_messages(line["messages"], settings.timezone, now)
    decision = next(iter(judge_messages(messages, line.get("me", ()), settings, now)))
    wanted = {key: "" if value is None else value for key, value in line["expect"].items()}
    if wanted.get("source") in _TOLD_AS:
        wanted["source"] = _TOLD_AS[wanted["source"]]
    got = _told(decision)
    differs = [key for key, value in wanted.items() if got[key] != value]
    shown = [", ".join(f"{key} {_word(side[key])}" for key in differs or ["standing"]) for side in (wanted, got)]
    kinds = _kind(wanted), _kind(got)
    got_kind = "another day" if differs and kinds[0] == kinds[1] else kinds[1]
    quote = _quote(decision.judgement.expectation) or next((evidence.quote for evidence in decision.judgement.evidence), "")
    return Answer(shown[0], shown[1], kinds[0], got_kind, not differs, quote, _harms(wanted, got), size)


def _told(decision: Decision) -> dict[str, object]:
    judgement = decision.judgement
    expected = judgement.expectation
    return {
        "standing": judgement.standing.value,
        "reason": judgement.reason.value if judgement.reason else "",
        "expected_by": expected.by.isoformat() if expected else "",
        "source": expected.source.value if expected else "",
        "follow_up_due": decision.follow_up_due,
    }


def _kind(told: Mapping[str, object]) -> str:
    """The reason where there is one: it tells the standing too."""
    return str(told.get("reason") or told["standing"])


def _word(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value) or "none"


def _harms(wanted: Mapping[str, object], got: Mapping[str, object]) -> frozenset[Harm]:
    needless = got["follow_up_due"] and not wanted.get("follow_up_due", wanted.get("standing") == "overdue")
    missed = wanted.get("standing") == "overdue" and got["standing"] != "overdue"
    return frozenset(harm for harm, held in ((Harm.NEEDLESS_FOLLOW_UP, needless), (Harm.OVERDUE_MISSED, missed)) if held)


def _phrase(line: Line, _: Path) -> Answer:
    settings = settings_of(line)
    text, reference = str(line.get("text") or line["expression"]), date.fromisoformat(line["reference"][:10])
    found = days_named(text, reference, BusinessDays(settings.holidays), settings.month_first, language=str(line.get("language", "en")))
    last = max(found, key=lambda day: day.by, default=None)
    got, wanted = (last.by.isoformat() if last else None), line["end"]
    expected_kind = "a day" if wanted else "none"
    got_kind = "none" if got is None else "a day" if got == wanted or not wanted else "another day"
    return Answer(wanted or "none", got or "none", expected_kind, got_kind, got == wanted, last.text if last else "", size=len(text))


def _raw_message(line: Line, folder: Path) -> Answer:
    raw = (folder / line["file"]).read_bytes()
    got = nature(read(parse(raw))).value
    wanted = [line["nature"]] if isinstance(line["nature"], str) else list(line["nature"])
    expected = str(line.get("called") or " or ".join(wanted))
    return Answer(expected, got, expected, got, got in wanted, size=len(raw))


def _body(line: Line, _: Path) -> Answer:
    """Some count the name below a letter as newly written, some do not: both are right."""
    text, html = str(line.get("text") or ""), str(line.get("html") or "")
    own, wanted = own_words(text, html), " ".join(str(line["own"]).split())
    got = " ".join(own.words.split())
    signed = " ".join(f"{own.words} {own.signature}".split())
    right = wanted in (got, signed)
    kind = "the same" if right else "too much" if wanted in got else "too little" if signed in wanted else "otherwise"
    start = next((place for place, (a, b) in enumerate(zip(got, wanted, strict=False)) if a != b), min(len(got), len(wanted)))
    return Answer(_around(wanted, start), _around(got, start), "the same", kind, right, size=len(text) + len(html))


def _around(text: str, place: int) -> str:
    """Where two bodies part."""
    return f"…{text[max(0, place - 20) : place + 40]}…"


_QUESTIONS: dict[Question, Callable[[Line, Path], Answer]] = {
    Question.MESSAGE: _message,
    Question.CONVERSATION: _conversation,
    Question.PHRASE: _phrase,
    Question.RAW_MESSAGE: _raw_message,
    Question.BODY: _body,
}
