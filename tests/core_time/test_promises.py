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
        ("-", MONDAY, "I hope you'll get back to me by Friday."),
        ("-", MONDAY, "I can send the form by Friday."),
        ("-", MONDAY, "Just checking in, and letting you know that I passed my diving medical this morning."),
        ("-", MONDAY, "I am free on Tuesday."),
        ("reported 2026-11-27", date(2026, 12, 1), "You expected to know more around Friday, November 27."),
        ("reported 2026-11-30", date(2026, 12, 1), "You mentioned a decision by the end of November."),
        ("reported 2026-12-04", date(2026, 12, 1), "When we spoke on Monday you said I would hear by Friday."),
        ("reported 2026-11-27", date(2026, 12, 1), "When we spoke on Monday last week you said I would hear by Friday."),
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
