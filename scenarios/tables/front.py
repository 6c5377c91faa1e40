"""Plans between which only taste decides, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.report.tables.frame import frame

if TYPE_CHECKING:
    import pandas as pd

    from scenarios.pareto.point import Front

COLUMNS = (
    "place",
    "plan",
    "net_value",
    "moves",
    "shift",
    "cost",
    "projects_on_time",
    "balanced",
    "proof",
)


def front(found: Front) -> pd.DataFrame:
    """Return one row per plan, the most valuable first.

    Columns
    -------
    moves, shift
        Missing where there is no running plan.
    proof
        Whether it is certain that no plan is as good in all and better in one.
    """
    rows = (
        (
            place,
            point.label,
            point.net_value,
            point.moves,
            point.measures.get("shift"),
            point.cost,
            point.measures.get("on_time"),
            "balanced" if point.balanced else "",
            "proven" if point.proven else "best found",
        )
        for place, point in enumerate(found.points, start=1)
    )
    return frame(rows, COLUMNS).astype(dict.fromkeys(COLUMNS[2:7], float))
