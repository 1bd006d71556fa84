"""What does a line ask? Known by its keys; the lines of other people's sets are put into our own form (docs/evaluation.md), each by a short adapter."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from replydue.core.mail import Nature
from replydue.core.sender import is_no_reply
from replydue.service.evaluation.model import Asked, Line, Question
from replydue.service.evaluation.questions import ANY_DAY
from replydue.service.evaluation.written_mail import moment, settings_of, written

_OURS = (
    ({"messages", "expect", "now"}, Question.CONVERSATION),
    ({"text", "expected_by", "date"}, Question.MESSAGE),
    ({"expression", "reference", "end"}, Question.PHRASE),
    ({"file", "nature"}, Question.RAW_MESSAGE),
    ({"own"}, Question.BODY),
)
_EXPECTED = {"standing", "reason", "expected_by", "source", "follow_up_due"}
_LANGUAGES = ("en", "de", "fr", "es")
_SATURDAY = 5
_WEEK = re.compile(r"week|woche|semaine|semana|w/c")
_SOME_DAY = "2026-11-23"  # where a set names no day that a text was written on


def asked(line: Line, name: str) -> Asked:
    """The case that a line holds. Raises ValueError where it holds none that is known, KeyError where an adapter misses a key."""
    for keys, question in _OURS:
        if keys <= line.keys():
            return Asked(name, question, line, str(line.get("language", "")))
    adapter = next((adapter for keys, adapter in _OTHERS if keys <= line.keys()), None)
    if adapter is None:
        raise ValueError("none of the forms of a case")
    return adapter(line, str(line.get("id", name)))


def check(line: Line, question: Question, folder: Path) -> None:
    """Raises ValueError, KeyError or TypeError where a case in our own form cannot be asked."""
    zone = settings_of(line).timezone
    for key in ("date", "now", "reference"):
        if key in line:
            moment(line[key], zone)
    for message in line.get("messages", ()):
        written(message, zone, "<1@case.example>", "")
    if unknown := set(line.get("expect", ())) - _EXPECTED:
        raise ValueError(f"expect: {', '.join(sorted(unknown))} is not asked for")
    if question is Question.CONVERSATION and not line["messages"]:
        raise ValueError("no messages")
    if question is Question.RAW_MESSAGE and not (folder / line["file"]).is_file():
        raise ValueError(f"there is no file {line['file']}")


def _date_case(line: Line, name: str) -> Asked:
    language, end, reference = line["lang"], date.fromisoformat(line["expected_end"][:10]), date.fromisoformat(line["reference"][:10])
    ours = {"text": line["text"], "expression": line["expression"], "reference": line["reference"], "language": language, "holidays": [],
            "date_order": "day-first" if "locale_DMY" in line["flags"] or language != "en" else "month-first",
            "end": _worked_until(end, a_week=line["kind"] == "range" and bool(_WEEK.search(line["expression"].lower()))).isoformat()}  # fmt: skip
    return Asked(name, Question.PHRASE, ours, f"{language}, tier {line['tier']}", _decided_otherwise(line, end, reference))


def _worked_until(end: date, *, a_week: bool) -> date:
    """An end by our rules: a week ends on its Friday, a single day on a weekend rolls forward."""
    if a_week and end.weekday() >= _SATURDAY:
        return end - timedelta(days=end.weekday() - _SATURDAY + 1)
    return end + timedelta(days=7 - end.weekday()) if end.weekday() >= _SATURDAY else end


def _decided_otherwise(line: Line, end: date, reference: date) -> str:
    """Why a case cannot be held against the reading rules; "" where it can."""
    words = line["expression"].lower()
    start = date.fromisoformat((line["expected_start"] or line["expected_end"])[:10])
    monday = end - timedelta(days=end.weekday())
    reasons = (
        ("a language that is not read", line["lang"] not in _LANGUAGES),
        ("a day gone by", end < reference),
        ("a time of day", line["grain"] in ("hour", "minute", "second") and end != reference),
        ("a weekday written on that weekday is a week on", line["family"] == "weekday" and reference.weekday() == start.weekday()),
        ("parts of a month end on the 10th and the 20th", bool({"mod_start", "mod_mid"} & set(line["flags"]))),
        ("loose counts of days are business days", bool(re.search(r"\b(?:couple|few|several)\b(?! business).*\bdays", words))),
        ("before a day is the business day before it", line["kind"] == "before"),
        ("the next N weeks or months count from the day", bool(re.match(r"next \w+ (?:weeks|months)", words)) and start > reference),
        ("a month as an end is its last day", line["grain"] == "range" and end.day == 1),
        ("the last week holds the last business day", "last week of" in words and monday.month == (monday + timedelta(days=7)).month),
        ("a weekend's “this week” is the coming one", "this week" in words and reference.weekday() >= _SATURDAY),
    )
    return next((reason for reason, holds in reasons if holds), "")


def _date_negative(line: Line, name: str) -> Asked:
    ours = {"expression": line["text"], "reference": line["reference"] or _SOME_DAY, "language": line["lang"], "end": None, "holidays": []}
    return Asked(name, Question.PHRASE, ours, f"{line['lang']}, no day")


def _recruiter_sentence(line: Line, name: str) -> Asked:
    ours = {"text": line["text"], "date": _SOME_DAY, "expected_by": ANY_DAY if line["sets_reply_due"] == "yes" else None, "trap": line.get("label")}
    return Asked(name, Question.MESSAGE, ours, str(line.get("lang", "")), "neither a promise nor none" if line["sets_reply_due"] == "soft" else "")


_STANDING = {"application_received": "waiting", "interview_request": "your_turn", "assessment": "your_turn", "offer": "your_turn", "rejection": "closed",
             "recruiter_outreach": "your_turn", "other": "untracked"}  # fmt: skip


def _job_mail(line: Line, name: str) -> Asked:
    """What answers an application is told by its label; what has nothing to do with one must not be tracked."""
    standing = _STANDING.get(line["label"], "")
    sender, sent = line["sender"], "2026-11-23T10:00:00+00:00"
    address = sender.rpartition("<")[2].strip("<> ")
    before = {"from": "sam@home.example", "to": sender, "date": "2026-11-20T10:00:00+00:00", "subject": line["subject"],
              "text": "Hello,\n\nI would like to apply for the position; my CV is attached.\n\nSam Lee"}  # fmt: skip
    theirs = {"from": sender, "to": "sam@home.example", "date": sent, "subject": line["subject"], "text": line["body"]}
    messages = [theirs] if standing == "untracked" else [before, theirs]
    ours = {"name": line["subject"], "me": ["sam@home.example"], "now": "2026-11-23T12:00:00+00:00", "messages": messages, "expect": {"standing": standing}}
    nobody = standing != "untracked" and is_no_reply(address)
    return Asked(name, Question.CONVERSATION, ours, line["label"], "nobody to answer" if nobody else "" if standing else "its label leaves the standing open")


_PEOPLE_OR_OTHERS = [kind.value for kind in Nature if kind not in (Nature.BOUNCE, Nature.DELAY)]


def _automatic(line: Line, name: str) -> Asked:
    """A report whose own stated reason is that the mail arrived (RFC 3464, action `delivered`) is a receipt, whatever folder it lies in."""
    label = "delivered" if line.get("reason") == ["delivered"] else "delay" if "delay_notice" in line["flags"] else line["label"]
    natures = {
        "bounce": ["bounce"],
        "delay": ["delay"],
        "delivered": ["receipt"],
        "feedback_loop": ["bulk", "auto_reply"],
        "auto_reply": ["auto_reply", "out_of_office"],
        "not_bounce": _PEOPLE_OR_OTHERS,
    }
    ours = {"file": line["file"], "nature": natures.get(label, []), "called": label}
    return Asked(line["file"], Question.RAW_MESSAGE, ours, "", "" if label in natures else "its label leaves it open")


def _reply_body(line: Line, name: str) -> Asked:
    """Quoted lines between new ones are kept there; to us what is quoted is never newly written (reading rules, section 3)."""
    own = "\n".join(text for text in line["expected_reply"].splitlines() if not text.startswith(">"))
    return Asked(name, Question.BODY, {"text": line["text"], "own": own})


_OTHERS: tuple[tuple[set[str], Callable[[Line, str], Asked]], ...] = (
    ({"expression", "reference", "expected_start", "expected_end", "tier", "flags", "grain", "family"}, _date_case),
    ({"text", "sets_reply_due"}, _recruiter_sentence),
    ({"sender", "subject", "body", "label"}, _job_mail),
    ({"file", "label", "label_origin", "flags"}, _automatic),
    ({"text", "expected_reply"}, _reply_body),
    ({"text", "reference", "lang"}, _date_negative),
)
