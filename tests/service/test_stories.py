"""Whole stories: the real daemon against the sandbox over HTTP. Each ends with: decide again, nothing to do, nothing written."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.service.world import ALIAS, DANA, ME, World, on


def test_a_passed_promise_puts_up_one_draft_as_an_answer_in_its_thread(world: World) -> None:
    thread = world.promised()
    world.once()
    assert world.labels(thread) == {"Waiting"}
    world.once(on(23, "16:59"))
    assert world.drafts() == []
    summary = world.once(on(24, "09:00"))
    assert summary.drafts_created == 1
    ((_, draft),) = world.drafts()
    assert [held for _, held, _ in world.box.drafts()] == [thread]
    assert draft["In-Reply-To"] == "<first@northwind.example>"
    assert "<first@northwind.example>" in draft["References"]
    assert draft["Subject"] == "Re: Data Engineer at Northwind"
    assert draft["To"] == "Dana Whitfield <dana@northwind.example>"
    assert world.labels(thread) == {"To approve"}
    world.settled()
    assert len(world.drafts()) == 1


def test_the_draft_comes_from_the_address_that_the_recruiter_wrote_to_and_goes_to_where_answers_are_wanted(world: World) -> None:
    world.at(on(17, "10:00"))
    words = "Hi Sam,\n\nthank you for your application for the Data Engineer role. You will hear from us by Friday.\n\nBest,\nDana"
    world.box.receive(world.mail(words, to=f"Sam <{ALIAS}>", Reply_To="Dana Whitfield <dana.direct@northwind.example>"))
    world.once()
    world.once(on(24, "09:00"))
    ((_, draft),) = world.drafts()
    assert ALIAS in draft["From"]
    assert "dana.direct@northwind.example" in draft["To"]
    world.settled()


def test_a_promise_made_in_another_thread_is_followed_up_once_where_the_user_wrote(world: World) -> None:
    world.at(on(16, "09:00"))
    applied = world.box.thread_of(
        world.box.user.write(world.mail("Hi Dana,\n\nI would like to apply for the Data Engineer role.\n\nSam", sender=f"Sam Porter <{ME}>", to=DANA))
    )
    promised = world.promised(words="Hi Sam,\n\nI couldn't find your mail about the Data Engineer role. I'll have an answer for you on Friday.\n\nDana")
    world.once()
    world.once(on(24, "09:00"))
    assert promised != applied
    assert [held for _, held, _ in world.box.drafts()] == [applied]
    world.settled()


def test_a_reply_takes_the_untouched_draft_away(world: World) -> None:
    thread = world.drafted()
    world.at(on(24, "11:00"))
    world.reply("Hi Sam,\n\nsorry for the delay! Could you send me two references?\n\nBest,\nDana")
    assert world.once().drafts_withdrawn == 1
    assert world.drafts() == []
    assert world.labels(thread) == {"Your turn"}
    world.settled()


def test_a_draft_that_the_user_rewrote_stays_when_the_reply_comes(world: World) -> None:
    world.drafted()
    world.box.user.edit_draft(world.draft_id(), "Hi Dana,\n\nmy own words.\n\nSam")
    world.once(on(24, "11:00"))
    world.reply("Hi Sam,\n\nsorry for the delay! Could you send me two references?\n\nBest,\nDana")
    world.once()
    ((_, draft),) = world.drafts()
    assert "my own words" in draft.as_string()
    world.settled()
    assert len(world.drafts()) == 1


def test_an_approved_draft_is_sent_once_in_the_send_window(world: World) -> None:
    thread = world.drafted()
    world.at(on(24, "18:00"))
    world.box.user.label(thread, "Replydue/Approved")
    world.once()
    assert world.sent() == []
    assert world.labels(thread) == {"Approved"}
    assert world.once(on(25, "09:00")).sent == 1
    assert len(world.sent()) == 1
    assert world.drafts() == []
    assert world.labels(thread) == {"Waiting"}
    world.settled()
    assert len(world.sent()) == 1
    assert world.phases(thread) == ["drafting", "drafted", "approved", "sending", "sent"]


def test_an_approval_that_is_taken_back_before_the_window_opens_sends_nothing(world: World) -> None:
    thread = world.drafted()
    world.at(on(24, "18:00"))
    world.box.user.label(thread, "Replydue/Approved")
    world.once()
    world.box.user.unlabel(thread, "Replydue/Approved")
    world.once(on(25, "09:00"))
    assert world.sent() == []
    assert world.labels(thread) == {"To approve"}
    world.settled()


def test_a_draft_that_changed_after_the_approval_is_not_sent(world: World) -> None:
    thread = world.drafted()
    world.at(on(24, "18:00"))
    world.box.user.label(thread, "Replydue/Approved")
    world.once()
    world.box.user.edit_draft(world.draft_id(), "Hi Dana,\n\nno, wait, other words.\n\nSam")
    world.once(on(25, "09:00"))
    world.once()
    assert world.sent() == []
    assert world.labels(thread) == {"Check"}
    world.settled()


def test_a_reply_after_the_approval_stops_the_sending(world: World) -> None:
    thread = world.drafted()
    world.at(on(24, "18:00"))
    world.box.user.label(thread, "Replydue/Approved")
    world.once()
    world.at(on(25, "08:30"))
    world.reply("Hi Sam,\n\ncould you tell me when you are free next week?\n\nDana")
    world.once(on(25, "09:00"))
    assert (world.sent(), world.drafts()) == ([], [])
    assert world.labels(thread) == {"Your turn"}
    world.settled()


def test_an_approval_without_a_draft_approves_nothing_that_comes_later(world: World) -> None:
    thread = world.promised()
    world.once()
    world.at(on(24, "09:00"))
    world.box.user.label(thread, "Replydue/Approved")
    world.once()
    world.once()
    assert world.sent() == []
    assert len(world.drafts()) == 1
    assert world.labels(thread) == {"To approve"}
    world.settled()


def test_a_deleted_draft_skips_the_step_and_the_next_one_comes_two_weeks_later(world: World) -> None:
    thread = world.drafted()
    world.at(on(24, "11:00"))
    world.box.user.discard(world.draft_id())
    world.once()
    assert world.phases(thread)[-1] == "skipped"
    world.settled()
    world.once(on(8, "10:00", 12))
    assert world.labels(thread) == {"Waiting"}
    assert world.once(on(9, "09:00", 12)).calls == 1
    assert world.labels(thread) == {"Call"}
    world.settled()


def test_a_draft_sent_by_the_user_is_seen_as_sent_and_the_call_comes_two_weeks_later(world: World) -> None:
    thread = world.drafted()
    world.at(on(24, "11:00"))
    world.box.user.press_send(world.draft_id())
    world.once()
    assert world.phases(thread)[-1] == "sent"
    world.settled()
    world.once(on(8, "10:59", 12))
    assert world.labels(thread) == {"Waiting"}
    world.once(on(9, "09:00", 12))
    assert world.labels(thread) == {"Call"}
    world.box.user.unlabel(thread, "Replydue/Call")
    world.once(on(9, "15:00", 12))
    assert world.phases(thread)[-1] == "done"
    assert world.row(thread).next_step is not None
    world.once(on(24, "09:00", 12))
    assert len(world.drafts()) == 1
    world.settled()


def test_a_letter_written_by_hand_takes_the_place_of_the_draft(world: World) -> None:
    thread = world.drafted()
    world.at(on(24, "11:00"))
    world.write("Hi Dana,\n\nis there any news on the Data Engineer role?\n\nSam")
    world.once()
    world.once()
    assert world.drafts() == []
    assert world.phases(thread)[-1] == "superseded"
    step = world.row(thread).next_step
    assert step is not None
    assert (step.number, step.do) == (2, "call")
    assert step.at == on(9, "09:00", 12)
    world.settled()


def test_thanks_written_by_hand_do_not_count_as_a_step(world: World) -> None:
    thread = world.drafted()
    world.at(on(24, "11:00"))
    world.write("Thank you!\n\nSam")
    world.once()
    world.once()
    assert len(world.drafts()) == 1
    assert world.labels(thread) == {"To approve"}
    world.settled()


def test_a_snooze_label_parks_the_draft_and_brings_it_back(world: World) -> None:
    thread = world.drafted()
    world.at(on(24, "11:00"))
    world.box.user.label(thread, "Replydue/Snooze/1 week")
    world.once()
    assert world.drafts() == []
    assert not {name for name in world.labels(thread) if name.startswith("Snooze")}
    world.settled()
    world.once(on(30, "16:00"))
    assert world.drafts() == []
    world.once(on(1, "09:00", 12))
    assert len(world.drafts()) == 1
    world.settled()


def test_stop_takes_all_away_and_stays(world: World) -> None:
    thread = world.drafted()
    world.box.user.label(thread, "Replydue/Stop")
    world.once(on(24, "11:00"))
    assert world.drafts() == []
    assert world.labels(thread) == {"Stop"}
    world.settled()


def test_track_takes_up_what_looks_like_no_recruiting(world: World) -> None:
    world.at(on(17, "10:00"))
    thread = world.box.thread_of(
        world.box.receive(
            world.mail("Hi Sam, I will get back to you about the tent and the barbecue by Friday. Lea", sender="Lea <lea@friends.example>", subject="Camping")
        )
    )
    world.once()
    assert world.labels(thread) == set()
    world.box.user.label(thread, "Replydue/Track")
    world.once(on(17, "11:00"))
    assert world.labels(thread) == {"Track", "Waiting"}
    world.once(on(24, "09:00"))
    assert len(world.drafts()) == 1
    world.settled()


def test_a_draft_of_the_users_own_keeps_ours_away(world: World) -> None:
    world.promised()
    world.once()
    world.at(on(23, "12:00"))
    raw = world.mail("Hi Dana, I was just wondering", sender="Sam Porter <sam@example.com>", to="dana@northwind.example", answers="<first@northwind.example>")
    gmail = world.daemon.gmail
    gmail.create_draft(raw, world.box.threads()[0])
    world.once(on(24, "09:00"))
    assert len(world.drafts()) == 1
    world.settled()


def test_an_out_of_office_that_names_a_later_day_takes_the_draft_back_until_then(world: World) -> None:
    world.drafted()
    world.at(on(24, "10:00"))
    words = "I am out of the office until December 7 and will answer when I am back."
    world.box.receive(world.mail(words, answers="<first@northwind.example>", Auto_Submitted="auto-replied"))
    world.once()
    assert world.drafts() == []
    world.settled()


def test_a_renamed_or_removed_standing_label_is_healed(world: World) -> None:
    thread = world.promised()
    world.once()
    world.box.user.unlabel(thread, "Replydue/Waiting")
    world.once(on(17, "11:00"))
    assert world.labels(thread) == {"Waiting"}
    world.box.user.delete_label("Replydue/Waiting")
    world.once(on(17, "12:00"))
    assert world.labels(thread) == {"Waiting"}
    world.settled()


def test_a_poll_with_nothing_new_costs_one_request(world: World) -> None:
    world.drafted()
    world.once()
    world.box.reset_log()
    world.once()
    assert [request.method for request in world.box.requests] == ["history.list"]


def test_an_approval_of_the_changed_words_sends_these(world: World) -> None:
    thread = world.drafted()
    world.at(on(24, "18:00"))
    world.box.user.label(thread, "Replydue/Approved")
    world.once()
    world.box.user.edit_draft(world.draft_id(), "Hi Dana,\n\nno, wait, other words.\n\nSam")
    world.once(on(25, "09:00"))
    assert world.labels(thread) == {"Check"}
    world.box.user.label(thread, "Replydue/Approved")
    world.once(on(25, "09:05"))
    ((sent),) = world.sent()
    assert "other words" in sent.as_string()
    assert world.labels(thread) == {"Waiting"}
    world.settled()


def test_archiving_changes_nothing(world: World) -> None:
    thread = world.drafted()
    world.box.user.archive(thread)
    world.once(on(24, "10:00"))
    assert len(world.drafts()) == 1
    assert world.labels(thread) == {"To approve"}
    world.settled()


def test_the_trash_takes_the_draft_away_and_out_of_it_the_thread_is_followed_again(world: World) -> None:
    thread = world.drafted()
    world.box.user.trash(thread)
    world.once(on(24, "10:00"))
    assert world.drafts() == []
    world.settled()
    world.box.user.untrash(thread)
    world.once(on(24, "11:00"))
    assert len(world.drafts()) == 1
    world.settled()


def test_what_is_labelled_in_the_trash_approves_no_later_draft(world: World) -> None:
    thread = world.drafted()
    world.box.user.trash(thread)
    world.once(on(24, "10:00"))
    world.box.user.label(thread, "Replydue/Approved")
    world.once(on(24, "10:30"))
    world.box.user.untrash(thread)
    world.once(on(24, "11:00"))
    world.once(on(24, "11:30"))
    assert world.sent() == []
    assert world.labels(thread) == {"To approve"}
    world.settled()


def test_words_changed_after_the_label_was_set_are_not_sent_though_the_daemon_saw_neither_moment(world: World) -> None:
    """The computer slept: label and edit both lie behind when it looks again."""
    thread = world.drafted()
    world.at(on(24, "20:00"))
    world.box.user.label(thread, "Replydue/Approved")
    world.at(on(24, "20:05"))
    world.box.user.edit_draft(world.draft_id(), "Hi Dana,\n\nno, wait, other words.\n\nSam")
    world.once(on(25, "10:00"))
    assert world.sent() == []
    assert world.labels(thread) == {"To approve"}
    world.box.user.label(thread, "Replydue/Approved")
    world.once(on(25, "10:05"))
    assert len(world.sent()) == 1
    world.settled()


def test_words_changed_before_the_label_was_set_are_those_approved(world: World) -> None:
    thread = world.drafted()
    world.at(on(24, "20:00"))
    world.box.user.edit_draft(world.draft_id(), "Hi Dana,\n\nany news?\n\nSam")
    world.box.user.label(thread, "Replydue/Approved")
    world.once(on(25, "10:00"))
    assert len(world.sent()) == 1


def _label(name: str) -> Callable[[World, str], None]:
    return lambda world, thread: world.box.user.label(thread, f"Replydue/{name}")


@pytest.mark.parametrize(
    ("pull", "drafts", "sent", "labels"),
    [
        (lambda world, _: world.box.user.press_send(world.draft_id()), 0, 1, {"Waiting"}),
        (lambda world, _: world.box.user.discard(world.draft_id()), 0, 0, {"Waiting"}),
        (lambda world, _: world.box.user.edit_draft(world.draft_id(), "Hi Dana,\n\nany news?\n\nSam"), 1, 0, {"To approve"}),
        (lambda world, _: world.write("Hi Dana,\n\nis there any news on the role?\n\nSam"), 0, 1, {"Waiting"}),
        (lambda world, thread: world.box.user.archive(thread), 1, 0, {"To approve"}),
        (lambda world, thread: world.box.user.trash(thread), 0, 0, set()),
        (lambda world, thread: world.box.user.spam(thread), 0, 0, set()),
        (_label("Approved"), 0, 1, {"Waiting"}),
        (_label("Stop"), 0, 0, {"Stop"}),
        (_label("Track"), 1, 0, {"To approve", "Track"}),
        (_label("Snooze/1 week"), 0, 0, {"Waiting"}),
    ],
)
def test_a_lever_pulled_while_the_daemon_was_off_works_at_the_next_start(
    pull: Callable[[World, str], None], drafts: int, sent: int, labels: set[str], world: World
) -> None:
    thread = world.drafted()
    world.at(on(24, "11:00"))
    pull(world, thread)
    world.at(on(24, "15:00"))
    world.restarted()
    world.once()
    assert (len(world.drafts()), len(world.sent()), world.labels(thread)) == (drafts, sent, labels)
    world.settled()
