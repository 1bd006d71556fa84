"""All actions that a grammar may name, by name: what each rule means (reading rules, section 2)."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType

from replydue.core.phrases import meaning_days, meaning_lengths, meaning_relations, meaning_spans
from replydue.core.phrases.chart import Action


def _of(module: ModuleType) -> dict[str, Action]:
    return {name: value for name, value in vars(module).items() if getattr(value, "__module__", "") == module.__name__ and not name.startswith("_")}


ACTIONS: Mapping[str, Action] = {
    name: action for module in (meaning_days, meaning_lengths, meaning_relations, meaning_spans) for name, action in _of(module).items()
}
