"""Whose turn is it? Each row and sentence of section 4 of the reading rules, as whole conversations."""

from __future__ import annotations

import pytest

from tests.core_judgement.mail import Said, auto, bounce, elsewhere, invitation, judged, me, them, verdict

HELLO = "Hi Sam,\n\nI'm hiring for our Backend Engineer role and your background looks like a fit. Would you be open to a call this week?\n\nDana"
KEEN = "Hi Dana,\n\nYes, I'd like to hear more about the role. I'm free Wednesday afternoon.\n\nSam"
OPENING = (them("Fri 30 Oct 2026 10:00", HELLO), me("Fri 30 Oct 2026 15:00", KEEN))

CASES: dict[str, tuple[str, str, tuple[Said, ...]]] = {
    # --- from the user, something can still come back
    "I answered and nothing was promised": ("Mon 2 Nov 2026 09:00", "waiting cadence 2026-11-06", OPENING),
    "the wait is over the day after the expected day": ("Sat 7 Nov 2026 00:30", "overdue cadence 2026-11-06", OPENING),
    "the expected day itself is still on time": ("Fri 6 Nov 2026 23:30", "waiting cadence 2026-11-06", OPENING),
    "an application by mail waits longer": (
        "Fri 13 Nov 2026 09:00",
        "waiting cadence 2026-11-17",
        (me("Mon 2 Nov 2026 09:00", "Dear Dana,\n\nI would like to apply for the Backend Engineer position. My CV is attached.\n\nKind regards,\nSam Porter"),),
    ),
    # --- the user ends it
    "I withdraw": (
        "Wed 4 Nov 2026 09:00",
        "closed withdrawn",
        (*OPENING, me("Tue 3 Nov 2026 09:00", "Hi Dana, after some thought I'd like to withdraw my application. Thank you for your time. Sam")),
    ),
    "I took another job": (
        "Wed 4 Nov 2026 09:00",
        "closed withdrawn",
        (*OPENING, me("Tue 3 Nov 2026 09:00", "Hi Dana,\n\nA quick note that I've accepted another offer, so I'm bowing out.\n\nAll the best,\nSam")),
    ),
    "I decline": (
        "Wed 4 Nov 2026 09:00",
        "closed withdrawn",
        (*OPENING, me("Tue 3 Nov 2026 09:00", "thanks dana but ive decided not to pursue this, the commute wont work for me")),
    ),
    "I turn an offer down": (
        "Wed 4 Nov 2026 09:00",
        "closed withdrawn",
        (
            *OPENING,
            them("Mon 2 Nov 2026 09:00", "We are delighted to offer you the role! The letter is attached."),
            me("Tue 3 Nov 2026 09:00", "Dear Dana, it was a hard choice, but I have to decline your offer. Best wishes, Sam"),
        ),
    ),
    "I withdraw and they wish me well": (
        "Wed 4 Nov 2026 09:00",
        "closed withdrawn",
        (
            *OPENING,
            me("Tue 3 Nov 2026 09:00", "Hi Dana, I have to withdraw from the process, I took a job elsewhere. Sam"),
            them(
                "Tue 3 Nov 2026 12:00",
                "Hi Sam,\n\nSorry to hear that, but congratulations! We wish you all the best in your new job and will keep you in mind.\n\nDana",
            ),
        ),
    ),
    "a promise before my withdrawal no longer counts": (
        "Mon 16 Nov 2026 09:00",
        "closed withdrawn",
        (
            *OPENING,
            them("Mon 2 Nov 2026 09:00", "We'll get back to you by Friday."),
            me("Tue 3 Nov 2026 09:00", "Please take me out of the running, I am no longer looking for a new role."),
        ),
    ),
    "what sounds like a withdrawal is none where they go on as if it were none": (
        "Mon 9 Nov 2026 09:00",
        "overdue promise 2026-11-06",
        (
            *OPENING,
            me("Mon 2 Nov 2026 09:00", "The talk about the rebuild was the best hour I have had in a long while, and it made me want the job more, not less."),
            them("Mon 2 Nov 2026 12:00", "Thank you for the lovely note. You'll have a decision from me by Friday."),
        ),
    ),
    "I will not ask for a review of a rejection": (
        "Mon 9 Nov 2026 09:00",
        "closed rejected",
        (
            *OPENING,
            them("Mon 2 Nov 2026 09:00", "I regret to inform you that your application was not among those placed on the panel."),
            me("Mon 2 Nov 2026 12:00", "Thank you for letting me know. I won't be looking for a review, and hope to try again another year."),
        ),
    ),
    # --- the counterpart asks
    "they ask a question": (
        "Wed 11 Nov 2026 09:00",
        "your_turn",
        (*OPENING, them("Mon 2 Nov 2026 09:00", "Hi Sam,\n\nWhat are your salary expectations?\n\nDana")),
    ),
    "they request without a question mark": (
        "Wed 11 Nov 2026 09:00",
        "your_turn",
        (*OPENING, them("Mon 2 Nov 2026 09:00", "Please send over your updated CV and two references.")),
    ),
    "they offer times": (
        "Wed 11 Nov 2026 09:00",
        "your_turn",
        (*OPENING, them("Mon 2 Nov 2026 09:00", "Great. I have Tuesday at 2pm or Wednesday at 10am. Let me know which works.")),
    ),
    "they want documents": (
        "Wed 11 Nov 2026 09:00",
        "your_turn",
        (*OPENING, them("Mon 2 Nov 2026 09:00", "Before we go on we need your signed NDA and a copy of your passport.")),
    ),
    "they send a link to book": (
        "Wed 11 Nov 2026 09:00",
        "your_turn",
        (*OPENING, them("Mon 2 Nov 2026 09:00", "Use this link to book a slot with Priya: https://cal.example/priya")),
    ),
    "they set a test": (
        "Wed 11 Nov 2026 09:00",
        "your_turn",
        (*OPENING, them("Mon 2 Nov 2026 09:00", "Attached is the take-home exercise. Please complete it within 5 days and send it back to me.")),
    ),
    "they make an offer": (
        "Wed 11 Nov 2026 09:00",
        "your_turn",
        (
            *OPENING,
            them("Mon 2 Nov 2026 09:00", "Hi Sam,\n\nWe are delighted to offer you the position of Backend Engineer. The offer stands until Friday.\n\nDana"),
        ),
    ),
    "a deadline for me is no promise": (
        "Mon 16 Nov 2026 09:00",
        "your_turn",
        (*OPENING, them("Mon 2 Nov 2026 09:00", "Can you confirm by Wednesday that the start date works?")),
    ),
    "they ask, and thank me in a second mail": (
        "Wed 11 Nov 2026 09:00",
        "your_turn",
        (*OPENING, them("Mon 2 Nov 2026 09:00", "Could you send me your availability for next week?"), them("Mon 2 Nov 2026 09:05", "Thanks in advance!")),
    ),
    # --- the counterpart promises or reviews
    "they promise": (
        "Wed 4 Nov 2026 09:00",
        "waiting promise 2026-11-06",
        (*OPENING, them("Mon 2 Nov 2026 09:00", "Thanks Sam. You'll hear from us by Friday.")),
    ),
    "the promise is broken": (
        "Sat 7 Nov 2026 09:00",
        "overdue promise 2026-11-06",
        (*OPENING, them("Mon 2 Nov 2026 09:00", "Thanks Sam. You'll hear from us by Friday.")),
    ),
    "they are still reviewing": (
        "Wed 4 Nov 2026 09:00",
        "waiting cadence 2026-11-09",
        (*OPENING, them("Mon 2 Nov 2026 09:00", "Hi Sam, we are still reviewing applications and appreciate your patience.")),
    ),
    "soon is no day": (
        "Wed 4 Nov 2026 09:00",
        "waiting cadence 2026-11-09",
        (*OPENING, them("Mon 2 Nov 2026 09:00", "The team will be in touch soon.")),
    ),
    # --- rejections and roles that are gone: tests of closure hold the many wordings
    "they say no": (
        "Wed 4 Nov 2026 09:00",
        "closed rejected",
        (*OPENING, them("Mon 2 Nov 2026 09:00", "Unfortunately we have decided not to move forward with your application.")),
    ),
    "the role is filled": (
        "Wed 4 Nov 2026 09:00",
        "closed role_closed",
        (*OPENING, them("Mon 2 Nov 2026 09:00", "I'm afraid the position has been filled.")),
    ),
    "thanks after a rejection leave it closed": (
        "Mon 30 Nov 2026 09:00",
        "closed rejected",
        (
            *OPENING,
            them("Mon 2 Nov 2026 09:00", "We have decided to go with another candidate."),
            me("Mon 2 Nov 2026 10:00", "Thank you for letting me know, Dana. It was a pleasure to meet the team, and I hope our paths cross again. Sam"),
        ),
    ),
    "asking for feedback after a rejection leaves it closed": (
        "Mon 30 Nov 2026 09:00",
        "closed rejected",
        (
            *OPENING,
            them("Mon 2 Nov 2026 09:00", "We have decided to go with another candidate."),
            me("Mon 2 Nov 2026 10:00", "Thanks for telling me. Could you share any feedback from the panel that would help me?"),
        ),
    ),
    "a rejection taken back is open again": (
        "Wed 18 Nov 2026 09:00",
        "your_turn",
        (
            *OPENING,
            them("Mon 2 Nov 2026 09:00", "We have decided to go with another candidate."),
            them("Mon 16 Nov 2026 09:00", "Hi Sam,\n\nThings changed: our first choice fell through. Are you still interested in the role?\n\nDana"),
        ),
    ),
    # --- an appointment
    "they confirm an appointment": (
        "Mon 9 Nov 2026 09:00",
        "waiting interview 2026-11-18",
        (*OPENING, them("Mon 2 Nov 2026 09:00", "Your interview with Priya is confirmed for Tuesday, November 10 at 3 pm.")),
    ),
    "the appointment is over and nobody wrote": (
        "Thu 19 Nov 2026 09:00",
        "overdue interview 2026-11-18",
        (*OPENING, them("Mon 2 Nov 2026 09:00", "Your interview with Priya is confirmed for Tuesday, November 10 at 3 pm.")),
    ),
    # --- a pause
    "a pause with an end": (
        "Fri 20 Nov 2026 09:00",
        "on_hold promise 2027-02-01",
        (*OPENING, them("Mon 2 Nov 2026 09:00", "Quick update: the role is on hold until January.")),
    ),
    "a pause without an end": (
        "Fri 18 Dec 2026 09:00",
        "on_hold",
        (*OPENING, them("Mon 2 Nov 2026 09:00", "Unfortunately there is a hiring freeze, so the role is on hold for now.")),
    ),
    "thanks for telling me of a pause leave it paused": (
        "Fri 18 Dec 2026 09:00",
        "on_hold promise 2027-02-01",
        (
            *OPENING,
            them("Mon 2 Nov 2026 09:00", "Quick update: the role is on hold until January."),
            me("Mon 2 Nov 2026 10:00", "Thanks for letting me know, Dana!"),
        ),
    ),
    "a pause that has run out is overdue": (
        "Tue 2 Feb 2027 09:00",
        "overdue promise 2027-02-01",
        (*OPENING, them("Mon 2 Nov 2026 09:00", "Quick update: the role is on hold until January.")),
    ),
    # --- a request and a promise in one message
    "a request with a promise is my turn": (
        "Wed 4 Nov 2026 09:00",
        "your_turn",
        (*OPENING, them("Mon 2 Nov 2026 09:00", "Please send me your references. We'll make a decision by Friday, November 13.")),
    ),
    "once I have answered the promise counts": (
        "Fri 6 Nov 2026 09:00",
        "waiting promise 2026-11-13",
        (
            *OPENING,
            them("Mon 2 Nov 2026 09:00", "Please send me your references. We'll make a decision by Friday, November 13."),
            me("Thu 5 Nov 2026 09:00", "Hi Dana, here are my references: Lee Wong and Ana Ruiz, numbers in the file. Sam"),
        ),
    ),
    "answered after the promised day, the cadence counts": (
        "Tue 17 Nov 2026 09:00",
        "waiting cadence 2026-11-23",
        (
            *OPENING,
            them("Mon 2 Nov 2026 09:00", "Please send me your references. We'll make a decision by Friday, November 13."),
            me("Mon 16 Nov 2026 09:00", "Hi Dana, sorry for the delay, here are my references: Lee Wong and Ana Ruiz, numbers in the file. Sam"),
        ),
    ),
    # --- courtesies
    "any questions is no request": (
        "Wed 4 Nov 2026 09:00",
        "waiting promise 2026-11-06",
        (*OPENING, them("Mon 2 Nov 2026 09:00", "We'll be in touch by Friday. Let me know if you have any questions.")),
    ),
    "feel free to reach out is no request": (
        "Wed 4 Nov 2026 09:00",
        "waiting cadence 2026-11-09",
        (*OPENING, them("Mon 2 Nov 2026 09:00", "Thanks for your note, we are still reviewing. Feel free to reach out any time.")),
    ),
    "hope you are well is no request": (
        "Wed 4 Nov 2026 09:00",
        "waiting promise 2026-11-06",
        (*OPENING, them("Mon 2 Nov 2026 09:00", "Hi Sam, hope you are well? The team is deciding and I will have an answer for you by Friday.")),
    ),
    # --- what is never a reply
    "an auto-reply ends no wait": (
        "Sat 7 Nov 2026 09:00",
        "overdue cadence 2026-11-06",
        (*OPENING, auto("Fri 30 Oct 2026 15:01", "Thank you for your message. We have received it.", subject="Auto: Re: Backend Engineer")),
    ),
    "a calendar acceptance ends no wait": (
        "Sat 7 Nov 2026 09:00",
        "overdue cadence 2026-11-06",
        (*OPENING, invitation("Mon 2 Nov 2026 10:00", "Mon 2 Nov 2026 15:00", "Mon 2 Nov 2026 16:00", method="REPLY")),
    ),
    "a warning of delay ends and closes nothing": (
        "Sat 7 Nov 2026 09:00",
        "overdue cadence 2026-11-06",
        (*OPENING, bounce("Fri 30 Oct 2026 16:00", "dana@northwind.example", action="delayed", status="4.4.7")),
    ),
    "a permanent bounce closes": (
        "Mon 2 Nov 2026 09:00",
        "closed undeliverable",
        (*OPENING, bounce("Fri 30 Oct 2026 15:01", "dana@northwind.example")),
    ),
    "a bounce that stands in another thread closes too": (
        "Mon 2 Nov 2026 09:00",
        "closed undeliverable",
        (*OPENING, elsewhere(bounce("Fri 30 Oct 2026 15:01", "dana@northwind.example"))),
    ),
    "a bounce of somebody else's address closes nothing": (
        "Mon 2 Nov 2026 09:00",
        "waiting cadence 2026-11-06",
        (*OPENING, elsewhere(bounce("Fri 30 Oct 2026 15:01", "lee@fabrikam.example"))),
    ),
    "an answer after the bounce opens it again": (
        "Mon 2 Nov 2026 12:00",
        "waiting promise 2026-11-06",
        (
            *OPENING,
            bounce("Fri 30 Oct 2026 15:01", "dana@northwind.example"),
            them("Mon 2 Nov 2026 09:00", "Our mail was down. We will let you know by Friday."),
        ),
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_the_newest_human_message_decides(name: str) -> None:
    now, expected, mails = CASES[name]
    assert verdict(judged(*mails, now=now)) == expected


BOTH = "Hi Sam,\n\nPlease send me the names of two references. I'll call you by Friday with a decision about the Backend Engineer role.\n\nDana"


def test_a_letter_alone_that_asks_tells_by_when_it_promises_an_answer() -> None:
    assert verdict(judged(them("Mon 2 Nov 2026 09:00", BOTH), now="Tue 3 Nov 2026 09:00")) == "your_turn promise 2026-11-06"


def test_in_a_conversation_nothing_is_expected_before_the_user_has_answered() -> None:
    assert verdict(judged(*OPENING, them("Mon 2 Nov 2026 09:00", BOTH), now="Tue 3 Nov 2026 09:00")) == "your_turn"


def test_a_bounce_of_a_mistyped_address_closes_nothing_once_the_mail_was_sent_again() -> None:
    from replydue.core.mail import Mailbox

    wrong, right = Mailbox("", "dnaa@northwind.example"), Mailbox("", "dana@northwind.example")
    letter = "Dear Dana,\n\nI am applying for the Backend Engineer position.\n\nSam"
    mails = (
        me("Mon 2 Nov 2026 09:00", letter, wrong),
        bounce("Mon 2 Nov 2026 09:01", wrong.address),
        me("Mon 2 Nov 2026 09:10", letter, right),
    )
    assert verdict(judged(*mails, now="Tue 3 Nov 2026 09:00")) == "waiting cadence 2026-11-17"
    late = (mails[0], mails[2], bounce("Mon 2 Nov 2026 11:00", wrong.address))
    assert verdict(judged(*late, now="Tue 3 Nov 2026 09:00")) == "waiting cadence 2026-11-17"


def test_spam_trash_drafts_and_chats_are_no_messages_of_the_conversation() -> None:
    for label in ("SPAM", "TRASH", "DRAFT", "CHAT"):
        hidden = them("Mon 2 Nov 2026 09:00", "The position has been filled.", labels=frozenset({label}))
        assert verdict(judged(*OPENING, hidden, now="Tue 3 Nov 2026 09:00")) == "waiting cadence 2026-11-06"


@pytest.mark.parametrize(
    ("newest", "doubt"),
    [
        (them("Mon 9 Nov 2026 10:00", "", content_types=("multipart/encrypted", "application/pgp-encrypted")), "encrypted"),
        (them("Mon 9 Nov 2026 10:00", "", content_types=("application/pkcs7-mime",)), "encrypted"),
        (them("Mon 9 Nov 2026 10:00", " \n", attachments=("letter.pdf",)), "attachment"),
        (them("Mon 9 Nov 2026 10:00", "Please see the attached letter.", attachments=("letter.pdf",)), ""),
        (me("Mon 9 Nov 2026 10:00", "", attachments=("cv.pdf",)), ""),
    ],
)
def test_a_person_looks_first_where_the_newest_word_cannot_be_read(newest: Said, doubt: str) -> None:
    promise = them("Mon 2 Nov 2026 10:00", "Thank you for the interview. You will hear from us by Friday.")
    found = judged(promise, newest, now="Wed 25 Nov 2026 10:00").doubt
    assert doubt in found
    assert bool(found) == bool(doubt)
