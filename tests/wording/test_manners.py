"""On which terms they are: by how the other side writes."""

from __future__ import annotations

import pytest

from replydue.core.manners import familiar


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Hallo Alex, hast du am Montag Zeit?", True),
        ("de", "Danke Dir für Deine Bewerbung!", True),
        ("de", "Wir melden uns bei euch.", True),
        ("de", "Guten Tag Herr Morgan,\n\nSie hören von uns.", False),
        ("de", "vielen Dank für Ihre Unterlagen, wir melden uns bei Ihnen.", False),
        ("de", "Ich freue mich, wenn es\nIhnen passt.", False),
        ("de", "Hallo Alex, die Kollegen haben sich gemeldet. Sie fragen, ob du Zeit hast.", True),
        ("de", "Sie haben zugesagt.", False),
        ("de", "Wir melden uns nächste Woche.", False),
        ("fr", "Je reviens vers toi lundi, ton profil me plaît.", True),
        ("fr", "Salut, je t'appelle demain.", True),
        ("fr", "Je t\u2019envoie le lien.", True),
        ("fr", "Nous reviendrons vers vous.", False),
        ("fr", "Votre candidature est à l'étude. Bien à vous", False),
        ("fr", "Merci et à lundi.", False),
        ("es", "Te escribo la semana que viene.", True),
        ("es", "Gracias por tu interés, voy a llamarte el lunes.", True),
        ("es", "Quiero presentarte al equipo.", True),
        ("es", "Le escribo la semana que viene.", False),
        ("es", "Gracias por su interés; vamos a contactarle pronto.", False),
        ("es", "Usted recibirá noticias.", False),
        ("es", "Mucha suerte, nos vemos por otra parte.", False),
        ("es", "Gracias, hablamos.", False),
        ("en", "Thank you for your time.", False),
    ],
)
def test_the_manner_is_told_by_the_words(language: str, text: str, expected: bool) -> None:
    assert familiar([text], language) is expected


def test_the_newest_text_that_tells_decides() -> None:
    assert familiar(["Danke!", "Hast du Zeit?", "Haben Sie Zeit?"], "de")
    assert not familiar(["Danke!", "Wann passt es Ihnen?", "Hast du Zeit?"], "de")
    assert not familiar([], "de")
