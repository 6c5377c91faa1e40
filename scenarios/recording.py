"""How scenarios and comparisons are written down, from the tables that tell of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from optimizer.report.wording import iso
from scenarios.brief.comparison import brief_of_comparison, sentences_of_plans
from scenarios.brief.what_if import brief_of_what_if
from scenarios.records import ComparisonRecord, ScenarioRecord

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scenarios.records import Cell, Rows
    from scenarios.tables.dossier import Dossier
    from scenarios.tables.lineup import Lineup


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
