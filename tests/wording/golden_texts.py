"""The golden texts: every wording of every template, in every situation it tells apart, as the user finds it in the drafts.

`cd tests; python -m wording.golden_texts` writes them anew, to be read aloud.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from itertools import count
from pathlib import Path

from replydue.core.mail import Body, Message
from replydue.core.model import Expectation, Letter
from replydue.core.template_set import BUILT_IN, FAMILIAR, LANGUAGES
from replydue.core.wording import call_notes, write

from .people import ALEX, DANA, FROM_DANA, HER_WORDS, INTERVIEW, INVITED, NOW, PAUSED, PROMISED, SETTINGS, conversation, judgement, message, step

FOLDER = Path(__file__).parent / "golden"
SITUATIONS: dict[str, Expectation | None] = {"a promise": PROMISED, "an invitation to ask": INVITED, "a pause": PAUSED, "nothing promised": None}
OCCASIONS = {
    "first": ("otherwise", 1),
    "after_interview": ("interview", 1),
    "after_application": ("application", 1),
    "call": ("otherwise", 2),
    "last": ("otherwise", 3),
}
MANNERS = (*LANGUAGES, *FAMILIAR.values())
KEYS = [(kind, manner) for kind in OCCASIONS for manner in MANNERS if kind != "call" or manner in LANGUAGES]
LETTERS = [key for key in KEYS if key[0] != "call"]


def text_of(kind: str, manner: str) -> str:
    """All that a template can say in this thread, in one file."""
    seen: dict[str, str] = {}
    for heading, words, shown in _said(kind, manner):
        if words not in seen:
            seen[words] = f"##### {heading}\n\n{shown}"
    return "\n\n".join(seen.values()) + "\n"


def _said(kind: str, manner: str) -> Iterator[tuple[str, str, str]]:
    """Each letter: its heading, its words, and how it is shown; the first of each wording as the whole mail."""
    after, number = OCCASIONS[kind]
    for turn in range(wordings_of(kind, manner)):
        for situation, expectation in SITUATIONS.items():
            heading = f"wording {turn + 1}, {situation}"
            hers = from_dana(manner, after)
            thread = conversation(hers, id=id_with_turn(turn, kind, manner))
            judged = judgement(expectation=expectation, after=after, language=manner[:2], reply_target=hers, answered_by=hers)
            if kind == "call":
                notes = call_notes(judged, thread, step(number, "call"), SETTINGS, BUILT_IN, NOW)
                yield heading, notes, notes
            else:
                letter = write(judged, thread, step(number), SETTINGS, BUILT_IN, NOW)
                words = own_part(letter.text)
                yield heading, words, whole(letter) if situation == "a promise" else words


def from_dana(manner: str, after: str = "otherwise") -> Message:
    """Her mail in that language and manner, with the invitation where there was an interview."""
    words = HER_WORDS[manner]
    return replace(FROM_DANA, body=Body(words, text=words, events=(INTERVIEW,) if after == "interview" else ()))


def thanks_to_dana() -> Message:
    return message(ALEX, DANA, "Thank you, Dana!", id="m2", message_id="<a1@example.org>")


def whole(letter: Letter) -> str:
    """The mail as it is seen: its head, and all of the text part."""
    head = (f"From: {letter.sender.name} <{letter.sender.address}>", f"To: {letter.to[0].name} <{letter.to[0].address}>", f"Subject: {letter.subject}")
    return "\n".join(head) + f"\n\n{letter.text.rstrip()}"


def own_part(text: str) -> str:
    """What stands above the quote, every paragraph on one line."""
    above = text.split("\n\n> ", 1)[0].rsplit("\n\n", 1)[0]
    *paragraphs, foot = above.split("\n\n")
    return "\n\n".join([*(" ".join(paragraph.split("\n")) for paragraph in paragraphs), foot])


def wordings_of(kind: str, manner: str) -> int:
    return len(BUILT_IN.built_in[kind, manner])


def id_with_turn(turn: int, kind: str, manner: str) -> str:
    """A thread id that leads to that wording: the wording hangs on the id and the step alone."""
    number = OCCASIONS[kind][1]
    ids = (f"thread-{n}" for n in count())
    return next(id for id in ids if (int.from_bytes(sha256(id.encode()).digest()[:4]) + number - 1) % wordings_of(kind, manner) == turn)


if __name__ == "__main__":
    for key in KEYS:
        (FOLDER / f"{key[0]}.{key[1]}.txt").write_text(text_of(*key), encoding="utf-8")
