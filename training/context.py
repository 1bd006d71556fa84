"""Learning what the other things of a letter tell of one: from what weights say of them that were learnt from other letters.

What weights say of the mail that they were learnt from is surer than what they will say of any other; who learnt from that would trust the neighbours too much.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import chain

from replydue.core.context import Likely, weighed_twice
from replydue.core.weights import Weights
from training.examples import Example
from training.learning import learned

_FOLDS = 5

Letter = Sequence[Example]  # its things in order
# what each thing of the letter at a place has around it, by what all of them likely are
Around = Callable[[int, Sequence[Likely]], Sequence[frozenset[str]]]


@dataclass(frozen=True)
class Letters:
    """Letters whose things are told by each other, and examples that stand in none."""

    letters: Sequence[Letter]
    alone: Sequence[Example]
    around: Around

    def examples(self) -> list[Example]:
        """All there is to learn from: each thing of a letter by itself, and again among the others."""
        return [*self.alone, *chain.from_iterable(self.letters), *chain.from_iterable(self.in_context())]

    def in_context(self) -> list[list[Example]]:
        """The things of each letter with what is around them; of one that stands alone nothing is."""
        likely = self._of_others(self.letters, lambda weights, place: [weights.weigh(thing.traits) for thing in self.letters[place]])
        return [self._placed(place, each) for place, each in enumerate(likely)]

    def _placed(self, place: int, likely: Sequence[Likely]) -> list[Example]:
        """The things of a letter with what is around them, by how likely each is what."""
        around = self.around(place, likely)
        things = zip(self.letters[place], around, strict=True)
        return [replace(thing, traits=thing.traits | beside, placed=True) for thing, beside in things if beside]

    @cached_property
    def likely(self) -> list[Sequence[Likely]]:
        """How likely each thing of each letter is what, as weights tell that were learnt from the other letters."""
        both = [[*alone, *placed] for alone, placed in zip(self.letters, self.in_context(), strict=True)]
        return self._of_others(
            both, lambda weights, place: weighed_twice([thing.traits for thing in self.letters[place]], partial(self.around, place), weights)
        )

    def _of_others(self, letters: Sequence[Letter], told: Callable[[Weights, int], Sequence[Likely]]) -> list[Sequence[Likely]]:
        """What is told of each letter by weights learnt from the others."""
        found: dict[int, Sequence[Likely]] = {}
        for fold in range(_FOLDS):
            others = (letter for place, letter in enumerate(letters) if place % _FOLDS != fold)
            weights = learned([*self.alone, *chain.from_iterable(others)])
            found.update((place, told(weights, place)) for place in range(fold, len(letters), _FOLDS))
        return [found[place] for place in range(len(letters))]
