"""Who is on the other side: name, address, company, phone; and the role and language for the letter."""

from __future__ import annotations

from typing import Any

import pytest

from replydue.core.mail import Mailbox
from replydue.core.model import Counterpart
from tests.core_judgement.mail import DANA, SUBJECT, Said, judged, me, them

NOW = "Tue 3 Nov 2026 09:00"
WORDS = "Hi Sam, thank you for your application for the Backend Engineer role. We are reviewing it."


def counterpart(*said: Said, **settings: Any) -> Counterpart:
    found = judged(*said, now=NOW, **settings).counterpart
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("sender", "text", "company"),
    [
        (DANA, f"{WORDS}\n\nDana Whitfield\nTalent Partner, Northwind", "Northwind"),
        (Mailbox("Dana", "dana@talent.blue-fin.example"), f"{WORDS}\n\nBest,\nDana\nBlueFin", "BlueFin"),
        (Mailbox("Dana", "dana@blue-fin.example"), WORDS, "Blue Fin"),
        (Mailbox("Dana via Contoso", "reply+77@mail.greenhouse-mail.io"), WORDS, "Contoso"),
    ],
)
def test_the_company_is_named_as_it_spells_itself(sender: Mailbox, text: str, company: str) -> None:
    assert counterpart(them("Mon 2 Nov 2026 09:00", text, sender)).company == company


def test_a_subject_names_the_company_behind_a_shared_domain() -> None:
    mail = them("Mon 2 Nov 2026 09:00", WORDS, Mailbox("Dana Whitfield", "dana.whitfield@gmail.com"), subject="Your application at Fabrikam")
    assert counterpart(mail).company == "Fabrikam"


def test_a_follow_up_goes_where_the_other_side_wants_its_answers() -> None:
    mail = them("Mon 2 Nov 2026 09:00", WORDS, reply_to=(Mailbox("Dana Whitfield", "dana+reply@northwind.example"),))
    assert counterpart(mail).address == "dana+reply@northwind.example"


def test_never_to_a_no_reply_address_nor_to_the_user() -> None:
    for reply_to in (Mailbox("", "no-reply@northwind.example"), Mailbox("Sam", "sam@home.example")):
        assert counterpart(them("Mon 2 Nov 2026 09:00", WORDS, reply_to=(reply_to,))).address == DANA.address


def test_where_nobody_answered_it_is_the_one_whom_the_user_wrote_to() -> None:
    found = counterpart(me("Mon 2 Nov 2026 09:00", "Dear Dana, I would like to apply for the Backend Engineer position. Sam"))
    assert (found.name, found.address) == ("Dana Whitfield", DANA.address)


def test_the_newest_writer_of_the_thread_is_the_counterpart() -> None:
    priya = Mailbox("Priya Nair", "priya@northwind.example")
    assert counterpart(them("Mon 2 Nov 2026 09:00", WORDS), them("Mon 2 Nov 2026 12:00", "Hi Sam, I take over from Dana.", priya)).name == "Priya Nair"


@pytest.mark.parametrize(
    ("number", "country", "phone"),
    [("(212) 555-0147", "US", "+1 212-555-0147"), ("020 7946 0958", "GB", "+44 20 7946 0958"), ("+49 30 901820", "US", "+49 30 901820")],
)
def test_the_phone_number_stands_in_the_signature(number: str, country: str, phone: str) -> None:
    mail = them("Mon 2 Nov 2026 09:00", f"{WORDS}\n\nBest regards,\nDana Whitfield\nTalent Partner\nTel: {number}")
    assert counterpart(mail, holidays=[country]).phone == phone


def test_no_number_is_made_up() -> None:
    assert counterpart(them("Mon 2 Nov 2026 09:00", f"{WORDS} The reference is 4411-2026.")).phone == ""


@pytest.mark.parametrize(
    ("subject", "role"),
    [
        (SUBJECT, "Backend Engineer"),
        ("Senior Data Scientist - next steps", "Senior Data Scientist"),
        ("Hello", "Backend Engineer"),
        ("Site Reliability Engineer, Berlin", "Site Reliability Engineer"),
    ],
)
def test_the_role_is_taken_from_the_subject_or_the_letter(subject: str, role: str) -> None:
    assert judged(them("Mon 2 Nov 2026 09:00", WORDS, subject=subject), now=NOW).role == role


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (WORDS, "en"),
        ("Sehr geehrter Herr Porter, vielen Dank für Ihre Bewerbung als Entwickler. Wir melden uns bei Ihnen in der nächsten Woche.", "de"),
        ("Bonjour Sam, merci pour votre candidature. Nous revenons vers vous dans les jours qui viennent avec une réponse.", "fr"),
        ("Hola Sam, gracias por su interés en la vacante. Nos pondremos en contacto con usted la próxima semana con una respuesta.", "es"),
        ("ok", "en"),
    ],
)
def test_the_language_is_that_of_the_other_side(text: str, language: str) -> None:
    assert judged(them("Mon 2 Nov 2026 09:00", text), now=NOW).language == language
