"""What is written down of scenarios, comparisons and moves, for machines."""

from __future__ import annotations

from typing import Literal

from optimizer.portfolio.base import DomainModel, Text
from optimizer.portfolio.issue import Issue
from scenarios.answers.answer import Answer
from scenarios.brief.brief import Brief, Sentence
from scenarios.comparison.by_cause import Decomposition
from scenarios.comparison.comparison import Comparison
from scenarios.curve import Curve
from scenarios.moves.entries import MoveList
from scenarios.scenario import Scenario

Cell = float | int | bool | str | None
Rows = tuple[dict[str, Cell], ...]
"""A table, row by row: column → content; days as ``2026-12-31``."""


class ScenarioRecord(DomainModel):
    """A scenario with its answers and what is told of them.

    Attributes
    ----------
    input_hash
        SHA-256 of all that decides the answers.
    complete
        Whether all answers were asked for; not where somebody stopped it.
    changed
        What the best response changes against the running plan, with reasons.
    curve
        Value against moves, where it was asked for.
    brief
        At most ten sentences; every figure names its cell in `tables`. None where
        the search was stopped before there was a response.
    tables
        Title → rows.
    """

    format: Literal[1] = 1
    scenario: Scenario
    input_hash: str
    complete: bool
    notes: tuple[Issue, ...]
    answers: tuple[Answer, ...]
    changed: MoveList | None
    comparison: Comparison
    curve: Curve | None
    brief: Brief | None
    tables: dict[Text, Rows]


class ComparisonRecord(DomainModel):
    """Two to ten plans side by side, and what is told of them.

    Attributes
    ----------
    decompositions
        What each change of a scenario does, where that was asked for.
    each
        One sentence for each plan.
    tables
        Title → rows.
    """

    format: Literal[1] = 1
    comparison: Comparison
    curve: Curve | None
    decompositions: tuple[Decomposition, ...]
    brief: Brief
    each: tuple[Sentence, ...]
    tables: dict[Text, Rows]


class MovesRecord(DomainModel):
    """What a plan changes against the running one, each entry with its reasons.

    Attributes
    ----------
    answer
        The plan: the one that was named, or the best response.
    changed
        None where there is no plan.
    """

    format: Literal[1] = 1
    answer: Answer
    changed: MoveList | None
