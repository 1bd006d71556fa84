"""Which messages does `q` mean? Gmail's search language: words stand for what must be in one and the same message."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from replydue.sandbox.mail import Mail
from replydue.sandbox.search_terms import Known, reads_hidden, term

Test: TypeAlias = Callable[[Mail], bool]

_TOKEN = re.compile(r"""\s*(?:(?P<open>[({])|(?P<close>[)}])|(?P<minus>-)(?=[^\s])|(?P<quoted>"[^"]*"?)|(?P<word>[^\s(){}"]+))""")
_OPERATOR = re.compile(r"^[A-Za-z][A-Za-z0-9_]*$")


@dataclass(frozen=True)
class Query:
    """A query, read. `reads_hidden`: it asks for spam or trash itself (`in:anywhere`, `in:trash`, …)."""

    test: Test
    reads_hidden: bool

    def finds(self, mail: Mail) -> bool:
        """Whether this one message has all that is asked for."""
        return self.test(mail)


def read_query(text: str, known: Known) -> Query:
    """Reads a query. Nothing is an error: what is not understood is looked for as words, as Gmail does."""
    reader = _Reader([match for match in _TOKEN.finditer(text) if match.group().strip()], known)
    return Query(reader.all_of(""), reader.reads_hidden)


class _Reader:
    """Recursive descent. `OR` binds tighter than the blank between two words; braces hold alternatives."""

    def __init__(self, tokens: list[re.Match[str]], known: Known) -> None:
        self._tokens = tokens
        self._at = 0
        self._known = known
        self.reads_hidden = False

    def all_of(self, closing: str) -> Test:
        """Everything up to the closing bracket must hold."""
        tests: list[Test] = []
        while not self._ends(closing):
            if self._is_word("AND") or self._is_word("OR"):
                self._at += 1
                continue
            tests.append(self._alternatives(closing))
        return lambda mail: all(test(mail) for test in tests)

    def _any_of(self) -> Test:
        tests: list[Test] = []
        while not self._ends("}"):
            if self._is_word("OR"):
                self._at += 1
                continue
            tests.append(self._one())
        return lambda mail: not tests or any(test(mail) for test in tests)

    def _alternatives(self, closing: str) -> Test:
        tests = [self._one()]
        while self._is_word("OR"):
            self._at += 1
            if self._ends(closing):
                break
            tests.append(self._one())
        return tests[0] if len(tests) == 1 else lambda mail: any(test(mail) for test in tests)

    def _one(self) -> Test:
        if self._at >= len(self._tokens):
            return lambda mail: True
        token = self._tokens[self._at]
        self._at += 1
        if token.group("minus"):
            test = self._one()
            return lambda mail: not test(mail)
        if token.group("open"):
            return self._group(token.group("open"))
        if token.group("close"):
            return lambda mail: True
        return self._term(token.group("quoted") or token.group("word"))

    def _group(self, opening: str) -> Test:
        test = self.all_of(")") if opening == "(" else self._any_of()
        self._at += 1  # the closing bracket; one that is missing at the end does no harm
        return test

    def _term(self, word: str) -> Test:
        operator, value = _parted(word)
        if operator and not value and self._at < len(self._tokens):
            return self._operand(operator)
        return self._named(operator, value)

    def _operand(self, operator: str) -> Test:
        """What follows a bare `from:`: a quoted value, or a group whose every word is one: `from:(a OR b)`."""
        token = self._tokens[self._at]
        if token.group("quoted"):
            self._at += 1
            return self._named(operator, token.group("quoted").strip('"'))
        if token.group("open"):
            inner = _Reader(self._tokens, self._known.within(operator))
            inner._at = self._at
            test = inner._one()
            self._at, self.reads_hidden = inner._at, self.reads_hidden or inner.reads_hidden
            return test
        return self._named(operator, "")

    def _named(self, operator: str, value: str) -> Test:
        within = operator or self._known.operator
        self.reads_hidden = self.reads_hidden or reads_hidden(within, value)
        return term(within, value, self._known)

    def _ends(self, closing: str) -> bool:
        if self._at >= len(self._tokens):
            return True
        return bool(closing) and self._tokens[self._at].group("close") == closing

    def _is_word(self, word: str) -> bool:
        return self._at < len(self._tokens) and self._tokens[self._at].group("word") == word


def _parted(word: str) -> tuple[str, str]:
    """The operator and its value; words without one, and quoted words, have the operator ""."""
    if word.startswith('"'):
        return "", word.strip('"')
    operator, colon, value = word.partition(":")
    known = colon and _OPERATOR.match(operator)
    return (operator.lower(), value.strip('"')) if known else ("", word)
