"""From examples to weights: a logistic regression over traits (scikit-learn), cut down to what tells kinds apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedGroupKFold

from replydue.core.weights import BASE, SCALE, Weights, share
from training.examples import Example

FOLDS = 8
_LEAST = 3  # examples that must have a trait for it to be learnt
_APART = 8  # hundredths of a logit by which a trait has to set two kinds apart, to tell anything
RESTRAINT = 0.1  # scikit-learn's C: the smaller, the less a single trait may say


def learned(examples: Sequence[Example], restraint: float = RESTRAINT) -> Weights:
    """The weights that tell the kinds of the examples apart; those of no kind teach nothing."""
    examples = [example for example in examples if example.kind]
    counts = Counter(trait for example in examples for trait in example.traits)
    vectors = DictVectorizer()
    rows = vectors.fit_transform([{trait: share(len(example.traits)) for trait in example.traits if counts[trait] >= _LEAST} for example in examples])
    model = LogisticRegression(C=restraint, max_iter=1_000).fit(rows, [example.kind for example in examples])
    added, base = np.array(model.coef_), np.array(model.intercept_)
    if len(model.classes_) == 2:  # scikit-learn tells how much the second kind gains on the first
        added, base = np.vstack([-added / 2, added / 2]), np.concatenate([-base / 2, base / 2])
    table = {trait: tuple(round(each * SCALE) for each in added[:, place]) for trait, place in vectors.vocabulary_.items()}
    kept = {trait: columns for trait, columns in table.items() if max(columns) - min(columns) >= _APART}
    return Weights(tuple(map(str, model.classes_)), {BASE: tuple(round(each * SCALE) for each in base), **kept})


def unseen(examples: Sequence[Example], restraint: float = RESTRAINT) -> Iterator[tuple[Example, dict[str, float]]]:
    """Each example with what weights say of it that were learnt from those in other letters: cross-validation."""
    known = [example for example in examples if example.kind]
    letters = [example.letter or str(place) for place, example in enumerate(known)]
    for train, test in StratifiedGroupKFold(FOLDS, shuffle=True, random_state=1).split(known, [example.kind for example in known], letters):
        weights = learned([known[place] for place in train], restraint)
        yield from ((known[place], weights.weigh(known[place].traits)) for place in test)


def table_of(weighed: Iterable[tuple[Example, dict[str, float]]]) -> str:
    """How often each kind was told from the others: cases, found, and right among those called so."""
    pairs = Counter((example.kind, max(likely, key=lambda kind: likely[kind])) for example, likely in weighed)
    kinds = sorted({kind for pair in pairs for kind in pair})
    lines = [f"{'kind':24} {'cases':>6} {'found':>7} {'right':>7}"]
    for kind in kinds:
        cases = sum(count for (is_, _), count in pairs.items() if is_ == kind)
        called = sum(count for (_, said), count in pairs.items() if said == kind)
        lines.append(f"{kind:24} {cases:6} {pairs[kind, kind] / (cases or 1):7.1%} {pairs[kind, kind] / (called or 1):7.1%}")
    total = sum(pairs.values())
    return "\n".join([*lines, f"{'all':24} {total:6} {sum(pairs[kind, kind] for kind in kinds) / total:7.1%}"])
