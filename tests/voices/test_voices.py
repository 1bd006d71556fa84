"""Mail of all trades and in many voices, written from the reading rules alone by people who had not seen the code.

It is learnt from since, and what is right of it must not become less.

At first look, in the order in which the batches came (`replydue eval` on each, before anything was changed or learnt by it), right were

- `tests/trades`, with rules alone: 273 of 320 messages, 46 of 79 conversations;
- `tests/voices`, with rules alone: 452 of 528 messages, 108 of 180 conversations; then 163 of 180 messages and 108 of 160 conversations;
- with what was learnt from other mail: 175 of 180 messages and 144 of 160 conversations, the same as the last ones above;
- then 172 of 180 and 72 of 80, and 199 of 201 messages and 73 of 80 conversations;
- then, of two batches that were to be as mixed as a real mailbox, 114 of 120 messages and 97 of 100 conversations, and, with `training/mail/letters_en.txt`
  learnt from, 115 of 120 and 118 of 120;
- the next two batches 133 of 140 and 118 of 120, and then 147 of 160 (half of them chosen for naming several days) and 116 of 120, each time with one
  follow-up that none should have had; then 151 of 160 and 144 of 150, and no such follow-up;
- then 153 of 160 messages and 145 of 150 conversations, and no such follow-up;
- the next ones 173 of 180 and 143 of 150, with one such follow-up, and 191 of 200 and 146 of 150 without; then 125 of 130 and 98 of 110, with three such
  follow-ups, for customers' and choirs' mail that promises an answer had been taken for recruiting;
- with three hundred threads of such mail learnt from, 105 of 110 messages and 144 of 150 conversations, and no such follow-up;
- the next ones 195 of 200 and 274 of 300, with two such follow-ups: requests, pauses and ends in few or odd words were not seen; with two thousand threads
  more learnt from, step by step, 96 of 100 and 143 of 150 (two), 106 of 110 and 145 of 150 (none), and then 101 of 110 and 141 of 150 (two);
- with each sentence and day weighed among those around it, 99 of 100 and 142 of 150 (two), and 105 of 110 and 145 of 150 (none). The code before, on the same
  two: 98 and 142 (two), 104 and 145 (none);
- the same code on two batches more, of which half is in odd voices: 100 of 105 and 140 of 150 (three), 99 of 105 and 139 of 150 (one); and on two others
  99 of 100 and 147 of 150, 96 of 100 and 147 of 150, without such a follow-up;
- with what a whole letter comes to told by all its sentences, on the latter two: 99 of 100 and 148 of 150, 96 of 100 and 146 of 150, and no such follow-up;
- with all that came before learnt from, and what each batch showed mended before the next: 99 of 100 and 93 of 100 (one), 99 and 96 of 100 (one), 98 and 94
  of 100 (one), 98 and 100 of 100, 98 and 94 of 100, 98 and 97 of 100, then 100 of 100 and 148 of 150, 100 of 100 and 146 of 150 (one), 99 of 100 and 146 of
  150. The code before, on the same nine: 98 and 94 (one), 100 and 96 (one), 98 and 95, 98 and 99 (one), 97 and 96, 96 and 98, 100 and 147 (one), 100 and 144
  (one), 99 and 144 (one);
- the next, again each mended before the one after, 98 of 100 and 145 of 150 (two that were due later), 98 and 144, 100 and 144 (one), 98 and 140, 97 and 146,
  95 and 144; then, with 640 threads of daily life learnt from, 100 of 100 and 146 of 150, and 98 of 100 and 74 of 75, no such follow-up, and none that was
  overdue missed. The code before, on the latter two: 100 and 146, 98 and 74;
- three sets of ordinary mail, most of it about no candidacy at all: of the first 32 of 110 such threads were taken for one, 16 would have had a follow-up.
  With other such threads learnt from, 95 of 100 conversations of the last were right, and 4 of 75 such threads would have had one; by the code before, 83
  and 11.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from replydue.service.evaluation import Report, measured
from replydue.service.evaluation.model import Question

TESTS = Path(__file__).parents[1]
LEAST = {("trades", "message"): 0.95, ("trades", "conversation"): 0.95, ("voices", "message"): 0.985, ("voices", "conversation"): 0.98}
NEEDLESS = {"trades": 0, "voices": 2}


ONE_IN = {"trades": 1, "voices": 4}  # cases that are measured here, for the suite has to stay quick; `make eval` measures all


@cache
def reports(folder: str) -> tuple[Report, ...]:
    with TemporaryDirectory() as sample:
        for file in (TESTS / folder).glob("*.jsonl"):
            lines = file.read_text("utf-8").splitlines()
            (Path(sample) / file.name).write_text("\n".join(lines[:: ONE_IN[folder]]), "utf-8")
        return tuple(measured(Path(sample)))


@pytest.mark.parametrize(("folder", "question"), LEAST)
def test_the_share_that_is_right_does_not_fall(folder: str, question: str) -> None:
    asked = [report for report in reports(folder) if report.question is Question(question)]
    right, cases = sum(report.right for report in asked), sum(len(report.outcomes) for report in asked)
    assert cases >= 80
    assert right / cases >= LEAST[folder, question], f"{right} of {cases}; `replydue eval tests/{folder}` shows the misses"


@pytest.mark.parametrize("folder", NEEDLESS)
def test_hardly_a_follow_up_is_drafted_where_none_is_wanted(folder: str) -> None:
    needless = [outcome for report in reports(folder) for outcome in report.outcomes for harm in outcome.answer.harms if harm.name == "NEEDLESS_FOLLOW_UP"]
    assert len(needless) <= NEEDLESS[folder]
