"""How the search closed in on its answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.report.tables.frame import frame

if TYPE_CHECKING:
    import pandas as pd

    from optimizer.plan.outcome import Outcome

COLUMNS = ("tier", "seconds", "value", "bound")


def convergence(outcome: Outcome) -> pd.DataFrame:
    """Return one row per better plan or bound, in the order they were found.

    Columns
    -------
    value, bound
        The best known at that moment; not a number before there is one.
    """
    points = ((p.tier, p.seconds, p.value, p.bound) for p in outcome.convergence)
    table = frame(points, COLUMNS).astype({"value": float, "bound": float})
    table[["value", "bound"]] = table.groupby("tier", sort=False)[
        ["value", "bound"]
    ].ffill()
    return table
