"""What a scenario is about: its changes in words, and what they assume."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.report.grid import Kind, grid
from optimizer.report.page import Section
from optimizer.report.wording import day
from scenarios.tables.dossier import CHANGES

if TYPE_CHECKING:
    import pandas as pd

    from scenarios.scenario import Scenario
    from scenarios.situation import Situation

COLUMNS = {
    "number": ("No.", Kind.NUMBER),
    "what": ("What happens", Kind.TEXT),
    "kind": ("Kind of change", Kind.TEXT),
}


def happenings(
    scenario: Scenario, situation: Situation, tables: dict[str, pd.DataFrame]
) -> Section | None:
    """Return what happens; None for a scenario that says nothing."""
    sentences = [scenario.description] if scenario.description else []
    if situation.portfolio.now is not None:
        sentences.append(
            f"Everything before {day(situation.portfolio.now)} is fact; nothing of it "
            "is planned again."
        )
    table = tables[CHANGES]
    grids = (grid(CHANGES, table, COLUMNS, always_open=True),) if len(table) else ()
    if not sentences and not grids:
        return None
    return Section("happenings", "What happens", tuple(sentences), grids=grids)
