"""Is what headers tell left unread, and is the verdict the same for a mail known by its headers alone?"""

from __future__ import annotations

from random import Random

import pytest
from bench.mail import job_alert, newsletter, personal, receipt, recruiting

from replydue.core import message as reading
from replydue.core.decide import decide
from replydue.core.mail import Message
from replydue.core.message import read
from replydue.core.mime import parse
from replydue.core.model import Conversation, Decision, Identity, Reason, Standing
from replydue.core.own_words import Own, own_words
from replydue.core.recruiter import worth_reading
from replydue.core.sender import sent_to_many
from replydue.settings import Settings

from .mail import moment

NOW = moment("Tue 24 Nov 2026 10:00")
ME = (Identity("sam@example.com", "Sam Porter", primary=True),)
SAID = b"Unfortunately we will not move forward with your application for the role.\r\n"
LIST = b"List-Unsubscribe: <https://shop.example/u>\r\nPrecedence: bulk\r\n"
MACHINES = {  # who writes, with what other headers, under what subject; whether it is read
    "a newsletter": (b"news@shop.example", LIST, b"Ten ideas for your balcony", False),
    "a list": (b"dev@lists.example", b"List-Id: <dev.lists.example>\r\n", b"Re: release", False),
    "a newsletter with a word of work": (b"hello@shop.example", LIST, b"The position of open source", True),
    "a newsletter with a word that shops have too": (b"hello@shop.example", LIST, b"Last chance: conference offer ends Sunday", False),
    "a list of jobs": (b"jobalerts-noreply@linkedin.com", LIST, b"Data Engineer and 12 more jobs for you", False),
    "a platform's mail about an application": (b"jobs-noreply@linkedin.com", LIST, b"Your application to Data Engineer", True),
    "an offer": (b"hr@northwind.example", LIST, b"Your offer letter", True),
    "a hiring platform": (b"no-reply@greenhouse.io", LIST, b"Thank you", True),
    "a receipt that nobody answers for": (b"no-reply@store.example", b"Auto-Submitted: auto-generated\r\n", b"Your invoice", False),
    "a receipt that somebody answers for": (b"orders@store.example", b"Auto-Submitted: auto-generated\r\n", b"Your invoice", True),
    "an answer by machine": (b"dana@northwind.example", b"Auto-Submitted: auto-replied\r\nPrecedence: bulk\r\n", b"Automatic reply", True),
    "a bounce": (b"mailer-daemon@northwind.example", LIST, b"Undelivered Mail Returned to Sender", True),
    "somebody": (b"dana@northwind.example", b"", b"Hello", True),
}


@pytest.fixture
def bodies(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The plain texts of the bodies that were read."""
    read_so_far: list[str] = []

    def noted(text: str, html: str) -> Own:
        read_so_far.append(text)
        return own_words(text, html)

    monkeypatch.setattr(reading, "own_words", noted)
    return read_so_far


def _mail(name: str, body: bytes = SAID) -> Message:
    sender, more, subject, _ = MACHINES[name]
    head = b"From: " + sender + b"\r\nTo: sam@example.com\r\nSubject: " + subject + b"\r\nDate: Mon, 23 Nov 2026 10:00:00 +0000\r\nMessage-ID: <1@x>\r\n"
    return read(parse(head + more + b"\r\n" + body), id="1", thread_id="1", now=NOW)


def _decided(*messages: Message, levers: frozenset[str] = frozenset(), **settings: object) -> Decision:
    return decide(Conversation("1", ME, messages, levers=levers), Settings.model_validate({"timezone": "Europe/London", **settings}), NOW)


@pytest.mark.parametrize("name", MACHINES)
def test_what_its_head_tells_is_not_read(name: str, bodies: list[str]) -> None:
    judgement = _decided(_mail(name)).judgement
    assert bool(bodies) == MACHINES[name][3]
    if not bodies:
        assert (judgement.standing, judgement.reason) == (Standing.UNTRACKED, Reason.NOT_RECRUITING)


@pytest.mark.parametrize("name", MACHINES)
def test_it_is_told_the_same_by_its_headers_alone(name: str) -> None:
    whole, head = _mail(name), _mail(name, b"")
    assert worth_reading(whole) == worth_reading(head)
    assert sent_to_many(whole) == sent_to_many(head)
    if not MACHINES[name][3]:
        assert _decided(whole).judgement.evidence == _decided(head).judgement.evidence
        assert _decided(whole).judgement.counterpart == _decided(head).judgement.counterpart


def test_the_evidence_is_the_header_that_told() -> None:
    assert _decided(_mail("a newsletter")).judgement.evidence[0].quote == "Precedence: bulk"
    assert _decided(_mail("a list")).judgement.evidence[0].quote == "List-Id: <dev.lists.example>"
    assert _decided(_mail("a receipt that nobody answers for")).judgement.evidence[0].quote == "no-reply@store.example"


def test_what_the_user_took_part_in_or_asks_for_is_read(bodies: list[str]) -> None:
    letter = _mail("a newsletter")
    assert _decided(letter, levers=frozenset({"Track"})).judgement.standing is not Standing.UNTRACKED
    assert bodies
    mine = read(parse(b"From: sam@example.com\r\nTo: news@shop.example\r\nDate: Mon, 23 Nov 2026 11:00:00 +0000\r\n\r\nDo you deliver?"), id="2", thread_id="1")
    bodies.clear()
    _decided(_mail("a newsletter"), mine)
    assert len(bodies) == 2


def test_who_is_listed_is_tracked_whatever_the_headers_say() -> None:
    assert _decided(_mail("a newsletter"), recruiters={"domains": ["shop.example"]}).judgement.standing is not Standing.UNTRACKED
    assert _decided(_mail("a newsletter"), recruiters={"ignore": ["shop.example"]}).judgement.reason is Reason.IGNORED


def test_of_the_benchmarks_mailbox_machines_mail_without_a_word_of_work_is_not_read(bodies: list[str]) -> None:
    rng = Random(3)
    for number in range(40):
        for made in ([newsletter(rng, number, NOW, 12_000)], [receipt(rng, number, NOW)], [job_alert(rng, number, NOW)], personal(rng, number, NOW)):
            bodies.clear()
            mails = tuple(read(parse(mail.raw), id=str(place), thread_id="1", now=NOW) for place, mail in enumerate(made))
            asked_for = made[0].kind == "personal" or any(worth_reading(mail) and mail.sender.address[:8] != "no-reply" for mail in mails)
            assert _decided(*mails).judgement.standing is Standing.UNTRACKED
            assert bool(bodies) == asked_for, mails[0].subject


def test_candidacies_are_read(bodies: list[str]) -> None:
    made = recruiting(Random(1), 1, NOW, NOW)
    assert _decided(*(read(parse(mail.raw), id=mail.at.isoformat(), thread_id="1", now=NOW) for mail in made)).judgement.standing is not Standing.UNTRACKED
    assert len(bodies) == len(made)
