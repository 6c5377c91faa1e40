"""A budget grows or shrinks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field, model_validator

from optimizer.portfolio.base import Id, Money
from optimizer.portfolio.resources import Quarter
from scenarios.changes.base import Change, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from optimizer.portfolio.issue import Issue
    from scenarios.situation import Situation


class BudgetChanged(Change):
    """Other amounts of a budget that is there; `budget_set` states a whole one.

    Attributes
    ----------
    total
        The most that may be spent in all; as it is where left out.
    quarters
        The most that may be spent in these quarters; others stay as they are.
    """

    kind: Literal["budget_changed"] = "budget_changed"
    budget: Id
    total: Money | None = None
    quarters: dict[Quarter, Money] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _says_something(self) -> BudgetChanged:
        if self.total is None and not self.quarters:
            raise ValueError("should give a total or quarters")
        return self

    @property
    def sentence(self) -> str:
        """What happens, for people."""
        amounts = [] if self.total is None else [f"{self.total:,f}"]
        amounts += [
            f"{most:,f} in {quarter}" for quarter, most in self.quarters.items()
        ]
        return f"Budget {self.budget} is {' and '.join(amounts)}."

    def problems(self, situation: Situation) -> Iterator[Issue]:
        """Yield that there is no such budget."""
        names = (it.id for it in situation.portfolio.budgets)
        yield from unknown("budget", "budget", self.budget, names)

    def apply(self, situation: Situation) -> Situation:
        """Return the situation with the other amounts."""
        portfolio = situation.portfolio
        budgets = tuple(
            it.replace(
                total=it.total if self.total is None else self.total,
                quarters={**it.quarters, **self.quarters},
            )
            if it.id == self.budget
            else it
            for it in portfolio.budgets
        )
        return situation.replace(portfolio=portfolio.replace(budgets=budgets))
