"""Rules that cannot all hold, as the answer that found no plan names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.report.tables.frame import frame

if TYPE_CHECKING:
    import pandas as pd

    from optimizer.plan.outcome import Conflict

COLUMNS = ("rule", "where")


def conflict(found: Conflict) -> pd.DataFrame:
    """Return one row per rule, each once."""
    rules = {issue.message: issue.where for issue in found.members}
    return frame(rules.items(), COLUMNS)
