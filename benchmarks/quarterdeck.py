"""Our own engine, as an engine of the benchmarks: the ordinary `solve()`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.engine import Solution
from optimizer.plan.effort import Control, Limits
from optimizer.solving import solve as solve_portfolio

if TYPE_CHECKING:
    from benchmarks.engine import Watch
    from benchmarks.record import Settings
    from optimizer.plan.goals import Goals
    from optimizer.plan.outcome import Point
    from optimizer.portfolio.portfolio import Portfolio


def solve(
    portfolio: Portfolio, goals: Goals, settings: Settings, watch: Watch
) -> Solution:
    """Solve under one goal; every better value and bound goes to ``watch``."""

    def pass_on(point: Point) -> None:
        watch(point.value, point.bound)

    limits = Limits(
        seconds=settings.seconds, workers=settings.workers, seed=settings.seed
    )
    outcome = solve_portfolio(portfolio, goals, limits, control=Control(watch=pass_on))
    tier = outcome.tiers[0] if outcome.tiers else None
    return Solution(
        status=str(outcome.status),
        plan=outcome.plan,
        value=tier.value if tier else None,
        bound=tier.bound if tier else None,
    )
