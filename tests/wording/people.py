"""One recruiter, one user and their thread, to write letters about."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from replydue.core.mail import Body, Event, Mailbox, Message
from replydue.core.model import Conversation, Counterpart, Evidence, Expectation, Identity, Judgement, NextStep, Source, Standing
from replydue.settings import Settings

ZONE = timezone(timedelta(hours=-5))
NOW = datetime(2026, 12, 1, 9, 0, tzinfo=ZONE)
SETTINGS = Settings(timezone="America/New_York")
DANA = Mailbox("Dana Whitfield", "dana@northwind.example")
ALEX = Mailbox("Alex Morgan", "alex.morgan@example.org")
COUNTERPART = Counterpart("Dana Whitfield", "dana@northwind.example", "Northwind", "+1 212 555 0147")
ME = Identity("alex.morgan@example.org", "Alex Morgan", "", primary=True)
QUOTE = "You should hear from us by Friday."
PROMISED = Expectation(date(2026, 11, 27), Source.PROMISE, Evidence("<d1@northwind.example>", QUOTE))
INVITED = Expectation(date(2026, 11, 27), Source.PREFERENCE, Evidence("<d1@northwind.example>", "If you have not heard by Friday, ping me."))
PAUSED = Expectation(date(2026, 11, 27), Source.PROMISE, Evidence("<d1@northwind.example>", "The role is on hold until November 27."))
INTERVIEW = Event("REQUEST", "i1", 0, datetime(2026, 11, 19, 15, tzinfo=UTC), datetime(2026, 11, 19, 16, tzinfo=UTC))


def message(sender: Mailbox, to: Mailbox, words: str = "", **more: Any) -> Message:
    """A message of the thread, written on Friday, 20 November 2026, 10:00 in New York unless told otherwise."""
    said = {name: more.pop(name) for name in ("signature", "text", "html") if name in more}
    known: dict[str, Any] = {
        "id": "m1", "thread_id": "t1", "message_id": "<d1@northwind.example>", "date": datetime(2026, 11, 20, 10, tzinfo=ZONE),
        "subject": "Data Engineer at Northwind", "body": Body(words, **{"text": words, **said}),
    }  # fmt: skip
    return Message(sender=sender, to=(to,), **{**known, **more})


# What Dana wrote in each language and manner: by these words the letter knows on which terms they are.
HER_WORDS = {
    "en": f"Hi Alex,\n\nIt was good to talk. {QUOTE}\n\nBest,\nDana",
    "de": "Guten Tag Alex Morgan,\n\ndanke für das Gespräch. Bis Freitag hören Sie von uns.\n\nViele Grüße\nDana Whitfield",
    "de-du": "Hallo Alex,\n\ndanke für das Gespräch. Bis Freitag hörst du von uns.\n\nViele Grüße\nDana",
    "fr": "Bonjour Alex,\n\nMerci pour cet échange. Nous vous répondrons d'ici vendredi.\n\nBien cordialement,\nDana",
    "fr-tu": "Salut Alex,\n\nMerci pour cet échange. Je te réponds d'ici vendredi.\n\nÀ bientôt,\nDana",
    "es": "Hola, Alex:\n\nGracias por la conversación. Le diremos algo antes del viernes.\n\nUn saludo,\nDana",
    "es-tu": "Hola, Alex:\n\nGracias por la conversación. Te decimos algo antes del viernes.\n\nUn saludo,\nDana",
}
FROM_DANA = message(DANA, ALEX, f"Hi Alex,\n\nIt was good to talk. {QUOTE}\n\nBest,\nDana")


def conversation(*messages: Message, id: str = "t1", identities: tuple[Identity, ...] = (ME,)) -> Conversation:
    return Conversation(id, identities, messages or (FROM_DANA,))


def judgement(**more: Any) -> Judgement:
    """Overdue, and the last word is Dana's."""
    known = Judgement(Standing.OVERDUE, counterpart=COUNTERPART, reply_target=FROM_DANA, answered_by=FROM_DANA, expectation=PROMISED, role="Data Engineer")
    return replace(known, **more)


def step(number: int = 1, do: str = "email") -> NextStep:
    return NextStep(do, number, NOW)
