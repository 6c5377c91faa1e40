"""Portfolios beyond the exact model: a plan, improved until time is up, and a bound."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.cpsat.goals import tier_sign
from optimizer.cpsat.incumbent import Incumbent, Judge
from optimizer.cpsat.results import Found, Journal, tier_result
from optimizer.plan.goals import Measure
from optimizer.plan.outcome import SolveStatus, TierResult
from optimizer.search.schedule_generation import greedy

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction

    from optimizer.cpsat.clock import Clock
    from optimizer.cpsat.engine import Improver
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
    outside
        From seconds to a bound of the first tier in its own unit, or None.
    improver
        From a schedule, a bound and seconds to better schedules.
    patient
        Whether a first plan and a bound are worth more time than there is.
    """

    problem: Problem
    goals: Goals
    clock: Clock
    control: Control
    incumbent: Incumbent
    journal: Journal
    outside: Callable[[float], Fraction | None]
    improver: Improver | None = None
    patient: bool = True

    @classmethod
    def of(
        cls,
        problem: Problem,
        goals: Goals,
        clock: Clock,
        control: Control,
        judge: Judge,
        outside: Callable[[float], Fraction | None],
    ) -> LargeSearch:
        """Begin with nothing in hand."""
        signs = tuple(tier_sign(tier) for tier in goals.tiers)
        return cls(
            problem=problem,
            goals=goals,
            clock=clock,
            control=control,
            incumbent=Incumbent(judge, signs),
            journal=Journal(goals, clock, control),
            outside=outside,
        )

    def offer(self, schedule: Schedule) -> None:
        """Keep a schedule if it is accepted and better in the order of tiers."""
        self.incumbent.offer(schedule)
        if self.incumbent.schedule is schedule:
            self.journal.note(0, self.incumbent.tiers[0], None)

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
            stop=self._over,
            on_better=self.offer,
        )
        best = self.incumbent.schedule
        if best is not None and self.improver is not None:
            left = seconds - (self.clock.seconds() - began)
            for schedule in self.improver(best, 0, left):
                self.offer(schedule)
        bound = None
        if best is not None and not self.control.stop.is_set():
            bound = self.outside(max(1.0, self.clock.left()))
            self.journal.note(0, None, bound)
        results = tuple(
            self._result(index, bound if index == 0 else None)
            for index in range(len(self.goals.tiers))
        )
        self.clock.cut_short = any(r.status is not SolveStatus.OPTIMAL for r in results)
        repeatable = self.clock.repeatable and not self.control.stop.is_set()
        points = tuple(self.journal.points)
        return Found(self.incumbent.schedule, results, points, False, repeatable)

    def _over(self) -> bool:
        """Whether to stop before a first plan is found."""
        return self.control.stop.is_set() or (
            not self.patient and self.clock.left() <= 0
        )

    def _aim(self) -> Objective:
        measures = set(self.goals.tiers[0].weights)
        if Measure.MAKESPAN in measures:
            return "makespan"
        return "cost" if Measure.COST in measures else "value"

    def _result(self, index: int, bound: Fraction | None) -> TierResult:
        held = self.incumbent.tiers
        return tier_result(
            self.goals.tiers[index], held[index] if held else None, bound
        )
