"""What the best plan is worth as one number grows."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from api.jobs.answering.by_value import told_by_value
from api.jobs.questions.curve import (
    BudgetSwept,
    DeadlineSwept,
    HeadcountSwept,
    MovesSwept,
)
from scenarios.moves.value_curve import value_against_moves
from scenarios.prices.curves import budget_curve, deadline_curve, headcount_curve
from scenarios.report.curve import curve_page

if TYPE_CHECKING:
    from api.jobs.answering.found import Found
    from api.jobs.questions import CurveQuestion
    from scenarios.asking import Asker
    from scenarios.curve import Curve
    from scenarios.situation import Situation


def swept(question: CurveQuestion, asker: Asker) -> Found:
    """Return the best value at each number."""
    situation = question.situation()
    curve = _curve(question, situation, asker)
    return told_by_value(question, situation, curve, curve_page)


def _curve(question: CurveQuestion, situation: Situation, asker: Asker) -> Curve:
    asked = question.curve
    match asked:
        case MovesSwept():
            return value_against_moves(situation, asker, asked.most)
        case DeadlineSwept():
            return deadline_curve(situation, asked.project, asker, asked.at or None)
        case BudgetSwept():
            return budget_curve(situation, asked.budget, asker, asked.at or None)
        case HeadcountSwept():
            return headcount_curve(situation, asked.skill, asker, asked.up_to)
        case _:
            assert_never(asked)
