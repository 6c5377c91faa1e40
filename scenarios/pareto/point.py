"""A front and its points, and which of them is the balanced one."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from optimizer.plan.outcome import Verdict
from optimizer.plan.plan import Plan
from optimizer.portfolio.base import DomainModel, Text
from scenarios.interval import Exact, Interval

if TYPE_CHECKING:
    from collections.abc import Sequence


class FrontPoint(DomainModel):
    """One plan of a front: no other found is as good in all and better in one.

    Attributes
    ----------
    label
        What it is best in, unique on the front; *found* where that is not proven.
    balanced
        It comes nearest to being best in everything at once: its largest shortfall
        in any measure, as a share of the range of the front, is the least.
    moves
        None where there is no running plan.
    cost
        Money, rounded to hundredths.
    best_value, least_moves, least_cost
        Between what and what the best lies of plans that are as good as this one in
        the other two measures; an end is None where nothing is proven of it.
    measures
        Every measure of the plan by name.
    """

    label: Text
    balanced: bool = False
    net_value: Exact
    moves: int | None
    cost: Exact
    best_value: Interval
    least_moves: Interval | None
    least_cost: Interval
    plan: Plan
    verdict: Verdict
    measures: dict[str, float]

    @property
    def proven(self) -> bool:
        """Whether it is certain that no plan is as good in all and better in one."""
        known = (self.best_value, self.least_moves, self.least_cost)
        return all(interval is None or interval.proven for interval in known)


class Front(DomainModel):
    """Plans between which only taste decides, the most valuable first.

    Attributes
    ----------
    unit
        The unit of value.
    remarks
        What the front leaves out or leaves open, and why.
    complete
        Whether every question was asked; not where somebody stopped it.
    """

    unit: Text
    points: tuple[FrontPoint, ...]
    remarks: tuple[Text, ...] = ()
    complete: bool = True


def with_balanced(points: Sequence[FrontPoint]) -> tuple[FrontPoint, ...]:
    """Return the points with the one marked whose largest shortfall is the least.

    The compromise solution of Yu 1973 (doi:10.1287/mnsc.19.8.936), each measure
    scaled by its range over the front. Two points leave nothing to balance.
    """
    if len(points) < 3:
        return tuple(points)
    columns = (
        [-point.net_value for point in points],
        [Decimal(point.moves or 0) for point in points],
        [point.cost for point in points],
    )
    shortfalls = [max(each) for each in zip(*map(_scaled, columns), strict=True)]
    balanced = shortfalls.index(min(shortfalls))
    return tuple(
        point.replace(balanced=place == balanced) for place, point in enumerate(points)
    )


def _scaled(column: Sequence[Decimal]) -> list[Decimal]:
    """Return numbers as shares of their range, 0 being the least."""
    least, span = min(column), max(column) - min(column)
    return [(number - least) / span if span else Decimal(0) for number in column]
