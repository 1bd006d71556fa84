"""The greeting: by what they sign with, never by what is no name."""

from __future__ import annotations

import pytest

from replydue.core.mail import Mailbox
from replydue.core.model import Counterpart
from replydue.core.names import persons_name
from replydue.core.salutation import first_name, salutation
from replydue.core.template_set import LANGUAGES

from .people import ALEX, message


def _hello(name: str, words: str = "", signature: str = "", language: str = "en", company: str = "Northwind", address: str = "dana@northwind.example") -> str:
    theirs = [message(Mailbox(name, address), ALEX, words, signature=signature)]
    return salutation(Counterpart(name, address, company), theirs, language)


@pytest.mark.parametrize(
    ("display", "name"),
    [
        ("Dana Whitfield", "Dana Whitfield"),
        ("Whitfield, Dana", "Dana Whitfield"),
        ("Whitfield, Dana (Northwind)", "Dana Whitfield"),
        ("Dana Whitfield via Greenhouse", "Dana Whitfield"),
        ("Dana Whitfield (via LinkedIn)", "Dana Whitfield"),
        ("Dana Whitfield | Northwind", "Dana Whitfield"),
        ("Dana Whitfield - Northwind Talent", "Dana Whitfield"),
        ("Dana from Northwind", "Dana"),
        ("Dr. Dana Whitfield", "Dana Whitfield"),
        ("Dana Whitfield, PhD", "Dana Whitfield"),
        ("Dana Whitfield, SHRM-CP", "Dana Whitfield"),
        ("DANA WHITFIELD", "Dana Whitfield"),
        ("dana whitfield", "Dana Whitfield"),
        ('"Dana Whitfield"', "Dana Whitfield"),
        ("Anne-Marie O'Neill", "Anne-Marie O'Neill"),
        ("Jürgen von der Heide", "Jürgen von der Heide"),
        ("José Luis Peña", "José Luis Peña"),
        ("D. Whitfield", "D. Whitfield"),
        ("via Greenhouse", ""),
        ("Northwind", ""),
        ("Northwind Recruiting", ""),
        ("Northwind Talent Team", ""),
        ("The Northwind Team", ""),
        ("noreply", ""),
        ("No-Reply", ""),
        ("Careers", ""),
        ("HR Department", ""),
        ("dana@northwind.example", ""),
        ("Notifications 24/7", ""),
        ("", ""),
        ("x" * 200, ""),
        ('Elizabeth "Liz" Moore', "Liz Moore"),
        ("Elizabeth (Liz) Moore", "Liz Moore"),
        ("Robert “Bob” Lee", "Bob Lee"),
        ("Dana (Northwind)", "Dana"),
        ("Dana Whitfield (she/her)", "Dana Whitfield"),
        ("Dana Whitfield, CPA", "Dana Whitfield"),
        ("Dana Whitfield, Northwind", "Dana Whitfield"),
        ("Dana Whitfield, Contoso", "Dana Whitfield"),
        ("Dana, Northwind", "Dana"),
        ("WHITFIELD, DANA", "Dana Whitfield"),
        ("von der Heide, Jürgen", "Jürgen von der Heide"),
        ("von Heide, Jürgen", "Jürgen von Heide"),
        ("Frau Dr. Weber", "Weber"),
        ("Prof. Dr. Dana Weber", "Dana Weber"),
        ("Claire DUBOIS", "Claire Dubois"),
        ("王伟", "王伟"),
        ("Мария Иванова", "Мария Иванова"),
        ("प्रिया शर्मा", "प्रिया शर्मा"),
        ("Jose\u0301 Pen\u0303a", "José Peña"),
        ("山田 太郎 (Taro Yamada)", "山田 太郎"),
        ("dana.whitfield@northwind.example", ""),
        ("'dana@northwind.example' via Jobs", ""),
        ("Talent Team", ""),
        ("Equipo de Selección", ""),
        ("Bewerbermanagement 2026", ""),
    ],
)
def test_a_persons_name_is_told_from_a_mailboxs(display: str, name: str) -> None:
    assert persons_name(display, "Northwind") == name


@pytest.mark.parametrize(
    ("name", "words", "signature", "hello"),
    [
        ("Dana Whitfield", "We will be in touch.\n\nBest,\nDana", "", "Hi Dana,"),
        ("Elizabeth Moore", "We will be in touch.\n\nThanks,\nLiz", "", "Hi Liz,"),
        ("Elizabeth Moore", "We will be in touch.\n\nThanks,\nEliza", "", "Hi Eliza,"),
        ("Daniel Moore", "Talk soon\n\n- Dan", "", "Hi Dan,"),
        ("Daniel Moore", "Talk soon", "Dan\nSenior Recruiter\nNorthwind", "Hi Dan,"),
        ("Daniel Moore", "Talk soon.\n\nBest, Dan", "", "Hi Dan,"),
        ("Northwind Recruiting", "We will be in touch.\n\nKind regards,\nDana", "", "Hi Dana,"),
        ("Northwind Recruiting", "We will be in touch.\n\nKind regards,\nNorthwind Recruiting", "", "Hello Northwind team,"),
        ("Northwind Recruiting", "We will be in touch.", "", "Hello Northwind team,"),
        ("Dana Whitfield", "We will be in touch.\n\nBest,\nKim", "", "Hi Dana,"),
        ("Dana Whitfield", "We will be in touch.\n\nThanks", "", "Hi Dana,"),
        ("D. Whitfield", "We will be in touch.", "", "Hi D. Whitfield,"),
        ("noreply", "We will be in touch.", "", "Hello,"),
        ("Northwind via Greenhouse", "We will be in touch.", "", "Hello,"),
        ("", "", "", "Hello,"),
        ("Wei Li", "See you.\n\nRegards,\nWei", "", "Hi Wei,"),
        ("Li Wei", "See you.\n\nRegards,\nWei", "", "Hi Wei,"),
    ],
)
def test_a_greeting_goes_by_what_they_sign_with(name: str, words: str, signature: str, hello: str) -> None:
    assert _hello(name, words, signature) == hello


@pytest.mark.parametrize(
    ("language", "name", "words", "hello"),
    [
        ("de", "Dana Whitfield", "Wir melden uns.\n\nViele Grüße\nDana", "Guten Tag Dana,"),
        ("de", "Dana Whitfield", "Wir melden uns.\n\nMit freundlichen Grüßen\nDana Whitfield", "Guten Tag Dana Whitfield,"),
        ("de", "Dana Whitfield", "Wir melden uns.", "Guten Tag Dana Whitfield,"),
        ("de", "Recruiting", "Wir melden uns.", "Guten Tag,"),
        ("fr", "Dana Whitfield", "Bien cordialement,\nDana", "Bonjour Dana,"),
        ("fr", "Recrutement", "", "Bonjour,"),
        ("es", "Dana Whitfield", "Un saludo,\nDana", "Hola, Dana:"),
        ("es", "noreply", "", "Buenos días:"),
    ],
)
def test_each_language_greets_in_its_own_way(language: str, name: str, words: str, hello: str) -> None:
    assert _hello(name, words, language=language) == hello


@pytest.mark.parametrize(
    ("name", "words", "signature", "hello"),
    [
        ("Dana Whitfield", "See you.\n\nbest,\ndana", "", "Hi Dana,"),
        ("William Moore", "See you.\n\nCheers,\nBill", "", "Hi Bill,"),
        ("Dana Whitfield", "See you.\n\nBest,\nDana & Tom", "", "Hi Dana,"),
        ("Dana Whitfield", "See you.\n\nBest,\nTom and Dana", "", "Hi Dana,"),
        ("Northwind Recruiting", "See you.\n\nBest,\nDana and Tom", "", "Hi Dana,"),  # as the address says
        ("Northwind Recruiting", "See you.\n\nBest,\nyour recruiting team", "", "Hello Northwind team,"),
        ("Dana Whitfield", "See you.\n\nBest,\nDW", "", "Hi Dana,"),
        ("Dana Whitfield", "See you.\n\nBest,\nD.", "", "Hi Dana,"),
        ("Dana Whitfield", "See you.\n\nBest,\nDana (she/her)", "", "Hi Dana,"),
        ("Elizabeth Moore", "See you.\n\nBest,", 'Elizabeth "Liz" Moore\nRecruiter', "Hi Liz,"),
        ("Dana Whitfield", "See you.\n\nBest,", "Dana Whitfield, Personalreferentin\nNorthwind", "Hi Dana,"),
        ("", "See you.", "Dana Whitfield\nRecruiter, Northwind", "Hi Dana,"),
        ("dana@northwind.example", "See you.", "Dana Whitfield\nRecruiter", "Hi Dana,"),
        ("", "See you.", "Sent from my phone", "Hello,"),
        ("王伟", "See you.\n\nBest,\n王伟", "", "Hi 王伟,"),
        ("Ms. Whitfield", "See you.", "", "Hello Ms. Whitfield,"),
        ("DANA WHITFIELD", "SEE YOU.", "DANA WHITFIELD\nNORTHWIND", "Hi Dana,"),
    ],
)
def test_nicknames_pairs_and_odd_signatures_are_greeted_rightly(name: str, words: str, signature: str, hello: str) -> None:
    assert _hello(name, words, signature) == hello


@pytest.mark.parametrize(
    ("language", "name", "words", "said", "hello"),
    [
        ("de", "Dana Weber", "Sie hören von uns.\n\nViele Grüße\nDana Weber", ("Guten Tag Frau Weber,\n\nvielen Dank.",), "Guten Tag Frau Weber,"),
        ("de", "Dana Weber", "Sie hören von uns.\n\nViele Grüße\nDana Weber", ("Sehr geehrte Frau Dr. Weber,",), "Guten Tag Frau Dr. Weber,"),
        ("de", "Dr. Dana Weber", "Wir melden uns.\n\nViele Grüße", ("Sehr geehrte Frau Dr. Dana Weber,",), "Guten Tag Frau Dr. Weber,"),
        ("de", "Frau Weber", "Wir melden uns.", (), "Guten Tag Frau Weber,"),
        ("de", "Jan Weber", "Bitte wenden Sie sich an Herrn Weber.", (), "Guten Tag Herr Weber,"),
        ("de", "Dana Weber", "Wir melden uns.\n\nViele Grüße\nDana", ("Guten Tag Frau Weber,",), "Guten Tag Dana,"),
        ("de", "Dana Weber", "Wir melden uns.", ("Guten Tag Frau Krüger,",), "Guten Tag Dana Weber,"),
        ("de", "Dana Weber", "Wir melden uns.", ("Guten Tag Frau Weber,", "Guten Tag Herr Weber,"), "Guten Tag Dana Weber,"),
        ("de", "Dana Weber", "Wir melden uns.", ("Frau Weberling ruft an.",), "Guten Tag Dana Weber,"),
        ("fr", "Claire Dubois", "Bien cordialement,\nClaire Dubois", ("Bonjour Madame Dubois,",), "Bonjour Madame Dubois,"),
        ("fr", "Claire DUBOIS", "Cordialement", ("Bonjour Mme DUBOIS,",), "Bonjour Madame Dubois,"),
        ("fr", "Claire Dubois", "Cordialement", (), "Bonjour Claire,"),
        ("es", "Ana Pérez", "Atentamente,\nAna Pérez", ("Estimada Sra. Pérez:",), "Buenos días, Sra. Pérez:"),
        ("en", "Dana Whitfield", "Best,\nDana Whitfield", ("Dear Ms. Whitfield,",), "Hi Dana,"),
    ],
)
def test_a_title_is_used_where_it_was_written_and_never_guessed(language: str, name: str, words: str, said: tuple[str, ...], hello: str) -> None:
    theirs = [message(Mailbox(name, "x@northwind.example"), ALEX, words)]
    assert salutation(Counterpart(name, "x@northwind.example", "Northwind"), theirs, language, False, said) == hello


@pytest.mark.parametrize(
    ("language", "name", "words", "hello"),
    [
        ("de", "Dana Weber", "Hast du Zeit?\n\nViele Grüße\nDana Weber", "Hallo Dana,"),
        ("de", "Northwind Recruiting", "Viele Grüße\nDana und Tom", "Hallo Dana und Tom,"),
        ("fr", "Dana Weber", "À bientôt", "Bonjour Dana,"),
        ("es", "Dana Weber", "Un saludo", "Hola, Dana:"),
    ],
)
def test_who_is_on_first_name_terms_is_greeted_by_the_first_name(language: str, name: str, words: str, hello: str) -> None:
    theirs = [message(Mailbox(name, "x@northwind.example"), ALEX, words)]
    assert salutation(Counterpart(name, "x@northwind.example", "Northwind"), theirs, language, True, ("Guten Tag Frau Weber,",)) == hello


@pytest.mark.parametrize("signed", ["Dana and Tom", "Dana Weber & Tom Krüger", "Dana + Tom"])
def test_two_who_sign_for_a_team_are_both_greeted(signed: str) -> None:
    assert _hello("Northwind Recruiting", f"See you.\n\nBest,\n{signed}", address="jobs@northwind.example") == "Hi Dana and Tom,"


@pytest.mark.parametrize(
    ("company", "hello"),
    [
        ("Northwind", "Hello Northwind team,"),
        ("Northwind Team", "Hello Northwind team,"),
        ("Northwind Talent Team", "Hello Northwind team,"),
        ("Northwind Talent Acquisition", "Hello Northwind team,"),
        ("Northwind GmbH", "Hello Northwind team,"),
        ("Northwind, Inc.", "Hello Northwind team,"),
        ("Talent Team", "Hello Talent team,"),
        ("", "Hello,"),
    ],
)
def test_a_team_is_greeted_once(company: str, hello: str) -> None:
    assert _hello("Talent Team", company=company) == hello


@pytest.mark.parametrize(
    "display",
    [
        "noreply",
        "no-reply",
        "Do Not Reply",
        "Talent Team",
        "Recruiting Team Team",
        "Northwind Careers",
        "notifications",
        "Bewerbungen",
        "Recrutement",
        "RRHH",
        "ATS 4",
        "--",
        "?",
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_machine_and_no_mailbox_is_greeted_by_its_name(display: str, language: str) -> None:
    hello = _hello(display, language=language)
    assert not any(word in hello.casefold() for word in display.casefold().split() if word not in {"team", "northwind"}), hello
    assert "team team" not in hello.casefold()


@pytest.mark.parametrize("name", ["noreply", "Northwind", "via Greenhouse", "Northwind Hiring Team", "jobs@northwind.example", "LinkedIn", "Recruiting Team"])
def test_what_is_no_name_is_never_a_first_name(name: str) -> None:
    assert first_name(Counterpart(name, "noreply@northwind.example", "Northwind"), []) == ""


@pytest.mark.parametrize(
    ("display", "address", "name"),
    [
        ("García López, Ana", "ana.garcia@northwind.example", "Ana García López"),
        ("García López, Ana", "rrhh@northwind.example", "García López"),
        ("Dana Whitfield, Fabrikam", "dana@northwind.example", "Dana Whitfield"),
    ],
)
def test_the_address_tells_which_name_is_the_first(display: str, address: str, name: str) -> None:
    assert persons_name(display, "Northwind", address) == name
