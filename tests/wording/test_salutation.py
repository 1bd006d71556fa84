"""The greeting: by what they sign with, never by what is no name."""

from __future__ import annotations

import pytest

from replydue.core.model import Counterpart, Mailbox
from replydue.core.salutation import first_name, persons_name, salutation

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
    ],
)
def test_a_persons_name_is_told_from_a_mailboxs(display: str, name: str) -> None:
    assert persons_name(display, "Northwind") == name


@pytest.mark.parametrize(
    ("name", "words", "signature", "hello"),
    [
        ("Dana Whitfield", "We will be in touch.\n\nBest,\nDana", "", "Hi Dana,"),
        ("Elizabeth Moore", "We will be in touch.\n\nThanks,\nLiz", "", "Hi Elizabeth,"),
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


@pytest.mark.parametrize("name", ["noreply", "Northwind", "via Greenhouse", "Northwind Hiring Team", "jobs@northwind.example", "LinkedIn", "Recruiting Team"])
def test_what_is_no_name_is_never_a_first_name(name: str) -> None:
    assert first_name(Counterpart(name, "noreply@northwind.example", "Northwind"), []) == ""
