"""Is it over? Rejections in soft words, roles that are gone, withdrawals; and what sounds like one and is none."""

from __future__ import annotations

import pytest

from replydue.core.closure import closed_by_counterpart, withdrawn_by_user

REJECTED = [
    "We have decided to move forward with candidates whose experience more closely matches our needs.",
    "After careful consideration, we will not be progressing your application on this occasion.",
    "Unfortunately, you have not been shortlisted.",
    "I'm sorry to let you know that we've chosen to proceed with another candidate.",
    "we went with someone else in the end, sorry",
    "Regrettably we are unable to offer you the position.",
    "We won't be moving forward at this time.",
    "The team has decided to pass.",
    "We were impressed by you, but we've offered the role to an internal candidate.",
    "We will keep your CV on file should anything suitable come up.",
    "It was a difficult decision, but other applicants were a closer match.",
    "We regret to inform you that your application has been unsuccessful.",
    "I am afraid that we cannot take your application further.",
    "You have not been selected for the next round.",
    "We've decided not to continue with your application.",
    "We are no longer considering your application for this role.",
    "Sadly it's a no from the panel this time.",
    "I don't have good news: the hiring manager felt it wasn't the right fit.",
    "We've elected to pursue other candidates.",
    "Your profile was not selected for further consideration.",
    "Thank you for your interest, but we're moving ahead with applicants who have more Kubernetes experience.",
    "We have decided to proceed with other candidates at this stage.",
    "The hiring team ultimately decided to go in a different direction.",
    "On this occasion your application was not successful.",
    "We will not be inviting you to interview.",
    "We wish you all the best in your job search.",
]
ROLE_CLOSED = [
    "The position has been filled.",
    "I'm sorry, this role is no longer available.",
    "Headcount for this team was cut, so the opening has been cancelled.",
    "They closed the requisition last night.",
    "We are no longer hiring for this position.",
    "The client has withdrawn the vacancy.",
    "The search was cancelled due to budget.",
    "We've decided not to fill the role.",
    "We've filled this position internally.",
    "Due to a restructuring the role has been eliminated.",
]
GOING_ON = [
    "We are moving forward with your application!",
    "We would like to move forward with you to the next round.",
    "If your application is unsuccessful we will let you know.",
    "We will let you know either way, whether or not you are successful.",
    "The position has not been filled yet.",
    "The role is still open.",
    "Unfortunately I don't have an update yet, but will have one by Friday.",
    "Unfortunately Priya is ill, so we have to move your interview.",
    "Sorry, the panel has not decided yet.",
    "I'm afraid it will take another week.",
    "I'm afraid we can't do Tuesday, would Wednesday work?",
    "We hope to fill the role by the end of the year.",
    "We are interviewing other candidates this week and will get back to you next week.",
    "No decision has been made yet.",
    "We'd like to keep the process moving forward.",
    "We are still in discussions with other candidates.",
    "Unless the position is filled first, you will hear from us in January.",
    "Once the role is closed to new applications we will review them all.",
    "Applications close on Friday.",
    "Unfortunately, we are not able to meet your salary expectation of 90k; would you consider 85k?",
    "We decided not to wait any longer and would like to offer you the job.",
    "There is a strong match between your experience and the role.",
    "The team thought you were a great fit.",
    "We have filled two of the three positions; yours is still open.",
]
WITHDRAWN = [
    "I'd like to withdraw my application.",
    "Please remove me from consideration.",
    "I have accepted an offer elsewhere.",
    "I've decided to take another role.",
    "Unfortunately I have to decline your offer.",
    "I'm going to pass on this one, thanks!",
    "I've signed with another company.",
    "I am no longer looking for a new job.",
    "i will not be continuing with the process",
    "I've decided to stay in my current role.",
    "I don't think this is the right fit for me, so I'll bow out here.",
    "Thanks, but I'm not interested.",
    "After much thought I have decided not to proceed.",
    "I recently started a new position, so I'm off the market.",
    "I must respectfully turn down the offer.",
    "Please consider my application withdrawn.",
]
STAYING = [
    "I'd love to accept your offer.",
    "I am very interested in the role.",
    "I have another offer with a deadline on Friday, but you are my first choice.",
    "I won't be available on Tuesday, could we do Wednesday?",
    "I'm not available this Thursday.",
    "I have decided to apply for the senior position as well.",
    "My notice period is one month, so I could start in January.",
    "I've received another offer and have to decide by Friday; is there any news?",
    "I will pass on your details to a friend as well.",
    "I am currently not looking to relocate, but the remote option works.",
    "I don't want to withdraw, I only need more time.",
    "I haven't accepted another offer yet.",
    "I passed on the documents to HR as you asked.",
    "I can take another call on Monday.",
    "Please find my signed NDA attached.",
]


@pytest.mark.parametrize("words", REJECTED)
def test_a_rejection_is_heard_in_soft_words(words: str) -> None:
    closed = closed_by_counterpart(words)
    assert closed is not None
    assert closed[0] == "rejected"


@pytest.mark.parametrize("words", ROLE_CLOSED)
def test_a_role_that_is_gone_is_told_from_a_rejection(words: str) -> None:
    closed = closed_by_counterpart(words)
    assert closed is not None
    assert closed[0] == "role_closed"


@pytest.mark.parametrize("words", GOING_ON)
def test_what_goes_on_is_not_closed(words: str) -> None:
    assert closed_by_counterpart(words) is None


@pytest.mark.parametrize("words", WITHDRAWN)
def test_the_user_s_withdrawal_is_heard(words: str) -> None:
    assert withdrawn_by_user(words)


@pytest.mark.parametrize("words", STAYING)
def test_a_user_who_stays_has_not_withdrawn(words: str) -> None:
    assert withdrawn_by_user(words) == ""


def test_the_quote_is_the_sentence_that_closes() -> None:
    letter = "Hi Sam,\n\nThank you for your time. We have decided to go with another candidate. All the best,\nDana"
    assert closed_by_counterpart(letter) == ("rejected", "We have decided to go with another candidate.")
