"""What people call the answers of a job, by the labels of their plans."""

from __future__ import annotations

from scenarios.answers.answer import AnswerKind

BEST_PLAN = "plan"
"""The label of the plan of a solve."""
TITLES = {kind: kind.label for kind in AnswerKind} | {BEST_PLAN: "Best plan"}


def answer_title(label: str) -> str:
    """Return what an answer is called."""
    return TITLES.get(label) or label.replace("_", " ").capitalize()
