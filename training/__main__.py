"""`python -m training [--measure]`: learns all weights and writes them, or only tells how well they do on what they were not learnt from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from itertools import chain
from pathlib import Path

import click

from replydue.core.acts import Said, acts_of
from replydue.core.context import Likely, among
from replydue.core.upshot import COMES_TO
from replydue.core.weights import Weights, weights_of, written
from training import days, letters, sentences, threads, upshots
from training.context import Letters
from training.examples import Example, lines_of
from training.learning import RESTRAINT, learned, table_of, unseen
from training.letters import Thread

ROOT = Path(__file__).parent.parent
MAIL = ROOT / "training" / "mail"
DATA = ROOT / "src" / "replydue" / "core" / "data"
TESTS = ROOT / "tests"
LABELLED = [TESTS / "core_time" / "seen.jsonl", TESTS / "trades" / "sentences.jsonl", TESTS / "voices" / "messages.jsonl"]
WORDINGS = TESTS / "core_judgement" / "wordings"
SEEN = [*sorted((TESTS / "conversations" / "seen").glob("*.jsonl")), *(TESTS / name / "conversations.jsonl" for name in ("trades", "voices"))]

_FREER = {"candidacy": 0.3}  # topics that need less restraint: what a thread is about is often said in few words, and rare ones
_ONE_IN = 3  # letters with marked days that is read as a lone letter: about as many as there are of other mail


@cache
def _letters() -> list[Thread]:
    return letters.read([MAIL / "letters_en.txt"])


def _of(by: str) -> list[letters.Letter]:
    return list(letters.letters_of(_letters(), by))


def _candidacy() -> list[Example]:
    return [
        *(threads.short(line) for line in lines_of(MAIL / "threads_en.jsonl")),
        *(threads.short(thread.short) for thread in _letters()),
        *(example for thread in _letters() for example in threads.last_alone(thread.short)),
        *threads.examples(SEEN),
        *threads.lone(days.letters(_text("days_en.txt"))[::_ONE_IN], candidacy=True),
        *threads.lone((letter for file in LABELLED for letter in days.labelled_letters(file)), candidacy=True),
        *threads.lone(_text("others_en.txt").splitlines(), candidacy=False),
    ]


def _sentences(topic: str, by: str) -> list[Example]:
    return [*_said(topic, by).examples(), *sentences.told_by_standing(topic, SEEN, _shown(topic, by))]


@cache
def _shown(topic: str, by: str) -> Weights:
    """The weights that are learnt from sentences which were written to show what they do."""
    return learned(_said(topic, by).examples())


@cache
def _said(topic: str, by: str) -> Letters:
    alone = [*sentences.coded(topic, sentences.pairs_in(_text(f"{topic}_en.tsv"))), *sentences.worded(topic, WORDINGS)]
    if topic == "mine":
        alone.extend(sentences.our_letters(TESTS / "wording" / "golden"))
    return Letters(sentences.coded_letters(topic, _of(by)), alone, lambda _, likely: list(among(likely)))


def _whole(upshot: str, topic: str, by: str) -> list[Example]:
    """Whole letters; what their sentences do is told by weights that have not learnt from them."""
    told = zip(_said(topic, by).letters, _said(topic, by).likely, strict=True)
    return [*upshots.coded(topic, upshot, told), *upshots.told_by_standing(topic, upshot, SEEN, _shown(topic, by))]


def _days(dated: Sequence[days.Dated], topic: str, by: str) -> list[Example]:
    """The days of letters; what their sentences do is told by weights that have not learnt from them."""
    said = _said(topic, by)
    unseen = {letter[0].letter: _as_said(letter, likely) for letter, likely in zip(said.letters, said.likely, strict=True) if letter}
    acts = [unseen.get(each.words) or acts_of(topic, each.words, "en") for each in dated]
    return Letters([each.examples for each in dated], [], lambda place, likely: dated[place].around(likely, acts[place])).examples()


def _as_said(letter: Sequence[Example], likely: Sequence[Likely]) -> list[Said]:
    return [Said(example.text, "", "en", doing) for example, doing in zip(letter, likely, strict=True)]


def _text(name: str) -> str:
    return (MAIL / name).read_text(encoding="utf-8")


def _marked(name: str, by: str) -> str:
    return "\n".join([_text(name), *(letter.marked for letter in _of(by))])


TOPICS: dict[str, Callable[[], list[Example]]] = {  # in this order: later ones ask the weights of earlier ones what they say of other mail
    "theirs": lambda: _sentences("theirs", "them"),
    "mine": lambda: _sentences("mine", "me"),
    **{upshot: partial(_whole, upshot, "theirs", "them") for upshot in COMES_TO["theirs"]},
    **{upshot: partial(_whole, upshot, "mine", "me") for upshot in COMES_TO["mine"]},
    "days": lambda: _days([*days.marked(_marked("days_en.txt", "them")), *chain.from_iterable(map(days.labelled, LABELLED))], "theirs", "them"),
    "reported": lambda: _days(
        [*days.marked_by_user(_marked("user_days_en.txt", "me")), *chain.from_iterable(map(days.labelled_of_user, LABELLED))], "mine", "me"
    ),
    "candidacy": _candidacy,
}


@click.command(help=__doc__)
@click.option("--measure", is_flag=True, help="Cross-validate, and write nothing.")
@click.argument("topics", nargs=-1, type=click.Choice([*TOPICS]))
def main(topics: tuple[str, ...], measure: bool) -> None:
    """Learns the topics asked for; all of them where none is."""
    for topic in topics or TOPICS:
        examples, restraint = TOPICS[topic](), _FREER.get(topic, RESTRAINT)
        if measure:
            weighed = list(unseen(examples, restraint))
            for placed, how in ((False, "alone"), (True, "among those around")):
                some = [pair for pair in weighed if pair[0].placed is placed]
                click.echo(f"{topic}, {how}\n{table_of(some)}\n" if some else "", nl=False)
            continue
        weights = learned(examples, restraint)
        (DATA / f"weights_{topic}_en.tsv").write_text(written(weights), encoding="utf-8")
        weights_of.cache_clear()
        click.echo(f"{topic}: {len(examples)} examples, {len(weights.table)} traits")


if __name__ == "__main__":
    main()
