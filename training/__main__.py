"""`python -m training [--measure]`: learns all weights and writes them, or only tells how well they do on what they were not learnt from."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import click

from replydue.core.weights import written
from training import days, letters, sentences, threads
from training.examples import Example, lines_of
from training.learning import learned, table_of, unseen
from training.letters import Thread

ROOT = Path(__file__).parent.parent
MAIL = ROOT / "training" / "mail"
DATA = ROOT / "src" / "replydue" / "core" / "data"
TESTS = ROOT / "tests"
LABELLED = [TESTS / "core_time" / "seen.jsonl", TESTS / "trades" / "sentences.jsonl", TESTS / "voices" / "messages.jsonl"]
WORDINGS = TESTS / "core_judgement" / "wordings"
SEEN = [*sorted((TESTS / "conversations" / "seen").glob("*.jsonl")), *(TESTS / name / "conversations.jsonl" for name in ("trades", "voices"))]

_ONE_IN = 3  # letters with marked days that is read as a lone letter: about as many as there are of other mail


@cache
def _letters() -> list[Thread]:
    return letters.read([MAIL / "letters_en.txt"])


def _marked(name: str, by: str) -> str:
    return "\n".join([_text(name), *(letter.marked for letter in letters.letters_of(_letters(), by))])


TOPICS: dict[str, Callable[[], list[Example]]] = {
    "candidacy": lambda: [
        *(threads.short(line) for line in lines_of(MAIL / "threads_en.jsonl")),
        *(threads.short(thread.short) for thread in _letters()),
        *(example for thread in _letters() for example in threads.last_alone(thread.short)),
        *threads.examples(SEEN),
        *threads.lone(days.letters(_text("days_en.txt"))[::_ONE_IN], candidacy=True),
        *threads.lone((letter for file in LABELLED for letter in days.labelled_letters(file)), candidacy=True),
        *threads.lone(_text("others_en.txt").splitlines(), candidacy=False),
    ],
    "days": lambda: [
        *days.marked(_marked("days_en.txt", "them")),
        *(example for file in LABELLED for example in days.labelled(file)),
    ],
    "reported": lambda: [
        *days.marked_by_user(_marked("user_days_en.txt", "me")),
        *(example for file in LABELLED for example in days.labelled_of_user(file)),
    ],
    "theirs": lambda: _sentences("theirs", "them"),
    "mine": lambda: _sentences("mine", "me"),
}


def _text(name: str) -> str:
    return (MAIL / name).read_text(encoding="utf-8")


def _sentences(topic: str, by: str) -> list[Example]:
    pairs = [*sentences.pairs_in(_text(f"{topic}_en.tsv")), *letters.sentences_of(_letters(), by)]
    shown = [*sentences.coded(topic, pairs), *sentences.worded(topic, WORDINGS)]
    if topic == "mine":
        shown.extend(sentences.our_letters(TESTS / "wording" / "golden"))
    return [*shown, *sentences.told_by_standing(topic, SEEN, learned(shown))]


@click.command(help=__doc__)
@click.option("--measure", is_flag=True, help="Cross-validate, and write nothing.")
@click.argument("topics", nargs=-1, type=click.Choice([*TOPICS]))
def main(topics: tuple[str, ...], measure: bool) -> None:
    """Learns the topics asked for; all of them where none is."""
    for topic in topics or TOPICS:
        examples = TOPICS[topic]()
        if measure:
            click.echo(f"{topic}\n{table_of(unseen(examples))}\n")
            continue
        weights = learned(examples)
        (DATA / f"weights_{topic}_en.tsv").write_text(written(weights), encoding="utf-8")
        click.echo(f"{topic}: {len(examples)} examples, {len(weights.table)} traits")


if __name__ == "__main__":
    main()
