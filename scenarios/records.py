"""What is written down of scenarios and comparisons, for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pandas as pd

from optimizer.portfolio.base import DomainModel, Text
from optimizer.portfolio.issue import Issue
from optimizer.report.wording import iso
from scenarios.answers.answer import Answer
from scenarios.brief.brief import Brief, Sentence
from scenarios.brief.comparison import brief_of_comparison, sentences_of_plans
from scenarios.brief.what_if import brief_of_what_if
from scenarios.comparison.by_cause import Decomposition
from scenarios.comparison.comparison import Comparison
from scenarios.curve import Curve
from scenarios.moves.entries import MoveList
from scenarios.scenario import Scenario

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scenarios.tables.dossier import Dossier
    from scenarios.tables.lineup import Lineup

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


def record_of(dossier: Dossier) -> ScenarioRecord:
    """Return what is written down of a scenario."""
    record = dossier.what_if.record()
    return ScenarioRecord(
        **dict(record),
        changed=dossier.changed,
        comparison=dossier.comparison,
        curve=dossier.curve,
        brief=brief_of_what_if(dossier) if dossier.is_answered else None,
        tables=rows_of_all(dossier.tables),
    )


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


def comparison_record(lineup: Lineup) -> ComparisonRecord:
    """Return what is written down of a comparison."""
    return ComparisonRecord(
        comparison=lineup.comparison,
        curve=lineup.curve,
        decompositions=lineup.decompositions,
        brief=brief_of_comparison(lineup),
        each=sentences_of_plans(lineup),
        tables=rows_of_all(lineup.tables),
    )


def rows_of_all(tables: Mapping[str, pd.DataFrame]) -> dict[str, Rows]:
    """Return tables as rows of plain values."""
    return {
        title: tuple(
            {str(column): _plain(content) for column, content in row.items()}
            for row in table.astype(object).to_dict("records")
        )
        for title, table in tables.items()
    }


def _plain(content: object) -> Cell:
    """Return a content of a cell as JSON has it; whole numbers without a fraction."""
    if isinstance(content, pd.Timestamp):
        return iso(content)
    if content is None or pd.isna(content):  # type: ignore[call-overload]
        return None
    if isinstance(content, bool | str):
        return content
    number = float(content)  # type: ignore[arg-type]
    return int(number) if number.is_integer() else number
