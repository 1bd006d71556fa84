"""`python -m training [--measure]`: learns all weights and writes them, or only tells how well they do on what they were not learnt from."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

import click

from replydue.core.weights import written
from training import days, sentences, threads
from training.learning import Example, learned, table_of, unseen

ROOT = Path(__file__).parent.parent
MAIL = ROOT / "training" / "mail"
DATA = ROOT / "src" / "replydue" / "core" / "data"
TESTS = ROOT / "tests"
LABELLED = [TESTS / "core_time" / "seen.jsonl", TESTS / "trades" / "sentences.jsonl", TESTS / "voices" / "messages.jsonl"]
WORDINGS = TESTS / "core_judgement" / "wordings"
SEEN = [*sorted((TESTS / "conversations" / "seen").glob("*.jsonl")), *(TESTS / name / "conversations.jsonl" for name in ("trades", "voices"))]

_ONE_IN = 3  # letters with marked days that is read as a lone letter: about as many as there are of other mail

TOPICS: dict[str, Callable[[], list[Example]]] = {
    "candidacy": lambda: [
        *threads.examples([MAIL / "threads_en.jsonl", *SEEN]),
        *threads.lone(days.letters(MAIL / "days_en.txt")[::_ONE_IN], candidacy=True),
        *threads.lone((MAIL / "others_en.txt").read_text(encoding="utf-8").splitlines(), candidacy=False),
    ],
    "days": lambda: [
        *days.marked(MAIL / "days_en.txt"),
        *(example for file in LABELLED for example in days.labelled(file)),
    ],
    "reported": lambda: [*days.marked_by_user(MAIL / "user_days_en.txt"), *(example for file in LABELLED for example in days.labelled_of_user(file))],
    "theirs": lambda: _sentences("theirs"),
    "mine": lambda: _sentences("mine"),
}


def _sentences(topic: str) -> list[Example]:
    shown = [*sentences.coded(topic, MAIL / f"{topic}_en.tsv"), *sentences.worded(topic, WORDINGS)]
    if topic == "mine":
        shown.extend(sentences.our_letters(TESTS / "wording" / "golden"))
    return [*shown, *sentences.told_by_standing(topic, SEEN, learned(shown))]


def main() -> None:
    """Learns what is asked for."""
    options = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    options.add_argument("--measure", action="store_true", help="cross-validate, and write nothing")
    options.add_argument("topics", nargs="*", choices=[*TOPICS, []], help="which weights; all of them where none is named")
    asked = options.parse_args()
    for topic in asked.topics or TOPICS:
        examples = TOPICS[topic]()
        if asked.measure:
            click.echo(f"{topic}\n{table_of(unseen(examples))}\n")
            continue
        weights = learned(examples)
        (DATA / f"weights_{topic}_en.tsv").write_text(written(weights), encoding="utf-8")
        click.echo(f"{topic}: {len(examples)} examples, {len(weights.table)} traits")


if __name__ == "__main__":
    main()
