"""Mail made to be heavy: judging it raises nothing and comes to an end. How long it takes is told by `make bench`, not asserted here."""

from __future__ import annotations

import pytest

from replydue.core.model import Standing

from . import hostile
from .hostile import PROMISE, repeated
from .judging import APPLICATION, decided, reply


@pytest.mark.parametrize("name", hostile.MAILS)
def test_heavy_mail_is_decided_on(name: str) -> None:
    decided(APPLICATION, hostile.MAILS[name]())


def test_hundreds_of_mails_are_decided_on() -> None:
    decided(APPLICATION, *[reply(PROMISE)] * 400)


def test_parts_in_parts_are_decided_on() -> None:
    inner = PROMISE
    for depth in range(200):
        inner = b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n%b\r\n--b%d--\r\n" % (depth, depth, inner, depth)
    decided(APPLICATION, inner)


def test_a_promise_before_a_heavy_tail_is_still_read() -> None:
    decision = decided(APPLICATION, reply(PROMISE + b"\r\n\r\nDana\r\n\r\n" + repeated(b"> quoted by Monday\r\n", 600_000)))
    assert decision.judgement.standing is Standing.OVERDUE
    assert decision.judgement.expectation is not None
    assert decision.judgement.expectation.by.isoformat() == "2026-11-27"
