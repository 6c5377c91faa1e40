"""The present plan where it still holds: the running plan as it stands, judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenarios.answers.answer import Answer, AnswerKind, of_plan

if TYPE_CHECKING:
    from scenarios.situation import Situation


def present_plan(situation: Situation) -> Answer | None:
    """Return the running plan with the checker's verdict; None where none runs."""
    if situation.baseline is None:
        return None
    return of_plan(AnswerKind.PRESENT, situation.baseline, situation)
