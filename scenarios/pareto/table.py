"""A front as a data frame."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from optimizer.report.tables.frame import frame

if TYPE_CHECKING:
    import pandas as pd

    from scenarios.pareto.point import Front, FrontPoint

COLUMNS = (
    *("plan", "balanced", "net_value", "moves", "cost", "best_value"),
    *("least_moves", "least_cost", "proven"),
)


def points(front: Front) -> pd.DataFrame:
    """Return one row per plan of a front, the most valuable first.

    Columns
    -------
    plan
        Its label.
    best_value, least_moves, least_cost
        The proven end: what no plan passes that is as good in the other two; missing
        where nothing is proven. Equal to the plan's own number where that is proven
        best.
    proven
        Whether all three are.
    """
    numbers = ("net_value", "cost", "best_value", "least_cost")
    return frame((_row(point) for point in front.points), COLUMNS).astype(
        {
            **dict.fromkeys(numbers, float),
            **dict.fromkeys(("moves", "least_moves"), "Int64"),
            **dict.fromkeys(("balanced", "proven"), bool),
        }
    )


def _row(point: FrontPoint) -> tuple[Any, ...]:
    least = None if point.least_moves is None else point.least_moves.low
    return (
        point.label,
        point.balanced,
        point.net_value,
        point.moves,
        point.cost,
        point.best_value.high,
        None if least is None else int(least),
        point.least_cost.low,
        point.proven,
    )
