"""What judging costs is bounded by what a letter can say, not by the length of the mail. Counted, not timed: how much text is looked through, and how often."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from replydue.core import acts, asks, closure, recruiter, sayings
from replydue.core.any_of import AnyOf
from replydue.core.phrases.tokens import Spelling, Token, tokens_of
from replydue.core.promises import letter, reading

from .mail import Said, them
from .mail import judged as judged_at

LENGTH = 100_000
HEAVY = {
    "one letter words": "a ",
    "short sentences": "Yes. ",
    "stops": ". ",
    "denials": "We will not ",
    "dates": "We will call you on 4 December or on Friday, or by the 9th. ",
    "contractions": "we'll ",
    "lists": "- a\n",
    "languages in turn": "Wir melden uns bis Freitag bei Ihnen.\n\nWe will get back to you by Friday.\n\nNous vous recontacterons d'ici vendredi.\n\n",
    "no word at all": "x",
    "letters of a kind": "Unfortunately we decided to move forward with other candidates for the role. Could you send us your CV? ",
}


@dataclass
class Work:
    """How much was looked through: by the sayings of which languages, how many characters, and how many tokens were cut."""

    languages: Counter[str] = field(default_factory=Counter)
    characters: int = 0
    tokens: int = 0


@dataclass
class Counted:
    """A pattern that counts what it is given to look through."""

    pattern: AnyOf
    work: Work

    def search(self, text: str) -> re.Match[str] | None:
        """As the pattern's own."""
        self.work.characters += len(text)
        return self.pattern.search(text)

    def match(self, text: str) -> re.Match[str] | None:
        """As the pattern's own."""
        return self.pattern.match(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """As the pattern's own."""
        self.work.characters += len(text)
        return self.pattern.finditer(text)


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    """What is done from here on, with nothing known from before."""
    found = Work()
    pattern = sayings.pattern

    def counted(topic: str, kind: str, language: str = sayings.ANY) -> Counted:
        found.languages[language] += 1
        return Counted(pattern(topic, kind, language), found)

    def cut(text: str, spelling: Spelling) -> list[Token]:
        tokens = tokens_of(text, spelling)
        found.tokens += len(tokens)
        return tokens

    for module in (acts, asks, closure, recruiter, sayings):
        monkeypatch.setattr(module, "pattern", counted)
    monkeypatch.setattr(reading, "tokens_of", cut)
    for kept in (acts.acts_of, letter.read_letter, closure._ends_in, closure.withdrawn_by_user, asks._requests, sayings.said, recruiter._first):
        kept.cache_clear()
    return found


def judged(*said: Said) -> None:
    judged_at(*said, now="Tue 1 Dec 2026 10:00")


@pytest.mark.parametrize("name", HEAVY)
def test_of_a_hundred_kilobytes_no_more_is_looked_through_than_a_letter_has(name: str, work: Work) -> None:
    judged(them("Mon 23 Nov 2026 10:00", (HEAVY[name] * LENGTH)[:LENGTH]))
    assert work.characters < 56 * 6_000  # so many kinds of sayings there are, and so much of a text is read
    assert work.languages.total() < 3_400
    assert work.tokens < 5_000


def test_a_letter_is_not_looked_through_for_sayings_of_other_languages(work: Work) -> None:
    judged(them("Mon 23 Nov 2026 10:00", "We have your application, and we will get back to you by the end of next week.\n\n" * 30))
    in_any = work.languages.pop(sayings.ANY)
    assert set(work.languages) == {"en"}
    assert in_any < 10  # of the subject, the signature and the name, which are too short to tell


def test_a_sentence_is_cut_into_words_once_for_all_that_is_asked_of_it(work: Work) -> None:
    judged(them("Mon 23 Nov 2026 10:00", "Your interview is on Thursday, and we will call you on Friday."))
    assert work.tokens == len(["Your", "interview", "is", "on", "Thursday", ",", "and", "we", "will", "call", "you", "on", "Friday", "."])


def test_when_a_mail_comes_the_older_ones_are_not_read_anew(work: Work) -> None:
    older = [
        them("Mon 23 Nov 2026 10:00", "We will call you on Friday."),
        them("Tue 24 Nov 2026 10:00", "The panel meets on Thursday, and we will write then."),
    ]
    judged(*older)
    known = work.tokens
    judged(*older, them("Wed 25 Nov 2026 10:00", "Sorry, it will be Monday."))
    assert work.tokens - known == len(["Sorry", ",", "it", "will", "be", "Monday", "."])


@pytest.mark.parametrize("topic", ["asks", "closure", "due", "recruiter"])
def test_sayings_need_not_ignore_case_for_what_they_are_looked_for_in_is_in_small_letters(topic: str) -> None:
    for kind, sought in sayings.patterns(topic).items():
        assert not sought.flags & re.IGNORECASE, kind
        assert not any(re.search(r"(?<!\\)[A-Z]", pattern) for pattern in sought.patterns), kind
    assert sayings.said("closure", "rejected", "WE HAVE DECIDED TO MOVE FORWARD WITH OTHER CANDIDATES.")
