"""What belongs together? Mail of other threads by the same person or company; shared domains, relays and subdomains (sections 4 and 6)."""

from __future__ import annotations

import pytest

from replydue.core.conversation import plain_name, same_side, without_tag
from replydue.core.hosts import is_shared, organisation
from replydue.core.mail import Mailbox
from tests.core_judgement.mail import DANA, Said, auto, elsewhere, judged, me, them, verdict

APPLIED = me("Mon 2 Nov 2026 09:00", "Dear Dana, I would like to apply for the Backend Engineer position. My CV is attached. Sam Porter")
WAITING, YOURS = "waiting cadence 2026-11-17", "your_turn"
QUESTION = "Hi Sam, I saw your application. What are your salary expectations?"


def other_thread(text: str, sender: Mailbox, when: str = "Wed 4 Nov 2026 09:00") -> Said:
    return elsewhere(them(when, text, sender, subject="Hello"))


ELSEWHERE: dict[str, tuple[str, tuple[Said, ...]]] = {
    "the same person": (YOURS, (APPLIED, other_thread(QUESTION, DANA))),
    "a colleague at the company's own domain": (YOURS, (APPLIED, other_thread(QUESTION, Mailbox("Priya Nair", "priya@northwind.example")))),
    "a colleague at a subdomain": (YOURS, (APPLIED, other_thread(QUESTION, Mailbox("Priya Nair", "priya@talent.northwind.example")))),
    "somebody of another company": (WAITING, (APPLIED, other_thread(QUESTION, Mailbox("Lee", "lee@bluefin.example")))),
    "a company under the same public suffix": (
        "waiting cadence 2026-11-17",
        (
            me("Mon 2 Nov 2026 09:00", "Dear Dana, I would like to apply for the role.", Mailbox("Dana", "dana@northwind.co.uk")),
            other_thread(QUESTION, Mailbox("Lee", "lee@bluefin.co.uk")),
        ),
    ),
    "before the anchor": (WAITING, (APPLIED, other_thread(QUESTION, DANA, "Fri 30 Oct 2026 09:00"))),
    "a machine at the company": (
        WAITING,
        (APPLIED, elsewhere(auto("Wed 4 Nov 2026 09:00", "We have received your application.", Mailbox("Northwind", "jobs@northwind.example")))),
    ),
    "an end told in another thread": ("closed role_closed", (APPLIED, other_thread("Hi Sam, sorry, the position has been filled.", DANA))),
}


@pytest.mark.parametrize("name", ELSEWHERE)
def test_the_same_people_s_other_mail_counts_as_a_reply(name: str) -> None:
    expected, mails = ELSEWHERE[name]
    assert verdict(judged(*mails, now="Thu 5 Nov 2026 09:00")) == expected


@pytest.mark.parametrize(
    ("carried_on_in", "mails"),
    [
        ("", (APPLIED, other_thread(QUESTION, DANA))),  # he never wrote there
        ("other", (APPLIED, other_thread(QUESTION, DANA), elsewhere(me("Thu 5 Nov 2026 09:00", "Hi Dana, 90k. Sam")))),
        (
            "",
            (
                APPLIED,
                elsewhere(me("Tue 3 Nov 2026 09:00", "Hi Dana, what about the Rust role? Sam")),
                them("Thu 5 Nov 2026 09:00", "Which one do you prefer?"),
            ),
        ),
        ("other", (them("Mon 2 Nov 2026 09:00", "You will hear by Friday."), elsewhere(me("Fri 30 Oct 2026 09:00", "Hi Dana, I apply for the role. Sam")))),
        ("other", (them("Mon 2 Nov 2026 09:00", "You will hear by Friday."), other_thread("You will hear by Monday.", DANA))),  # he wrote nowhere
    ],
)
def test_one_thread_of_several_carries_the_conversation_on(carried_on_in: str, mails: tuple[Said, ...]) -> None:
    assert judged(*mails, now="Fri 6 Nov 2026 09:00").carried_on_in == carried_on_in


@pytest.mark.parametrize("domain", ["gmail.com", "outlook.com", "gmx.de", "mail.greenhouse-mail.io", "hire.lever.co", "linkedin.com"])
def test_shared_domains_never_link_two_people(domain: str) -> None:
    wrote_to = Mailbox("Dana Whitfield", f"dana@{domain}")
    applied = me("Mon 2 Nov 2026 09:00", "Dear Dana, I would like to apply for the Backend Engineer position. Sam", wrote_to)
    other = other_thread(QUESTION, Mailbox("Lee Wong", f"lee@{domain}"))
    assert verdict(judged(applied, other, now="Thu 5 Nov 2026 09:00")) == WAITING


def test_the_display_name_tells_people_of_one_relay_apart() -> None:
    relay = "inmail-hit-reply@linkedin.com"
    dana, lee = Mailbox("Dana Whitfield", relay), Mailbox("Lee Wong", relay)
    outreach = them("Mon 2 Nov 2026 08:00", "Hi Sam, I'm hiring a Backend Engineer. Interested in the role?", dana)
    answer = me("Mon 2 Nov 2026 09:00", "Hi Dana, yes, I am interested in the role.", dana)
    assert verdict(judged(outreach, answer, other_thread(QUESTION, lee), now="Thu 5 Nov 2026 09:00")) == "waiting cadence 2026-11-09"
    assert verdict(judged(outreach, answer, other_thread(QUESTION, dana), now="Thu 5 Nov 2026 09:00")) == YOURS


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Mailbox("Dana", "dana@northwind.example"), Mailbox("D. Whitfield", "dana@northwind.example"), True),
        (Mailbox("Dana", "dana@northwind.example"), Mailbox("Lee", "lee@eu.northwind.example"), True),
        (Mailbox("Dana", "dana@gmail.com"), Mailbox("Dana", "dana.w@gmail.com"), False),
        (Mailbox("Dana", ""), Mailbox("Lee", "lee@northwind.example"), False),
        (Mailbox("Dana via Northwind", "reply@mail.greenhouse-mail.io"), Mailbox("dana", "reply@mail.greenhouse-mail.io"), True),
        (Mailbox("Peter Lang via HireLoft", "reply@hireloft.example"), Mailbox("Sunny Arora via HireLoft", "reply@hireloft.example"), False),
        (Mailbox("Peter Lang via HireLoft", "reply@hireloft.example"), Mailbox("Peter Lang", "reply@hireloft.example"), True),
    ],
)
def test_who_is_the_same_side(one: Mailbox, other: Mailbox, same: bool) -> None:
    assert same_side(one, other) is same
    assert same_side(other, one) is same


def test_hosts_belong_to_their_registered_domain() -> None:
    assert organisation("careers.northwind.co.uk") == "northwind.co.uk"
    assert organisation("northwind.com.au") == "northwind.com.au"
    assert is_shared("mail.yahoo.co.uk")
    assert not is_shared("northwind.example")


def test_names_and_addresses_are_compared_by_what_tells_people_apart() -> None:
    assert plain_name('"Dana  Whitfield" via Northwind') == plain_name("dana whitfield (Recruiting)")
    assert without_tag("sam+jobs@home.example") == "sam@home.example"
