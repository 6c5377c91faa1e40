"""What-if: typed changes to a portfolio and the plans that answer them.

A `Situation` is a portfolio with its running plan; a `Scenario` makes another of it.
Every question is put to an `Asker`, one for each call. Names load on first use, so
that reading a scenario does not wait for the solver.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scenarios.answers.answer import Answer, AnswerKind
    from scenarios.answers.answering import WhatIf, what_if
    from scenarios.asking import Asker
    from scenarios.brief.comparison import brief_of_comparison
    from scenarios.brief.what_if import brief_of_what_if
    from scenarios.candidate import Candidate
    from scenarios.comparison.by_cause import decompose_by_cause
    from scenarios.comparison.comparison import Comparison, compare
    from scenarios.curve import Curve
    from scenarios.errors import InvalidScenario, NotAnswered
    from scenarios.interval import Interval
    from scenarios.moves.entries import MoveList
    from scenarios.moves.knee import knee
    from scenarios.moves.move_list import move_list
    from scenarios.moves.value_curve import value_against_moves
    from scenarios.pareto.front import front
    from scenarios.pareto.point import Front
    from scenarios.prices.budget import price_of_budget
    from scenarios.prices.cross_training import (
        cross_training_ranking,
        price_of_training,
    )
    from scenarios.prices.curves import budget_curve, deadline_curve, headcount_curve
    from scenarios.prices.floor import price_of_floor
    from scenarios.prices.key_people import key_people
    from scenarios.prices.offer import price_of_offer
    from scenarios.prices.person import price_of_people
    from scenarios.reading import read_scenario
    from scenarios.report.comparison import comparison_page
    from scenarios.report.what_if import what_if_page
    from scenarios.scenario import Scenario
    from scenarios.situation import Situation
    from scenarios.tables.dossier import Dossier
    from scenarios.tables.lineup import Lineup
    from scenarios.why.why_not import why_not
    from scenarios.why.why_project import why_project
    from scenarios.writing import write_scenario

_HOMES = {
    "Answer": "scenarios.answers.answer",
    "AnswerKind": "scenarios.answers.answer",
    "Asker": "scenarios.asking",
    "Candidate": "scenarios.candidate",
    "Comparison": "scenarios.comparison.comparison",
    "Curve": "scenarios.curve",
    "Dossier": "scenarios.tables.dossier",
    "Front": "scenarios.pareto.point",
    "Interval": "scenarios.interval",
    "InvalidScenario": "scenarios.errors",
    "Lineup": "scenarios.tables.lineup",
    "MoveList": "scenarios.moves.entries",
    "NotAnswered": "scenarios.errors",
    "Scenario": "scenarios.scenario",
    "Situation": "scenarios.situation",
    "WhatIf": "scenarios.answers.answering",
    "brief_of_comparison": "scenarios.brief.comparison",
    "brief_of_what_if": "scenarios.brief.what_if",
    "budget_curve": "scenarios.prices.curves",
    "compare": "scenarios.comparison.comparison",
    "comparison_page": "scenarios.report.comparison",
    "cross_training_ranking": "scenarios.prices.cross_training",
    "deadline_curve": "scenarios.prices.curves",
    "decompose_by_cause": "scenarios.comparison.by_cause",
    "front": "scenarios.pareto.front",
    "headcount_curve": "scenarios.prices.curves",
    "key_people": "scenarios.prices.key_people",
    "knee": "scenarios.moves.knee",
    "move_list": "scenarios.moves.move_list",
    "price_of_budget": "scenarios.prices.budget",
    "price_of_floor": "scenarios.prices.floor",
    "price_of_offer": "scenarios.prices.offer",
    "price_of_people": "scenarios.prices.person",
    "price_of_training": "scenarios.prices.cross_training",
    "read_scenario": "scenarios.reading",
    "value_against_moves": "scenarios.moves.value_curve",
    "what_if": "scenarios.answers.answering",
    "what_if_page": "scenarios.report.what_if",
    "why_not": "scenarios.why.why_not",
    "why_project": "scenarios.why.why_project",
    "write_scenario": "scenarios.writing",
}

__all__ = [
    "Answer",
    "AnswerKind",
    "Asker",
    "Candidate",
    "Comparison",
    "Curve",
    "Dossier",
    "Front",
    "Interval",
    "InvalidScenario",
    "Lineup",
    "MoveList",
    "NotAnswered",
    "Scenario",
    "Situation",
    "WhatIf",
    "brief_of_comparison",
    "brief_of_what_if",
    "budget_curve",
    "compare",
    "comparison_page",
    "cross_training_ranking",
    "deadline_curve",
    "decompose_by_cause",
    "front",
    "headcount_curve",
    "key_people",
    "knee",
    "move_list",
    "price_of_budget",
    "price_of_floor",
    "price_of_offer",
    "price_of_people",
    "price_of_training",
    "read_scenario",
    "value_against_moves",
    "what_if",
    "what_if_page",
    "why_not",
    "why_project",
    "write_scenario",
]


def __getattr__(name: str) -> object:
    """Load a public name from its home."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
