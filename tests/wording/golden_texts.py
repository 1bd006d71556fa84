"""The golden texts: every wording of every template, in every situation it tells apart.

`cd tests; python -m wording.golden_texts` writes them anew, to be read aloud.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from replydue.core.model import Expectation
from replydue.core.template_set import BUILT_IN, LANGUAGES
from replydue.core.wording import call_notes, write

from .people import ALEX, DANA, FROM_DANA, INTERVIEW, INVITED, NOW, PAUSED, PROMISED, SETTINGS, conversation, judgement, message, step

FOLDER = Path(__file__).parent / "golden"
SITUATIONS: dict[str, Expectation | None] = {"a promise": PROMISED, "an invitation to ask": INVITED, "a pause": PAUSED, "nothing promised": None}
OCCASIONS = {
    "first": ("otherwise", 1),
    "after_interview": ("interview", 1),
    "after_application": ("application", 1),
    "call": ("otherwise", 2),
    "last": ("otherwise", 3),
}
KEYS = [(kind, language) for kind in OCCASIONS for language in LANGUAGES]


def text_of(kind: str, language: str) -> str:
    """All that a template can say in this thread, in one file."""
    seen: dict[str, str] = {}
    for heading, said in _letters(kind, language):
        if said not in seen.values():
            seen[heading] = said
    return "\n\n".join(f"##### {heading}\n\n{said}" for heading, said in seen.items()) + "\n"


def _letters(kind: str, language: str) -> Iterator[tuple[str, str]]:
    after, number = OCCASIONS[kind]
    thanks = message(ALEX, DANA, "Thank you, Dana!", id="m2", message_id="<a1@example.org>")
    invitation = replace(FROM_DANA, events=(INTERVIEW,)) if after == "interview" else FROM_DANA
    for turn in (1, 2):
        thread = conversation(invitation, thanks, id=_id_with_turn(turn))
        for situation, expectation in SITUATIONS.items():
            judged = judgement(expectation=expectation, after=after, language=language, reply_target=thanks)
            if kind == "call":
                yield f"wording {turn}, {situation}", call_notes(judged, thread, step(number, "call"), SETTINGS, BUILT_IN, NOW)
            else:
                yield f"wording {turn}, {situation}", own_part(write(judged, thread, step(number), SETTINGS, BUILT_IN, NOW).text)


def own_part(text: str) -> str:
    """What stands above the quote."""
    return text.split("\n\n> ", 1)[0].rsplit("\n\n", 1)[0]


def _id_with_turn(turn: int) -> str:
    """Thread ids that lead to either wording: the wording hangs on the id alone."""
    return {1: "thread-a", 2: "thread-c"}[turn]


if __name__ == "__main__":
    for key in KEYS:
        (FOLDER / f"{key[0]}.{key[1]}.txt").write_text(text_of(*key), encoding="utf-8")
