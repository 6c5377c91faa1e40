"""A curve as a table: number, value, what the step before it did not have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from optimizer.plan.outcome import SolveStatus
from optimizer.report.tables.frame import frame

if TYPE_CHECKING:
    import pandas as pd

    from scenarios.curve import Curve, CurvePoint

COLUMNS = ("at", "number", "net_value", "at_most", "gain", "proof", "remark")


def curve(sweep: Curve, knee: CurvePoint | None = None) -> pd.DataFrame:
    """Return one row per number that was asked, in rising order.

    Columns
    -------
    at
        The number as people read it.
    net_value, at_most
        What a plan delivers that was found, and what no plan can pass.
    gain
        Value more than at the number before, where both are proven.
    remark
        Where the knee is: what comes after it brings less per step.
    """
    before: CurvePoint | None = None
    rows = []
    for point in sweep.points:
        rows.append(_row(point, before, marked=knee is not None and point == knee))
        before = point
    numbers = dict.fromkeys(("number", "net_value", "at_most", "gain"), float)
    return frame(rows, COLUMNS).astype(numbers)


def _row(
    point: CurvePoint, before: CurvePoint | None, *, marked: bool
) -> tuple[Any, ...]:
    value = point.net_value
    gain = None
    if before is not None and value.proven and before.net_value.proven:
        gain = (value - before.net_value).low
    return (
        point.label,
        _number(point.at),
        _number(value.low),
        _number(value.high),
        _number(gain),
        _proof(point),
        "knee" if marked else "",
    )


def _proof(point: CurvePoint) -> str:
    if point.status is SolveStatus.INFEASIBLE:
        return "impossible: proven"
    if point.net_value.proven:
        return "proven"
    return "no plan found" if point.net_value.low is None else "best found"


def _number(end: Any) -> float | None:  # noqa: ANN401
    return None if end is None else float(end)
