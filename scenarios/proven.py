"""What is proven of the value of the best plan, as an interval."""

from __future__ import annotations

from typing import TYPE_CHECKING

from optimizer.plan.outcome import SolveStatus
from scenarios.interval import UNKNOWN, Interval, exact

if TYPE_CHECKING:
    from optimizer.plan.outcome import Outcome


def best(outcome: Outcome) -> Interval:
    """Return between what and what the best value of the first tier lies.

    Exact where it is proven, even where the plan gives up some of it within the
    tier's tolerance; from nothing known where no plan was found. Where it is proven
    that there is no plan, there is no best value either: ask the status first.
    """
    if not outcome.tiers:
        return UNKNOWN
    first = outcome.tiers[0]
    value, bound = (
        None if number is None else exact(number)
        for number in (first.value, first.bound)
    )
    if first.status is SolveStatus.OPTIMAL:
        return Interval(low=bound, high=bound)
    return Interval(low=value, high=bound)
