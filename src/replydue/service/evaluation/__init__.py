"""How well is mail judged? Measures labelled sets (docs/evaluation.md) with the functions that the daemon calls; no second judgement."""

from __future__ import annotations

from replydue.service.evaluation.goals import Goal, goals
from replydue.service.evaluation.measuring import Report, measured
from replydue.service.evaluation.model import Answer, Outcome

__all__ = ["Answer", "Goal", "Outcome", "Report", "goals", "measured"]
