"""Is a mail's body left alone until somebody asks for it, and is it then what it would have been at once?"""

from __future__ import annotations

import pickle
from dataclasses import replace
from email.message import EmailMessage
from typing import Any

import pytest

from replydue.core import message as reading
from replydue.core import mime
from replydue.core.later import known
from replydue.core.mail import Message
from replydue.core.message import read
from replydue.core.mime import parse
from replydue.core.own_words import own_words

HTML = "<p>You will hear from us by Friday.</p><p>Best,<br>Dana</p><div class='gmail_quote'>Any news?</div>"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was decoded, and read."""
    calls: list[str] = []

    def noted(module: Any, name: str) -> None:
        done = getattr(module, name)

        def doing(*of: Any) -> Any:
            calls.append(name)
            return done(*of)

        monkeypatch.setattr(module, name, doing)

    noted(mime, "_whole")
    noted(mime, "_content")
    noted(reading, "own_words")
    return calls


def _raw(*attached: bytes) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"], mail["Date"] = "dana@northwind.example", "sam@home.example", "Your talk", "Mon, 23 Nov 2026 10:00:00 +0000"
    mail.set_content("View this mail in a browser", cte="base64")
    mail.add_alternative(HTML, subtype="html", cte="base64")
    for data in attached:
        mail.add_attachment(data, maintype="application", subtype="pdf", filename="offer.pdf")
    return mail.as_bytes()


def _message(*attached: bytes) -> Message:
    return read(parse(_raw(*attached)), id="1")


def test_the_head_needs_no_body(asked: list[str]) -> None:
    message = _message(b"%PDF")
    assert (message.subject, message.sender.address, message.oddities) == ("Your talk", "dana@northwind.example", ())
    assert asked == []


def test_a_body_is_read_once_and_what_is_attached_is_not_decoded(asked: list[str]) -> None:
    message = _message(b"%PDF")
    assert (message.words, message.signature) == (message.words, message.signature)
    assert (message.attachments, message.problems) == (("offer.pdf",), ())
    assert message.content_types == ("multipart/mixed", "multipart/alternative", "text/plain", "text/html", "application/pdf")
    assert sorted(asked) == ["_content", "_content", "_whole", "own_words"]


def test_it_is_what_it_would_have_been_at_once() -> None:
    message, own = _message(), own_words("View this mail in a browser\n", f"{HTML}\n")
    assert "by Friday" in message.words
    assert (message.words, message.signature, message.text, message.html) == (own.words, own.signature, own.text, f"{HTML}\n")


def test_a_changed_label_does_not_read_it(asked: list[str]) -> None:
    message = replace(_message(), labels=frozenset({"INBOX"}))
    assert asked == []
    assert "by Friday" in message.words


def test_it_is_compared_hashed_and_pickled_as_what_it_says() -> None:
    raw = _raw()
    message, again = read(parse(raw), id="1"), read(parse(raw), id="1")
    said = known(again.body)
    assert message == again == replace(message, body=said) == pickle.loads(pickle.dumps(again))
    assert len({message, again, replace(message, body=said)}) == 1
    assert message != replace(message, body=replace(said, words="No."))
    assert repr(said) in repr(message)


def test_a_text_without_end_is_told_of_though_nobody_read_it() -> None:
    long = b"Subject: x\r\n\r\n" + b"word " * 300_000
    assert any("very long" in problem for problem in read(parse(long), id="1").problems)
