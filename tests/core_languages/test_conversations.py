"""Whole conversations in German, French and Spanish: where they stand, and by when an answer is due."""

from __future__ import annotations

import pytest

from replydue.core.mail import Mailbox
from tests.core_judgement.mail import judged, me, them, verdict

_APPLIED = {
    "de": "Sehr geehrte Frau Weber,\n\nhiermit bewerbe ich mich um die Stelle als Entwickler. Mein Lebenslauf ist angehängt.\n\nGrüße\nSam Porter",
    "fr": "Bonjour Madame,\n\nje vous adresse ma candidature pour le poste de développeur. Vous trouverez mon CV ci-joint.\n\nCordialement,\nSam Porter",
    "es": "Estimada Ana:\n\nLe envío mi candidatura para el puesto de desarrollador. Adjunto mi CV.\n\nUn saludo,\nSam Porter",
}
_HR = {
    "de": Mailbox("Katrin Weber", "katrin.weber@nordlicht.example"),
    "fr": Mailbox("Claire Dubois", "claire.dubois@atelier.example"),
    "es": Mailbox("Ana Ruiz", "ana.ruiz@taller.example"),
}
_SUBJECT = {
    "de": "Ihre Bewerbung als Entwickler",
    "fr": "Votre candidature au poste de développeur",
    "es": "Su candidatura para el puesto de desarrollador",
}


@pytest.mark.parametrize(
    ("language", "expected", "words"),
    [
        ("de", "waiting promise 2026-12-04", "vielen Dank für Ihre Bewerbung. Wir prüfen Ihre Unterlagen und melden uns bis Ende nächster Woche bei Ihnen."),
        (
            "de",
            "waiting cadence 2026-12-08",
            "wir haben Ihre Bewerbung erhalten und prüfen noch. Bei Fragen stehe ich gerne zur Verfügung.",
        ),
        ("de", "your_turn", "vielen Dank für Ihre Bewerbung. Bitte teilen Sie uns bis Freitag Ihre Gehaltsvorstellung mit."),
        (
            "de",
            "closed rejected",
            "leider müssen wir Ihnen mitteilen, dass wir uns für einen anderen Kandidaten entschieden haben.",
        ),
        ("de", "closed role_closed", "vielen Dank für Ihr Interesse. Die Stelle wurde inzwischen leider intern besetzt."),
        ("de", "on_hold promise 2027-02-01", "die Besetzung der Stelle liegt bis Ende Januar auf Eis."),
        ("de", "your_turn", "wir freuen uns, Ihnen die Stelle anbieten zu können. Den Arbeitsvertrag finden Sie anbei."),
        ("de", "waiting promise 2026-11-27", "Sie erhalten bis Freitag eine Rückmeldung von uns.\n\nKind regards"),
        ("fr", "waiting promise 2026-12-04", "merci pour votre candidature. Nous reviendrons vers vous la semaine prochaine."),
        ("fr", "waiting cadence 2026-12-08", "nous avons bien reçu votre candidature et nous l'étudions avec attention. N'hésitez pas à me contacter."),
        ("fr", "your_turn", "merci pour votre candidature. Pourriez-vous m'indiquer vos disponibilités d'ici vendredi ?"),
        ("fr", "closed rejected", "merci pour votre candidature. Malheureusement, nous avons décidé de poursuivre avec d'autres candidats."),
        ("fr", "closed role_closed", "merci de l'intérêt que vous portez à notre entreprise. Le poste a été pourvu."),
        ("fr", "on_hold promise 2027-02-01", "le recrutement est suspendu jusqu'à fin janvier."),
        ("fr", "your_turn", "nous avons le plaisir de vous proposer le poste. Vous trouverez le contrat ci-joint."),
        ("es", "waiting promise 2026-12-04", "gracias por su candidatura. Le daremos una respuesta la próxima semana."),
        ("es", "waiting cadence 2026-12-08", "hemos recibido su candidatura y la estamos revisando. Quedamos a su disposición para cualquier consulta."),
        ("es", "your_turn", "gracias por su candidatura. ¿Podría enviarnos su disponibilidad antes del viernes?"),
        ("es", "closed rejected", "gracias por su interés. Lamentamos informarle que hemos decidido continuar con otros candidatos."),
        ("es", "closed role_closed", "gracias por su interés. La vacante ya fue cubierta."),
        ("es", "on_hold promise 2027-02-01", "el proceso está en pausa hasta finales de enero."),
        ("es", "your_turn", "nos complace ofrecerle el puesto. Adjunto encontrará el contrato."),
    ],
)
def test_one_answer_to_an_application(language: str, expected: str, words: str) -> None:
    hello = {"de": "Guten Tag Herr Porter,", "fr": "Bonjour Monsieur,", "es": "Estimado Sam:"}[language]
    sender, subject = _HR[language], _SUBJECT[language]
    mails = (
        me("Fri 20 Nov 2026 10:00", _APPLIED[language], to=sender, subject=subject),
        them("Mon 23 Nov 2026 10:00", f"{hello}\n\n{words}\n\n{sender.name}", sender=sender, subject=subject),
    )
    judgement = judged(*mails, now="Tue 24 Nov 2026 09:00")
    assert verdict(judgement) == expected
    assert judgement.language == language


@pytest.mark.parametrize(
    ("language", "expected", "words"),
    [
        ("de", "closed withdrawn", "ich ziehe meine Bewerbung zurück, da ich eine andere Stelle angenommen habe."),
        ("de", "waiting promise 2026-12-04", "vielen Dank für die Information, das passt gut."),
        ("fr", "closed withdrawn", "j'ai accepté une autre offre et je retire donc ma candidature."),
        ("fr", "waiting promise 2026-12-04", "merci pour votre retour, bonne journée."),
        ("es", "closed withdrawn", "he aceptado otra oferta, por lo que retiro mi candidatura."),
        ("es", "waiting promise 2026-12-04", "muchas gracias por la información, buen fin de semana."),
    ],
)
def test_what_the_user_answers_to_a_promise(language: str, expected: str, words: str) -> None:
    promise = {
        "de": "wir melden uns bis zum 4. Dezember bei Ihnen.",
        "fr": "nous reviendrons vers vous d'ici le 4 décembre.",
        "es": "nos pondremos en contacto con usted el 4 de diciembre como muy tarde.",
    }[language]
    sender, subject = _HR[language], _SUBJECT[language]
    mails = (
        me("Fri 20 Nov 2026 10:00", _APPLIED[language], to=sender, subject=subject),
        them("Mon 23 Nov 2026 10:00", promise, sender=sender, subject=subject),
        me("Mon 23 Nov 2026 11:00", words, to=sender, subject=subject),
    )
    assert verdict(judged(*mails, now="Tue 24 Nov 2026 09:00")) == expected


def test_a_short_answer_is_read_in_the_language_of_its_conversation() -> None:
    mails = (
        me("Fri 20 Nov 2026 10:00", _APPLIED["de"], to=_HR["de"], subject=_SUBJECT["de"]),
        them("Mon 23 Nov 2026 10:00", "Feedback bis 4.12.", sender=_HR["de"], subject=_SUBJECT["de"]),
    )
    assert verdict(judged(*mails, now="Tue 24 Nov 2026 09:00")) == "waiting promise 2026-12-04"


@pytest.mark.parametrize(
    "words",
    [
        "Bedankt voor je sollicitatie. We nemen uiterlijk 4 december contact met je op over de functie.",
        "Grazie per la sua candidatura. Le faremo sapere entro venerdì 4 dicembre.",
        "Dziękujemy za aplikację. Skontaktujemy się z Panem do 4 grudnia.",
    ],
)
def test_an_unknown_language_falls_to_the_cadence(words: str) -> None:
    mails = (
        me("Fri 20 Nov 2026 10:00", "Dear Dana, I would like to apply for the role of Backend Engineer. My CV is attached. Best, Sam"),
        them("Mon 23 Nov 2026 10:00", words),
    )
    assert verdict(judged(*mails, now="Tue 24 Nov 2026 09:00")) == "waiting cadence 2026-12-08"
