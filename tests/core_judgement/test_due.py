"""By when is a reply due? The finer points of sections 2, 3 and 6 of the reading rules, as whole conversations."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from replydue.core.model import Override
from tests.core_judgement.mail import Said, auto, invitation, judged, me, moment, them, verdict

OPENING = (
    them("Fri 30 Oct 2026 10:00", "Hi Sam,\n\nWe have an opening for a Backend Engineer. Interested?\n\nDana Whitfield\nTalent Partner, Northwind"),
    me("Fri 30 Oct 2026 15:00", "Hi Dana, yes, I would love to hear more about the role. Sam"),
)
BY_FRIDAY = them("Mon 2 Nov 2026 09:00", "Hi Sam, good to meet you. We will get back to you by Friday.\n\nDana")

CASES: dict[str, tuple[str, str, tuple[Said, ...]]] = {
    # --- which promise counts
    "a newer promise replaces an older one": (
        "Sat 7 Nov 2026 09:00",
        "waiting promise 2026-11-13",
        (*OPENING, BY_FRIDAY, them("Thu 5 Nov 2026 09:00", "Sorry Sam, this takes longer. You will have our decision by Friday next week.")),
    ),
    "even if the newer one is earlier": (
        "Wed 4 Nov 2026 09:00",
        "overdue promise 2026-11-03",
        (*OPENING, BY_FRIDAY, them("Mon 2 Nov 2026 12:00", "Good news, the panel met early. I'll call you tomorrow with an update.")),
    ),
    "of several in one message the latest day": (
        "Wed 4 Nov 2026 09:00",
        "waiting promise 2026-11-12",
        (
            *OPENING,
            them(
                "Mon 2 Nov 2026 09:00",
                "I'll send you the details tomorrow. The team will come back to you with feedback by November 10. I'll call you on the 12th.",
            ),
        ),
    ),
    "one that the message takes back does not stand": (
        "Wed 4 Nov 2026 09:00",
        "waiting promise 2026-11-10",
        (*OPENING, BY_FRIDAY, them("Tue 3 Nov 2026 09:00", "Hi Sam, instead of Friday we will let you know next Tuesday.")),
    ),
    "the days of other things do not stand over a promise": (
        "Wed 4 Nov 2026 09:00",
        "waiting promise 2026-11-06",
        (
            *OPENING,
            them(
                "Mon 2 Nov 2026 09:00",
                "Further to our assessment day on 29 October, you may expect our decision by Friday.\n\nDana\nTel 0161 496 0188 (Mon-Fri 8.30-16.30)",
            ),
        ),
    ),
    "nor does a board that does not sit until a day before it": (
        "Wed 4 Nov 2026 09:00",
        "waiting promise 2026-11-13",
        (
            *OPENING,
            them("Mon 2 Nov 2026 09:00", "The board has to ratify it and will not sit until Tuesday 10 November. You will hear from me by Friday 13 November."),
        ),
    ),
    "who throws a hat in the ring has applied": (
        "Wed 11 Nov 2026 09:00",
        "waiting cadence 2026-11-17",
        (me("Mon 2 Nov 2026 09:00", "Hi, saw the SRE posting on your site and want to throw my hat in. Resume's attached. Can start mid January. Sam"),),
    ),
    "who asks to be considered has applied": (
        "Wed 11 Nov 2026 09:00",
        "waiting cadence 2026-11-17",
        (
            me(
                "Mon 2 Nov 2026 09:00",
                "Dear hiring manager, please consider me for the boatyard carpenter opening. 22 years of it, the last 9 on wooden hulls.",
            ),
        ),
    ),
    "an answer that came after the day begins the wait anew": (
        "Tue 17 Nov 2026 12:00",
        "overdue cadence 2026-11-16",
        (
            *OPENING,
            them("Mon 2 Nov 2026 09:00", "Hi Sam, what is your notice period? I'll be back in touch by Wednesday."),
            me("Fri 6 Nov 2026 11:00", "Hi Dana, so sorry for the delay, I was ill. It is three months."),
        ),
    ),
    "an invitation to nudge goes before a promise": (
        "Wed 4 Nov 2026 09:00",
        "waiting preference 2026-11-06",
        (*OPENING, them("Mon 2 Nov 2026 09:00", "We should have news by Wednesday next week. If you haven't heard from me by Friday, please ping me.")),
    ),
    "a promise stands over my thanks": (
        "Thu 5 Nov 2026 09:00",
        "waiting promise 2026-11-06",
        (*OPENING, BY_FRIDAY, me("Mon 2 Nov 2026 11:00", "Thanks, Dana! Looking forward to it.")),
    ),
    "and over my thanks after a later day": (
        "Mon 9 Nov 2026 12:00",
        "overdue promise 2026-11-06",
        (*OPENING, BY_FRIDAY, me("Mon 2 Nov 2026 11:00", "Perfect, thank you.")),
    ),
    "a promise stands over a question of mine": (
        "Thu 5 Nov 2026 09:00",
        "waiting promise 2026-11-06",
        (
            *OPENING,
            BY_FRIDAY,
            me("Tue 3 Nov 2026 11:00", "Hi Dana, one more thing I forgot to ask: is the team spread over several time zones, and how does on-call work?"),
        ),
    ),
    "a promise that hangs on me has no date": (
        "Wed 4 Nov 2026 09:00",
        "your_turn",
        (*OPENING, them("Mon 2 Nov 2026 09:00", "Please fill in the attached form. You'll have our answer three days after you send it.")),
    ),
    "and counts from my answer": (
        "Wed 11 Nov 2026 09:00",
        "waiting promise 2026-11-13",
        (
            *OPENING,
            them("Mon 2 Nov 2026 09:00", "Please fill in the attached form. You'll have our answer three days after you send it."),
            me("Tue 10 Nov 2026 09:00", "Hi Dana, the completed form is attached. It took me a while to collect the dates."),
        ),
    ),
    # --- reported
    "what I repeat of a spoken promise": (
        "Thu 5 Nov 2026 09:00",
        "waiting reported 2026-11-06",
        (*OPENING, me("Mon 2 Nov 2026 18:00", "Hi Dana,\n\nThank you for the call today. You mentioned I would hear by Friday. I look forward to it.\n\nSam")),
    ),
    "said on a day that I name": (
        "Sat 7 Nov 2026 09:00",
        "overdue reported 2026-11-06",
        (
            *OPENING,
            me("Fri 6 Nov 2026 08:00", "Hi Dana, when we spoke on Tuesday you said you'd get back to me by Friday. The notes from our call are attached."),
        ),
    ),
    "a reported day that has passed makes my letter a follow-up": (
        "Thu 12 Nov 2026 09:00",
        "waiting cadence 2026-11-16",
        (*OPENING, me("Sun 8 Nov 2026 18:00", "Hi Dana, on our call on Tuesday you said you'd get back to me by Friday. Is there any news?")),
    ),
    # --- silence means no
    "silence means no, before its day": (
        "Fri 6 Nov 2026 09:00",
        "waiting promise 2026-11-06",
        (*OPENING, them("Mon 2 Nov 2026 09:00", "If you do not hear from us by Friday, please consider your application unsuccessful.")),
    ),
    "silence means no, after its day": (
        "Sat 7 Nov 2026 09:00",
        "closed silence_means_no promise 2026-11-06",
        (*OPENING, them("Mon 2 Nov 2026 09:00", "If you do not hear from us by Friday, please consider your application unsuccessful.")),
    ),
    # --- out of office
    "a return date moves the expected day": (
        "Mon 9 Nov 2026 09:00",
        "waiting out_of_office 2026-11-18",
        (*OPENING, auto("Fri 30 Oct 2026 15:01", "Thank you for your message. I am out of the office until Monday, November 16.", subject="Out of office")),
    ),
    "a return before the expected day moves nothing": (
        "Wed 4 Nov 2026 09:00",
        "waiting cadence 2026-11-06",
        (*OPENING, auto("Fri 30 Oct 2026 15:01", "I am out of the office and back on Monday, November 2.", subject="Out of office")),
    ),
    "an out-of-office from before the last answer moves nothing": (
        "Sat 7 Nov 2026 09:00",
        "overdue promise 2026-11-06",
        (*OPENING, auto("Fri 30 Oct 2026 15:01", "I am out of the office until November 16.", subject="Out of office"), BY_FRIDAY),
    ),
    "a promise is moved by leave too": (
        "Mon 9 Nov 2026 09:00",
        "waiting out_of_office 2026-11-18",
        (
            *OPENING,
            BY_FRIDAY,
            me("Thu 5 Nov 2026 10:00", "Thanks!"),
            auto("Thu 5 Nov 2026 10:01", "I am on leave and will return on Monday, 16 November.", subject="Automatic reply: Backend Engineer"),
        ),
    ),
    # --- interviews
    "an invitation's end starts the wait": (
        "Mon 16 Nov 2026 09:00",
        "waiting interview 2026-11-18",
        (*OPENING, invitation("Mon 2 Nov 2026 10:00", "Tue 10 Nov 2026 15:00", "Tue 10 Nov 2026 16:00")),
    ),
    "what I accept is the newer invitation, not what was offered before it": (
        "Fri 6 Nov 2026 09:00",
        "waiting interview 2026-11-19",
        (
            *OPENING,
            them("Mon 2 Nov 2026 10:00", "Interview on Tuesday 10 November, 11:00 to 11:45, in the Science Park."),
            invitation("Wed 4 Nov 2026 10:00", "Thu 12 Nov 2026 11:00", "Thu 12 Nov 2026 11:45"),
            me("Wed 4 Nov 2026 15:00", "Hi Dana, Thursday the 12th at 11 is no problem at all. See you then. Sam"),
        ),
    ),
    "a day named beside what I accept does not undo it": (
        "Fri 6 Nov 2026 09:00",
        "waiting interview 2026-11-19",
        (
            *OPENING,
            them("Mon 2 Nov 2026 10:00", "Could you come in for an interview on Thursday 12 November at 11?"),
            me("Mon 2 Nov 2026 15:00", "Hi Dana, that works for me. By the way, my course ends on 20 December. Sam"),
        ),
    ),
    "what a calendar program writes around an invitation asks for nothing": (
        "Thu 12 Nov 2026 09:00",
        "waiting interview 2026-11-18",
        (
            *OPENING,
            invitation(
                "Mon 2 Nov 2026 10:00",
                "Tue 10 Nov 2026 15:00",
                "Tue 10 Nov 2026 16:00",
                "You have been invited to the following event.\n\nInterview\nWhen: Tue Nov 10, 2026 3pm - 4pm\nGoing (sam@home.example)?  Yes - No - Maybe",
            ),
        ),
    ),
    "as bad as it is accepts nothing": (
        "Wed 4 Nov 2026 09:00",
        "waiting cadence 2026-11-09",
        (
            *OPENING,
            them("Mon 2 Nov 2026 10:00", "Could you come in for an interview on Thursday 12 November at 11?"),
            me("Mon 2 Nov 2026 15:00", "I would rather talk by phone first, with the weather as bad as it is."),
        ),
    ),
    "Thursday it is, where they have moved it": (
        "Thu 12 Nov 2026 09:00",
        "waiting interview 2026-11-13",
        (
            *OPENING,
            them(
                "Mon 2 Nov 2026 10:00", "Luis has come down with something, so your panel has been moved to Thursday, November 5, same hour and same Zoom link."
            ),
            me("Mon 2 Nov 2026 15:00", "No problem at all, Thursday it is. Hope Luis feels better."),
        ),
    ),
    "see you then does not move it": (
        "Thu 19 Nov 2026 09:00",
        "overdue interview 2026-11-18",
        (*OPENING, invitation("Mon 2 Nov 2026 10:00", "Tue 10 Nov 2026 15:00", "Tue 10 Nov 2026 16:00"), me("Tue 3 Nov 2026 09:00", "Great, see you then!")),
    ),
    "the highest sequence counts, whatever comes last": (
        "Mon 16 Nov 2026 09:00",
        "waiting interview 2026-11-20",
        (
            *OPENING,
            invitation("Tue 3 Nov 2026 10:00", "Fri 13 Nov 2026 15:00", "Fri 13 Nov 2026 16:00", sequence=2),
            invitation("Wed 4 Nov 2026 10:00", "Tue 10 Nov 2026 15:00", "Tue 10 Nov 2026 16:00", sequence=1),
        ),
    ),
    "CANCEL takes the interview away": (
        "Thu 5 Nov 2026 09:00",
        "waiting cadence 2026-11-06",
        (
            *OPENING,
            invitation("Mon 2 Nov 2026 10:00", "Tue 10 Nov 2026 15:00", "Tue 10 Nov 2026 16:00"),
            invitation("Tue 3 Nov 2026 10:00", "Tue 10 Nov 2026 15:00", "Tue 10 Nov 2026 16:00", method="CANCEL", sequence=1),
        ),
    ),
    "of several interviews the last one's end": (
        "Mon 16 Nov 2026 09:00",
        "waiting interview 2026-11-19",
        (
            *OPENING,
            invitation("Mon 2 Nov 2026 10:00", "Tue 10 Nov 2026 15:00", "Tue 10 Nov 2026 16:00"),
            invitation("Mon 2 Nov 2026 11:00", "Thu 12 Nov 2026 15:00", "Thu 12 Nov 2026 16:00", uid="i2"),
            invitation("Mon 2 Nov 2026 12:00", "Mon 9 Nov 2026 15:00", "Mon 9 Nov 2026 16:00", uid="i3"),
        ),
    ),
    "a person's word that moves the interview outweighs the calendar": (
        "Mon 16 Nov 2026 09:00",
        "waiting interview 2026-11-23",
        (
            *OPENING,
            invitation("Mon 2 Nov 2026 10:00", "Tue 10 Nov 2026 15:00", "Tue 10 Nov 2026 16:00"),
            them("Thu 5 Nov 2026 10:00", "Hi Sam, Priya is ill, so your interview is moved to Monday, November 16, same time."),
        ),
    ),
    "a promise made with the interview counts": (
        "Mon 9 Nov 2026 09:00",
        "waiting promise 2026-11-13",
        (*OPENING, them("Mon 2 Nov 2026 09:00", "Your interview is confirmed for Tuesday, November 10. We will let you know by Friday, November 13.")),
    ),
    "the promise of an invitation is kept by the invitation": (
        "Mon 9 Nov 2026 09:00",
        "waiting interview 2026-11-18",
        (
            *OPENING,
            them("Mon 2 Nov 2026 09:00", "I will get back to you with the details by Wednesday."),
            invitation("Tue 3 Nov 2026 10:00", "Tue 10 Nov 2026 15:00", "Tue 10 Nov 2026 16:00"),
        ),
    ),
    "thanks after an interview wait for it": (
        "Mon 16 Nov 2026 09:00",
        "waiting cadence 2026-11-18",
        (
            *OPENING,
            invitation("Mon 2 Nov 2026 10:00", "Tue 10 Nov 2026 15:00", "Tue 10 Nov 2026 16:00"),
            me("Tue 10 Nov 2026 18:00", "Hi Dana, thank you for the interview today, I enjoyed talking to the team and learned a lot about your plans."),
        ),
    ),
    # --- follow-ups by hand
    "my own follow-up moves the anchor": (
        "Thu 19 Nov 2026 09:00",
        "overdue cadence 2026-11-18",
        (*OPENING, me("Tue 10 Nov 2026 09:00", "Hi Dana, just checking in on this. Any news?")),
    ),
    "a promise whose day is to come stands over my follow-up": (
        "Thu 5 Nov 2026 09:00",
        "waiting promise 2026-11-06",
        (*OPENING, BY_FRIDAY, me("Wed 4 Nov 2026 09:00", "Hi Dana, just checking in on this. Any news?")),
    ),
    "after the promised day my follow-up starts the wait anew": (
        "Thu 12 Nov 2026 09:00",
        "waiting cadence 2026-11-18",
        (*OPENING, BY_FRIDAY, me("Tue 10 Nov 2026 09:00", "Hi Dana, I wanted to follow up on your decision.")),
    ),
    # --- holidays and weekends
    "a promise over a holiday rolls on": (
        "Thu 26 Nov 2026 09:00",
        "waiting promise 2026-11-27",
        (*OPENING, them("Mon 23 Nov 2026 09:00", "We'll have an answer for you on Thursday.")),
    ),
    "a wait leaves the holiday out": (
        "Mon 9 Nov 2026 09:00",
        "waiting cadence 2026-11-16",
        (*OPENING, them("Fri 6 Nov 2026 09:00", "Thanks Sam, we are still reviewing the applications.")),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_expected_day_is_the_one_the_rules_name(name: str) -> None:
    now, expected, mails = CASES[name]
    assert verdict(judged(*mails, now=now)) == expected


def test_the_user_s_own_word_stands_over_every_other() -> None:
    override = Override(expected_by=date(2026, 11, 20))
    assert verdict(judged(*OPENING, BY_FRIDAY, now="Mon 16 Nov 2026 09:00", override=override)) == "waiting user 2026-11-20"
    assert verdict(judged(*OPENING, BY_FRIDAY, now="Sat 21 Nov 2026 09:00", override=override)) == "overdue user 2026-11-20"


def test_silence_can_be_asked_about_all_the_same() -> None:
    no_word = them("Mon 2 Nov 2026 09:00", "If you do not hear from us by Friday, please consider your application unsuccessful.")
    asking: dict[str, Any] = {"cadence": {"silence_means_no": "ask"}}
    assert verdict(judged(*OPENING, no_word, now="Sat 7 Nov 2026 09:00", **asking)) == "overdue promise 2026-11-06"


def test_the_day_ends_in_the_user_s_zone() -> None:
    late = moment("Fri 6 Nov 2026 22:00")
    assert late.utctimetuple().tm_mday == 7
    assert verdict(judged(*OPENING, BY_FRIDAY, now="Fri 6 Nov 2026 22:00")) == "waiting promise 2026-11-06"
    assert verdict(judged(*OPENING, BY_FRIDAY, now="Fri 6 Nov 2026 22:00", timezone="Europe/London")) == "overdue promise 2026-11-06"


def test_the_waits_are_those_configured() -> None:
    slow: dict[str, Any] = {"cadence": {"wait": {"otherwise": "2 weeks"}}}
    assert verdict(judged(*OPENING, now="Mon 2 Nov 2026 09:00", **slow)) == "waiting cadence 2026-11-13"


def test_the_quote_is_the_sentence_that_promises() -> None:
    expected = judged(*OPENING, BY_FRIDAY, now="Wed 4 Nov 2026 09:00").expectation
    assert expected is not None
    assert expected.evidence is not None
    assert expected.evidence.quote == "We will get back to you by Friday."
    assert expected.evidence.message_id == BY_FRIDAY.message.message_id


def test_what_was_asked_for_is_no_follow_up_late_as_it_comes() -> None:
    question = them("Mon 2 Nov 2026 09:00", "Hi Sam, what is your notice period? I'll be back in touch by Wednesday.")
    answer, later = me("Fri 6 Nov 2026 11:00", "Hi Dana, sorry, I was ill. It is three months."), me("Mon 9 Nov 2026 11:00", "P.S. Or two, if I ask nicely.")
    assert judged(*OPENING, question, answer, now="Mon 16 Nov 2026 12:00").steps_by_hand == ()
    assert judged(*OPENING, question, answer, later, now="Mon 16 Nov 2026 12:00").steps_by_hand == (later.message,)
    thanks = me("Tue 3 Nov 2026 11:00", "Thanks, Dana!")
    assert judged(*OPENING, question, thanks, answer, now="Mon 16 Nov 2026 12:00").steps_by_hand == ()


def test_follow_ups_by_hand_are_counted_in_order() -> None:
    first, second = me("Tue 10 Nov 2026 09:00", "Hi Dana, any update?"), me("Tue 24 Nov 2026 09:00", "Hi Dana, following up once more.")
    judgement = judged(*OPENING, first, second, now="Wed 25 Nov 2026 09:00")
    assert judgement.steps_by_hand == (first.message, second.message)
    assert judgement.anchor == second.message
