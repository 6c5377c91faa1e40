"""What was reached and what is proven, goal by goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.report.tables.frame import frame

if TYPE_CHECKING:
    import pandas as pd

    from optimizer.plan.outcome import Outcome

COLUMNS = ("tier", "value", "bound", "gap", "status", "must_prove", "seconds")


def tiers(outcome: Outcome) -> pd.DataFrame:
    """Return one row per tier of the goals, in their order.

    Columns
    -------
    value, bound
        In the tier's own unit; no plan that respects earlier tiers passes the bound.
    gap
        Between 0 and 1.
    """
    return frame(
        (
            (t.name, t.value, t.bound, t.gap, t.status.value, t.must_prove, t.seconds)
            for t in outcome.tiers
        ),
        COLUMNS,
    ).astype({"value": float, "bound": float, "gap": float})
