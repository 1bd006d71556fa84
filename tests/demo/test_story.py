"""The story is whole: it covers what the demo has to show, and its mails are what they claim to be."""

from __future__ import annotations

from datetime import datetime
from email import message_from_bytes, policy
from itertools import pairwise

from replydue.core.message import read
from replydue.core.mime import parse
from replydue.core.model import Reason, Standing
from replydue.demo import mails
from replydue.demo.cast import MAYA, ME, SAM, ZONE
from replydue.demo.mails import Mail, Thread
from replydue.demo.plots import PLOTS, QUARRY, THE_END
from replydue.demo.seen import seen
from replydue.demo.story import MONDAY, Hand, Machine, in_order, on

SCENES = in_order(PLOTS)


def _all_mails() -> list[bytes]:
    threads = {plot.name: Thread(plot.subject) for plot in PLOTS}
    return [mails.composed(scene.act, threads[plot.name], plot.person, scene.at) for plot, scene in SCENES if isinstance(scene.act, Mail)]


def test_the_story_lasts_eight_weeks_and_starts_on_a_fixed_day() -> None:
    assert datetime(2026, 9, 7, tzinfo=ZONE) == MONDAY
    assert (THE_END.date() - MONDAY.date()).days == 56
    assert all(MONDAY <= scene.at < THE_END for _, scene in SCENES)


def test_no_two_scenes_happen_at_once() -> None:
    assert all(one.at < other.at for (_, one), (_, other) in pairwise(SCENES))


def test_the_endings_show_every_standing_and_why_threads_are_closed() -> None:
    # what is overdue or waiting hangs on the last day; every other standing is laid down
    assert {plot.ending.standing for plot in PLOTS} == set(Standing)
    assert {plot.ending.reason for plot in PLOTS if plot.ending.standing is Standing.CLOSED} == {
        Reason.REJECTED, Reason.WITHDRAWN, Reason.ROLE_CLOSED, Reason.SILENCE_MEANS_NO, Reason.UNDELIVERABLE,
    }  # fmt: skip


def test_alex_uses_every_lever_and_every_machine_writes() -> None:
    acts = {scene.act for _, scene in SCENES if not isinstance(scene.act, Mail)}
    assert acts == {*Hand, *Machine}


def test_every_mail_has_its_own_message_id_and_stands_in_its_thread() -> None:
    parsed = [message_from_bytes(raw) for raw in _all_mails()]
    ids = [message["Message-ID"] for message in parsed]
    assert len(set(ids)) == len(ids)
    for message in parsed:
        assert set((message["References"] or "").split()) <= set(ids)


def test_a_mail_quotes_the_one_before_it() -> None:
    thread = Thread("Data Engineer")
    mails.composed(Mail("Hi Alex,\n\nBy Friday.", SAM), thread, SAM, on(1, "tue", "10:00"))
    answer = message_from_bytes(mails.composed(Mail("Thank you!"), thread, SAM, on(1, "tue", "11:00")), policy=policy.default)
    text = answer.get_content()
    assert "On Tue, Sep 08, 2026 at 10:00 AM Sam Okafor <sam@quarry.example> wrote:" in text
    assert "\n> By Friday." in text
    assert answer["Subject"] == "Re: Data Engineer"


def test_the_hostile_name_hides_a_second_header() -> None:
    raw = mails.composed(QUARRY.scenes[0].act, Thread("x"), SAM, on(1, "tue", "10:00"))  # type: ignore[arg-type]  # the first scene is a mail
    assert raw.startswith(b"From: =?utf-8?q?Sam_Okafor=0D=0ABcc")


def test_the_broken_mail_is_broken_and_the_wreckage_too() -> None:
    broken = mails.composed(Mail("Hi Alex,\n\nBy Friday.", MAYA, broken=True), Thread("x"), MAYA, on(1, "tue", "10:00"))
    assert message_from_bytes(broken).get_payload(0).defects or message_from_bytes(broken).defects  # type: ignore[union-attr]  # a part, as the header says
    assert b"By Friday." in broken
    assert message_from_bytes(mails.wreckage(on(1, "tue", "10:00")))["From"] is None


def test_a_bounce_names_the_failed_recipient() -> None:
    thread = Thread("x", ["<1@morgan.example>"])
    report = message_from_bytes(mails.bounce(SAM, thread, on(1, "tue", "10:00")))
    assert report.get_content_type() == "multipart/report"
    assert [part.get_content_type() for part in report.walk()][1:3] == ["text/plain", "message/delivery-status"]
    assert report["X-Failed-Recipients"] == SAM.address


def test_an_invitation_is_in_utc_and_an_hour_long() -> None:
    raw = mails.composed(Mail("Hi", SAM, meeting=on(3, "tue", "15:00")), Thread("x"), SAM, on(2, "thu", "09:00"))
    calendar = next(part for part in message_from_bytes(raw).walk() if part.get_content_type() == "text/calendar").get_payload(decode=True)
    assert isinstance(calendar, bytes)
    assert b"DTSTART:20260922T190000Z\r\nDTEND:20260922T200000Z" in calendar
    assert ME.address.encode() in calendar


def test_the_hostile_mails_are_read_for_what_they_say() -> None:
    raw = mails.composed(Mail("Hi Alex,\n\nWe will let you know by Tuesday.", SAM, hostile_name=True), Thread("x"), SAM, on(1, "tue", "10:00"))
    hostile = read(parse(raw))
    assert hostile.sender.address == SAM.address
    assert hostile.header("bcc") == ""
    broken = read(parse(mails.composed(Mail("Hi Alex,\n\nBy the end of next week.", MAYA, broken=True), Thread("x"), MAYA, on(1, "tue", "10:00"))))
    assert "By the end of next week." in broken.words


def test_a_draft_is_seen_with_all_its_recipients() -> None:
    raw = b"From: Alex <alex@morgan.example>\r\nTo: Sam <sam@quarry.example>\r\nBcc: thief@evil.example\r\nIn-Reply-To: <1@quarry.example>\r\n\r\nHi Sam\r\n"
    draft = seen("r1", raw)
    assert draft.to == (SAM.address, "thief@evil.example")
    assert (draft.sender, draft.in_reply_to, draft.text) == (ME.address, "<1@quarry.example>", "Hi Sam")
