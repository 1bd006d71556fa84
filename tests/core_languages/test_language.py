"""In which language a message is written: short ones, mixed ones, and languages that are not read."""

from __future__ import annotations

import pytest

from replydue.core.language import UNKNOWN, language_of, passages


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Talk soon"),
        ("en", "Friday works"),
        ("en", "Will do, thanks Jörg!"),
        ("en", "See you Monday at 3pm"),
        ("en", "I'll let you know mañana"),
        ("en", "Option A or B?"),
        ("en", "Ok"),
        ("en", ""),
        ("en", "12/14"),
        ("en", "We are in touch with the El Paso office and Der Spiegel."),
        ("de", "Danke!"),
        ("de", "Bis Montag um 15 Uhr"),
        ("de", "Passt, Freitag um 10 dann"),
        ("de", "Servus, des passt scho"),
        ("de", "Grüezi Herr Müller, gerne am Donnerstag."),
        ("de", "Hoi zäme, i melde mi bis am Fritig"),
        ("de", "Wir melden uns naechste Woche"),
        ("de", "Ich melde mich asap mit einem Update zum Hiring Process, sorry!"),
        ("fr", "À lundi"),
        ("fr", "Merci, à vendredi"),
        ("fr", "Salut, on se rappelle lundi"),
        ("fr", "Je reviens vers toi asap avec un feedback"),
        ("fr", "votre candidature est en cours d etude"),
        ("es", "vale, perfecto"),
        ("es", "Nos vemos el lunes"),
        ("es", "Gracias, quedo atenta"),
        ("es", "Te aviso el viernes"),
        ("es", "Che, ¿tenés un rato mañana?"),
        ("it", "Ci sentiamo entro venerdì"),
        ("pt", "Entraremos em contato até sexta-feira"),
        ("nl", "Wij nemen uiterlijk vrijdag contact met u op"),
        ("sv", "Vi återkommer senast fredag"),
        ("pl", "Skontaktujemy się z Panem w przyszłym tygodniu"),
        (UNKNOWN, "Мы свяжемся с вами до пятницы"),
        (UNKNOWN, "我们会在周五之前与您联系"),
        (UNKNOWN, "Tutawasiliana nawe kabla Ijumaa ijayo kuhusu maombi yako ya kazi katika kampuni yetu"),
    ],
)
def test_the_language_of_a_text(language: str, text: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
@pytest.mark.parametrize("text", ["Ok!", "👍", "", "14:30", "Zoom", "Jonas Weber"])
def test_what_tells_nothing_is_in_the_language_of_its_conversation(text: str, language: str) -> None:
    assert language_of(text, language) == language


@pytest.mark.parametrize(
    ("languages", "text"),
    [
        (["en"], "We will be in touch by Friday.\n\nViele Grüße\nJonas"),
        (["en", "de"], "We will be in touch by Friday.\n\nDiese Nachricht ist vertraulich und nur für den Empfänger bestimmt."),
        (["de", "en"], "Wir melden uns bis Freitag bei Ihnen.\n\nWe will get back to you by Friday with our decision."),
        (["fr", "en", "fr"], "Bonjour, merci pour votre candidature.\n\nWe will be in touch with you next week.\n\nNous restons à votre disposition."),
        (["es"], "Hola Ana,\n\nte aviso el viernes.\n\nBest,\nLuis"),
    ],
)
def test_a_text_is_cut_where_its_language_clearly_changes(languages: list[str], text: str) -> None:
    found = passages(text)
    assert [language for language, _ in found] == languages
    assert "".join(passage for _, passage in found) == text


def test_a_long_text_costs_no_more_than_its_beginning() -> None:
    text = "Wir melden uns bis Freitag bei Ihnen. " * 20_000
    assert language_of(text) == "de"
    assert "".join(passage for _, passage in passages(text)) == text
