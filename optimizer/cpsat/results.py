"""What a search hands back: its plan, how each tier ended, and how it went."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from optimizer.cpsat.goals import tier_sign
from optimizer.plan.outcome import Point, SolveStatus, TierResult

if TYPE_CHECKING:
    from optimizer.cpsat.clock import Clock
    from optimizer.plan.effort import Control
    from optimizer.plan.goals import Goals, Tier
    from optimizer.problem.schedule import Schedule


@dataclass(frozen=True, slots=True)
class Found:
    """What a search returns.

    Attributes
    ----------
    schedule
        Accepted by the checker, or None.
    infeasible
        Proven that there is none.
    """

    schedule: Schedule | None
    tiers: tuple[TierResult, ...]
    points: tuple[Point, ...]
    infeasible: bool
    repeatable: bool


@dataclass(frozen=True, slots=True)
class Journal:
    """Notes how a search converges, and tells whoever watches.

    Attributes
    ----------
    values, bounds
        Tier → the best that is known of it, in its own unit.
    """

    goals: Goals
    clock: Clock
    control: Control
    points: list[Point] = field(default_factory=list)
    values: dict[int, Fraction] = field(default_factory=dict)
    bounds: dict[int, Fraction] = field(default_factory=dict)

    def note(self, tier: int, value: Fraction | None, bound: Fraction | None) -> None:
        """Note the value of a plan or a bound of a tier, in its own unit.

        What is told is the best that is known of both; nothing where that is no news.
        """
        sign = tier_sign(self.goals.tiers[tier])
        fewer = _keep(self.values, tier, value, sign)
        nearer = _keep(self.bounds, tier, bound, -sign)
        if fewer or nearer:
            self._tell(tier, self.values.get(tier), self.bounds.get(tier))

    def _tell(self, tier: int, value: Fraction | None, bound: Fraction | None) -> None:
        point = Point(
            seconds=round(self.clock.seconds(), 3),
            tier=self.goals.tiers[tier].name,
            value=None if value is None else float(value),
            bound=None if bound is None else float(bound),
        )
        self.points.append(point)
        self.control.report(point)


def _keep(
    best: dict[int, Fraction], tier: int, number: Fraction | None, sign: int
) -> bool:
    """Keep a number of a tier where it is the least, times the sign; whether it is."""
    if number is None or (tier in best and sign * best[tier] <= sign * number):
        return False
    best[tier] = number
    return True


def tier_result(
    tier: Tier,
    value: Fraction | None,
    bound: Fraction | None,
    *,
    best: Fraction | None = None,
    without_plan: SolveStatus = SolveStatus.OUT_OF_TIME,
    seconds: float = 0.0,
) -> TierResult:
    """Return how a tier ended.

    Parameters
    ----------
    best
        What was reached before later tiers used the tolerance, if not the value.
    without_plan
        Its status if there is no value.
    """
    status = without_plan
    if value is not None:
        closed = bound is not None and bound in {value, best}
        status = SolveStatus.OPTIMAL if closed else SolveStatus.FEASIBLE
    return TierResult(
        name=tier.name,
        value=None if value is None else float(value),
        bound=None if bound is None else float(bound),
        status=status,
        gap=gap(value, bound),
        must_prove=tier.must_prove,
        seconds=round(seconds, 3),
    )


def gap(value: Fraction | None, bound: Fraction | None) -> float | None:
    """Return 0 if equal, otherwise |bound − value| / max(|bound|, |value|, 1)."""
    if value is None or bound is None:
        return None
    return float(abs(bound - value) / max(abs(bound), abs(value), Fraction(1)))
