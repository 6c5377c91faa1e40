"""A budget is stated anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from optimizer.portfolio.resources import Budget
from scenarios.changes.base import Change
from scenarios.changes.problems import unknown_project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from scenarios.situation import Situation


class BudgetSet(Change):
    """A whole budget in place of the one of its id, or a new one."""

    kind: Literal["budget_set"] = "budget_set"
    budget: Budget

    @property
    def sentence(self) -> str:
        """What happens, for people."""
        budget = self.budget
        whose = budget.project or budget.objective
        amounts = [] if budget.total is None else [f"{budget.total:,f}"]
        amounts += [f"{most:,f} in {q}" for q, most in budget.quarters.items()]
        of = f" of {whose}" if whose else ""
        return f"Budget {budget.id}{of} is {' and '.join(amounts)}."

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield that there is no such project."""
        if self.budget.project is not None:
            yield from unknown_project("budget/project", self.budget.project, situation)

    def apply(self, situation: Situation) -> Situation:
        """Return the situation with the budget."""
        budgets = [it for it in situation.portfolio.budgets if it.id != self.budget.id]
        portfolio = situation.portfolio.replace(budgets=(*budgets, self.budget))
        return situation.replace(portfolio=portfolio)
