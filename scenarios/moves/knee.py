"""The number after which more of it brings little: the knee of a curve."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from optimizer.plan.outcome import SolveStatus

if TYPE_CHECKING:
    from scenarios.curve import Curve, CurvePoint


def knee(curve: Curve) -> CurvePoint | None:
    """Return the point that lies highest above the line from the first to the last.

    Of several, the first. Numbers without any plan are left out. None where a value
    is not proven, for it could be the knee; where there are fewer than three values;
    and where no point lies above the line.

    References
    ----------
    Satopää, Albrecht, Irwin, Raghavan (2011): Finding a "Kneedle" in a haystack,
    doi:10.1109/ICDCSW.2011.20, section III, without smoothing: the values are exact.
    """
    points = [p for p in curve.points if p.status is not SolveStatus.INFEASIBLE]
    if len(points) < 3 or not all(point.net_value.proven for point in points):
        return None
    heights = [_above(point, points[0], points[-1]) for point in points]
    highest = max(heights)
    return points[heights.index(highest)] if highest > 0 else None


def _above(point: CurvePoint, first: CurvePoint, last: CurvePoint) -> Fraction:
    """Return how high a point lies above the line; the rise of the line is 1."""
    (x, y), (x0, y0), (x1, y1) = map(_place, (point, first, last))
    if x0 == x1 or y0 == y1:
        return Fraction(0)
    return (y - y0) / (y1 - y0) - (x - x0) / (x1 - x0)


def _place(point: CurvePoint) -> tuple[Fraction, Fraction]:
    """Return number and value of a point whose value is proven."""
    return Fraction(point.at or 0), Fraction(point.net_value.low or 0)
