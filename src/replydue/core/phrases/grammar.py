"""How a declared grammar is read and matched: rules of words, signs and symbols that compose (a small chart parser).

A rule is written as `pattern -> action`. In a pattern
`word` or `one|other` is that word; `<list>` one of the phrases of a word list;
`NAME` a symbol, whose value is handed to the action;
`..` skips up to six tokens of the same clause; `~` says that no white space may follow; `^` and `$` are the ends of
the text; `?` makes the item before it optional, `*` allows up to three of it.
An action gets the values of the symbols in order (None for an optional one that is missing); it rejects the reading by returning None.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from replydue.core.phrases.tokens import Token, tokens_of

Action = Callable[..., Any]
_Frontier = list[tuple[int, tuple[Any, ...]]]
_MOST_REPEATS = 3
_LONGEST_GAP = 6
_GAP_ENDS = frozenset(".;!?")
_NUMBER = "*number*"


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a pattern. `kind` is word, list, symbol, glue, begin or end."""

    kind: str
    names: tuple[str, ...]
    least: int = 1
    most: int = 1


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what it means."""

    items: tuple[Item, ...]
    action: str
    arguments: tuple[Any, ...]


class Phrases:
    """Phrases of one or several words, each with a value, found by their first word."""

    def __init__(self, values: Iterable[tuple[str, Any]]) -> None:
        self.by_first: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
        for phrase, value in values:
            words = tuple(token.text for token in tokens_of(phrase))
            self.by_first.setdefault(words[0], []).append((words, value))

    def at(self, tokens: Sequence[Token], place: int) -> Iterator[tuple[int, Any]]:
        """Where each phrase that stands at this place ends, and its value."""
        for words, value in self.by_first.get(tokens[place].text, ()):
            end = place + len(words)
            if end <= len(tokens) and all(tokens[place + i].text == word for i, word in enumerate(words)):
                yield end, value


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
    return Item("word", tuple(written.split("|")), least, most)


def _rule(written: str) -> Rule:
    pattern, _, meaning = written.partition("->")
    action, *arguments = meaning.split()
    return Rule(tuple(_item(part) for part in pattern.split()), action, tuple(int(a) if a.lstrip("-").isdigit() else a for a in arguments))


def _number(token: Token, longest: int) -> int | None:
    return token.number if not token.ordinal and len(token.text) <= longest else None


_BUILT_IN: dict[str, Callable[[Token], int | None]] = {
    "NUM": lambda token: _number(token, 3),
    "DD": lambda token: token.number if token.number is not None and len(token.text) <= 2 and 1 <= token.number <= 31 else None,
    "ORD": lambda token: token.number if token.ordinal and len(token.text) <= 2 else None,
    "YEAR": lambda token: token.number if not token.ordinal and len(token.text) == 4 and 1900 <= (token.number or 0) < 2200 else None,
    "YY": lambda token: 2000 + token.number if token.number is not None and not token.ordinal and len(token.text) == 2 else None,
}


class Grammar:
    """A declared grammar of one language: word lists, words with values, and the rules of each symbol."""

    def __init__(self, lists: Mapping[str, Sequence[str]], values: Mapping[str, Mapping[str, Sequence[str]]], rules: Mapping[str, Sequence[str]]) -> None:
        self.lists = {name: Phrases((phrase, phrase) for phrase in phrases) for name, phrases in lists.items()}
        self.values = {
            name: Phrases((phrase, int(value) if value.isdigit() else value) for value, phrases in table.items() for phrase in phrases)
            for name, table in values.items()
        }
        self.rules = {name: tuple(_rule(written) for written in written_rules) for name, written_rules in rules.items()}
        self._first: dict[str, frozenset[str]] = {}
        self._rules_for: dict[tuple[str, str], tuple[Rule, ...]] = {}

    def first(self, symbol: str) -> frozenset[str]:
        """The words a symbol can begin with (`*number*` for digits)."""
        if symbol not in self._first:
            self._first[symbol] = frozenset()  # a symbol on the way adds nothing of its own
            found: set[str] = set()
            for rule in self.rules[symbol]:
                found |= self._first_of(rule.items)
            self._first[symbol] = frozenset(found)
        return self._first[symbol]

    def rules_for(self, symbol: str, token: Token) -> tuple[Rule, ...]:
        """The rules of a symbol that can begin with the token."""
        if not self.may_begin(symbol, token):
            return ()
        key = (symbol, token.text if token.number is None else _NUMBER)
        if key not in self._rules_for:
            self._rules_for[key] = tuple(rule for rule in self.rules[symbol] if key[1] in self._first_of(rule.items))
        return self._rules_for[key]

    def _first_of(self, items: Sequence[Item]) -> set[str]:
        found: set[str] = set()
        for item in items:
            found |= self._first_of_item(item)
            if item.least and item.kind not in ("glue", "begin", "end"):
                break
        return found

    def _first_of_item(self, item: Item) -> set[str]:
        if item.kind == "word":
            return set(item.names)
        if item.kind == "list":
            return set(self.lists[item.names[0]].by_first)
        if item.kind != "symbol":
            return set()
        name = item.names[0]
        if name in _BUILT_IN:
            return {_NUMBER}
        return set(self.values[name].by_first) if name in self.values else set(self.first(name))

    def may_begin(self, symbol: str, token: Token) -> bool:
        """Whether a phrase of this symbol can begin with the token."""
        return token.text in self.first(symbol) or (token.number is not None and _NUMBER in self.first(symbol))


class Reading:
    """One text read by a grammar. What a symbol can be at a place is worked out once, so the work is bounded by the text's length."""

    def __init__(self, grammar: Grammar, actions: Mapping[str, Action], context: Any, tokens: Sequence[Token]) -> None:
        self.grammar, self.actions, self.context, self.tokens = grammar, actions, context, tokens
        self._known: dict[tuple[str, int], dict[int, Any]] = {}

    def symbol(self, name: str, place: int) -> dict[int, Any]:
        """Where the symbol can end if it begins here, with its value; of two readings of one length the rule named first wins."""
        key = (name, place)
        if key not in self._known:
            self._known[key] = {}  # closes left recursion
            self._known[key] = self._read(name, place)
        return self._known[key]

    def _read(self, name: str, place: int) -> dict[int, Any]:
        if place >= len(self.tokens):
            return {}
        if name in _BUILT_IN:
            number = _BUILT_IN[name](self.tokens[place])
            return {} if number is None else {place + 1: number}
        if name in self.grammar.values:
            return dict(self.grammar.values[name].at(self.tokens, place))
        found: dict[int, Any] = {}
        for rule in self.grammar.rules_for(name, self.tokens[place]):
            for end, values in self._ends(rule.items, place):
                if end not in found and end > place:
                    value = self._meaning(rule, values)
                    if value is not None:
                        found[end] = value
        return found

    def _meaning(self, rule: Rule, values: tuple[Any, ...]) -> Any:
        try:
            return self.actions[rule.action](self.context, *rule.arguments, *values)
        except (ValueError, OverflowError):  # no such day: 31 June, or beyond the calendar
            return None

    def _ends(self, items: Sequence[Item], place: int) -> _Frontier:
        frontier: _Frontier = [(place, ())]
        for item in items:
            frontier = self._after(item, frontier)
            if not frontier:
                break
        return frontier

    def _after(self, item: Item, frontier: _Frontier) -> _Frontier:
        """Where one can stand after the item, from where one can stand before it. Each standing is kept once, so nothing is read twice."""
        if item.kind == "gap":
            return self._after_gap(item, frontier)
        reached: dict[tuple[int, tuple[Any, ...]], None] = {}
        current = frontier
        for _ in range(item.most):
            current = [step for standing in current for step in self._steps(item, *standing) if step not in reached]
            if not current:
                break
            reached.update(dict.fromkeys(current))
        if not item.least:
            skipped = [(place, (*values, None)) for place, values in frontier] if item.kind == "symbol" else frontier
            reached.update(dict.fromkeys(skipped))
        return list(reached)

    def _after_gap(self, item: Item, frontier: _Frontier) -> _Frontier:
        reached: dict[tuple[int, tuple[Any, ...]], None] = {}
        for place, values in frontier:
            for end in range(place, min(place + item.most, len(self.tokens)) + 1):
                reached[(end, values)] = None
                if end < len(self.tokens) and self.tokens[end].text in _GAP_ENDS:
                    break
        return list(reached)

    def _steps(self, item: Item, place: int, values: tuple[Any, ...]) -> _Frontier:
        if item.kind == "begin":
            return [(place, values)] if place == 0 else []
        if place >= len(self.tokens):
            return [(place, values)] if item.kind == "end" else []
        if item.kind == "word":
            return [(place + 1, values)] if self.tokens[place].text in item.names else []
        if item.kind == "list":
            return [(end, values) for end, _ in self.grammar.lists[item.names[0]].at(self.tokens, place)]
        if item.kind == "symbol":
            return [(end, (*values, value)) for end, value in self.symbol(item.names[0], place).items()]
        return [(place, values)] if item.kind == "glue" and self.tokens[place].glued else []
