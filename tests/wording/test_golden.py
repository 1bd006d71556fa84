"""Each template says what was read aloud and approved of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from replydue.core.asks import status_asked_in
from replydue.core.business_days import BusinessDays
from replydue.core.closure import withdrawn_by_user
from replydue.core.language import language_of
from replydue.core.later import known
from replydue.core.model import Identity
from replydue.core.promises import promises_in
from replydue.core.template_set import BUILT_IN
from replydue.core.wording import write
from replydue.settings import Settings
from replydue.values import Span

from .golden_texts import FOLDER, KEYS, LETTERS, OCCASIONS, SITUATIONS, from_dana, id_with_turn, own_part, text_of, wordings_of
from .people import COUNTERPART, ME, NOW, SETTINGS, conversation, judgement, step

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "src/replydue/core/templates"
COPIES = ROOT / "config/templates"

BUSY = re.compile(
    r"on your plate|busy|to juggle|going on at your end|full your days|interviews to look after|plenty to look after"
    r"|applications reach you|applications to read"
    r"|viel zu tun|gerade ansteht|voll (?:Ihre|deine) Tage|Postfach ist|viele Bewerbungen"
    r"|beaucoup à faire|remplies?|chargée|nombreuses candidatures|mucho trabajo|llenos|muchas candidaturas|bastante llena"
)
KEEN = re.compile(
    r"keen|excited|interested|appeals to me|delighted|love to|Interesse|interessiert|reizt mich|freuen|große Lust"
    r"|intérêt|motiv|plaisir|interés|interes|entusiasm|encantar"
)
STATUS = re.compile(r"stand|status|how the process is going|an update|Stand|steht|où en est|du nouveau|en qué punto|cómo va|novedad", re.I)
TIMING = re.compile(
    r"when (?:do )?you expect|roughly when|when might|timing for the decision|when a decision"
    r"|wann (?:Sie|ihr) mit|wann ungefähr|ungefähr, wann|wann die Entscheidung|Zeitpunkt für die"
    r"|quand vous pensez|quand la décision|vers quelle date|para cuándo|cuándo se tomará|cuándo estará"
)
ASKED_BACK = re.compile(r"timing (?:you would|suits)|prefer me|lieber ist|recht, dass|convient mieux|préf[éè]r\w+|venga mejor|(?:prefiere|prefieres) que")
REPROACH = re.compile(
    r"still haven't|still waiting|no reply|no answer|ignored|failed|promised|yet to|unfortunately|disappoint|surpris"
    r"|just (?:checking|following)|checking in|circle back"
    r"|touch(?:ing)? base|sorry to bother|desperate|please please|versprochen|immer noch|vergeblich|leider|enttäusch"
    r"|keine Antwort|zugesagt|wollte nur|nur mal kurz"
    r"|promis|oublié|toujours pas|malheureusement|sans réponse|sauf erreur|déçu|prometi|todavía no|aún no|lamentablemente|sin respuesta|solo quería",
    re.I,
)


def letters(kind: str, manner: str, number: int = 0, settings: Settings = SETTINGS) -> Iterator[tuple[str, str]]:
    """Every wording in every situation, with what is known and what is not: the situation, and the letter without the quote."""
    after, usual = OCCASIONS[kind]
    hers = from_dana(manner, after)
    nobody = replace(COUNTERPART, name="", address="jobs@northwind.example", company="")
    people = ((COUNTERPART, ME, hers), (nobody, Identity(ME.address, primary=True), replace(hers, body=replace(known(hers.body), events=()))))
    for turn, (situation, expectation), role, (counterpart, me, target) in product(
        range(wordings_of(kind, manner)), SITUATIONS.items(), ("Data Engineer", ""), people
    ):
        thread = conversation(target, id=id_with_turn(turn, kind, manner), identities=(me,))
        judged = judgement(
            expectation=expectation, after=after, language=manner[:2], role=role, counterpart=counterpart, reply_target=target, answered_by=target
        )
        yield situation, own_part(write(judged, thread, step(number or usual), settings, BUILT_IN, NOW).text)


@pytest.mark.parametrize(("kind", "manner"), KEYS)
def test_a_template_says_what_was_approved(kind: str, manner: str) -> None:
    assert text_of(kind, manner) == (FOLDER / f"{kind}.{manner}.txt").read_text(encoding="utf-8"), "read the new text aloud, then write it (golden_texts.py)"


def test_no_golden_text_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == {f"{kind}.{manner}" for kind, manner in KEYS}


@pytest.mark.parametrize(("kind", "manner"), LETTERS)
def test_every_letter_is_short_warm_and_asks_for_status_and_timing(kind: str, manner: str) -> None:
    for _, letter in letters(kind, manner):
        assert 40 <= len(letter.split()) <= 90, (len(letter.split()), letter)
        for wanted in (BUSY, KEEN, STATUS, TIMING):
            assert wanted.search(letter), (wanted.pattern, letter)
        assert not REPROACH.search(letter), letter


@pytest.mark.parametrize(("kind", "manner"), LETTERS)
def test_only_the_first_follow_up_asks_when_to_follow_up_and_asks_it_once(kind: str, manner: str) -> None:
    again = {"do": "email", "template": "last" if kind == "last" else "first", "after": "2 weeks"}
    settings = Settings.model_validate({"timezone": "America/New_York", "cadence": {"steps": [{**again, "after": None}, again, again]}})
    for number in (1, 2, 3):
        for _, letter in letters(kind, manner, number, settings):
            assert len(ASKED_BACK.findall(letter)) == (number == 1 and kind != "last"), letter


@pytest.mark.parametrize(("kind", "manner"), LETTERS)
def test_no_letter_shows_the_seams(kind: str, manner: str) -> None:
    for _, letter in letters(kind, manner):
        assert not re.search(r"[{}]|None|  |\n\n\n|\s[,.]|,,|\.\.|\(\)", letter), letter
        assert all(paragraph.strip() for paragraph in letter.split("\n\n")), letter
        assert not re.search(r"(?m)^[ \u00a0\u202f]|[ \u00a0\u202f]$", letter), letter


@pytest.mark.parametrize(("kind", "manner"), LETTERS)
def test_the_passed_day_is_named_once_and_only_where_there_was_a_promise(kind: str, manner: str) -> None:
    for situation, letter in letters(kind, manner):
        assert letter.count("27") == (situation != "nothing promised" and kind != "last"), (situation, letter)


@pytest.mark.parametrize(("kind", "manner"), KEYS)
def test_every_template_has_enough_wordings_and_no_two_are_alike(kind: str, manner: str) -> None:
    assert wordings_of(kind, manner) >= (3 if manner == "en" else 2)
    openings = {letter.split("\n\n")[1] for _, letter in letters(kind, manner)} if kind != "call" else set()
    assert kind == "call" or len(openings) >= wordings_of(kind, manner)


FORMAL = {
    "de": r"\b(?:Sie|Ihnen|Ihre?[mnrs]?)\b",
    "fr": r"(?i)\b(?:vous|votre|vos)\b",
    "es": r"(?i)\b(?:usted|le|su|sus)\b|\w{3,}[aei]rle\b|dígame|tiene\b|prefiere\b",
}
FAMILIAR_WORDS = {
    "de": r"\b(?:du|dir|dich|deine?[mnrs]?)\b",
    "fr": r"(?i)\b(?:tu|te|toi|ton|ta|tes)\b|\bt'",
    "es": r"(?i)\b(?:te|tu|tus|ti)\b|\w{3,}[aei]rte\b|dímelo|tienes|prefieres",
}


@pytest.mark.parametrize(("kind", "manner"), [key for key in LETTERS if key[1] != "en"])
def test_no_letter_mixes_the_two_manners(kind: str, manner: str) -> None:
    language, _, familiarly = manner.partition("-")
    other, own = (FORMAL, FAMILIAR_WORDS) if familiarly else (FAMILIAR_WORDS, FORMAL)
    for _, letter in letters(kind, manner):
        said = re.sub(r"quand vous pensez", "", letter) if manner == "fr-tu" else letter  # the company decides, not the one person
        assert not re.search(other[language], said), said
        assert re.search(own[language], said), said


@pytest.mark.parametrize("kind", [kind for kind in OCCASIONS if kind != "call"])
def test_french_signs_never_begin_a_line_and_spanish_questions_are_opened(kind: str) -> None:
    for manner in ("fr", "fr-tu"):
        for _, letter in letters(kind, manner):
            assert not re.search(r"[^\u202f][;?!]|[^\u00a0]:", letter), letter
    for manner in ("es", "es-tu"):
        for _, letter in letters(kind, manner):
            assert letter.count("¿") == letter.count("?") >= 1, letter


def test_the_copies_for_the_user_are_the_shipped_templates() -> None:
    shipped = {path.name: path.read_bytes() for path in SHIPPED.glob("*.txt")}
    assert len(shipped) == len(KEYS)
    assert {path.name: path.read_bytes() for path in COPIES.glob("*.txt")} == shipped


@pytest.mark.parametrize(("kind", "manner"), LETTERS)
def test_no_letter_is_read_as_a_promise_whose_day_is_still_to_come(kind: str, manner: str) -> None:
    """Once sent, a follow-up is a message of the user's like any other: what it says of the passed day must not move the wait into next year."""
    for _, letter in letters(kind, manner):
        found = promises_in(letter, NOW.date(), BusinessDays(("US",)), True, Span(5, "business day"), by_user=True)
        assert all(promise.by is not None and promise.by < NOW.date() for promise in found), (found, letter)


@pytest.mark.parametrize(("kind", "manner"), LETTERS)
def test_every_letter_is_read_back_as_a_follow_up_and_the_last_one_as_no_withdrawal(kind: str, manner: str) -> None:
    """Where the store is new, a letter that was sent is known by its words alone (reading rules, section 6)."""
    for _, letter in letters(kind, manner):
        assert status_asked_in(letter), letter
        assert not withdrawn_by_user(letter), letter
        assert language_of(letter) == manner[:2], letter
