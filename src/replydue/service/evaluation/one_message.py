"""Which day does one message name for the reply? Asked as the newest mail of a conversation, so that the answer is the product's own."""

from __future__ import annotations

from datetime import timedelta

from replydue.core.conversation import Exchange
from replydue.core.due import Waiting, expectation
from replydue.core.model import Conversation, Expectation, Identity, Source
from replydue.service.evaluation.model import Line
from replydue.service.evaluation.written_mail import moment, read_messages
from replydue.settings import Settings

_ME, _THEM = "Sam Lee <sam@home.example>", "Dana Whitfield <dana@northwind.example>"
_NAMED = (Source.PROMISE, Source.REPORTED, Source.PREFERENCE, Source.OUT_OF_OFFICE)


def day_named(line: Line, settings: Settings) -> Expectation | None:
    """The day that a message names, and its evidence; None where it names none and the cadence or an interview would set the day.

    `line` has the keys `text`, `date` and, if need be, `by`, `subject` and `headers` of docs/evaluation.md.
    """
    when = moment(line["date"], settings.timezone)
    by_user = line.get("by", "counterpart") == "user"
    before = {"from": _THEM if by_user else _ME, "to": _ME if by_user else _THEM, "date": (when - timedelta(days=1)).isoformat(), "text": "Hello, thank you."}
    asked = {"subject": "Your application", **line, "from": _ME if by_user else _THEM, "to": _THEM if by_user else _ME, "date": when.isoformat()}
    messages, _size = read_messages([before, asked], settings.timezone, when)
    conversation = Conversation("1", (Identity("sam@home.example", "Sam Lee", primary=True),), messages)
    found, _anchor = expectation(Waiting(Exchange(conversation, settings), when))
    return found if found and found.source in _NAMED else None
