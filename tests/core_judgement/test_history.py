"""What stood in the thread before is not said again, however a program carries it along (reading rules, section 3: quoted text promises nothing)."""

from __future__ import annotations

import pytest

from tests.core_judgement.mail import judged, me, them, verdict

PROMISE = (
    "Hi Sam,\n\nThank you for coming in today, everybody enjoyed talking to you about the Backend Engineer role.\n"
    "You will hear from us by next Friday.\n\nBest,\nDana Whitfield\nTalent Partner | Northwind"
)
THANKS = "Hi Dana,\n\nThank you so much for the time today, I came away even keener on the role than before.\n\nSam"
STILL = "Hi Sam,\n\nJust so you know, nothing is forgotten here: two people are still ill, and the panel is not complete."
STYLES = {
    "name, day and time": "{new}\n\nBest,\nDana Whitfield\nTalent Partner | Northwind\n\nDana Whitfield, Nov 2, 4:41 PM:\n\n{old}",
    "a bracketed name": "{new}\n\nDana\n\n[Dana Whitfield via HireLoft] 2026-11-02 16:41\n{old}",
    "a box of heads without a colon": "{new}\n\nDana\n\nDana Whitfield dana@northwind.example\nMon 2 Nov 2026 16:41\nto Sam Porter sam@home.example\n\n{old}",
    "nothing but a blank line": "{new}\n\nDana\n\n{old}",
    "lines broken elsewhere": "{new}\n\nDana\n\nHistory:\n{wrapped}",
    "the whole thread, newest first": "{new}\n\nDana\n\nSam Porter, Nov 2, 6:05 PM:\n{thanks}\n\nDana Whitfield, Nov 2, 4:41 PM:\n{old}",
}


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
def test_what_is_carried_along_promises_nothing(style: str) -> None:
    """Read as new, "by next Friday" would be the Friday a week later."""
    wrapped = PROMISE.replace("today, everybody", "today,\neverybody")
    carrying = style.format(new=STILL, old=PROMISE, wrapped=wrapped, thanks=THANKS)
    before = (them("Mon 2 Nov 2026 16:41", PROMISE), me("Mon 2 Nov 2026 18:05", THANKS))
    alone, decided = (judged(*before, them("Tue 10 Nov 2026 09:00", text), now="Wed 11 Nov 2026 10:00") for text in (STILL, carrying))
    assert verdict(decided) == verdict(alone)
    assert decided.last_human is not None
    assert decided.last_human.words in (STILL, f"{STILL}\n\nDana", f"{STILL}\n\nBest,")


def test_who_writes_the_same_again_has_written_it() -> None:
    """The same letter of a week later promises another Friday, with or without a line of its own below or above it."""
    for again in (PROMISE, f"{PROMISE}\n\nSorry for the wait!", f"Still true, Sam: by next Friday.\n\n{PROMISE.partition('role.')[2]}"):
        decided = judged(
            them("Mon 2 Nov 2026 16:41", PROMISE), me("Mon 2 Nov 2026 18:05", THANKS), them("Tue 10 Nov 2026 09:00", again), now="Wed 11 Nov 2026 10:00"
        )
        assert verdict(decided) == "waiting promise 2026-11-20"


def test_few_words_may_be_said_twice() -> None:
    """ "Hi Sam, you will hear by Friday" is no quote where it stands a second time."""
    short = "Hi Sam, you will hear by Friday."
    asked = me("Mon 9 Nov 2026 18:05", "Hi Dana, any news on the Backend Engineer role?")
    again = them("Tue 10 Nov 2026 09:00", f"So sorry, we were swamped with other roles.\n\n{short}")
    decided = judged(them("Mon 2 Nov 2026 16:41", short), asked, again, now="Wed 11 Nov 2026 10:00")
    assert verdict(decided) == "waiting promise 2026-11-13"


def test_letters_of_one_firm_may_begin_alike() -> None:
    """Below the platform's heading the same words of thanks stand in each; what comes after them is new."""
    thanks = "Dear Sam Porter,\n\nThank you for applying for the position of Backend Engineer at Northwind. We know how much time an application takes."
    decided = judged(
        me("Mon 26 Oct 2026 10:00", "Dear Dana, I would like to apply for the Backend Engineer position. My CV is attached. Sam"),
        them("Mon 2 Nov 2026 16:41", f"{thanks} You will hear from us by Friday 13 November."),
        them("Tue 10 Nov 2026 09:00", f"NORTHWIND CAREERS\n\n{thanks} Unfortunately, we have decided to move forward with other candidates."),
        now="Wed 11 Nov 2026 10:00",
    )
    assert verdict(decided) == "closed rejected"


@pytest.mark.parametrize("last", ["See you on Thursday at 10:30", "Could you call me at 14:00", "You will hear from me by Friday 20 November 2026"])
def test_the_last_line_above_is_the_senders_where_it_speaks(last: str) -> None:
    before = (them("Mon 2 Nov 2026 16:41", PROMISE), me("Mon 2 Nov 2026 18:05", THANKS))
    decided = judged(*before, them("Tue 10 Nov 2026 09:00", f"Hi Sam,\n\n{last}\n\n{PROMISE}"), now="Wed 11 Nov 2026 10:00")
    assert decided.last_human is not None
    assert decided.last_human.words.endswith(last)
