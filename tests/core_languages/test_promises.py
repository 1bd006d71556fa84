"""What German, French and Spanish letters promise, by tables: each line of promises_LANGUAGE.txt is a case."""

from __future__ import annotations

from datetime import date

import pytest

from replydue.core.promises import appointments_in, promises_in
from tests.core_languages.said import HOLIDAYS, MONDAY, WAIT, lines, told


@pytest.mark.parametrize(("language", "expected", "words"), [*lines("promises"), *lines("unseen")])
def test_promises(language: str, expected: str, words: str) -> None:
    assert told(words, language) == expected


@pytest.mark.parametrize(("language", "expected", "words"), lines("promises"))
def test_promises_do_not_change_with_case_and_white_space(language: str, expected: str, words: str) -> None:
    assert told(f"  {words.replace(' ', '  ')} ", language) == expected
    if not any(letter.isdigit() for letter in expected):
        assert told(words.lower(), language) == expected


@pytest.mark.parametrize(
    ("language", "expected", "words"),
    [
        ("de", "reported 2026-11-27", "Sie sagten, dass ich bis Freitag eine Rückmeldung erhalte."),
        ("de", "reported 2026-12-04", "Wie besprochen wollten Sie sich nächste Woche bei mir melden."),
        ("de", "-", "Ich freue mich, wenn Sie sich bis Freitag melden."),
        ("de", "-", "Am Dienstag habe ich Zeit."),
        ("fr", "reported 2026-11-27", "Vous m'aviez dit que j'aurais un retour d'ici vendredi."),
        ("fr", "reported 2026-12-04", "Vous aviez indiqué revenir vers moi la semaine prochaine."),
        ("fr", "-", "Pourriez-vous me faire un retour d'ici vendredi ?"),
        ("fr", "-", "Je suis disponible mardi."),
        ("es", "reported 2026-11-27", "Me dijiste que tendría una respuesta el viernes."),
        ("es", "reported 2026-12-04", "Me comentaron que me iban a llamar la próxima semana."),
        ("es", "-", "Espero que me avises antes del viernes."),
        ("es", "-", "Puedo el martes."),
    ],
)
def test_what_the_user_repeats_of_a_promise(language: str, expected: str, words: str) -> None:
    assert told(words, language, by_user=True) == expected


@pytest.mark.parametrize(
    ("language", "day", "words"),
    [
        ("de", date(2026, 12, 1), "Das Gespräch findet am Dienstag, den 1. Dezember um 10 Uhr statt."),
        ("de", date(2026, 11, 26), "Hiermit bestätige ich unser Telefonat am Donnerstag um 14:30 Uhr."),
        ("de", date(2026, 12, 4), "Der Termin wurde auf Freitag, den 4.12. verschoben."),
        ("de", None, "Wann passt Ihnen ein Gespräch nächste Woche?"),
        ("de", None, "Wir melden uns am Dienstag."),
        ("fr", date(2026, 12, 1), "L'entretien aura lieu le mardi 1er décembre à 10h."),
        ("fr", date(2026, 12, 3), "Votre entretien est confirmé pour le jeudi 3 décembre."),
        ("fr", None, "Seriez-vous disponible mardi pour un entretien ?"),
        ("fr", None, "Nous reviendrons vers vous mardi."),
        ("es", date(2026, 12, 1), "La entrevista será el martes 1 de diciembre a las 10."),
        ("es", date(2026, 11, 26), "Tu entrevista está confirmada para el jueves."),
        ("es", None, "¿Podrías tener la entrevista el martes?"),
        ("es", None, "Te avisamos el martes."),
    ],
)
def test_appointments(language: str, day: date | None, words: str) -> None:
    assert [found.day for found in appointments_in(words, MONDAY, HOLIDAYS[language], False, language=language)] == ([day] if day else [])


@pytest.mark.parametrize("language", ["nl", "it", "und", "xx"])
def test_a_language_without_data_promises_nothing(language: str) -> None:
    assert promises_in("We will get back to you by Friday.", MONDAY, HOLIDAYS["de"], False, WAIT, by_user=False, language=language) == ()
