"""What we wrote is read back as written: by this our own draft is known again, and an edited one told from it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from replydue.core.later import known
from replydue.core.own_words import own_words
from replydue.core.template_set import BUILT_IN, LANGUAGES
from replydue.core.wording import write

from .golden_texts import OCCASIONS, id_with_turn, wordings_of
from .people import ALEX, DANA, FROM_DANA, ME, NOW, SETTINGS, conversation, judgement, message, step

SIGNED = replace(ME, signature="<div dir='ltr'><b>Alex Morgan</b><br>+44 20 7946 0018</div>")
HTML = "<div><p>Hi Alex,</p><p>It was good to talk. You should hear from us by Friday.</p><div class='gmail_quote'><blockquote>earlier</blockquote></div></div>"
TARGETS = {
    "theirs": FROM_DANA,
    "theirs in HTML": replace(FROM_DANA, body=replace(known(FROM_DANA.body), html=HTML)),
    "mine": message(ALEX, DANA, "Thank you, Dana!\n\nBest,\nAlex", id="m2", message_id="<a1@example.org>"),
    "a long one with quotes": replace(
        FROM_DANA,
        body=replace(known(FROM_DANA.body), text="Hello\n\nOn Fri, Nov 20, 2026 at 9:00 AM Alex Morgan <alex@example.org> wrote:\n> Hi\n>> earlier\n"),
    ),
}


def _squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("identity", [ME, SIGNED], ids=["no signature", "a signature"])
@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS.keys())
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [kind for kind in OCCASIONS if kind != "call"])
def test_own_words_gives_back_what_stands_above_the_signature_and_the_quote(kind: str, language: str, target: object, identity: object) -> None:
    assert isinstance(target, type(FROM_DANA))
    assert isinstance(identity, type(ME))
    after, number = OCCASIONS[kind]
    for thread in (id_with_turn(turn, kind, language) for turn in range(wordings_of(kind, language))):
        letter = write(
            judgement(after=after, language=language, reply_target=target),
            conversation(target, id=thread, identities=(identity,)),
            step(number),
            SETTINGS,
            BUILT_IN,
            NOW,
        )
        above = letter.text.split("\n\n-- \n")[0] if identity is SIGNED else letter.text.split("\n\n> ")[0].rsplit("\n\n", 1)[0]
        body = above.rpartition("\n\n")[0]  # the name below the closing may count as signature
        for text, html in ((letter.text, letter.html), (letter.text, ""), ("", letter.html)):
            read = own_words(text, html)
            assert _squeezed(above).startswith(_squeezed(read.words))
            assert _squeezed(read.words).startswith(_squeezed(body))
            assert _squeezed(above) in _squeezed(f"{read.words} {read.signature}")
