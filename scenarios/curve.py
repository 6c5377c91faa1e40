"""What the best net value is, as one number of the question grows."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from optimizer.plan.outcome import SolveStatus
from optimizer.plan.plan import Plan
from optimizer.portfolio.base import DomainModel, Text
from scenarios.interval import End, Interval

if TYPE_CHECKING:
    from collections.abc import Sequence


class Trend(StrEnum):
    """What theory says of a curve."""

    RISING = "rising"
    """Whatever can be done at a number can be done at a larger one."""
    OPEN = "open"
    """Nothing."""


class CurvePoint(DomainModel):
    """The best net value at one number.

    Attributes
    ----------
    label
        The number as people read it: a date, an amount, *2 moves*.
    net_value
        Between what and what the best lies; empty ends where no plan exists.
    status
        What is proven at this number.
    plan
        A plan that delivers the lower end and passed the checker.
    """

    at: End
    label: Text
    net_value: Interval
    status: SolveStatus
    plan: Plan | None = None


class Curve(DomainModel):
    """A sweep over one number, in rising order.

    Attributes
    ----------
    of
        What the number is: *moves*, *budget B*, *deadline of NIS2*.
    complete
        Whether every number was asked; not where somebody stopped the sweep.
    """

    of: Text
    trend: Trend
    points: tuple[CurvePoint, ...]
    complete: bool = True


def with_trend(points: Sequence[CurvePoint]) -> tuple[CurvePoint, ...]:
    """Return the points of a rising curve with all that the others say of each.

    What is reached at a smaller number can be reached at a larger one, and what
    cannot be reached at a larger one cannot be at a smaller one. A number that has
    no plan, proven, has no value and says nothing of the others.
    """
    known = [p for p in points if p.status is not SolveStatus.INFEASIBLE]
    better: dict[int, Interval] = {}
    low: End = None
    for point in known:
        ends = [e for e in (low, point.net_value.low) if e is not None]
        low = max(ends, default=None)
        better[id(point)] = Interval(low=low, high=point.net_value.high)
    high: End = None
    for point in reversed(known):
        ends = [e for e in (high, point.net_value.high) if e is not None]
        high = min(ends, default=None)
        better[id(point)] = Interval(low=better[id(point)].low, high=high)
    return tuple(
        point.model_copy(update={"net_value": better[id(point)]})
        if id(point) in better
        else point
        for point in points
    )
