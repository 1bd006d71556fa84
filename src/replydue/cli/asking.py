"""A question with a yes or a no, asked again until the answer is one of the two."""

from __future__ import annotations

import click

_WORDS = {"y": True, "yes": True, "n": False, "no": False}


def agreed(question: str) -> bool:
    """Enter is yes."""
    return bool(click.prompt(f"{question} [Y/n]", default="y", show_default=False, value_proc=_meant))


def _meant(answer: str) -> bool:
    """Raises what makes click ask again."""
    word = answer.strip().lower()
    if word not in _WORDS:
        raise click.UsageError("answer y for yes or n for no; Enter is yes")
    return _WORDS[word]
