"""Reading a text by a grammar: what stands where, each thing worked out once, within bounds of effort (a small chart parser)."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from replydue.core.phrases.grammar import BUILT_IN, Branch, Grammar, Item, Rule, begins_with
from replydue.core.phrases.tokens import Token

Action = Callable[..., Any]
_Frontier = list[tuple[int, tuple[Any, ...]]]
_DEEPEST = 30  # symbols within one another; "the week after the week after …" goes no deeper
_GAP_ENDS = frozenset(".;!?")


@dataclass(slots=True)
class Effort:
    """How many steps may still be taken. It bounds the time that any text can cost; what is read after it has run out counts for nothing."""

    left: int

    @property
    def spent(self) -> bool:
        """Whether reading stopped before the end."""
        return self.left < 0


class Reading:
    """One text read by a grammar. What a symbol can be at a place is worked out once, so the work is bounded by the text's length."""

    def __init__(
        self, grammar: Grammar, actions: Mapping[str, Action], context: Any, tokens: Sequence[Token], effort: Effort, cuts: frozenset[int] = frozenset()
    ) -> None:
        """`cuts`: places where a clause begins; `^` and `$` hold there, too, and no gap leads over one."""
        self.grammar, self.actions, self.context, self.tokens, self.effort, self.cuts = grammar, actions, context, tokens, effort, cuts
        self._known: dict[tuple[str, int], dict[int, Any]] = {}
        self._nested = 0

    def symbol(self, name: str, place: int) -> dict[int, Any]:
        """Where the symbol can end if it begins here, with its value; of two readings of one length the rule named first wins."""
        key = (name, place)
        if key not in self._known:
            self._known[key] = {}  # closes left recursion
            if self._nested < _DEEPEST:
                self._nested += 1
                self._known[key] = self._read(name, place)
                self._nested -= 1
        return self._known[key]

    def _read(self, name: str, place: int) -> dict[int, Any]:
        if place >= len(self.tokens):
            return {}
        if name in BUILT_IN:
            number = BUILT_IN[name](self.tokens[place])
            return {} if number is None else {place + 1: number}
        if name in self.grammar.values:
            return dict(self.grammar.values[name].at(self.tokens, place))
        branch = self.grammar.rules_for(name, self.tokens[place])
        if not branch.following:
            return {}
        if self.effort.spent:
            return {}
        ends: dict[int, list[tuple[int, Rule, tuple[Any, ...]]]] = {}
        self._follow(branch, [(place, ())], ends)
        found: dict[int, Any] = {}
        for end, ranked in ends.items():
            for _, rule, values in sorted(ranked, key=lambda reading: reading[0]):
                value = self._meaning(rule, values) if end > place else None
                if value is not None:
                    found[end] = value
                    break
        return found

    def _follow(self, branch: Branch, frontier: _Frontier, ends: dict[int, list[tuple[int, Rule, tuple[Any, ...]]]]) -> None:
        for rank, rule in branch.complete:
            for end, values in frontier:
                ends.setdefault(end, []).append((rank, rule, values))
        for item, further in branch.following.items():
            self.effort.left -= len(frontier)
            likely = frontier if item.first is None else self._likely(item.first, frontier)
            reached = self._after(item, likely) if likely else likely
            if reached:
                self._follow(further, reached, ends)

    def _likely(self, first: Container[str], frontier: _Frontier) -> _Frontier:
        """From where what begins with these words can go on: most items are ruled out by the next word, and need not be tried."""
        tokens, length = self.tokens, len(self.tokens)
        return [standing for standing in frontier if standing[0] < length and begins_with(first, tokens[standing[0]])]

    def _meaning(self, rule: Rule, values: tuple[Any, ...]) -> Any:
        try:
            return self.actions[rule.action](self.context, *rule.arguments, *values)
        except (ValueError, OverflowError):  # no such day: 31 June, or beyond the calendar
            return None

    def _after(self, item: Item, frontier: _Frontier) -> _Frontier:
        """Where one can stand after the item, from where one can stand before it. Each standing is kept once, so nothing is read twice."""
        if item.kind == "gap":
            return self._after_gap(item, frontier)
        if item.least and len(frontier) == 1:
            return self._steps(item, *frontier[0])
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

    def _ends_clause(self, place: int) -> bool:
        """Whether a gap ends at the token. The stop of "am 4. Dezember" ends nothing."""
        if place >= len(self.tokens) or self.tokens[place].text not in _GAP_ENDS:
            return False
        return not (self.tokens[place].text == "." and place and self.tokens[place - 1].number is not None)

    def _after_gap(self, item: Item, frontier: _Frontier) -> _Frontier:
        reached: dict[tuple[int, tuple[Any, ...]], None] = {}
        for place, values in frontier:
            for end in range(place, min(place + item.most, len(self.tokens)) + 1):
                reached[(end, values)] = None
                if end + 1 in self.cuts or self._ends_clause(end):
                    break
        return list(reached)

    def _steps(self, item: Item, place: int, values: tuple[Any, ...]) -> _Frontier:
        if item.kind == "symbol":
            return [(end, (*values, value)) for end, value in self.symbol(item.names[0], place).items()]
        if item.kind == "begin":
            return [(place, values)] if place == 0 or place in self.cuts else []
        if item.kind == "end":
            return [(place, values)] if place >= len(self.tokens) or place in self.cuts else []
        if place >= len(self.tokens):
            return []
        if item.kind == "list":
            return [(end, values) for end, _ in self.grammar.lists[item.names[0]].at(self.tokens, place)]
        if item.kind == "word":
            return [(place + 1, values)] if self.tokens[place].text in item.names else []
        return [(place, values)] if item.kind == "glue" and self.tokens[place].glued else []
