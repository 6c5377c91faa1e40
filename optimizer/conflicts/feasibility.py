"""Whether there is any plan under some terms, asked many times in one limit."""

from __future__ import annotations

from dataclasses import dataclass, field
from dataclasses import replace as with_changes
from typing import TYPE_CHECKING, Self

from optimizer.cpsat.clock import Clock
from optimizer.cpsat.engine import ExactSearch
from optimizer.cpsat.incumbent import Judgement
from optimizer.cpsat.size import LARGEST_MODEL, model_size
from optimizer.decoding import decode
from optimizer.errors import InvalidPlan
from optimizer.plan.check import check_ledger
from optimizer.plan.goals import Goals, Measure
from optimizer.plan.ledger import Ledger
from optimizer.portfolio.issue import Severity
from optimizer.problem.compiling import compile_problem
from optimizer.problem.contradictions import contradictions_in

if TYPE_CHECKING:
    from datetime import date

    from optimizer.conflicts.terms import Terms
    from optimizer.plan.effort import Control, Limits
    from optimizer.plan.plan import Plan
    from optimizer.problem.problem import Problem
    from optimizer.problem.schedule import Schedule

CHECK_SHARE = 0.2
"""Part of what is left that one question may take."""


@dataclass(slots=True)
class Feasibility:
    """Answers whether there is a plan, and remembers every plan that it has seen.

    Terms that a plan seen before keeps, by the checker, need no search.

    Attributes
    ----------
    solves
        Questions that needed a search.
    """

    baseline: Plan | None
    now: date | None
    clock: Clock
    control: Control
    plans: list[Plan] = field(default_factory=list)
    solves: int = 0

    @classmethod
    def of(
        cls,
        baseline: Plan | None,
        now: date | None,
        limits: Limits,
        control: Control,
    ) -> Self:
        """Begin with no plan, and with all that the limits allow."""
        return cls(baseline, now, Clock(limits), control)

    def possible(self, terms: Terms) -> bool | None:
        """Return whether there is a plan; None if the limit does not tell.

        True where a plan passed the checker. False after one proof: a contradiction,
        or a search.
        """
        problem = compile_problem(terms.portfolio, self.baseline, self.now)
        if _contradicts_itself(problem):
            return False
        if self.plan(terms) is not None:
            return True
        if self.clock.left() <= 0 or self.control.stop.is_set():
            return None
        search = self._search(problem, terms)
        if search is None:
            return None
        found = search.exists()
        self._learn(search, problem, terms)
        return found

    def impossible_twice(self, terms: Terms) -> bool:
        """Return whether two different searches prove that there is no plan."""
        if self.plan(terms) is not None:
            return False
        problem = compile_problem(terms.portfolio, self.baseline, self.now)
        search = self._search(problem, terms)
        if search is None:
            return False
        found = search.exists()
        self._learn(search, problem, terms)
        return found is False and search.confirm_infeasible()

    def plan(self, terms: Terms) -> Plan | None:
        """Return a plan seen before that keeps the terms."""
        for plan in reversed(self.plans):
            ledger = self.ledger(plan, terms)
            if ledger is not None and check_ledger(ledger, terms.limits).accepted:
                return plan
        return None

    def ledger(self, plan: Plan, terms: Terms) -> Ledger | None:
        """Return a plan joined with the terms; None if it names what they have not."""
        try:
            return Ledger(plan, terms.portfolio, self.baseline, self.now)
        except InvalidPlan:
            return None

    def _search(self, problem: Problem, terms: Terms) -> ExactSearch | None:
        """Return a search with its share of the limit; None if it is too large."""
        if model_size(problem) > LARGEST_MODEL:
            return None

        def judge(schedule: Schedule) -> Judgement:
            plan = decode(problem, terms.portfolio, schedule, self.baseline)
            ledger = Ledger(plan, terms.portfolio, self.baseline, self.now)
            return Judgement(check_ledger(ledger, terms.limits).accepted)

        self.solves += 1
        goals = Goals.single(Measure.NET_VALUE, *terms.limits)
        clock = Clock(self._share())
        return ExactSearch.of(problem, goals, clock, self.control, judge)

    def _share(self) -> Limits:
        part, limits = self.clock.left() * CHECK_SHARE, self.clock.limits
        if limits.deterministic is not None:
            return with_changes(limits, deterministic=part)
        return with_changes(limits, seconds=part)

    def _learn(self, search: ExactSearch, problem: Problem, terms: Terms) -> None:
        self.clock.spent += search.clock.spent
        schedule = search.incumbent.schedule
        if schedule is not None:
            plan = decode(problem, terms.portfolio, schedule, self.baseline)
            self.plans.append(plan)


def _contradicts_itself(problem: Problem) -> bool:
    return any(
        issue.severity is Severity.ERROR
        for issues in contradictions_in(problem).values()
        for issue in issues
    )
