"""Threads, and whether they are about the reader's own candidacy: `mail/threads_en.jsonl`, and the conversations that the rules were written by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

from replydue.core.conversation import Exchange
from replydue.core.due import Waiting
from replydue.core.model import Conversation, Identity
from replydue.core.recruiter import traits, weigh
from replydue.service.evaluation.written_mail import moment, read_messages, settings_of
from training.examples import Example, lines_of

_ME, _FIRST = "Sam Lee <sam@home.example>", datetime(2026, 11, 2, 9, tzinfo=UTC)
_SAYING_LITTLE, _OF_APPLICATIONS = (
    ("", "Update", "Re: Next steps"),
    ("Your application", "Re: Your application", "Re: Interview", "Your interview", "Following up on your interview", "Application update"),
)
_SAYING_SOMETHING = 12  # words
_BULK = {"List-Unsubscribe": "<https://lists.example/u>", "Precedence": "bulk"}


def examples(files: Iterable[Path]) -> Iterator[Example]:
    """An example for each conversation of labelled sets that tells whether it is a candidacy."""
    for file in files:
        for line in lines_of(file):
            if line["expect"].get("reason") != "ignored" and not line.get("config"):
                yield _example(line, line["expect"].get("reason") != "not_recruiting")


def short(thread: Mapping[str, Any]) -> Example:
    """The example of a thread in the short form."""
    return _example(_conversation(thread), thread["label"] == "recruiting")


def lone(letters: Iterable[str], *, candidacy: bool) -> Iterator[Example]:
    """An example for each letter that somebody wrote to the user, alone in its thread, under a subject that says little; its line breaks are ` / `."""
    subjects = cycle([*_SAYING_LITTLE, *(_OF_APPLICATIONS if candidacy else ())])
    for letter, subject in zip(letters, subjects, strict=False):
        yield _example(_conversation({"messages": [{"by": "them", "subject": subject, "text": letter.replace(" / ", "\n")}]}), candidacy)


def last_alone(thread: Mapping[str, Any]) -> Iterator[Example]:
    """The last letter of theirs in a thread of several, as it is when saved alone, if it says anything."""
    theirs = [message for message in thread["messages"] if message["by"] == "them"]
    if len(thread["messages"]) > 1 and theirs and len(theirs[-1]["text"].split()) >= _SAYING_SOMETHING:
        yield short({**thread, "messages": theirs[-1:]})


def _conversation(line: Mapping[str, Any]) -> dict[str, Any]:
    """The short form written out: the messages a day apart, each from the one side to the other."""
    first: Mapping[str, Any] = next((m for m in line["messages"] if m["by"] == "them"), {})
    them = f"{first.get('from_name', 'Dana Whitfield')} <{first.get('from_address', 'dana@northwind.example')}>".replace(",", "")
    written, subject = [], ""
    for number, message in enumerate(line["messages"]):
        subject, mine = message.get("subject") or subject, message["by"] == "me"
        sender, to = (_ME, them) if mine else (them, _ME)
        headers = {} if mine or not line.get("bulk") else _BULK
        date = (_FIRST + timedelta(days=number)).isoformat()
        written.append({"from": sender, "to": to, "subject": subject, "text": message["text"], "date": date, "headers": headers})
    return {"me": ["sam@home.example"], "now": "2026-11-20", "messages": written}


def _example(line: Mapping[str, Any], candidacy: bool) -> Example:
    settings = settings_of(line)
    now = moment(line["now"], settings.timezone)
    messages, _size = read_messages(line["messages"], settings.timezone, now)
    identities = tuple(Identity(address, "", primary=not place) for place, address in enumerate(line["me"]))
    thread = tuple(message for message in messages if message.thread_id == messages[0].thread_id)
    exchange = Exchange(Conversation("1", identities, thread), settings)
    promised = tuple(promise for message in exchange.theirs for promise in Waiting(exchange, now).promises[message.id])
    return Example(frozenset(traits(exchange, weigh(exchange), promised)), "candidacy" if candidacy else "other", messages[0].subject)
