"""Portfolios beyond the exact model: a plan, improved until time is up, and a bound."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.cpsat.engine import Found, gap
from optimizer.cpsat.goals import tier_sign
from optimizer.plan.goals import Measure
from optimizer.plan.outcome import Point, SolveStatus, TierResult
from optimizer.search.schedule_generation import greedy

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction

    from optimizer.cpsat.engine import Clock, Improver, Judgement
    from optimizer.plan.effort import Control
    from optimizer.plan.goals import Goals
    from optimizer.problem.problem import Problem
    from optimizer.problem.schedule import Schedule
    from optimizer.search.ruin import Objective

SEARCH_SHARE = 0.7
"""Part of the time that goes to better plans, the rest to the bound."""
GREEDY_SHARE = 0.4
"""Part of that which goes to the greedy search where neighbourhoods follow."""
REPEATABLE_SECONDS = 0.0
"""Improvement is cut by the clock, so that a repeatable search has none."""


@dataclass(slots=True)
class LargeSearch:
    """One greedy search with its best plan so far.

    Attributes
    ----------
    judge
        The independent checker.
    improver
        From a schedule, a bound and seconds to better schedules.
    outside
        From seconds to a bound of the first tier in its own unit, or None.
    """

    problem: Problem
    goals: Goals
    clock: Clock
    control: Control
    judge: Callable[[Schedule], Judgement]
    outside: Callable[[float], Fraction | None]
    improver: Improver | None = None
    best: Schedule | None = None
    held: tuple[Fraction, ...] = ()
    points: tuple[Point, ...] = ()

    def offer(self, schedule: Schedule) -> None:
        """Keep a schedule if it is accepted and better in the order of tiers."""
        judgement = self.judge(schedule)
        if judgement.accepted and (self.best is None or self._better(judgement.tiers)):
            self.best, self.held = schedule, judgement.tiers
            self._report(float(self.held[0]), None)

    def _better(self, numbers: tuple[Fraction, ...]) -> bool:
        for tier, new, old in zip(self.goals.tiers, numbers, self.held, strict=True):
            if new != old:
                return new * tier_sign(tier) < old * tier_sign(tier)
        return False

    def run(self) -> Found:
        """Search, then bound."""
        limits = self.clock.limits
        seconds = SEARCH_SHARE * self.clock.left()
        if limits.deterministic is not None:
            seconds = REPEATABLE_SECONDS
        share = 1.0 if self.improver is None else GREEDY_SHARE
        began = self.clock.seconds()
        greedy(
            self.problem,
            self._aim(),
            limits.seed,
            seconds * share,
            stop=self.control.stop.is_set,
            on_better=self.offer,
        )
        if self.best is not None and self.improver is not None:
            left = seconds - (self.clock.seconds() - began)
            for schedule in self.improver(self.best, 0, left):
                self.offer(schedule)
        bound = None
        if self.best is not None and not self.control.stop.is_set():
            bound = self.outside(max(1.0, self.clock.left()))
            self._report(None, None if bound is None else float(bound))
        results = tuple(
            self._result(index, bound if index == 0 else None)
            for index in range(len(self.goals.tiers))
        )
        self.clock.cut_short = any(r.status is not SolveStatus.OPTIMAL for r in results)
        repeatable = self.clock.repeatable and not self.control.stop.is_set()
        return Found(self.best, results, self.points, False, repeatable)

    def _aim(self) -> Objective:
        measures = set(self.goals.tiers[0].weights)
        if Measure.MAKESPAN in measures:
            return "makespan"
        return "cost" if Measure.COST in measures else "value"

    def _report(self, value: float | None, bound: float | None) -> None:
        name = self.goals.tiers[0].name
        point = Point(
            seconds=round(self.clock.seconds(), 3), tier=name, value=value, bound=bound
        )
        self.points += (point,)
        self.control.report(point)

    def _result(self, index: int, bound: Fraction | None) -> TierResult:
        tier = self.goals.tiers[index]
        value = self.held[index] if self.held else None
        status = SolveStatus.OUT_OF_TIME
        if value is not None:
            closed = value == bound
            status = SolveStatus.OPTIMAL if closed else SolveStatus.FEASIBLE
        return TierResult(
            name=tier.name,
            value=None if value is None else float(value),
            bound=None if bound is None else float(bound),
            status=status,
            gap=gap(value, bound),
            must_prove=tier.must_prove,
        )
