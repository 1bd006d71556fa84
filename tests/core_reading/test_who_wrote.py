"""A person or which machine: vendors' headers, out-of-office replies in many languages, hiring platforms, schedulers, and the people who look like them."""

from __future__ import annotations

from datetime import date

import pytest

from replydue.core.business_days import BusinessDays
from replydue.core.mail import Message, Nature
from replydue.core.sender import back_on, nature
from tests.core_reading.mail import letter, reading

PEOPLE = {
    "a mailbox that suppresses automatic replies": letter(x_auto_response_suppress="All"),
    "Exchange's headers": letter(x_ms_exchange_organization_authas="Internal", x_ms_has_attach="", x_auto_response_suppress="DR, OOF, AutoReply"),
    "somebody who will be out": letter("I'm out on Friday, will reply on Monday.", subject="Re: Engineer"),
    "somebody whose subject says so": letter("We need to move it: Lee is on vacation then. Does Monday suit you?", subject="Re: Out of office next week"),
    "somebody about parental leave": letter("The role covers a colleague who is on parental leave.", subject="Engineer, parental leave cover"),
    "somebody who tells of a vacation": letter("Thanks for your message. I'm on vacation next week; does Monday after that suit you?"),
    "somebody who will answer later": letter("Thanks for your note! I am out of the office today and will get back to you on Friday."),
    "a recruiter whose program adds unsubscribe headers": letter(
        "I came across your profile.", list_unsubscribe="<https://northwind.example/u>", list_unsubscribe_post="List-Unsubscribe=One-Click", subject="Engineer"
    ),
    "a letter through Greenhouse": letter(
        "Are you free on Friday?",
        **{"from": "Dana Whitfield <no-reply@us.greenhouse-mail.io>"},
        reply_to="dana.whitfield@northwind.example",
        list_unsubscribe="<https://g.example>",
        feedback_id="1:ses",
    ),
    "a letter through Lever": letter("Are you free?", **{"from": "Dana Whitfield <dana@hire.lever.co>"}, feedback_id="1:ses", list_unsubscribe="<mailto:x>"),
    "a letter through Lever that is answered to a number": letter(
        "Are you free?", **{"from": "Dana Whitfield <no-reply@hire.lever.co>"}, reply_to="Dana Whitfield <3b8e7a44@hire.lever.co>"
    ),
    "a team's letter through Ashby that is answered to a person": letter(
        "Noor here. Are you free?", **{"from": "Northwind Recruiting <no-reply@ashbyhq.com>"}, reply_to="Noor Haskell <noor.haskell@northwind.example>"
    ),
    "a letter by a platform's reply address": letter(
        "Are you free?", **{"from": "Dana at Northwind <notifications@smartrecruiters.com>"}, reply_to="r-9f8a7b6c5d4e@reply.smartrecruiters.com"
    ),
    "a message through LinkedIn": letter(
        "Are you open to a talk?",
        **{"from": "Dana Whitfield via LinkedIn <inmail-hit-reply@linkedin.com>"},
        list_unsubscribe="<https://www.linkedin.com/e>",
        feedback_id="inmail:linkedin",
        subject="Engineer at Northwind",
    ),
    "a cancellation with a word of its sender": letter(
        "--x\r\nContent-Type: text/plain\r\n\r\nSorry Sam, something came up here. I will send you new times by Friday.\r\n--x\r\nContent-Type: text/calendar; "
        "method=CANCEL\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:CANCEL\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20261124T150000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n--x--",
        content_type="multipart/mixed; boundary=x",
        subject="Interview",
    ),
    "an answer on a mailing list's precedence": letter(precedence="bulk", in_reply_to="<q@home.example>"),
    "somebody called Bounce": letter(**{"from": "Bo Unce <bo.unce@northwind.example>"}, subject="Mail delivery engineer"),
    "an acceptance in words": letter("Great, see you then! I will bring the panel along.", subject="Accepted: your proposal"),
}


@pytest.mark.parametrize("who", PEOPLE)
def test_a_person_is_seen_as_one(who: str) -> None:
    assert nature(reading(PEOPLE[who])) is Nature.HUMAN


AWAY = "I am out of the office."
MACHINES = {
    "RFC 3834": (letter(AWAY, auto_submitted="auto-replied"), Nature.OUT_OF_OFFICE),
    "RFC 3834 with a comment": (letter("We have your mail.", auto_submitted="auto-replied (vacation)"), Nature.AUTO_REPLY),
    "Gmail's responder": (letter(AWAY, precedence="bulk", x_autoreply="yes", auto_submitted="auto-replied", subject="Re: Engineer"), Nature.OUT_OF_OFFICE),
    "an Exchange rule": (letter("Thank you for your mail.", x_ms_exchange_inbox_rules_loop="dana@northwind.example"), Nature.AUTO_REPLY),
    "Apple's responder": (letter("I'm only sleeping.", x_apple_action="VACATION", subject="Auto reply: Role"), Nature.AUTO_REPLY),
    "without an envelope sender": (letter(AWAY, return_path="<>", in_reply_to="<q@home.example>"), Nature.OUT_OF_OFFICE),
    "no header at all": (letter("Hi, I am on annual leave with limited access to email.", subject="Out of Office"), Nature.OUT_OF_OFFICE),
    "no header, no subject": (
        letter("Thank you for your email. I am currently out of the office until 30 November. For urgent matters please contact Lee.", subject="Re: Engineer"),
        Nature.OUT_OF_OFFICE,
    ),
    "no header, in German": (
        letter("Vielen Dank für Ihre Nachricht. Ich bin derzeit nicht im Büro. In dringenden Fällen wenden Sie sich an Frau Lang.", subject="AW: Stelle"),
        Nature.OUT_OF_OFFICE,
    ),
    "a platform's reply address for nobody": (
        letter("Application received.", **{"from": "Northwind <northwind+autoreply@talent.icims.com>"}),
        Nature.AUTO_REPLY,
    ),
    "a footer that says so": (letter("We have your application.\n\nThis message was sent automatically."), Nature.AUTO_REPLY),
    "a platform's acknowledgement": (
        letter("Thank you for applying to Northwind.", **{"from": "Northwind <no-reply@us.greenhouse-mail.io>"}, subject="Thank you for applying"),
        Nature.AUTO_REPLY,
    ),
    "an acknowledgement from a mailbox of many": (
        letter("Thank you for applying.", **{"from": "Northwind Careers <no-reply@ashbyhq.com>"}, reply_to="careers@northwind.example"),
        Nature.AUTO_REPLY,
    ),
    "an acknowledgement that says so": (letter("We have your application. This is an automated message, please do not reply."), Nature.AUTO_REPLY),
    "a German acknowledgement": (letter("Ihre Bewerbung ist eingegangen. Dies ist eine automatisch generierte Nachricht."), Nature.AUTO_REPLY),
    "Calendly": (letter("Hi Sam, a new event has been scheduled.", **{"from": "Dana Whitfield <notifications@calendly.com>"}), Nature.CALENDAR),
    "GoodTime": (letter("Your interview is confirmed.", **{"from": "Northwind <scheduling@goodtime.io>"}), Nature.CALENDAR),
    "Google Calendar": (letter("Reminder", **{"from": "Google Calendar <calendar-notification@google.com>"}), Nature.CALENDAR),
    "a job alert": (
        letter("30 new jobs", **{"from": "LinkedIn Job Alerts <jobalerts-noreply@linkedin.com>"}, list_unsubscribe="<https://www.linkedin.com/e>"),
        Nature.BULK,
    ),
    "a board's newsletter": (letter("Jobs", **{"from": "Indeed <alert@indeed.com>"}, list_unsubscribe="<https://x>", feedback_id="1"), Nature.BULK),
    "a campaign": (
        letter("Hire faster", **{"from": "Ann <ann@tool.example>"}, list_unsubscribe="<https://x>", x_mailgun_tag="c"),
        Nature.BULK,
    ),
    "a returned mail by a provider": (
        letter(
            "--x\r\nContent-Type: text/plain\r\n\r\nCould not be delivered to: <dana@northwind.example>\r\nAs their mailbox is full.\r\n--x\r\nContent-Type: "
            "message/rfc822\r\n\r\nSubject: Engineer\r\n\r\nHello\r\n--x--",
            **{"from": "no-reply@provider.example"},
            return_path="<>",
            content_type="multipart/mixed; boundary=x",
        ),
        Nature.BOUNCE,
    ),
    "not read but refused": (
        letter(
            "--x\r\nContent-Type: text/plain\r\n\r\nYour message to <dana@northwind.example> was automatically rejected:\r\nQuota exceeded\r\n--x\r\n"
            "Content-Type: message/disposition-notification\r\n\r\nFinal-Recipient: rfc822; dana@northwind.example\r\n--x--",
            content_type="multipart/report; report-type=disposition-notification; boundary=x",
        ),
        Nature.BOUNCE,
    ),
}


@pytest.mark.parametrize("which", MACHINES)
def test_a_machine_is_seen_as_what_it_is(which: str) -> None:
    raw, kind = MACHINES[which]
    assert nature(reading(raw)) is kind


SUBJECTS = [
    "Automatic reply: Engineer",
    "Auto: Engineer",
    "Out of Office: Engineer",
    "Automatische Antwort: Stelle",
    "Abwesenheitsnotiz: Stelle",
    "Réponse automatique : poste",
    "Respuesta automática: puesto",
    "Automatisch antwoord: functie",
    "Risposta automatica: posizione",
    "Resposta automática: vaga",
    "Odpowiedź automatyczna: stanowisko",
    "Automatiskt svar: tjänst",
    "Automatisk svar: stilling",
    "Automaattinen vastaus: paikka",
    "Automatická odpověď: místo",
    "Otomatik yanıt: pozisyon",
    "自動応答: 応募",
    "自动答复: 职位",
]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_an_automatic_reply_is_known_by_its_subject_in_many_languages(subject: str) -> None:
    assert nature(reading(letter("…", subject=subject))) is not Nature.HUMAN


BODIES = [
    "I'm currently traveling and will respond when I'm back.",
    "Ich bin derzeit nicht im Haus.",
    "Je suis en congés.",
    "Estoy de vacaciones.",
    "Ik ben niet op kantoor.",
    "Sono fuori ufficio.",
    "Estou de férias.",
    "Jestem na urlopie.",
    "Jag är på semester.",
    "Jeg er på ferie.",
    "Olen lomalla.",
    "Jsem na dovolené.",
    "Yıllık izindeyim.",
    "ただいま不在にしております。",
    "我正在休假。",
]


@pytest.mark.parametrize("body", BODIES)
def test_an_automatic_reply_about_absence_is_an_out_of_office_reply(body: str) -> None:
    assert nature(reading(letter(body, auto_submitted="auto-replied"))) is Nature.OUT_OF_OFFICE


def out(body: str, subject: str = "Automatic reply: Engineer") -> Message:
    return reading(letter(body, subject=subject, date="Fri, 20 Nov 2026 10:00:00 +0100", auto_submitted="auto-replied"))


RETURNS = [
    ("I am out of the office, returning on Monday, December 7.", date(2026, 12, 7)),
    ("I'm away. Back in the office on the 9th.", date(2026, 12, 9)),
    ("I am out of office until 9 January with limited access to email.", date(2027, 1, 11)),
    ("I am on leave through November 27.", date(2026, 11, 30)),
    ("I will be out from December 1 to December 9.", date(2026, 12, 10)),
    ("I am out 1-9 December. For urgent matters write to Lee by 30 November.", date(2026, 12, 10)),
    ("I am on vacation from 2026-12-01 through 2026-12-08 and will be back on 2026-12-09.", date(2026, 12, 9)),
    ("I'm OOO and back Fri. December 4.", date(2026, 12, 4)),
    ("I am out of the office today and will be back tomorrow.", date(2026, 11, 23)),
    ("I am away until next Monday.", date(2026, 11, 23)),
    ("Ich bin bis zum 16.12. nicht im Büro.", date(2026, 12, 16)),
    ("Ich bin von 1. bis 9. Dezember nicht im Haus und ab dem 10. Dezember wieder erreichbar.", date(2026, 12, 10)),
    ("Vielen Dank für Ihre Nachricht. Ich bin bis einschließlich 27. November 2026 im Urlaub.", date(2026, 11, 30)),
    ("Ich bin vom 1.12. bis 9.12.2026 im Urlaub.", date(2026, 12, 10)),
    ("Je serai en congés du 1er au 9 décembre.", date(2026, 12, 10)),
    ("Estoy fuera de la oficina hasta el 4 de diciembre.", date(2026, 12, 4)),
    ("Estaré de vacaciones del 1 al 9 de diciembre.", date(2026, 12, 10)),
    ("Vuelvo a la oficina el lunes 7 de diciembre.", date(2026, 12, 7)),
    ("Je suis absent du bureau jusqu'au 4 décembre inclus.", date(2026, 12, 7)),
    ("Je suis en congés, de retour le lundi 7 décembre.", date(2026, 12, 7)),
    ("Thank you for your mail. We answer within 48 hours.", None),
    ("I am out of the office.", None),
]


@pytest.mark.parametrize(("body", "day"), RETURNS, ids=[body for body, _ in RETURNS])
def test_the_day_of_return_is_read(body: str, day: date | None) -> None:
    assert back_on(out(body), BusinessDays(()), month_first=False) == day
