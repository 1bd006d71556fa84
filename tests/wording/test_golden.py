"""Each template says what was read aloud and approved of."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from replydue.core.business_days import BusinessDays
from replydue.core.promises import promises_in
from replydue.core.template_set import LANGUAGES
from replydue.settings import Span

from .golden_texts import FOLDER, KEYS, text_of
from .people import NOW

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "src/replydue/core/templates"
COPIES = ROOT / "config/templates"

BUSY = re.compile(
    r"on your plate|busy|going on at your end|full your days|applications reach you|viel zu tun|viel los|voll Ihre|volles Postfach|viele Bewerbungen"
    r"|beaucoup à faire|remplies|encombrer|nombreuses candidatures|(?:mucho|tanto) trabajo|llenos|muchas candidaturas"
)
KEEN = re.compile(
    r"keen|excited|interested|love to|delighted|Interesse|interessiert|reizt mich|freuen"
    r"|intérêt|enthousiasme|plaisir|joie|envie|interés|entusiasm|encantaría|ilusión"
)
STATUS = re.compile(r"stand|status|Stand|Bewerbung steht|où en est|du nouveau|point de situation|cómo va|novedad")
TIMING = re.compile(
    r"timing|when I might hear|roughly when|Zeitrahmen|wann ungefähr|Zeitplan|zeitlich|Zeitpunkt"
    r"|calendrier|quand je pourrais|date approximative|plazos|cuándo"
)
ASKED_BACK = re.compile(r"time that suits|prefer|better time|lieber ist|recht, dass|convient mieux|préférez|venga mejor|prefiere")
REPROACH = re.compile(
    r"still haven't|still waiting|no reply|ignored|failed|promised|yet to|versprochen|immer noch|vergeblich|promis|oublié|toujours pas|prometi|todavía no", re.I
)


@pytest.mark.parametrize(("kind", "language"), KEYS)
def test_a_template_says_what_was_approved(kind: str, language: str) -> None:
    assert text_of(kind, language) == (FOLDER / f"{kind}.{language}.txt").read_text(encoding="utf-8"), (
        "read the new text aloud, then write it (golden_texts.py)"
    )


def test_no_golden_text_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == {f"{kind}.{language}" for kind, language in KEYS}


@pytest.mark.parametrize(("kind", "language"), [key for key in KEYS if key[0] != "call"])
def test_every_letter_is_short_warm_and_asks_for_status_and_timing(kind: str, language: str) -> None:
    for letter in re.split(r"^##### .*\n\n", text_of(kind, language), flags=re.M)[1:]:
        assert len(letter.split()) <= 130
        for wanted in (BUSY, KEEN, STATUS, TIMING):
            assert wanted.search(letter), (wanted.pattern, letter)
        assert not REPROACH.search(letter), letter
        assert bool(ASKED_BACK.search(letter)) == (kind != "last"), letter


@pytest.mark.parametrize(("kind", "language"), KEYS)
def test_every_template_has_two_wordings_at_least(kind: str, language: str) -> None:
    text = text_of(kind, language)
    assert "##### wording 1, " in text
    assert "##### wording 2, " in text


@pytest.mark.parametrize("kind", ["first", "after_interview", "after_application"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_passed_day_is_named_only_where_there_was_a_promise(kind: str, language: str) -> None:
    for heading, letter in re.findall(r"^##### wording \d, (.*)\n\n((?:(?!#####).*\n?)*)", text_of(kind, language), re.M):
        assert ("27" in letter) == (heading != "nothing promised"), (heading, letter)


def test_the_copies_for_the_user_are_the_shipped_templates() -> None:
    shipped = {path.name: path.read_bytes() for path in SHIPPED.glob("*.txt")}
    assert len(shipped) == 20
    assert {path.name: path.read_bytes() for path in COPIES.glob("*.txt")} == shipped


@pytest.mark.parametrize(("kind", "language"), [key for key in KEYS if key[0] != "call"])
def test_no_letter_is_read_as_a_promise_whose_day_is_still_to_come(kind: str, language: str) -> None:
    """Once sent, a follow-up is a message of the user's like any other: what it says of the passed day must not move the wait into next year."""
    for letter in re.split(r"^##### .*\n\n", text_of(kind, language), flags=re.M)[1:]:
        found = promises_in(letter, NOW.date(), BusinessDays(("US",)), True, Span(5, "business day"), by_user=True)
        assert all(promise.by is not None and promise.by < NOW.date() for promise in found), found
