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

    What is reached at a smaller number can be reached at a larger one, by the same
    plan, and what cannot be reached at a larger one cannot be at a smaller one. A
    number that has no plan, proven, has no value and says nothing of the others.
    """
    known = [p for p in points if p.status is not SolveStatus.INFEASIBLE]
    settled = {id(one): each for one, each in zip(known, _settled(known), strict=True)}
    return tuple(settled.get(id(point), point) for point in points)


def _settled(known: Sequence[CurvePoint]) -> list[CurvePoint]:
    """Return points that may all have a plan, in the light of each other."""
    highs: list[End] = []
    for point in reversed(known):
        highs.append(_least(point.net_value.high, highs[-1] if highs else None))
    best: CurvePoint | None = None
    settled = []
    for point, high in zip(known, reversed(highs), strict=True):
        if best is None or not _less(point.net_value.low, best.net_value.low):
            best = point
        value = Interval(low=best.net_value.low, high=high)
        changes: dict[str, object] = {"net_value": value, "plan": best.plan}
        if value.proven:
            changes["status"] = SolveStatus.OPTIMAL
        settled.append(point.model_copy(update=changes))
    return settled


def _less(one: End, other: End) -> bool:
    """Whether less is known to be reached at one than at the other."""
    return other is not None and (one is None or one < other)


def _least(one: End, other: End) -> End:
    return min((end for end in (one, other) if end is not None), default=None)
