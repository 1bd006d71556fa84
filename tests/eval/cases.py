"""One case of each form, read rightly, and with a wrong expectation in `WRONG`."""

from __future__ import annotations

from typing import Any

Line = dict[str, Any]

PROMISE: Line = {"text": "We will get back to you by Friday.", "date": "2026-11-23", "expected_by": "2026-11-27", "source": "promise", "language": "en"}
DEADLINE: Line = {"text": "Please send it by Friday.", "date": "2026-11-23", "expected_by": None, "trap": "deadline", "language": "en"}
REPORTED: Line = {"text": "You said I would hear by Friday.", "date": "2026-11-23", "expected_by": "2026-11-27", "source": "reported", "by": "user"}
AWAY: Line = {
    "text": "I am out of the office and back on Monday, November 30.", "date": "2026-11-23", "expected_by": "2026-12-02", "source": "out_of_office",
    "subject": "Automatic reply", "headers": {"Auto-Submitted": "auto-replied"},
}  # fmt: skip
PAUSE: Line = {"text": "The role is on hold until January.", "date": "2026-11-23", "expected_by": "2027-02-01", "source": "pause"}
SILENCE: Line = {
    "text": "If you do not hear from us by Friday, consider your application unsuccessful.", "date": "2026-11-23", "expected_by": "2026-11-27",
    "source": "silence_means_no",
}  # fmt: skip
SAM, DANA = "Sam Lee <sam@home.example>", "Dana Whitfield <dana@northwind.example>"
MESSAGES: list[Line] = [
    {"from": SAM, "to": DANA, "date": "2026-11-20T09:00:00-05:00", "subject": "Application: Engineer",
     "text": "Dear Dana,\n\nI would like to apply for the position; my CV is attached."},
    {"from": DANA, "to": SAM, "date": "2026-11-23T11:00:00-05:00", "subject": "Re: Application: Engineer",
     "html": "<div>Thank you. We will get back to you by Friday.</div><div class='gmail_quote'>On Fri, Sam wrote:<blockquote>Hello</blockquote></div>"},
]  # fmt: skip
CONVERSATION: Line = {
    "name": "overdue", "me": ["sam@home.example"], "now": "2026-12-01T10:00:00-05:00", "timezone": "America/New_York", "holidays": ["US"], "messages": MESSAGES,
    "expect": {"standing": "overdue", "reason": "", "expected_by": "2026-11-27", "source": "promise", "follow_up_due": True},
}  # fmt: skip
PHRASE: Line = {"expression": "by Friday", "reference": "2026-11-23", "end": "2026-11-27", "language": "en"}
BODY: Line = {"text": "Sounds good!\n\nOn Mon, Nov 23, 2026 at 9:00 AM Dana <dana@northwind.example> wrote:\n> Shall we talk?", "own": "Sounds good!"}
OURS = (PROMISE, DEADLINE, REPORTED, AWAY, PAUSE, SILENCE, CONVERSATION, PHRASE, BODY)

WRONG: tuple[tuple[Line, str, str], ...] = (  # case, expected, got
    ({**PROMISE, "expected_by": "2026-11-30"}, "2026-11-30 promise", "2026-11-27 promise"),
    ({**PROMISE, "source": "reported"}, "2026-11-27 reported", "2026-11-27 promise"),
    ({**PROMISE, "expected_by": None}, "none", "2026-11-27 promise"),
    ({**DEADLINE, "expected_by": "2026-11-27"}, "2026-11-27", "none"),
    ({**CONVERSATION, "expect": {"standing": "your_turn"}}, "standing your_turn", "standing overdue"),
    ({**CONVERSATION, "expect": {"standing": "overdue", "follow_up_due": False}}, "follow_up_due no", "follow_up_due yes"),
    ({**PHRASE, "end": "2026-11-28"}, "2026-11-28", "2026-11-27"),
    ({**PHRASE, "end": None}, "none", "2026-11-27"),
)

DATE_CASE: Line = {
    "id": "d-1", "lang": "en", "tier": "A", "family": "weekday", "text": "by friday", "expression": "friday", "reference": "2026-11-23T08:00:00",
    "expected_start": "2026-11-27", "expected_end": "2026-11-27", "kind": "point", "grain": "day", "flags": [],
}  # fmt: skip
JOB_MAIL: Line = {
    "id": "j-1",
    "sender": "dana@northwind.example",
    "subject": "Your application",
    "body": "Unfortunately we will not move forward.",
    "label": "rejection",
}
