"""What a scenario changes, in its own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.report.tables.frame import frame

if TYPE_CHECKING:
    import pandas as pd

    from scenarios.scenario import Scenario

COLUMNS = ("number", "kind", "what")


def changes(scenario: Scenario) -> pd.DataFrame:
    """Return one row per change, in the order in which they are applied."""
    return frame(
        (
            (number, change.kind.replace("_", " "), change.sentence)
            for number, change in enumerate(scenario.changes, start=1)
        ),
        COLUMNS,
    )
