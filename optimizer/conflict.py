"""Why there is no plan: a smallest set of named rules that cannot all hold.

Rules are dropped one after the other and stay dropped while there is still no plan
(deletion filter; Chinneck and Dravnieks 1991, doi:10.1287/ijoc.3.2.157). Halves go
first, so that few rules among many are found with few solves.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from optimizer.cpsat.clock import Clock
from optimizer.cpsat.engine import ExactSearch
from optimizer.cpsat.incumbent import Judgement
from optimizer.decoding import decode
from optimizer.droppable import Droppable, droppable
from optimizer.plan.check import check_ledger
from optimizer.plan.effort import Limits
from optimizer.plan.goals import Goals, Measure
from optimizer.plan.ledger import Ledger
from optimizer.plan.outcome import Conflict
from optimizer.problem.compiling import compile_problem

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from optimizer.plan.effort import Control
    from optimizer.plan.goals import MeasureLimit
    from optimizer.plan.plan import Plan
    from optimizer.portfolio.portfolio import Portfolio
    from optimizer.problem.schedule import Schedule

CHECK_SHARE = 0.2
"""Part of what is left that one check may take."""
LEAST_SECONDS = 10.0
"""Seconds for the whole filter, whatever is left of the limit."""


def find_conflict(
    portfolio: Portfolio,
    limits: tuple[MeasureLimit, ...],
    baseline: Plan | None,
    now: date | None,
    clock: Clock,
    control: Control,
) -> Conflict:
    """Return a conflict of an infeasible portfolio, minimal if time allows.

    Empty if even without every rule that can be dropped there is no plan.
    """
    seconds = max(LEAST_SECONDS, clock.left())
    if clock.limits.deterministic is not None:
        seconds = LEAST_SECONDS
    allowed = Limits(seconds, None, clock.limits.workers, clock.limits.seed)
    rules = tuple(droppable(portfolio, limits))
    search = _Filter(portfolio, limits, baseline, now, Clock(allowed), control)
    if search.possible(()) is not True:
        return Conflict(members=())
    kept, minimal = search.shrink(rules)
    return Conflict(members=tuple(rule.issue for rule in kept), minimal=minimal)


@dataclass(frozen=True, slots=True)
class _Filter:
    portfolio: Portfolio
    limits: tuple[MeasureLimit, ...]
    baseline: Plan | None
    now: date | None
    clock: Clock
    control: Control

    def shrink(self, rules: Sequence[Droppable]) -> tuple[list[Droppable], bool]:
        """Return rules that conflict, and whether each was proven necessary."""
        kept, minimal, size = list(rules), True, max(1, len(rules) // 2)
        while True:
            index = 0
            while index < len(kept):
                rest = kept[:index] + kept[index + size :]
                found = self.possible(rest)
                if found is False:
                    kept = rest
                    continue
                minimal = minimal and (size > 1 or found is True)
                index += size
            if size == 1:
                return kept, minimal
            size //= 2

    def possible(self, kept: Sequence[Droppable]) -> bool | None:
        """Return whether there is a plan with only these rules; None if unknown."""
        seconds = self.clock.left() * CHECK_SHARE
        if seconds <= 0 or self.control.stop.is_set():
            return None
        portfolio, limits = self.portfolio, self.limits
        stays = {rule.key for rule in kept}
        for rule in droppable(self.portfolio, self.limits):
            if rule.key not in stays:
                portfolio, limits = rule.drop(portfolio, limits)
        problem = compile_problem(portfolio, self.baseline, self.now)

        def judge(schedule: Schedule) -> Judgement:
            plan = decode(problem, portfolio, schedule, self.baseline)
            ledger = Ledger(plan, portfolio, self.baseline, self.now)
            return Judgement(check_ledger(ledger, limits).accepted)

        goals = Goals.single(Measure.NET_VALUE, *limits)
        allowed = Limits(seconds, None, self.clock.limits.workers, 0)
        search = ExactSearch.of(problem, goals, Clock(allowed), self.control, judge)
        return search.exists()
