"""How a declared grammar is written: rules of words, signs and symbols that compose. How a text is read by one: chart.py.

A rule is written as `pattern -> action`. In a pattern
`word` or `one|other` is that word; `<list>` one of the phrases of a word list;
`NAME` a symbol, whose value is handed to the action;
`..` skips up to six tokens of the same clause; `~` says that no white space may follow; `^` and `$` are the ends of
the text; `?` makes the item before it optional, `*` allows up to three of it.
An action gets the values of the symbols in order (None for an optional one that is missing); it rejects the reading by returning None.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from replydue.core.phrases.tokens import Spelling, Token, plain, tokens_of

_MOST_REPEATS = 3
_LONGEST_GAP = 6
_NUMBER = "*number*"
_NUMBERS = frozenset({_NUMBER})


@dataclass(slots=True, eq=False)
class Item:
    """One item of a pattern, the same wherever a grammar has it. `kind` is word, list, symbol, gap, glue, begin or end.

    `first`: the words that what it stands for can begin with; None where it may stand for nothing, or for anything.
    """

    kind: str
    names: tuple[str, ...]
    least: int = 1
    most: int = 1
    first: Container[str] | None = None


@dataclass(slots=True, eq=False)
class Rule:
    """A pattern and what it means, and the words that it can begin with."""

    items: tuple[Item, ...]
    action: str
    arguments: tuple[Any, ...]
    first: Set[str] = frozenset()


@dataclass(slots=True)
class Branch:
    """Rules that begin alike, as a tree, so that what they share is read once: which are `complete` here (with their rank), and what may follow."""

    complete: list[tuple[int, Rule]] = field(default_factory=list)
    following: dict[Item, Branch] = field(default_factory=dict)

    def add(self, rank: int, rule: Rule) -> None:
        """Grows the tree by a rule; of two readings of one length the lower rank wins."""
        branch = self
        for item in rule.items:
            branch = branch.following.setdefault(item, Branch())
        branch.complete.append((rank, rule))


class Phrases:
    """Phrases of one or several words, each with a value, found by their first word."""

    def __init__(self, values: Iterable[tuple[str, Any]], spelling: Spelling) -> None:
        self.by_first: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
        for phrase, value in values:
            words = tuple(token.text for token in tokens_of(phrase, spelling))
            self.by_first.setdefault(words[0], []).append((words[1:], value))

    def at(self, tokens: Sequence[Token], place: int) -> Iterator[tuple[int, Any]]:
        """Where each phrase that stands at this place ends, and its value."""
        for words, value in self.by_first.get(tokens[place].text, ()):
            end = place + 1
            for word in words:
                if end >= len(tokens) or tokens[end].text != word:
                    break
                end += 1
            else:
                yield end, value

    def stand(self, tokens: Sequence[Token], place: int) -> bool:
        """Whether one of the phrases stands at this place."""
        return place < len(tokens) and tokens[place].text in self.by_first and any(True for _ in self.at(tokens, place))


_NO_PHRASES = Phrases((), Spelling())
_NO_RULES = Branch()


def _rule(written: str, items: Mapping[str, Item]) -> Rule:
    pattern, _, meaning = written.partition("->")
    action, *arguments = meaning.split()
    return Rule(tuple(items[part] for part in pattern.split()), action, tuple(int(a) if a.lstrip("-").isdigit() else a for a in arguments))


def _item(written: str) -> Item:
    least, most = 1, 1
    if len(written) > 1 and written[-1] in "?*":
        least, most = 0, (1 if written[-1] == "?" else _MOST_REPEATS)
        written = written[:-1]
    if written == "..":
        return Item("gap", (), 0, _LONGEST_GAP)
    if written in ("~", "^", "$"):
        return Item({"~": "glue", "^": "begin", "$": "end"}[written], (), least, most)
    if written.startswith("<"):
        return Item("list", (written[1:-1],), least, most)
    if written.isupper():
        return Item("symbol", (written,), least, most)
    return Item("word", tuple(plain(written).split("|")), least, most)


def _number(token: Token, longest: int) -> int | None:
    return token.number if not token.ordinal and len(token.text) <= longest else None


BUILT_IN: dict[str, Callable[[Token], int | None]] = {
    "NUM": lambda token: _number(token, 3),
    "DD": lambda token: token.number if token.number is not None and len(token.text) <= 2 and 1 <= token.number <= 31 else None,
    "ORD": lambda token: token.number if token.ordinal and len(token.text) <= 2 else None,
    "YEAR": lambda token: token.number if not token.ordinal and len(token.text) == 4 and 1900 <= (token.number or 0) < 2200 else None,
    "YY": lambda token: 2000 + token.number if token.number is not None and not token.ordinal and len(token.text) == 2 else None,
}


class Grammar:
    """A declared grammar of one language: word lists, words with values, and the rules of each symbol."""

    def __init__(self, table: Mapping[str, Any], spelling: Spelling) -> None:
        """`table`: what a language's file holds under `lists`, `values` and `grammar`."""
        lists: Mapping[str, Sequence[str]] = table.get("lists", {})
        values: Mapping[str, Mapping[str, Sequence[str]]] = table.get("values", {})
        rules: Mapping[str, Sequence[str]] = table["grammar"]
        self.spelling = spelling
        self.lists = {name: Phrases(((phrase, phrase) for phrase in phrases), spelling) for name, phrases in lists.items()}
        self.values = {
            name: Phrases(((phrase, int(value) if value.isdigit() else value) for value, phrases in table.items() for phrase in phrases), spelling)
            for name, table in values.items()
        }
        items = {part: _item(part) for written_rules in rules.values() for written in written_rules for part in written.partition("->")[0].split()}
        self.rules = {name: tuple(_rule(written, items) for written in written_rules) for name, written_rules in rules.items()}
        self._first: dict[str, frozenset[str]] = {}
        self._rules_for: dict[tuple[str, str], Branch] = {}
        self._note_first_words(items.values())

    def _note_first_words(self, items: Iterable[Item]) -> None:
        for symbol in self.rules:
            self.first(symbol)
        for item in items:
            item.first = self._first_of_item(item) if item.least and item.kind in ("word", "list", "symbol") else None
        for rules in self.rules.values():
            for rule in rules:
                rule.first = self._first_of(rule.items)

    @cached_property
    def named_by_first(self) -> Mapping[str, frozenset[str]]:
        """For each word the word lists that have a phrase which begins with it, and in small letters the symbols that can."""
        gathered: dict[str, set[str]] = {}
        begun: list[tuple[str, Set[str]]] = [(name, phrases.by_first.keys()) for name, phrases in self.lists.items()]
        for name, words in begun + [(symbol.lower(), self.first(symbol)) for symbol in self.rules]:
            for word in words:
                gathered.setdefault(word, set()).add(name)
        return {word: frozenset(names) for word, names in gathered.items()}

    def phrases(self, name: str) -> Phrases:
        """A word list; an empty one where the language has none of that name."""
        return self.lists.get(name, _NO_PHRASES)

    def first(self, symbol: str) -> frozenset[str]:
        """The words a symbol can begin with (`*number*` for digits)."""
        if symbol not in self._first:
            self._first[symbol] = frozenset()  # a symbol on the way adds nothing of its own
            found: set[str] = set()
            for rule in self.rules[symbol]:
                found |= self._first_of(rule.items)
            self._first[symbol] = frozenset(found)
        return self._first[symbol]

    def rules_for(self, symbol: str, token: Token) -> Branch:
        """The rules of a symbol that can begin with the token."""
        key = (symbol, token.text if token.number is None else _NUMBER)
        branch = self._rules_for.get(key)
        if branch is None:
            if key[1] not in self.first(symbol):
                return _NO_RULES
            branch = self._rules_for[key] = Branch()
            for rank, rule in enumerate(self.rules[symbol]):
                if key[1] in rule.first:
                    branch.add(rank, rule)
        return branch

    def _first_of(self, items: Sequence[Item]) -> Set[str]:
        found: set[str] = set()
        for item in items:
            found |= self._first_of_item(item)
            if item.least and item.kind not in ("glue", "begin", "end"):
                break
        return found

    def _first_of_item(self, item: Item) -> Set[str]:
        if item.kind == "word":
            return frozenset(item.names)
        if item.kind == "list":
            return self.lists[item.names[0]].by_first.keys()
        if item.kind != "symbol":
            return frozenset()
        name = item.names[0]
        if name in BUILT_IN:
            return _NUMBERS
        return self.values[name].by_first.keys() if name in self.values else self.first(name)

    def may_begin(self, symbol: str, token: Token) -> bool:
        """Whether a phrase of this symbol can begin with the token."""
        return begins_with(self.first(symbol), token)


def begins_with(first: Container[str], token: Token) -> bool:
    """Whether what can begin with these words can begin with the token."""
    return token.text in first or (token.number is not None and _NUMBER in first)
