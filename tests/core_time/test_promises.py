"""What a text promises, by tables: each line of seen.jsonl is a case; the finer questions follow."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from replydue.core.business_days import BusinessDays
from replydue.core.promises import Kind, Promise, appointments_in, promises_in
from replydue.core.sentences import sentences
from replydue.values import Span

MONDAY = date(2026, 11, 23)
US = BusinessDays(("US",))
WAIT = Span(5, "business day")
CASES: list[dict[str, Any]] = [json.loads(line) for line in (Path(__file__).parent / "seen.jsonl").read_text("utf-8").splitlines()]


def _that_counts(found: tuple[Promise, ...]) -> Promise | None:
    """An invitation to nudge before silence that means no, and that before any other; then the latest day."""
    invited = [promise for promise in found if promise.kind is Kind.PREFERENCE and promise.by]
    silent = [promise for promise in found if promise.kind is Kind.SILENCE_MEANS_NO]
    return max(invited or silent or found, key=lambda promise: (promise.by or date.min, promise.after_user is not None), default=None)


def _read(words: str, day: date = MONDAY, *, by_user: bool = False) -> Promise | None:
    return _that_counts(promises_in(words, day, US, True, WAIT, by_user=by_user))


def _told(words: str, day: date = MONDAY, *, by_user: bool = False) -> str:
    best = _read(words, day, by_user=by_user)
    return "-" if best is None else f"{best.kind} {best.by or '?'}"


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_each_sentence_of_the_development_set(case: dict[str, Any]) -> None:
    best = _read(case["text"], date.fromisoformat(case["date"]), by_user=case["by"] == "user")
    assert (str(best.by) if best and best.by else None) == case["expected_by"]
    if case["source"]:
        assert best is not None
        assert str(best.kind) == case["source"]
        assert (f"{best.after_user.count} {best.after_user.unit}" if best.after_user else None) == case.get("after_user")


@pytest.mark.parametrize(
    ("expected", "day", "words"),
    [
        ("reported 2026-11-27", MONDAY, "You mentioned I would hear by Friday."),
        ("reported 2026-12-04", MONDAY, "Thanks for your time today! You said the team would get back to me next week."),
        ("reported 2026-11-25", MONDAY, "As discussed yesterday, I should hear in 3 days."),
        ("reported 2026-12-01", MONDAY, "I was told to expect a decision by December 1."),
        ("reported 2026-12-01", MONDAY, "To confirm what we agreed: your nurse has everything, and HR will let me know by December 1."),
        ("-", MONDAY, "I hope you'll get back to me by Friday."),
        ("-", MONDAY, "I can send the form by Friday."),
        ("-", MONDAY, "Just checking in, and letting you know that I passed my diving medical this morning."),
        ("-", MONDAY, "I am free on Tuesday."),
        ("-", MONDAY, "No problem at all, Thursday it is."),
        ("-", MONDAY, "Thanks for the mail you sent on Friday, I only saw it now as I was out on a site."),
        ("-", MONDAY, "Friday works for me too."),
        ("reported 2026-11-27", date(2026, 12, 1), "You expected to know more around Friday, November 27."),
        ("reported 2026-11-30", date(2026, 12, 1), "You mentioned a decision by the end of November."),
        ("reported 2026-12-04", date(2026, 12, 1), "When we spoke on Monday you said I would hear by Friday."),
        ("reported 2026-11-27", date(2026, 12, 1), "When we spoke on Monday last week you said I would hear by Friday."),
        ("reported 2026-12-04", date(2026, 12, 2), "Thank you for showing me the workshop on Tuesday. You told me then that you'd need three days to decide."),
        ("reported 2026-12-03", date(2026, 12, 1), "Thanks for the call yesterday. You mentioned I'd hear within 3 days."),
        ("reported 2026-12-04", date(2026, 12, 1), "On Nov 20 you wrote that I'd have feedback in two weeks."),
        ("reported 2026-11-30", date(2026, 12, 1), "On Friday you said you would get back to me on Monday."),
        ("reported 2026-11-30", MONDAY, "You told me I could expect a decision by the 30th, so I'll keep the first week of December free."),
        ("reported 2026-12-04", MONDAY, "So I have it right: staff, Salford, grade 7, and you'll ring me either way by the 4th of December."),
        ("reported 2026-12-07", date(2026, 11, 27), "Thanks for the discussion on Monday 23 November. You said you'd revert to me in two weeks from that day."),
    ],
)
def test_what_the_user_repeats_is_a_promise_and_what_he_wishes_is_none(expected: str, day: date, words: str) -> None:
    assert _told(words, day, by_user=True) == expected


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 24), "The interview is on Tuesday at 3."),
        (date(2026, 12, 3), "Your final round interview is confirmed for Thursday, December 3rd at 10:00 AM."),
        (date(2026, 11, 25), "See you Wednesday!"),
        (date(2026, 12, 4), "Your call has been moved to Friday next week."),
        (date(2026, 12, 3), "Mr. Thorson has moved your interview to Thursday, December 3, same time, same place."),
        (date(2026, 12, 3), "The panel interview has been put back to the 3rd, same room."),
        (date(2026, 11, 30), "Your interview has been brought forward to Monday 30 November."),
        (date(2026, 11, 26), "Thursday at 2pm is in the diary for your interview, just ask for me at reception."),
        (None, "Joining can be 4th January or 11th January as per your convenience."),
        (None, "One more round of lesson observations is taking place, the post itself starts 1 September."),
        (None, "Are you free for an interview on Thursday?"),
        (None, "Could we move your interview to Thursday?"),
        (None, "loved the chat on friday, my head's still buzzing from the pricing stuff"),
        (None, "Really enjoyed the interview on Wednesday, thanks for coming in."),
        (date(2026, 11, 26), "Thank you for confirming your interview on Thursday at 2pm."),
        (None, "We will get back to you on Tuesday."),
        (None, "Please share your availability for an interview next week."),
        (None, "Your interview took place on the 17th, so that box is ticked."),
    ],
)
def test_appointments(day: date | None, words: str) -> None:
    assert [found.day for found in appointments_in(words, MONDAY, US, True)] == ([day] if day else [])


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        (("We decide on Dec. 14th.", "I will write at 3 p.m. that day."), "We decide on Dec. 14th. I will write at 3 p.m. that day."),
        (("Hi Jane,", "We will get back to you by Friday."), "Hi Jane,\n\nWe will get back to you\nby Friday."),
        (("next steps:", "we call you on Monday", "you sign"), "next steps:\n- we call you on Monday\n- you sign"),
        (("Thanks", "Best, Ann", "Dr. Jones will call."), "Thanks\nBest, Ann\nDr. Jones will call."),
        (("Approx. 5 days, e.g. by Friday.", "Then we call."), "Approx. 5 days, e.g. by Friday. Then we call."),
        (("The quarry is shut, so hiring is on hold until March 15.", "Sorry."), "The quarry is shut, so hiring is on hold until March\n15. Sorry."),
        (("Capt Fung spoke well of u.", "Pls advise if you can attend."), "Capt Fung spoke well of u. Pls advise if you can attend."),
        (("What follows in March", "You sign.", "We call."), "What follows in March\n\n1. You sign.\n2. We call."),
    ],
)
def test_sentences(expected: tuple[str, ...], text: str) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    "words",
    [
        "You will not hear before Monday 30 November, but you shall have my letter by Thursday 3 December at the latest.",
        "Don't expect anything before the 30th. By 3 December at the latest you'll have my answer.",
        "I can't say anything until after the 30th. You'll hear from me by December 3.",
        "We'll let you know after the 30th, and no later than 3 December.",
    ],
)
def test_where_an_end_is_named_the_start_does_not_count(words: str) -> None:
    assert _told(words) == "promise 2026-12-03"


@pytest.mark.parametrize(
    ("expected", "day", "words"),
    [
        ("promise 2026-06-01", date(2026, 5, 5), "The University shall communicate the result of the interview held on 28th April to you later this month."),
        ("pause 2026-06-08", date(2026, 4, 28), "Further to your interview on 21 April, recruitment for this vacancy has been paused until 8 June."),
        ("pause 2027-03-31", date(2027, 1, 12), "The restructure announced on 6 January means that all appointments are on hold until March."),
        ("pause 2027-06-30", date(2026, 11, 20), "As we discussed on 18 November, the role is on hold until June 2027."),
        (
            "promise 2027-02-22",
            date(2027, 2, 3),
            "One more round, the last visit on friday 12 feb. once we've finished those on the 12th i will come back to you",
        ),
    ],
)
def test_a_day_gone_by_is_not_next_years_and_a_start_is_no_end(expected: str, day: date, words: str) -> None:
    assert _told(words, day) == expected


@pytest.mark.parametrize(
    "words",
    [
        "We must have the signed form before anything else can happen. When we have received it from you, you get our decision within three working days.",
        "Please return the test to me. You will have an answer within three working days of getting it back.",
    ],
)
def test_what_hangs_on_the_user_has_no_day_until_then(words: str) -> None:
    best = _read(words)
    assert best is not None
    assert (best.by, best.after_user) == (None, Span(3, "business day"))


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        ("2026-12-09", "Lambing finishes on 2 December. Once that's done I will ring."),
        ("2026-12-09", "Our stocktake is on 2 December and when that is off my plate I'll get back to you."),
        ("2026-12-09", "We have three more people in on 2 December. With those out of the way we'll decide."),
        ("2026-12-09", "Audit week ends on 2 December. When it's all done, I'll come back to you."),
        ("2026-12-09", "The budget goes to the CFO on 2 December. As soon as it's signed we will make you an offer."),
        ("2026-12-09", "I'm at a trade show until 2 December. Once I'm through with that I'll ring you."),
        ("2026-12-09", "The vote is on 2 December. Once that has come and gone I'll write."),
        ("2026-12-09", "We close the books on 2 December; when they're shut I'll be in touch."),
        ("2026-12-02", "The board meets on 2 December. Then we will let you know."),
        ("2026-12-07", "The last interview is on 2 December. Once that's done, expect to hear from me within three business days."),
        ("2026-12-07", "The last interview is on 2 December. We'll let you know within three business days of that."),
        ("2026-11-27", "It was good to see you on 16 November. We will then reply within three business days."),
        ("None", "Please send the form by 2 December. Once that's done, we will call you."),
        ("None", "The office is closed on 2 December. When we met I said that we will call you."),
    ],
)
def test_what_is_over_on_a_day_named_before_starts_the_wait(expected: str, words: str) -> None:
    best = _read(words)
    assert best is not None
    assert str(best.by) == expected


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        (
            "2026-12-04",
            "Callbacks will be made by 4 December. If you have not heard from us by that date, please take it that you were not selected.",
        ),
        ("2026-12-03", "Booking calls get made through 3 December. No call from us by then means we went another way, no hard feelings!"),
        ("2026-12-04", "Offers go out on 4 December. If you hear nothing by then, I'm afraid it's a no this time."),
        ("2026-12-04", "We'll ring the successful candidate by 4 December. If the phone hasn't rung by then we chose someone else."),
        ("2026-12-04", "Interview invitations go out by 4 December. Should you not receive one, you may assume you were not shortlisted."),
        ("2026-12-04", "If you've heard nothing by the 4th, it wasn't to be this time."),
        ("2026-12-04", "If you don't get a call from us before 4 December, then sadly you weren't chosen."),
        ("2026-12-04", "After 4 December, assume we've gone with somebody else."),
        ("2026-12-04", "Callbacks will be posted by 4 December. If your name is not on the list, consider your application unsuccessful."),
        ("2026-12-04", "Only those invited to interview will hear from us, by 4 December."),
        ("None", "If you do not hear from us, please consider your application unsuccessful."),
    ],
)
def test_silence_means_no_by_the_day_named_in_it_or_promised_before(expected: str, words: str) -> None:
    best = _read(words)
    assert best is not None
    assert (best.kind, str(best.by)) == (Kind.SILENCE_MEANS_NO, expected)


def test_a_start_after_the_end_of_another_promise_counts() -> None:
    assert _told("I'll call you by Friday with a first word. A decision will come after December 14.") == "promise 2026-12-21"


def test_a_promise_that_the_message_takes_back_does_not_stand() -> None:
    found = promises_in("We will call you on Friday. Sorry: not Friday after all, we'll call you on Monday.", MONDAY, US, True, WAIT, by_user=False)
    assert [promise.by for promise in found] == [date(2026, 11, 30)]


@pytest.mark.parametrize(
    ("expected", "day", "words"),
    [
        ("promise 2026-05-26", date(2026, 5, 9), "I'll get back to you about the pharmacy job on Monday, May 18 at the earliest."),
        (
            "promise 2026-03-16",
            date(2026, 3, 11),
            "She sees one more candidate on Thursday. After that we two compare notes, and I can give you an answer by Monday.",
        ),
        ("preference 2026-01-21", date(2026, 1, 12), "Ping me if you've heard nothing by Wed the 21st, I'm a bit scatterbrained this month."),
        ("preference 2026-12-18", MONDAY, "If I've gone quiet on you by the 18th of December, please give me a hard shake, I'd take it as a kindness."),
        ("preference 2027-02-05", date(2027, 1, 26), "In case there is no update from my side till 5th February, kindly drop me a reminder mail."),
        ("promise 2026-11-25", MONDAY, "I promise you will not be waiting past Wednesday for a decision."),
        ("promise 2026-11-25", MONDAY, "We turn these around within 48 hours, so you'll hear from me in that window with a pass or no pass."),
        ("promise 2026-12-01", MONDAY, "I'm going to give everybody a yes or no before December 2."),
        ("promise 2026-07-21", date(2026, 7, 3), "I'd not expect us to come back to you before the 14th, the manager's on his holidays in Turkey."),
        ("promise 2026-11-27", MONDAY, "We'll write to you about the teaching post by Friday."),
        ("preference 2026-12-04", MONDAY, "Should you not have it by 4 December, please remind me, as the end of the year is merciless here."),
        ("preference 2026-12-04", MONDAY, "We'll try to make up our minds within a week, but if you've heard nothing by 4 December, do chase me."),
        ("preference 2026-12-04", MONDAY, "If I've gone quiet on you by 4 December, please give me a good hard shake, I'd take it as a kindness."),
        ("preference 2026-12-04", MONDAY, "Give me a shove if there's no sign of life from me by 4 December."),
        (
            "silence_means_no 2026-12-04",
            MONDAY,
            "Candidates who have not been contacted by 4 December should regard their application as not successful this year.",
        ),
        (
            "promise 2026-11-25",
            MONDAY,
            "There's one more candidate to see on the 1st. We'll come back to everybody within 48 hours of this email.",
        ),
        ("promise 2026-12-07", MONDAY, "The visits are on 14 December, and candidates will be written to within a fortnight of today."),
        ("promise 2026-12-07", MONDAY, "Our committee sits on 2 December, and no later than three business days afterward we'll share the outcome with you."),
        (
            "promise 2026-12-15",
            MONDAY,
            "The closing date is Tuesday 1 December. We undertake to respond to every applicant within two weeks of the closing date.",
        ),
        ("promise 2026-12-09", MONDAY, "The committee meets on 2 December. Once they've met I will give you their answer."),
        ("promise 2026-11-27", MONDAY, "Everybody who cooked for us hears by Friday."),
        ("promise 2026-11-24", MONDAY, "Your name goes on the board and I'll message you tomorrow about the December load-in."),
        ("-", MONDAY, "I understand you owe them an answer by next Friday."),
        ("promise 2026-12-08", date(2026, 12, 3), "Our CEO is away through the weekend, so it won't be tomorrow after all - I'll call you on Tuesday instead."),
        (
            "promise 2026-11-24",
            date(2026, 11, 20),
            "Compliance turn these round inside 48 business hours, and I shall write as soon as they have finished, which is to say by Tuesday evening.",
        ),
        ("promise 2026-12-28", MONDAY, "Circle the 28th of December on your calendar. That's the day you'll get our phone call."),
        ("preference 2026-12-04", MONDAY, "We mean to have this decided by Wednesday of next week. If there's nothing from me by that Friday, send me a note."),
        ("preference 2026-11-27", MONDAY, "If you've heard nowt by Friday drop me a line or ring the yard."),
        ("-", MONDAY, "Dr. Hsu wrote back that she is in the field and will send hers by Monday."),
        ("-", MONDAY, "Professor Okonkwo tells me that he will upload his by next Thursday, so there is nothing you need to do."),
        ("promise 2026-12-29", MONDAY, "You will hear from us within four weeks of the closing date, which is 1 December."),
        (
            "promise 2026-12-15",
            MONDAY,
            "I confirm your interview on Thursday 10 December. We will tell you the outcome within three working days of the interview.",
        ),
        ("-", MONDAY, "The office is closed on 2 December. We will tell you the outcome within three working days of the interview."),
        ("promise ?", MONDAY, "It has nothing to do with you or how you did on Monday."),
        ("-", MONDAY, "Their remuneration committee sits on Thursday and the group publishes its results on 9 December."),
        ("promise 2026-12-09", MONDAY, "The group publishes its results on 9 December, and I will call you that day."),
        ("-", MONDAY, "I reply to most emails within one working day."),
        ("-", MONDAY, "We reply to all inquiries within one business day!"),
        ("promise 2026-12-07", MONDAY, "We aim to respond to every application within two weeks."),
        ("-", MONDAY, "I would be glad to know which systems you have used, and whether you'd consider four days rather than five."),
        ("promise 2026-11-27", MONDAY, "I'd be glad to know how you found the day, and I will call you on Friday."),
        ("promise 2027-01-08", MONDAY, "We'd like to see you again and we'll get a second chat in the diary early in the new year."),
        ("promise 2026-12-04", MONDAY, "I will get something on the calendar for us by 4 December."),
        ("promise 2026-12-04", MONDAY, "We will call by 4 December. If you have not heard by then, there is no need to worry, these things take time."),
        ("promise 2026-11-27", MONDAY, "The client wants to have an answer for you by Friday."),
        ("-", MONDAY, "You told me that they need to hear back by Wednesday."),
        ("promise ?", MONDAY, "Can you let me know by Monday whether the later shift would work for you? Then I know which of the two to put you in for."),
        ("-", MONDAY, "Whenever you bring by your licence I'll have an answer for you the next day."),
        ("promise 2026-11-27", MONDAY, "There's one more candidate to see on Wednesday, and you'll have a ring from me before this week is out."),
        ("promise 2026-11-30", MONDAY, "Will let you know before the month's out."),
        ("promise 2026-12-31", MONDAY, "We will get back to you before the quarter is over."),
        ("promise 2026-12-31", MONDAY, "You'll have our answer before this year runs out."),
        ("promise 2026-11-27", MONDAY, "We will get back to you before the week's up."),
        ("-", MONDAY, "Tips for this week: how to book an interview, what to do with your application confirmation, and how to negotiate an offer."),
        ("promise 2025-12-08", date(2025, 10, 27), "Vetting is currently taking between four and six weeks, after which you will receive our decision."),
        (
            "promise 2026-06-26",
            date(2026, 6, 22),
            "I know I said Friday and Friday's been and gone, sorry. New plan: you'll get a yes or no out of me by the 26th.",
        ),
    ],
)
def test_what_stands_beside_a_day_does_not_change_it(expected: str, day: date, words: str) -> None:
    assert _told(words, day) == expected


@pytest.mark.parametrize("code", ["tlh", "../en", ""])
def test_a_language_without_words_promises_nothing(code: str) -> None:
    assert promises_in("We will get back to you by Friday.", MONDAY, US, True, WAIT, by_user=False, language=code) == ()
    assert appointments_in("The interview is on Tuesday.", MONDAY, US, True, language=code) == ()
